"""Search Query Performance, of the console and of the API, as one table of counts."""

from __future__ import annotations

import polars as pl

from adopt.checks.desk import Desk, Table
from adopt.checks.here import files_here, in_order

STAGES = ("impressions", "clicks", "purchases")
"""The funnel of a search: each has ``own_`` counts beside those of all."""

SERIES = ("source", "own", "period")
"""What may be compared over time: a brand's or an ASIN's weeks, months or quarters."""

_KEPT = (*SERIES, "day", "search_query", "volume", *STAGES, *(f"own_{stage}" for stage in STAGES), "price")


def query_periods(desk: Desk) -> pl.DataFrame:
    """Counts by series, last day of the period, and query here; of files that tell the same period the newest speaks.

    There must be `query_files`.
    Shares are left alone: percents in one file and fractions in another, both can be had from the counts.
    """
    parts = [*_console(desk), *_api(desk)]
    rows = pl.concat(
        [part.select(_KEPT).with_columns(place=pl.lit(place)) for place, part in enumerate(parts)],
        how="vertical_relaxed",
    )
    newest = pl.col("place") == pl.col("place").max().over(*SERIES, "day")
    told = in_order(rows.filter(newest), *SERIES, "day", "search_query")
    return told.unique([*SERIES, "day", "search_query"], keep="last", maintain_order=True)


def query_files(desk: Desk) -> tuple[Table, ...]:
    """The files that speak here, the oldest of each kind first, those of the console last."""
    return (*files_here(desk, "search_query_performance_api"), *desk.every("search_query_performance"))


def _console(desk: Desk) -> list[pl.DataFrame]:
    return [
        table.frame.with_columns(
            source=pl.lit("console"),
            own=pl.col("own").fill_null(""),
            period=pl.col("range").fill_null(""),
            price=_price(),
        )
        for table in desk.every("search_query_performance")
    ]


def _api(desk: Desk) -> list[pl.DataFrame]:
    length = (pl.col("last_day") - pl.col("first_day")).dt.total_days()
    return [
        table.frame.with_columns(
            source=pl.lit("api"),
            own=pl.col("asin"),
            # Months differ in length, and are one series.
            period=pl.when(length < _WEEK).then(pl.lit("week")).when(length < _MONTH).then(pl.lit("month")),
            day="last_day",
            price=_price(),
        ).with_columns(pl.col("period").fill_null("quarter"))
        for table in files_here(desk, "search_query_performance_api")
    ]


_WEEK, _MONTH = 7, 31


def _price() -> pl.Expr:
    return pl.coalesce("own_purchases_price_micros", "purchases_price_micros")
