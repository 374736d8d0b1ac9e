from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adopt.reports import Refusal, identify
from adopt.reports.identify import identify_each
from adopt.schema import Reading

Report = Callable[..., list[list[Any]]]
Write = Callable[..., Path]


def read(path: Path) -> Reading:
    reading = identify(path)
    assert isinstance(reading, Reading), reading
    return reading


def refused(path: Path) -> Refusal:
    refusal = identify(path)
    assert isinstance(refusal, Refusal), refusal
    return refusal


def rows(reading: Reading) -> list[dict[str, Any]]:
    return reading.data.to_dicts()  # type: ignore[union-attr]


def test_a_row_is_read_as_it_stands(csv_file: Write, report: Report) -> None:
    reading = read(csv_file(report({})))
    assert rows(reading) == [
        {
            "row": 2,
            "campaign_id": None,
            "ad_group_id": None,
            "target_id": None,
            "campaign": "Pans",
            "ad_group": "Steel",
            "portfolio": None,
            "targeting": "pan",
            "match_type": "broad",
            "search_term": "steel pan",
            "first_day": date(2026, 11, 3),
            "last_day": date(2026, 11, 3),
            "impressions": 90,
            "clicks": 3,
            "orders": 1,
            "units": 2,
            "spend_micros": 1_250_000,
            "sales_micros": 20_500_000,
        }
    ]
    assert (reading.kind, reading.language, reading.currency, reading.marketplace) == (
        "search_term",
        "en",
        "USD",
        None,
    )
    assert (reading.daily, reading.window_days, reading.read) == (True, 7, 1)
    assert reading.totals == (90, 3, Decimal("1.25"), 1, Decimal("20.5"))


def test_a_summary_covers_its_rows_own_days(csv_file: Write, report: Report) -> None:
    header = ["Start Date", "End Date", *report()[0][1:]]
    cells = report(
        {"Start Date": "Nov 01, 2026", "End Date": "Nov 05, 2026"},
        {"Start Date": "Oct 30, 2026", "End Date": "Oct 30, 2026"},
        header=header,
    )
    reading = read(csv_file(cells))
    assert not reading.daily
    assert (reading.first_day, reading.last_day) == (date(2026, 10, 30), date(2026, 11, 5))
    assert rows(reading)[0]["first_day"] == date(2026, 11, 1)


def test_a_vendors_report_has_fourteen_days_and_its_currency_in_the_header(
    csv_file: Write, report: Report
) -> None:
    cells = report({})
    cells[0] = [name.replace("7 Day", "14 Day").replace("Sales ", "Sales (₹)") for name in cells[0]]
    cells = [[cell for place, cell in enumerate(row) if place != 2] for row in cells]
    reading = read(csv_file(cells))
    assert (reading.window_days, reading.currency) == (14, "INR")


def test_the_country_names_the_marketplace(csv_file: Write, report: Report) -> None:
    cells = report({"Country": "United Kingdom"}, header=[*report()[0], "Country"])
    assert read(csv_file(cells)).marketplace == "UK"


def test_a_country_that_is_not_known_is_noted(csv_file: Write, report: Report) -> None:
    reading = read(csv_file(report({"Country": "Atlantis"}, header=[*report()[0], "Country"])))
    assert (reading.marketplace, reading.notes) == (None, (("unknown_country", "Atlantis"),))


def test_an_error_cell_is_no_zero(workbook: Write, report: Report) -> None:
    reading = read(workbook({"A": report({}, {"Spend": "#N/A"})}))
    assert reading.rejected.select("row", "column", "reason").rows() == [(3, "Spend", "missing")]


def test_a_report_of_several_countries_is_one_reading_for_each(csv_file: Write, report: Report) -> None:
    header = [*report()[0], "Country"]
    said = [
        {"Country": "Germany", "Currency": "EUR"},
        {"Country": "United Kingdom", "Currency": "GBP", "Clicks": "5"},
        {"Country": "France", "Currency": "EUR", "Clicks": "many"},
        {"Country": "Germany", "Currency": "EUR", "Clicks": "7"},
    ]
    path = csv_file(report(*said, header=header))
    found = {one.marketplace: one for one in identify_each(path) if isinstance(one, Reading)}
    assert {name: (one.currency, one.totals.clicks) for name, one in found.items()} == {
        "DE": ("EUR", 10),
        "FR": (None, 0),
        "UK": ("GBP", 5),
    }
    assert sum(one.read for one in found.values()) == 4
    assert found["FR"].rejected.select("row", "column").rows() == [(4, "Clicks")]
    assert len({one.digest for one in found.values()}) == 3


