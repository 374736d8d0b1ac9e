from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

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
