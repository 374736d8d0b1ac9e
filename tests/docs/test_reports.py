"""docs/reports.md says all that the readers can answer, and nothing that they can't."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from adopt.reports import search_term
from adopt.reports.refusal import REASONS
from adopt.reports.unusable import HARMLESS
from adopt.say.notes import _JOIN_REASONS, _JOINS, _KINDS, _REJECTED
from adopt.words import headers

_TEXT = (Path(__file__).resolve().parents[2] / "docs" / "reports.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return _TEXT.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def codes(text: str) -> set[str]:
    """The codes in the first cells of a section's tables."""
    cells = re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
    return {code for cell in cells for code in re.findall(r"`(\w+)`", cell)}


def test_every_refusal_is_there_and_whether_it_stops_a_run() -> None:
    said = dict(re.findall(r"^\| `(\w+)` \| (yes|no) \|", section("Files that are refused"), re.MULTILINE))
    assert said == {code: "no" if code in HARMLESS else "yes" for code in REASONS}


def test_every_reason_of_a_rejected_row_is_there() -> None:
    assert codes(section("Rows that are rejected")) == set(_REJECTED)


def test_every_reason_of_a_join_is_there() -> None:
    assert codes(section("Names and IDs")) == set(_JOINS) | set(_JOIN_REASONS)


def test_every_kind_is_there() -> None:
    assert {kind for kind in _KINDS if f"[`{kind}`]" in _TEXT} == set(_KINDS)


@pytest.mark.parametrize("daily", [True, False])
def test_every_needed_column_is_there_as_amazon_writes_it(daily: bool) -> None:
    names = headers("search_term")["en"]
    needed = [names[column][0] for column in search_term._needed(7, daily=daily)]
    assert not [name for name in needed if f"`{name}`" not in section("The three files")]