def test_a_row_without_a_country_is_a_part_of_its_own(csv_file: Write, report: Report) -> None:
    header = [*report()[0], "Country"]
    path = csv_file(report({"Country": "Canada"}, {"Country": "Mexico"}, {"Country": ""}, header=header))
    assert sorted(str(one.marketplace) for one in identify_each(path) if isinstance(one, Reading)) == [
        "CA",
        "MX",
        "None",
    ]


def test_a_report_of_one_country_is_one_reading(csv_file: Write, report: Report) -> None:
    (one,) = identify_each(csv_file(report({}, {})))
    assert isinstance(one, Reading)
    assert one.digest == read(csv_file(report({}, {}))).digest


@pytest.mark.parametrize(
    ("column", "values", "reason"),
    [
        ("Currency", ("USD", "CAD"), "several_currencies"),
        ("Country", ("Canada", "Mexico"), "several_countries"),
    ],
)
def test_two_marketplaces_in_one_file_are_refused(
    csv_file: Write, report: Report, column: str, values: tuple[str, str], reason: str
) -> None:
    header = list(dict.fromkeys([*report()[0], column]))
    cells = report(*({column: value} for value in values), header=header)
    refusal = refused(csv_file(cells))
    assert (refusal.kind, refusal.reason) == ("search_term", reason)
    assert all(value in refusal.detail for value in values)


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Clicks", "many", "not_a_number"),
        ("Clicks", "-1", "negative"),
        ("Clicks", "", "missing"),
        ("Spend", "1,50", "not_a_number"),
        ("Spend", "-0.01", "negative"),
        ("Date", "soon", "not_a_date"),
        ("Campaign Name", " ", "missing"),
        ("Customer Search Term", "", "missing"),
        ("Match Type", "FUZZY", "unknown_match_type"),
        ("7 Day Total Units (#)", "x", "not_a_number"),
    ],
)
def test_a_bad_cell_rejects_its_row_and_says_where(
    csv_file: Write, report: Report, column: str, value: str, reason: str
) -> None:
    reading = read(csv_file(report({}, {column: value}, {"Clicks": "5"})))
    assert [row["clicks"] for row in rows(reading)] == [3, 5]
    (rejected,) = reading.rejected.to_dicts()
    assert rejected == {
        "file": "report.csv",
        "sheet": None,
        "row": 3,
        "column": column,
        "value": value.strip() or None,
        "reason": reason,
    }
    assert reading.read == 3


@pytest.mark.parametrize(
    ("cells", "days"),
    [
        ({"Clicks": "n.a."}, (date(2026, 11, 4),)),
        ({"Date": "soon"}, (None,)),
        ({"Clicks": ""}, (date(2026, 11, 4),)),
    ],
)
def test_the_days_of_rejected_rows_are_told(
    csv_file: Write, report: Report, cells: dict[str, str], days: tuple[date | None, ...]
) -> None:
    bad = {"Date": "2026-11-04", **cells}
    assert read(csv_file(report({}, bad, bad))).rejected_days == days * 2
    assert read(csv_file(report({}, {"Date": "2026-11-04"}))).rejected_days == ()


def test_oddities_of_real_files_are_kept_and_noted(csv_file: Write, report: Report) -> None:
    reading = read(csv_file(report({"7 Day Total Orders (#)": "5"}, {"Impressions": "1"})))
    assert reading.rejected.is_empty()
    assert reading.notes == (("orders_exceed_clicks", "1"), ("clicks_exceed_impressions", "1"))


def test_old_auto_rows_lose_their_broad(csv_file: Write, report: Report) -> None:
    (row,) = rows(read(csv_file(report({"Targeting": "*", "Match Type": "BROAD"}))))
    assert (row["targeting"], row["match_type"]) == ("*", "-")


@pytest.mark.parametrize(
    "term", ["=pan", "+pan", "-pan", "'pan", '"pan" 40cm', "b0abcdefgh", "锅", "pan, steel", "a\nb"]
)
def test_terms_may_begin_with_anything(csv_file: Write, report: Report, term: str) -> None:
    assert rows(read(csv_file(report({"Customer Search Term": term}))))[0]["search_term"] == term


@pytest.mark.parametrize("term", ["8.80123E+12", "8,80123E+12", "9E+11"])
def test_a_term_that_a_program_rounded_is_rejected(csv_file: Write, report: Report, term: str) -> None:
    reading = read(csv_file(report({}, {"Customer Search Term": term})))
    assert reading.rejected.select("row", "column", "value", "reason").rows() == [
        (3, "Customer Search Term", term, "mangled_number")
    ]


