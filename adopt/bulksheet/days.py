"""Start and end of campaigns."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.bulksheet.sheet import Against


def day_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Cells that are no days, starts in the past, ends before the start.

    Args:
        rows: in Amazon's words; archived ones left out.
        against: the day of the upload.
    """
    campaigns = rows.filter(pl.col("entity") == "Campaign")
    for column in ("start_date", "end_date"):
        yield fault(campaigns, pl.col(column).is_not_null() & _day(column).is_null(), column, "date")
    start, end = _day("start_date"), _day("end_date")
    late = end < start
    if against.as_of is not None:
        today = pl.lit(against.as_of)
        yield fault(campaigns, (pl.col("operation") == "Create") & (start < today), "start_date", "past")
        late = late.fill_null(value=False) | (end < today)
    yield fault(campaigns, late, "end_date", "end_before_start")


def _day(column: str) -> pl.Expr:
    shaped = pl.when(pl.col(column).str.contains(r"^[0-9]{8}$")).then(column)
    return shaped.str.to_date("%Y%m%d", strict=False)
