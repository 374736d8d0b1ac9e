"""The stock that a day goes by, the same for what is found and for what is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

import polars as pl

from adopt.estimate.demand.pace import WINDOWS, with_pace
from adopt.estimate.demand.stock import stock_of
from adopt.words import Market
from adopt.words.checking import Threshold

_AHEAD = timedelta(days=1)
"""Another time zone may be a day ahead; what is later still wasn't known on the day."""


def known_stock(
    tables: Mapping[str, pl.DataFrame],
    market: Market | None,
    limit: Callable[[str], Threshold],
    today: date,
) -> pl.DataFrame:
    """Each SKU's stock with its pace and cover (`adopt.estimate.demand.with_pace`), of reports that aren't too old.

    Args:
        tables: frames by kind.
        market: as in `adopt.estimate.demand.stock_of`.
        limit: the threshold of a key.
        today: the marketplace's day.
    """
    weights = {days: limit(f"run_rate.{days}").number for days in WINDOWS}
    least, age = (int(limit(key).number) for key in ("ledger_least_days", "stock_age_days"))
    stock = with_pace(stock_of(tables, market, least, age), weights)
    current = pl.col("on").is_between(today - timedelta(days=age), today + _AHEAD)
    return stock.filter(pl.col("on").is_null() | current)
