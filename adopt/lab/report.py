"""What a search term report shows of the simulated days on the day of its download."""

from __future__ import annotations

from datetime import date

import polars as pl

_PLACE = [
    "campaign_id", "ad_group_id", "target_id", "campaign", "ad_group", "portfolio", "match_type", "search_term",
]  # fmt: skip
_SUMS = ["orders", "units", "sales_micros", "own_units", "own_sales_micros"]


def visible_report(truth: pl.DataFrame, clicks: pl.DataFrame, orders: pl.DataFrame, on: date) -> pl.DataFrame:
    """Daily rows as a report downloaded on day ``on`` shows them: recent orders are still missing.

    Returns:
        The columns of `SearchTermRow`, and own_units, own_sales_micros (of the advertised SKU).
    """
    age = (pl.lit(on) - pl.col("day")).dt.total_days()
    sold = (
        orders.filter((pl.col("day") < on) & (pl.col("shown_after") <= age))
        .group_by("pair", "day")
        .agg(
            pl.len().cast(pl.Int64).alias("orders"),
            pl.col("units", "sales_micros").sum(),
            pl.col("units").filter("own").sum().alias("own_units"),
            pl.col("sales_micros").filter("own").sum().alias("own_sales_micros"),
        )
    )
    places = truth.select("pair", *_PLACE, pl.coalesce("resolved", "targeting").alias("targeting"))
    return (
        clicks.filter(pl.col("day") < on)
        .join(sold, on=["pair", "day"], how="left")
        .join(places, on="pair")
        .with_columns(pl.col(_SUMS).fill_null(0), first_day=pl.col("day"), last_day=pl.col("day"))
        .sort("day", "campaign", "ad_group", "targeting", "search_term")
        .drop("pair", "day")
        .with_columns(row=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32))
    )


def summarised(report: pl.DataFrame) -> pl.DataFrame:
    """The summary form: one row per target and term, whose days are its own first and last active day."""
    counts = ["impressions", "clicks", "spend_micros", *_SUMS]
    return (
        report.group_by(*_PLACE, "targeting")
        .agg(pl.col(counts).sum(), pl.col("first_day").min(), pl.col("last_day").max())
        .sort("campaign", "ad_group", "targeting", "search_term", "match_type")
        .with_columns(row=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32))
    )
