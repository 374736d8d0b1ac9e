"""What an account has earned: by its books, and by the truth behind the clicks it got."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from adopt.lab.market.calendar import weather
from adopt.lab.market.world import PLACES
from adopt.schema import MICROS

if TYPE_CHECKING:
    from adopt.lab.market.market import Market
    from adopt.lab.market.state import State


def earned(market: Market, state: State, since: date | None = None) -> pl.DataFrame:
    """Every lived day's books; money in dollars.

    ``expected`` takes the clicks as they came, and for their orders what they were worth before anyone knew: it differs
    from ``profit`` by the luck of the orders alone, so that policies can be told apart on fewer accounts.

    Args:
        market: the truth.
        state: with the logs.
        since: first day that counts; None: all.

    Returns:
        day, clicks, spend, ad_sales, organic_sales, sales (all of them), before_ads (sales x the products' margins),
        profit (before_ads - spend), ad_profit (of orders that ads brought, less spend), expected (ad_profit with
        expected orders), organic_profit; one row per day, sorted.
    """
    start = since or market.first_day
    days = [start + timedelta(days=step) for step in range((state.day - start).days)]
    margin = pl.col("sku").replace_strict(market.margins(), return_dtype=pl.Float64)
    clicks = _expected(market, state.clicks.filter(pl.col("day") >= start))
    paid = clicks.group_by("day").agg(
        pl.col("clicks").sum(), spend=pl.col("spend_micros").sum() / MICROS, worth=pl.col("worth").sum()
    )
    sold, organic = (
        log.group_by("day").agg(
            (pl.col("sales_micros").sum() / MICROS).alias(f"{name}_sales"),
            (((pl.col("sales_micros") * margin).sum()) / MICROS).alias(f"{name}_worth"),
        )
        for name, log in (("ad", state.orders), ("organic", state.organic))
    )
    every = pl.DataFrame({"day": days}, schema={"day": pl.Date})
    for part in (paid, sold, organic):
        every = every.join(part, on="day", how="left")
    spend = pl.col("spend")
    return (
        every.fill_null(0)
        .with_columns(
            sales=pl.col("ad_sales") + pl.col("organic_sales"),
            before_ads=pl.col("ad_worth") + pl.col("organic_worth"),
            ad_profit=pl.col("ad_worth") - spend,
            expected=pl.col("worth") - spend,
            organic_profit=pl.col("organic_worth"),
        )
        .with_columns(profit=pl.col("before_ads") - spend)
        .select(_COLUMNS)
        .sort("day")
    )


_COLUMNS = [
    "day", "clicks", "spend", "ad_sales", "organic_sales", "sales", "before_ads", "profit", "ad_profit", "expected",
    "organic_profit",
]  # fmt: skip


def _expected(market: Market, clicks: pl.DataFrame) -> pl.DataFrame:
    """Adds what the orders of each row's clicks are expected to be worth before ads, in dollars."""
    term = clicks["term"].to_numpy()
    place = (
        clicks["placement"].replace_strict(list(PLACES), range(len(PLACES)), return_dtype=pl.Int64).to_numpy()
    )
    number = (clicks["day"] - market.first_day).dt.total_days().to_numpy()
    days = np.arange(int(number.max()) + 1) if number.size else np.zeros(0, dtype=np.int64)
    by_day = np.array([weather(market, market.first_day + timedelta(days=int(day))).cvr for day in days])
    rate = market.cvr[term, place] * market.hours_cvr[clicks["hour"].to_numpy()]
    rate = rate * by_day[number, market.product[term]] if number.size else rate
    worth = market.terms["worth"].to_numpy()[term]
    return clicks.with_columns(worth=pl.Series(clicks["clicks"].to_numpy() * np.minimum(rate, 1.0) * worth))
