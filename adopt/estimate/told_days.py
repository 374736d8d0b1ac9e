"""The days that daily reports tell of: Amazon leaves out a day on which no ad was shown, and its sales count all the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

Span = tuple[date, date]
"""First and last day."""


def sums_by_day(rows: pl.DataFrame, names: Sequence[str], untold: Sequence[Span] = ()) -> pl.DataFrame:
    """Sums of each day from the first to the last of the rows, zero on days without a row.

    Args:
        rows: `SearchTermRow` of single days.
        names: columns to sum.
        untold: days of which the reports don't tell all; they are left out.

    Returns:
        day and the names, by day.
    """
    sums = rows.group_by(day="last_day").agg(pl.col(names).sum())
    if sums.is_empty():
        return sums
    days = pl.select(day=pl.date_range(sums["day"].min(), sums["day"].max()))  # type: ignore[arg-type]
    whole = days.join(sums, on="day", how="left", maintain_order="left")
    return whole.filter(~in_gaps(untold)).with_columns(pl.col(names).fill_null(0))


def in_gaps(untold: Sequence[Span]) -> pl.Expr:
    """Whether ``day`` lies in one of these spans."""
    return pl.any_horizontal(pl.lit(value=False), *(pl.col("day").is_between(*span) for span in untold))
