"""Both READMEs name every file that a run writes to upload."""

from __future__ import annotations

from pathlib import Path

import pytest

from adopt.write.outputs import UPLOADS


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_every_upload_file_has_its_row(name: str) -> None:
    text = (Path(__file__).parents[2] / name).read_text(encoding="utf-8")
    assert not [file for file in UPLOADS if f"\n| `{file}` |" not in text]
