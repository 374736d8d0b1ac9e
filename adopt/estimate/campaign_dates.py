"""What a campaign's first and last day say on the day of a run."""

from __future__ import annotations

from datetime import date

import polars as pl


def days_since_start(as_of: date) -> pl.Expr:
    """Days since the ``start_date`` of each row; below 0 where it is yet to come, null where it isn't known."""
    return (pl.lit(as_of) - pl.col("start_date")).dt.total_days()


def has_ended(as_of: date) -> pl.Expr:
    """Whether the ``end_date`` of each row is past; False where there is none."""
    return (pl.col("end_date") < as_of).fill_null(value=False)