@pytest.mark.parametrize("term", ["8.8e+12", "88E+12 pan", "8801234567890", "e+12"])
def test_a_term_with_a_number_is_kept(csv_file: Write, report: Report, term: str) -> None:
    assert rows(read(csv_file(report({"Customer Search Term": term}))))[0]["search_term"] == term


def test_a_row_of_sums_is_left_out(csv_file: Write, report: Report) -> None:
    total = dict.fromkeys(report()[0], "") | {"Date": "Total", "Clicks": "3", "Spend": "1.25"}
    reading = read(csv_file(report({}, total)))
    assert (reading.read, reading.rejected.height) == (1, 0)
    assert ("rows_of_sums_left_out", "1") in reading.notes


def test_blank_lines_and_junk_above_are_tolerated(csv_file: Write, report: Report) -> None:
    path = csv_file([["made by", "me"], [], *report({}), [], *report({"Clicks": "x"})[1:]])
    reading = read(path)
    assert [row["row"] for row in rows(reading)] == [4]
    assert reading.rejected["row"].to_list() == [6]


def test_a_row_with_more_cells_than_the_header_is_rejected(csv_file: Write, report: Report) -> None:
    header, plain = report({})
    reading = read(csv_file([header, plain, [*plain, "early"], *[plain] * 30, [*plain, "late"]]))
    assert reading.rejected.select("row", "value", "reason").rows() == [
        (3, "early", "too_many_cells"),
        (34, "late", "too_many_cells"),
    ]


def test_a_missing_column_is_named(csv_file: Write, report: Report) -> None:
    header = [name for name in report()[0] if name != "Impressions"]
    refusal = refused(csv_file(report({}, header=header)))
    assert (refusal.reason, refusal.detail) == ("missing_columns", "impressions")


def test_a_column_that_stands_there_twice_is_refused(csv_file: Write, report: Report) -> None:
    cells = [[*row, row[9]] for row in report({})]
    assert refused(csv_file(cells)).reason == "duplicate_columns"


def test_no_rows_is_said(csv_file: Write, report: Report) -> None:
    assert refused(csv_file(report())).reason == "no_rows"


def test_ambiguous_columns_are_refused_with_both_readings(csv_file: Write, report: Report) -> None:
    money = refused(csv_file(report({"Spend": "1,234", "7 Day Total Sales ": "0"})))
    assert (money.reason, money.detail) == ("ambiguous_numbers", "Spend: '1,234' is 1234 or 1.234")
    dates = refused(csv_file(report({"Date": "03/04/2026"})))
    assert (dates.reason, dates.detail) == (
        "ambiguous_dates",
        "Date: '03/04/2026' is 2026-04-03 or 2026-03-04",
    )


def test_another_amount_of_the_file_settles_the_comma(csv_file: Write, report: Report) -> None:
    reading = read(csv_file(report({"Spend": "1,234", "7 Day Total Sales ": "20,5"})))
    assert reading.totals.spend == Decimal("1.234")


def test_what_the_first_rows_do_not_show_is_still_settled(csv_file: Write, report: Report) -> None:
    early = [{"Spend": "1", "7 Day Total Sales ": "2", "Match Type": "EXACT"}] * 2_500
    late = {"Spend": "1,50", "7 Day Total Sales ": "$3.00", "Match Type": "Phrase", "Date": "Nov 04, 2026"}
    reading = read(csv_file(report(*early, late)))
    assert reading.rejected.is_empty()
    assert rows(reading)[-1]["spend_micros"] == 1_500_000
    assert rows(reading)[-1]["match_type"] == "phrase"
    assert reading.last_day == date(2026, 11, 4)


def test_numbers_and_dates_of_a_workbook(workbook: Write, report: Report) -> None:
    day = datetime(2026, 11, 3)  # noqa: DTZ001  Excel knows no zones
    cells = report({"Date": day, "Spend": 25.000000000000004, "Clicks": 3, "Impressions": 90})
    reading = read(workbook({"Pivot": [["a", 1]], "Sponsored Product Search Term R": cells}))
    assert reading.totals.spend == 25
    assert reading.first_day == date(2026, 11, 3)


def test_two_such_sheets_are_refused(workbook: Write, report: Report) -> None:
    refusal = refused(workbook({"A": report({}), "B": report({})}))
    assert (refusal.reason, refusal.detail) == ("several_tables", "'A', 'B'")


def test_a_sponsored_brands_report_is_told_apart(workbook: Write, report: Report) -> None:
    refusal = refused(workbook({"Sponsored Brands Search Term R": report({})}))
    assert (refusal.kind, refusal.reason) == ("brands_search_term", "another_report")
