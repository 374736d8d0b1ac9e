"""How many units of a SKU are asked for in a day: a weighted run rate, and how much days differ."""

from __future__ import annotations

from collections.abc import Mapping

import dataframely as dy
import polars as pl

from adopt.schema import Stock

WINDOWS = (7, 30, 60, 90)
"""Windows, in days, whose shipments Amazon's reports give."""


def with_pace(stock: dy.DataFrame[Stock], weights: Mapping[int, float]) -> pl.DataFrame:
    """The stock with the daily pace, its spread, and the days that the stock lasts.

    The pace is the weighted mean of units / day in stock over the windows that have any such day. The spread is that of
    the days where they are known; else that of a Poisson count, widened by how much the disjoint parts of the windows
    differ (Pearson's X² / degrees of freedom, at least 1; McCullagh and Nelder, *Generalized Linear Models*, 4.5).

    Args:
        stock: of each SKU.
        weights: of each window, brought to a sum of 1 over those that count.

    Returns:
        The rows, and pace (units a day; null where it isn't known), daily_sd, cover (days of what is available), cover_near
        (with what is sellable within days) and cover_all (with all inbound). Cover is null where nothing sells: it isn't
        endless, it is unknown.
    """
    known = {days: (pl.col(f"open_{days}") > 0) & pl.col(f"shipped_{days}").is_not_null() for days in WINDOWS}
    rate = {days: pl.col(f"shipped_{days}") / pl.col(f"open_{days}") for days in WINDOWS}
    weight = pl.sum_horizontal(pl.when(known[days]).then(weights[days]).otherwise(0.0) for days in WINDOWS)
    total = pl.sum_horizontal(
        pl.when(known[days]).then(weights[days] * rate[days]).otherwise(0.0) for days in WINDOWS
    )
    paced = stock.with_columns(pace=pl.when(weight > 0).then(total / weight))
    near = pl.col("available") + pl.col("coming") + pl.col("receiving")
    whole = pl.col("available") + pl.col("coming") + pl.col("inbound").fill_null(0)
    return with_cover(
        paced.with_columns(near=near, whole=whole, daily_sd=pl.coalesce("spread", _window_spread()))
    )


def with_cover(paced: pl.DataFrame) -> pl.DataFrame:
    """The rows with the days that each stock lasts at their pace."""
    sells = pl.when(pl.col("pace") > 0)
    return paced.with_columns(
        cover=sells.then(pl.col("available") / pl.col("pace")),
        cover_near=sells.then(pl.col("near") / pl.col("pace")),
        cover_all=sells.then(pl.col("whole") / pl.col("pace")),
    )


def _window_spread() -> pl.Expr:
    """Standard deviation of a day's units, from the parts of the windows that don't overlap."""
    terms, parts = [], []
    before = (pl.lit(0), pl.lit(0))
    for window in WINDOWS:
        whole = (pl.col(f"shipped_{window}"), pl.col(f"open_{window}"))
        units, days = whole[0] - before[0], whole[1] - before[1]
        expected = pl.col("pace") * days
        there = ((days > 0) & (expected > 0) & units.is_not_null()).fill_null(value=False)
        terms.append(pl.when(there).then((units - expected) ** 2 / expected).otherwise(0.0))
        parts.append(there.cast(pl.Int64))
        before = whole
    free = pl.sum_horizontal(parts) - 1
    wide = pl.when(free > 0).then(pl.sum_horizontal(terms) / free).otherwise(1.0).clip(1)
    return (pl.col("pace") * wide).sqrt()
