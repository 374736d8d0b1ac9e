"""Start and end of campaigns."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.bulksheet.sheet import Against
from adopt.schema import Bulk


def day_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Cells that are no days, starts in the past, ends before the start.

    Args:
        rows: in Amazon's words; archived ones left out.
        against: the day of the upload.
    """
    campaigns = _with_ends(rows.filter(pl.col("entity") == "Campaign"), against.bulk)
    for column in ("start_date", "end_date"):
        yield fault(campaigns, pl.col(column).is_not_null() & _day(column).is_null(), column, "date")
    start, end = _day("start_date"), _day("end_date")
    late = end < start
    if against.as_of is not None:
        today = pl.lit(against.as_of)
        yield fault(campaigns, (pl.col("operation") == "Create") & (start < today), "start_date", "past")
        late = late.fill_null(value=False) | ((end < today) & ~pl.col("stays"))
    yield fault(campaigns, late, "end_date", "end_before_start")


def _with_ends(campaigns: pl.DataFrame, bulk: Bulk | None) -> pl.DataFrame:
    """Adds whether the end is the download's own: an end that has passed is no new one."""
    if bulk is None:
        return campaigns.with_columns(stays=pl.lit(value=False))
    ends = bulk.campaigns.select("campaign_id", end_date=pl.col("end_date").dt.strftime("%Y%m%d"))
    held = ends.drop_nulls().unique("campaign_id", keep="first", maintain_order=True).with_columns(stays=True)
    joined = campaigns.join(held, on=["campaign_id", "end_date"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("stays").fill_null(value=False))


def _day(column: str) -> pl.Expr:
    shaped = pl.when(pl.col(column).str.contains(r"^[0-9]{8}$")).then(column)
    return shaped.str.to_date("%Y%m%d", strict=False)
