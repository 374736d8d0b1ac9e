"""Every way of writing a number or a day that occurs, in every kind of report that it can occur in."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from adopt.reports import Refusal, identify
from adopt.reports.months import named_day
from adopt.schema import Reading

CONSOLE = {
    "Date": "2026-11-03",
    "Campaign Name": "Pans",
    "Ad Group Name": "Steel",
    "Targeting": "pan",
    "Match Type": "BROAD",
    "Customer Search Term": "steel pan",
    "Impressions": "90",
    "Clicks": "3",
    "Spend": "1.25",
    "7 Day Total Sales ": "20.5",
    "7 Day Total Orders (#)": "1",
    "7 Day Total Units (#)": "2",
}
UNIFIED = {
    "Date": "2026-11-03",
    "Campaign name": "Pans",
    "Ad group name": "Steel",
    "Search term": "steel pan",
    "Impressions": "90",
    "Clicks": "3",
    "Total cost": "1.25",
    "Purchases": "1",
    "Sales": "20.50",
    "Units sold": "2",
}
BUSINESS = {"Date": "2026-11-03", "Ordered Product Sales": "1.25", "Units Ordered": "1"}
ADS = {
    "Date": "2026-11-03",
    "Campaign Name": "Pans",
    "Status": "ENABLED",
    "Budget": "9",
    "Clicks": "3",
    "Spend": "1.25",
}
API = {
    "date": "2026-11-03",
    "campaignId": "1",
    "campaignName": "Pans",
    "adGroupId": "2",
    "adGroupName": "Steel",
    "searchTerm": "steel pan",
    "impressions": 90,
    "clicks": 3,
    "cost": "1.25",
    "purchases7d": 1,
    "sales7d": 20.5,
}


class Report:
    """One kind of report: its cells, and where its amount and its day are before and after."""

    def __init__(
        self, cells: Mapping[str, Any], amount: str, ours: str, day: str, suffix: str = ".csv"
    ) -> None:
        self.cells, self.amount, self.ours, self.day, self.suffix = cells, amount, ours, day, suffix

    def read(self, folder: Path, changes: Sequence[Mapping[str, str]]) -> Reading | Refusal:
        rows = [{**self.cells, **change} for change in changes]
        path = folder / f"report{self.suffix}"
        _WRITE[self.suffix](path, rows)
        return identify(path)


def _csv(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def _xlsx(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    book = openpyxl.Workbook()
    for cells in (list(rows[0]), *(list(row.values()) for row in rows)):
        book.worksheets[0].append(cells)
    book.save(path)


def _json(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    path.write_text(json.dumps(list(rows)), encoding="utf-8")


_WRITE: dict[str, Callable[[Path, Sequence[Mapping[str, Any]]], None]] = {
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
}
REPORTS = {
    "console": Report(CONSOLE, "Spend", "spend_micros", "Date"),
    "console workbook": Report(CONSOLE, "Spend", "spend_micros", "Date", ".xlsx"),
    "unified": Report(UNIFIED, "Total cost", "spend_micros", "Date"),
    "api": Report(API, "cost", "spend_micros", "date", ".json"),
    "business": Report(BUSINESS, "Ordered Product Sales", "sales_micros", "Date"),
    "companion": Report(ADS, "Spend", "spend_micros", "Date"),
}
EACH = pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)


def column(reading: Reading | Refusal, name: str) -> list[Any]:
    assert isinstance(reading, Reading), reading
    assert isinstance(reading.data, pl.DataFrame)
    assert reading.rejected.is_empty(), reading.rejected
    return reading.data[name].to_list()


@EACH
@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("$1,234.56", "1234.56"),
        ("1.234,56 €", "1234.56"),
        ("€1.234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("1\u00a0234,56 zł", "1234.56"),
        ("₹3,22,815.44", "322815.44"),
        ("Rs.1000.0", "1000.0"),
        ("R$ 1.234,56", "1234.56"),
        ("￥1,234", "1234"),
        ("1,234円", "1234"),
        ("\u200f1,234.56 ج.م.\u200f", "1234.56"),
        ("١٬٢٣٤٫٥٦", "1234.56"),
        ("１，２３４．５６", "1234.56"),
        ("5E-2", "0.05"),
        ("12.5%", "0.125"),
        ("25.000000000000004", "25"),
    ],
)  # fmt: skip
def test_an_amount(report: Report, cell: str, value: str, tmp_path: Path) -> None:
    reading = report.read(tmp_path, [{report.amount: cell}])
    assert column(reading, report.ours) == [round(float(value) * 1_000_000)]


@EACH
@pytest.mark.parametrize(
    "cells",
    [
        ["Jan 05, 2026"], ["05.01.2026"], ["05.01.26"], ["46027"], ["46027.25"], ["1767571200000"],
        ["2026-01-05T00:00:00+00:00"], ["2026-01-05T23:00:00-08:00"], ["2026-01-05T00:00:00.000Z"],
        ["2026-01-05 00:00"], ["1/5/2026 12:00:00 AM", "1/25/2026 12:00:00 AM"], ["05/01/2026", "2026-01-24", "25/01/2026"],
        ["5 janv. 2026"], ["2026年1月5日"], ["2026. 1. 5."], ["5 sty 2026"], ["5 Oca 2026"], ["5 januari 2026"],
        ["٥ يناير ٢٠٢٦"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_day(report: Report, cells: list[str], tmp_path: Path) -> None:
    reading = report.read(tmp_path, [{report.day: written} for written in cells])
    days = "day" if report.cells in (BUSINESS, ADS) else "first_day"
    assert column(reading, days)[0] == date(2026, 1, 5)


@EACH
def test_a_day_with_two_readings_is_refused_with_both(report: Report, tmp_path: Path) -> None:
    refusal = report.read(tmp_path, [{report.day: "05/01/2026"}])
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.detail) == (
        "ambiguous_dates",
        f"{report.day}: '05/01/2026' is 2026-01-05 or 2026-05-01",
    )


@EACH
def test_an_amount_with_two_readings_is_settled_by_others_or_refused_with_both(
    report: Report, tmp_path: Path
) -> None:
    answer = report.read(tmp_path, [{report.amount: "$1,234"}])
    if "20.5" in str(report.cells):  # the sales show what a dot is
        assert column(answer, report.ours) == [1_234_000_000]
    else:
        assert isinstance(answer, Refusal)
        assert answer.reason == "ambiguous_numbers"
        assert answer.detail == f"{report.amount}: '$1,234' is 1234 or 1.234"


@EACH
@pytest.mark.parametrize("cell", ["#N/A", "Infinite", "365+", "abc", "1.2.3"])
def test_what_is_no_amount_never_becomes_one(report: Report, cell: str, tmp_path: Path) -> None:
    second = {report.amount: "2.5", report.day: "2026-11-04"}
    reading = report.read(tmp_path, [{report.amount: cell}, second])
    assert isinstance(reading, Reading)
    assert isinstance(reading.data, pl.DataFrame)
    assert reading.read == 2
    read = reading.data[report.ours].drop_nulls().to_list()
    assert read == [2_500_000]


@pytest.mark.parametrize("cell", ["#N/A", "-", "--", "N/A", ""])
def test_a_column_that_isnt_needed_may_say_nothing(cell: str, tmp_path: Path) -> None:
    reading = REPORTS["console"].read(tmp_path, [{"7 Day Total Units (#)": cell}, {}])
    assert column(reading, "units") == [0, 2]


def test_mixed_locales_in_one_file_are_settled_column_by_column(tmp_path: Path) -> None:
    changes = {"Spend": "1.234,56", "7 Day Total Sales ": "2,345.67", "Clicks": "1.234"}
    reading = REPORTS["console"].read(tmp_path, [changes])
    assert column(reading, "spend_micros") == [1_234_560_000]
    assert column(reading, "sales_micros") == [2_345_670_000]
    assert column(reading, "clicks") == [1_234]


def test_where_other_columns_disagree_nothing_is_guessed(tmp_path: Path) -> None:
    cells = {**CONSOLE, "Spend": "1,234", "7 Day Total Sales ": "2.345,67", "14 Day Total Sales": "2,345.67"}
    refusal = Report(cells, "Spend", "spend_micros", "Date").read(tmp_path, [{}])
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.detail) == ("ambiguous_numbers", "Spend: '1,234' is 1234 or 1.234")


def test_mixed_notations_in_one_column_reject_the_fewer_and_guess_nothing(tmp_path: Path) -> None:
    reading = REPORTS["console"].read(tmp_path, [{"Spend": cell} for cell in ("2.50", "1,234.5", "1.234,56")])
    assert isinstance(reading, Reading)
    assert reading.rejected.select("row", "column", "value", "reason").rows() == [
        (4, "Spend", "1.234,56", "not_a_number")
    ]


def test_yen_in_a_column_of_their_own_have_no_decimals(tmp_path: Path) -> None:
    cells = {**CONSOLE, "Currency": "JPY", "7 Day Total Sales ": "2"}
    report = Report(cells, "Spend", "spend_micros", "Date")
    assert column(report.read(tmp_path, [{"Spend": "1,234"}]), "spend_micros") == [1_234_000_000]


def test_milliseconds_are_a_moment(tmp_path: Path) -> None:
    orders = {
        "amazon-order-id": "1", "fulfillment-channel": "Amazon", "purchase-date": "1767571200123", "order-status": "Shipped",
        "item-status": "Shipped", "sku": "S", "quantity": "1", "item-price": "1.5", "currency": "USD",
    }  # fmt: skip
    reading = Report(orders, "item-price", "x", "purchase-date").read(tmp_path, [{}])
    assert isinstance(reading, Reading), reading
    assert column(reading, "purchase_date") == [datetime(2026, 1, 5, 0, 0, 0, 123_000, UTC)]


@pytest.mark.parametrize("cell", ["1767571200001", "99999999999999", "5 foo 2026", "5 Oca 26"])
def test_other_moments_and_words_are_no_days(cell: str, tmp_path: Path) -> None:
    assert named_day(cell) is None
    reading = REPORTS["console"].read(tmp_path, [{"Date": cell}, {}])
    assert isinstance(reading, Reading)
    assert reading.rejected["reason"].to_list() == ["not_a_date"]


@pytest.mark.parametrize(
    ("spend", "sales", "currency"),
    [
        ("¥125", "¥2,050", "JPY"),
        ("¥1.25", "¥20.50", None),
        ("¥1.25", "¥20.00", None),
        ("$1.25", "$20.50", None),
    ],
)
def test_yen_have_no_decimals_and_their_sign_with_some_says_nothing(
    spend: str, sales: str, currency: str | None, tmp_path: Path
) -> None:
    reading = REPORTS["console"].read(tmp_path, [{"Spend": spend, "7 Day Total Sales ": sales}])
    assert isinstance(reading, Reading), reading
    assert reading.currency == currency
