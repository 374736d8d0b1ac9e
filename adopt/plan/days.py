"""The account day by day."""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy
import polars as pl

from adopt.estimate.told_days import Span, sums_by_day
from adopt.schema import MICROS, AccountDay

WEEK = 7


def account_days(
    rows: pl.DataFrame, sales: pl.DataFrame | None, *, daily: bool, untold: Sequence[Span] = ()
) -> dy.DataFrame[AccountDay]:
    """Spend, sales from ads and all sales of each day of the ads report, in its order of days.

    Args:
        rows: `SearchTermRow`.
        sales: `DailySales` of a business report, or None.
        daily: whether rows are of single days; of a summary's days nothing is known, and none are returned.
        untold: days of which the reports don't tell all; they are left out.
    """
    if not daily:
        return AccountDay.validate(AccountDay.create_empty())
    spent = sums_by_day(rows, ["spend_micros", "sales_micros"], untold)
    known = sales.select("day", total="sales_micros") if sales is not None else None
    joined = (
        spent.with_columns(total=pl.lit(None, pl.Int64))
        if known is None
        else spent.join(known, on="day", how="left")
    )
    return AccountDay.validate(
        joined.sort("day").select(
            "day",
            spend=pl.col("spend_micros") / MICROS,
            sales=pl.col("sales_micros") / MICROS,
            total_sales=pl.col("total") / MICROS,
        )
    )


def trailing_shares(days: pl.DataFrame, window: int = WEEK) -> pl.DataFrame:
    """ACoS and TACoS of the ``window`` days up to each day, as ratios of sums: single days say too little.

    Args:
        days: `AccountDay`, sorted.
        window: days of the calendar; a day before the first ``window`` of them has none.

    Returns:
        ``days`` with acos, spend / sales from ads, and tacos, spend / all sales on the days whose sales are known;
        null where there were no sales or too few days.
    """
    span = f"{window}d"
    covered = pl.when(pl.col("total_sales").is_not_null()).then(pl.col("spend"))
    parts = {**{name: pl.col(name) for name in ("spend", "sales", "total_sales")}, "covered": covered}
    # Whole millionths: a running sum of floats would leave a trace of days that have gone out of the window.
    sums = days.with_columns(
        *(_micros(part).rolling_sum_by("day", span).alias(f"{name}_sum") for name, part in parts.items()),
        full=(pl.col("day") - pl.col("day").min()).dt.total_days() + 1 >= window,
    )
    return sums.select(
        *days.columns,
        acos=_ratio("spend_sum", "sales_sum"),
        tacos=_ratio("covered_sum", "total_sales_sum"),
    )


def _micros(amount: pl.Expr) -> pl.Expr:
    return (amount * MICROS).round().cast(pl.Int64)


def _ratio(above: str, below: str) -> pl.Expr:
    return pl.when(pl.col("full") & (pl.col(below) > 0)).then(pl.col(above) / pl.col(below))
