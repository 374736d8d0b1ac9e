"""Both READMEs name every file that a run writes to upload, and the overview, as its help does."""

from __future__ import annotations

from pathlib import Path

import pytest

from adopt.write.outputs import OVERVIEW, UPLOADS
from tests.command_line.run import adopt

NAMED = (*UPLOADS, OVERVIEW)


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_upload_file_has_its_row(name: str) -> None:
    text = (Path(__file__).parents[2] / name).read_text(encoding="utf-8")
    assert not [file for file in NAMED if f"\n| `{file}` |" not in text]


def test_the_help_names_them() -> None:
    said = adopt("daily", "--help").stdout
    assert not [file for file in NAMED if f"\n    {file} " not in said]
