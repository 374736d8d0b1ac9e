from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from adopt.reports import Refusal, identify
from adopt.schema import Reading

Write = Callable[..., Path]
HEADER = ["Date", "Ordered Product Sales", "Ordered Product Sales - B2B", "Units Ordered", "Sessions - Total"]


def test_days_units_and_sales(csv_file: Write) -> None:
    rows = [HEADER, ["11/14/26", "£1,234.50", "£1", "1,012", "9"], ["11/3/26", "£0.00", "£0", "0", "5"]]
    reading = identify(csv_file(rows))
    assert isinstance(reading, Reading)
    assert reading.data.rows() == [  # type: ignore[union-attr]
        (date(2026, 11, 3), 0, 0),
        (date(2026, 11, 14), 1_012, 1_234_500_000),
    ]
    assert (reading.kind, reading.currency, reading.daily, reading.read) == ("business", "GBP", True, 2)
    assert (reading.first_day, reading.last_day) == (date(2026, 11, 3), date(2026, 11, 14))


def test_a_day_that_stands_there_twice_is_refused(csv_file: Write) -> None:
    rows = [HEADER, ["2026-11-03", "$1.50", "0", "1", "9"], ["2026-11-03", "$1.50", "0", "1", "9"]]
    refusal = identify(csv_file(rows))
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.detail) == ("duplicate_days", "2026-11-03")


def test_a_bad_row_is_rejected(csv_file: Write) -> None:
    rows = [HEADER, ["2026-11-03", "$1.50", "0", "1", "9"], ["2026-11-04", "none", "0", "1", "9"]]
    reading = identify(csv_file(rows))
    assert isinstance(reading, Reading)
    assert reading.rejected.select("row", "column", "reason").rows() == [
        (3, "Ordered Product Sales", "not_a_number")
    ]
    assert reading.rejected_days == (date(2026, 11, 4),)


def _days(*days: str) -> list[list[str]]:
    return [HEADER, *([day, "$1.50", "0", "1", "9"] for day in days)]


@pytest.mark.parametrize(
    ("days", "last"),
    [
        (["2026-11-01", "2026-11-08", "2026-11-15"], "2026-11-08, 2026-11-15"),
        # The first week begins where the report does.
        (["2026-10-29", "2026-11-01", "2026-11-08", "2026-11-15"], "2026-11-08, 2026-11-15"),
        (["2026-11-01", "2026-09-01", "2026-10-01"], "2026-10-01, 2026-11-01"),
    ],
)
def test_weeks_and_months_are_no_days(csv_file: Write, days: list[str], last: str) -> None:
    refusal = identify(csv_file(_days(*days)))
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason, refusal.detail) == ("business", "not_by_day", last)


@pytest.mark.parametrize(
    "days",
    [
        ["2026-11-01", "2026-11-08"],
        ["2026-11-01", "2026-11-07", "2026-11-13"],
        ["2026-11-01", "2026-11-02", "2026-12-01", "2026-12-02", "2027-01-01"],
    ],
)
def test_days_may_be_missing(csv_file: Write, days: list[str]) -> None:
    reading = identify(csv_file(_days(*days)))
    assert isinstance(reading, Reading)
    assert reading.read == len(days)


def test_rejected_days_count_as_days(csv_file: Write) -> None:
    rows = _days("2026-11-01", "2026-11-05", "2026-11-08", "2026-11-12", "2026-11-15")
    rows[2][1] = rows[4][1] = "none"
    reading = identify(csv_file(rows))
    assert isinstance(reading, Reading)
    assert reading.read == 5
