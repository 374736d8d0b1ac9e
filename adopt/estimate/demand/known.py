"""The stock that a day goes by, the same for what is found and for what is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import polars as pl

from adopt.estimate.demand.forecast import RUN_RATE, Choosing, forecast
from adopt.estimate.demand.ledger import ledger_days
from adopt.estimate.demand.pace import WINDOWS, with_cover, with_pace
from adopt.estimate.demand.series import product_days
from adopt.estimate.demand.stock import stock_of
from adopt.schema import LEDGER
from adopt.words import Market
from adopt.words.checking import Threshold

Limit = Callable[[str], Threshold]
"""The threshold of a key."""

_AHEAD_DAYS = 28
"""Days whose mean is the pace: whole weeks, about as many as between two orders."""
_AHEAD = timedelta(days=1)
"""Another time zone may be a day ahead; what is later still wasn't known on the day."""


def known_stock(
    tables: Mapping[str, pl.DataFrame],
    market: Market | None,
    limit: Limit,
    today: date,
) -> pl.DataFrame:
    """Each SKU's stock with its pace, forecast where that is possible, and its cover, of reports that aren't too old.

    Args:
        tables: frames by kind.
        market: as in `adopt.estimate.demand.stock_of`.
        limit: the threshold of a key.
        today: the marketplace's day.
    """
    if LEDGER in tables:
        tables = {**tables, LEDGER: tables[LEDGER].filter(pl.col("day") <= today + _AHEAD)}
    weights = run_rate_weights(limit)
    least, age = (int(limit(key).number) for key in ("ledger_least_days", "stock_age_days"))
    stock = with_pace(stock_of(tables, market, least, age), weights)
    current = pl.col("on").is_null() | pl.col("on").is_between(today - timedelta(days=age), today + _AHEAD)
    return with_forecasts(stock.filter(current), tables.get(LEDGER), limit)


def with_forecasts(paced: pl.DataFrame, ledger: pl.DataFrame | None, limit: Limit) -> pl.DataFrame:
    """The rows with the pace that is forecast, where the ledger knows a product's days; of the others the run rate.

    Adds model (its name), wape and bias (of forecasts of single weeks; null where there were too few weeks). Only the products
    that sell most are forecast (``forecast_products``): fits take time, and what rarely sells tells little.
    """
    told = paced.filter(pl.col("by_day") & (pl.col("pace") > 0)) if ledger is not None else paced.clear()
    most = told.sort("shipped_90", "sku", descending=[True, False]).head(
        int(limit("forecast_products").number)
    )
    made = []
    if ledger is not None and most.height:
        names = set(most["sku"])
        weights, choosing = run_rate_weights(limit), choosing_of(limit)
        for sku, days in product_days(ledger_days(ledger).filter(pl.col("sku").is_in(names))):
            found = forecast(days, _AHEAD_DAYS, weights, choosing)
            if found is not None:
                pace = sum(found.daily) / _AHEAD_DAYS
                made.append((sku, pace, found.model, found.errors.wape, found.errors.bias))
    schema = {
        "sku": pl.String,
        "_pace": pl.Float64,
        "model": pl.String,
        "wape": pl.Float64,
        "bias": pl.Float64,
    }
    known = paced.join(
        pl.DataFrame(made, schema=schema, orient="row"), on="sku", how="left", maintain_order="left"
    )
    return with_cover(
        known.with_columns(
            # A forecast of nothing of what still sells says only that it sells less and less.
            pace=pl.when(pl.col("_pace") > 0).then("_pace").otherwise("pace"),
            model=pl.when(pl.col("_pace") > 0).then("model").otherwise(pl.lit(RUN_RATE)),
        ).drop("_pace")
    )


def run_rate_weights(limit: Limit) -> dict[int, float]:
    """Weights of the windows of the run rate."""
    return {days: limit(f"run_rate.{days}").number for days in WINDOWS}


def choosing_of(limit: Limit) -> Choosing:
    """How models are chosen."""
    weeks, least_weeks, least_days = (
        int(limit(f"forecast_{key}").number) for key in ("weeks", "least_weeks", "least_days")
    )
    return Choosing(max(weeks, 1), least_weeks, max(least_days, 1), limit("forecast_gain").number)
