"""A row of sums that looks like a row: left out only where its figures are the sums of all others."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adopt.reports import identify
from adopt.reports.identify import identify_each
from adopt.schema import Reading

Report = Callable[..., list[list[Any]]]
Write = Callable[..., Path]

ROWS: tuple[dict[str, str], ...] = (
    {},
    {"Campaign Name": "Pots", "Clicks": "4", "7 Day Total Orders (#)": "0", "7 Day Total Sales ": "0"},
)
TOTAL = {
    "Campaign Name": "Total",
    "Ad Group Name": "-",
    "Targeting": "-",
    "Match Type": "-",
    "Customer Search Term": "-",
    "Impressions": "180",
    "Clicks": "7",
    "Spend": "2.5",
    "7 Day Total Sales ": "20.5",
    "7 Day Total Orders (#)": "1",
    "7 Day Total Units (#)": "4",
}

_SUMS_OF_FOUR = {
    "Impressions": "360",
    "Clicks": "13",
    "Spend": "5",
    "7 Day Total Sales ": "61.5",
    "7 Day Total Orders (#)": "3",
}


def read(path: Path) -> Reading:
    reading = identify(path)
    assert isinstance(reading, Reading), reading
    return reading


@pytest.mark.parametrize(
    "changes", [{}, {"Campaign Name": " 合计 "}, {"Spend": "2.504"}, {"Customer Search Term": "Total"}]
)
def test_a_row_of_sums_is_left_out_and_told(csv_file: Write, report: Report, changes: dict[str, str]) -> None:
    reading = read(csv_file(report(*ROWS, TOTAL | changes)))
    assert reading.totals == (180, 7, Decimal("2.5"), 1, Decimal("20.5"))
    assert (reading.read, reading.notes) == (2, (("rows_of_sums_left_out", "1"),))


@pytest.mark.parametrize(
    "changes",
    [
        {"Campaign Name": "Total Care"},
        {"Clicks": "6"},
        {"Impressions": "179"},
        {"Spend": "2.51"},
        {"7 Day Total Sales ": "20"},
        {"7 Day Total Orders (#)": "2"},
    ],
)
def test_what_is_no_sum_is_kept(csv_file: Write, report: Report, changes: dict[str, str]) -> None:
    reading = read(csv_file(report(*ROWS, TOTAL | changes)))
    assert (reading.read, reading.notes) == (3, ())


@pytest.mark.parametrize("fault", [{"Customer Search Term": "8.80123E+12"}, {"Match Type": "any"}])
def test_a_sum_of_rejected_rows_too_is_one(csv_file: Write, report: Report, fault: dict[str, str]) -> None:
    reading = read(csv_file(report(*ROWS, {"Customer Search Term": "pots"}, fault, TOTAL | _SUMS_OF_FOUR)))
    assert (reading.read, reading.rejected.height) == (4, 1)
    assert reading.totals == (270, 10, Decimal("3.75"), 2, Decimal(41))
    assert ("rows_of_sums_left_out", "1") in reading.notes


def test_beside_a_single_row_a_campaign_may_be_called_so(csv_file: Write, report: Report) -> None:
    assert read(csv_file(report({}, {"Campaign Name": "Total"}))).read == 2


def test_rows_without_a_click_sum_up_nothing(csv_file: Write, report: Report) -> None:
    none = dict.fromkeys(
        ("Impressions", "Clicks", "Spend", "7 Day Total Sales ", "7 Day Total Orders (#)"), "0"
    )
    assert read(csv_file(report(none, none, none | {"Campaign Name": "Total"}))).read == 3


def test_the_unified_page_has_such_rows_too(csv_file: Write) -> None:
    names = [
        "Date",
        "Campaign name",
        "Ad group name",
        "Search term",
        "Impressions",
        "Clicks",
        "Total cost",
        "Purchases",
    ]
    cells = [
        [*names, "Sales"],
        ["2026-11-03", "Pans", "Steel", "pan", "90", "3", "1.25", "1", "20.5"],
        ["2026-11-03", "Pans", "Steel", "pot", "90", "3", "1.25", "1", "20.5"],
        ["2026-11-03", "Grand total", "-", "-", "180", "6", "2.50", "2", "41"],
    ]
    reading = read(csv_file(cells))
    assert (reading.totals.clicks, reading.read) == (6, 2)
    assert ("rows_of_sums_left_out", "1") in reading.notes


COUNTRIES = ("Germany", "France", "United Kingdom")
FIGURES = ("Impressions", "Clicks", "Spend", "7 Day Total Sales ", "7 Day Total Orders (#)")


def sums_of(rows: int) -> dict[str, str]:
    """A filled row that sums up so many rows."""
    return TOTAL | dict(zip(FIGURES, (str(rows * each) for each in (90, 3, 1.25, 20.5, 1)), strict=True))


def abroad(write: Write, report: Report, *changes: dict[str, str]) -> dict[str | None, Reading]:
    """The parts of a report of two rows a country and these rows, by country."""
    header = ["Country", *report()[0]]
    rows = [
        {"Country": country, "Currency": "GBP" if "K" in country else "EUR", "Customer Search Term": term}
        for country in COUNTRIES
        for term in ("pan", "pot")
    ]
    path = write(report(*rows, *changes, header=header))
    parts = identify_each(path)
    assert all(isinstance(part, Reading) for part in parts), parts
    return {part.marketplace: part for part in parts if isinstance(part, Reading)}


@pytest.mark.parametrize(
    "sums",
    [
        [(6, {"Country": "", "Currency": ""})],
        [(6, {"Country": "", "Currency": "EUR"})],
        [(6, {"Country": "Germany", "Currency": "EUR"})],
        [(2, {"Country": "Germany", "Currency": "EUR"}), (2, {"Country": "France", "Currency": "EUR"})],
        [(2, {"Country": "Germany", "Currency": "EUR"}), (6, {"Country": "", "Currency": ""})],
        [(2, {"Country": "Germany", "Currency": "EUR"}), (8, {"Country": "France", "Currency": "EUR"})],
    ],
    ids=["all", "all in a currency", "all in a country", "each", "one and all", "one, and all with it"],
)
def test_rows_of_sums_of_several_countries_count_nowhere(
    csv_file: Write, report: Report, sums: list[tuple[int, dict[str, str]]]
) -> None:
    parts = abroad(csv_file, report, *(sums_of(rows) | said for rows, said in sums))
    assert {
        place: (part.currency, part.totals.clicks, part.totals.spend) for place, part in parts.items()
    } == {
        "DE": ("EUR", 6, Decimal("2.5")),
        "FR": ("EUR", 6, Decimal("2.5")),
        "UK": ("GBP", 6, Decimal("2.5")),
    }
    assert not sum(part.rejected.height for part in parts.values())


def test_a_campaign_called_total_is_kept_in_its_country(csv_file: Write, report: Report) -> None:
    row = sums_of(3) | {"Country": "Germany", "Currency": "EUR"}
    assert abroad(csv_file, report, row)["DE"].totals.clicks == 15


def test_lines_of_no_country_that_cant_be_used_are_told_and_no_account(
    csv_file: Write, report: Report
) -> None:
    line = dict.fromkeys(("Date", "Campaign Name", "Customer Search Term", "Currency"), "")
    parts = abroad(csv_file, report, {**line, "Country": "Germany Total"}, {**line, "Country": "法国 汇总"})
    assert set(parts) == {"DE", "FR", "UK"}
    assert [row for part in parts.values() for row in part.rejected["row"]] == [8, 9]


def test_each_day_may_have_a_row_of_sums(csv_file: Write, report: Report) -> None:
    days = ("2026-11-03", "2026-11-04")
    rows = [{"Date": day, "Customer Search Term": term} for day in days for term in ("pan", "pot")]
    reading = read(csv_file(report(*rows[:2], sums_of(2), *rows[2:], sums_of(2) | {"Date": days[1]})))
    assert (reading.totals.clicks, reading.notes) == (12, (("rows_of_sums_left_out", "2"),))


@pytest.mark.parametrize(("term", "read_rows"), [("-", 3), ("Total", 3), ("N/A", 3), ("total toothpaste", 4)])
def test_a_campaign_called_total_keeps_its_terms_on_a_day_whose_others_have_its_sums(
    csv_file: Write, report: Report, term: str, read_rows: int
) -> None:
    rows = [{"Date": "2026-11-03", "Customer Search Term": one} for one in ("pan", "pot")]
    total = sums_of(2) | {"Date": "2026-11-03", "Customer Search Term": term}
    other = {"Date": "2026-11-04"}
    assert read(csv_file(report(*rows, total, other))).read == read_rows
