"""One report pasted below another: nearly all rows of a day stand there twice, and clicks would count double."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adopt.reports import Refusal, identify
from adopt.reports.identify import identify_each
from adopt.schema import Reading

Report = Callable[..., list[list[Any]]]
Write = Callable[..., Path]


def _terms(count: int, **changes: str) -> list[dict[str, str]]:
    return [{"Customer Search Term": f"pan {number}", **changes} for number in range(count)]


def _found(path: Path) -> tuple[str, str] | int:
    found = identify(path)
    return (found.reason, found.detail) if isinstance(found, Refusal) else found.read


def test_a_day_told_twice_is_refused_whatever_the_figures(csv_file: Write, report: Report) -> None:
    first, later = _terms(10), _terms(10, Clicks="4")
    other = _terms(30, Date="2026-11-01")
    assert _found(csv_file(report(*other, *first, *later))) == ("repeated_rows", "2026-11-03")


@pytest.mark.parametrize(
    ("told", "again", "refused"),
    [(9, 9, False), (10, 8, False), (10, 9, True), (20, 17, False), (20, 18, True)],
)
def test_some_rows_may_repeat(csv_file: Write, report: Report, told: int, again: int, refused: bool) -> None:
    assert isinstance(_found(csv_file(report(*_terms(told), *_terms(again)))), tuple) == refused


@pytest.mark.parametrize(
    "other", [{"Date": "2026-11-04"}, {"Portfolio name": "B"}, {"Targeting": "pot"}, {"Match Type": "EXACT"}]
)
def test_rows_of_other_days_and_targets_are_no_repeats(
    csv_file: Write, report: Report, other: dict[str, str]
) -> None:
    assert _found(csv_file(report(*_terms(10), *_terms(10, **other)))) == 20


def test_countries_may_have_the_same_campaigns(csv_file: Write, report: Report) -> None:
    header = [*report()[0], "Country"]
    germany, france = (_terms(10, Country=name, Currency="EUR") for name in ("Germany", "France"))
    path = csv_file(report(*germany, *france, header=header))
    parts = [one for one in identify_each(path) if isinstance(one, Reading)]
    assert [(one.marketplace, one.read) for one in parts] == [("FR", 10), ("DE", 10)]


def test_a_summary_is_refused_only_where_the_whole_of_it_stands_there_twice(
    csv_file: Write, report: Report
) -> None:
    header = ["Start Date", "End Date", *report()[0][1:]]
    days = [{"Start Date": f"2026-11-{day:02}", "End Date": "2026-11-30"} for day in range(1, 13)]
    rows = [row | day for row, day in zip(_terms(12), days, strict=True)]
    assert _found(csv_file(report(*rows, *rows, header=header))) == ("repeated_rows", "2026-11-01")
    assert _found(csv_file(report(*rows, *rows[:6], header=header))) == 18


def _unified(*placements: str) -> list[list[str]]:
    names = ["Date", "Campaign name", "Ad group name", "Search term", "Impressions", "Clicks", "Total cost"]
    rows = [
        ["2026-11-03", "Pans", "Steel", f"pan {number}", "90", "3", "1.25", "1", "20.5", placement]
        for placement in placements
        for number in range(10)
    ]
    return [[*names, "Purchases", "Sales", "Placement"], *rows]


def test_where_the_seller_chose_the_columns_only_whole_rows_repeat(csv_file: Write) -> None:
    assert _found(csv_file(_unified("Top", "Rest"))) == 20
    assert _found(csv_file(_unified("Top", "Top"))) == ("repeated_rows", "2026-11-03")
