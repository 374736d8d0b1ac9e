"""What the account and each campaign spent by day, against all sales and against the daily budget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.estimate.rows import KEYS
from adopt.estimate.told_days import Span, sums_by_day
from adopt.schema import MICROS, Bulk
from adopt.settings import Budget

_FEW_DAYS = 7
_HIGH = 0.9
_MOST_A_DAY = 2.0
"""Times its daily budget that a campaign may spend on one day (Amazon Ads help, average daily budget)."""


class AllSales(NamedTuple):
    """Ads against all sales on the newest days that both reports cover; money in the account's currency.

    Attributes:
        days: how many they are.
        spend: on ads.
        sales: all of them, with ads and without, by the day of the order. They are complete, so that the orders that
            ads reports still lack on young days are in them.
        ad_sales, impressions, clicks, orders: of ads, as the report shows them.
        spread: standard error of log TACoS, from how the days differ.
    """

    days: int
    spend: float
    sales: float
    ad_sales: float
    impressions: int
    clicks: int
    orders: int
    spread: float

    @property
    def tacos(self) -> float:
        """Spend / all sales."""
        return self.spend / self.sales


def all_sales(
    rows: pl.DataFrame,
    sales: pl.DataFrame | None,
    window_days: int,
    *,
    daily: bool,
    untold: Sequence[Span] = (),
) -> AllSales | None:
    """The newest ``window_days`` days of spend and all sales; None where they aren't known day by day.

    A day without a row has cost nothing; its sales count.

    Args:
        rows: `SearchTermRow`.
        sales: `DailySales` of a business report, or None.
        window_days: how far back; fewer than 7 days in common say nothing of a level.
        daily: whether rows are of single days.
        untold: days of which the reports don't tell all; they count neither way.
    """
    if sales is None or not daily:
        return None
    names = ["impressions", "clicks", "orders", "spend_micros", "sales_micros"]
    spent = sums_by_day(rows, names, untold)
    both = spent.join(sales.select("day", all_micros="sales_micros"), on="day").sort("day").tail(window_days)
    if both.height < min(_FEW_DAYS, window_days) or both["all_micros"].sum() <= 0:
        return None
    sums = both.sum()
    return AllSales(
        days=both.height,
        spend=sums["spend_micros"].item() / MICROS,
        sales=sums["all_micros"].item() / MICROS,
        ad_sales=sums["sales_micros"].item() / MICROS,
        impressions=sums["impressions"].item(),
        clicks=sums["clicks"].item(),
        orders=sums["orders"].item(),
        spread=log_ratio_error(both["spend_micros"].to_numpy(), both["all_micros"].to_numpy()),
    )


def log_ratio_error(spend: np.ndarray, sales: np.ndarray) -> float:
    """Standard error of the log of a ratio of sums, days being independent."""
    if not spend.sum() or spend.size == 1:
        return 0.0
    residuals = (spend - sales * (spend.sum() / sales.sum())) / spend.sum()
    return float(np.sqrt(spend.size / (spend.size - 1) * (residuals**2).sum()))


def spend_by_day(rows: pl.DataFrame, *, of_terms: bool = False) -> pl.DataFrame:
    """``spend_micros`` by day and whatever names a target: what joining names with a download needs, and no more.

    ``of_terms`` keeps search terms apart.
    """
    names = [name for name in KEYS if of_terms or name != "search_term"]
    sums = rows.lazy().group_by(*names, "last_day").agg(pl.col("spend_micros").sum())
    # Eight texts beside each of millions of rows would take more memory than the rows: streamed, few are held at once.
    return sums.sort(*names, "last_day").collect(engine="streaming")


def repeatable() -> pl.Expr:
    """Whether an update can repeat a campaign's other cells: Amazon wants its start and a strategy, one of its three."""
    return pl.col("strategy").is_not_null() & pl.col("start_date").is_not_null()


def campaign_spend(days: pl.DataFrame, bulk: Bulk, settings: Budget) -> pl.DataFrame:
    """How each running campaign's daily spend stands to its daily budget on the newest days, sorted by its ID.

    A day without spend counts as one of zero; one with more than Amazon may spend of today's budget was under another, and
    doesn't count. Search term reports leave out what can't be told by term, so that spend is a lower bound.

    Args:
        days: `spend_by_day` of single days, with the campaigns' IDs as far as the download has them.
        bulk: the download.
        settings: how many days count, and from which share of the budget on one has touched it.

    Returns:
        campaign_id, budget_now (currency a day), writable (an upload can repeat its other cells), window (days that count),
        touched (days), high_spend: the 90th percentile of daily spend (currency).
    """
    last = pl.col("last_day").max()
    newest = days.filter(pl.col("last_day") > last - pl.duration(days=settings.window_days))
    window = int(newest.select((last - pl.col("last_day").min()).dt.total_days() + 1).item() or 0)
    running = bulk.campaigns.filter((pl.col("state") == "enabled") & (pl.col("budget") > 0))
    budgets = running.unique("campaign_id", keep="none").select(
        "campaign_id",
        budget_now="budget",
        writable=repeatable(),
    )
    spent = newest.group_by("campaign_id", "last_day").agg(spent=pl.col("spend_micros").sum() / MICROS)
    under = pl.col("spent") <= _MOST_A_DAY * pl.col("budget_now")
    own = pl.col("spent").filter(under)
    counted = pl.lit(window, dtype=pl.Int64) - (~under).sum().cast(pl.Int64)
    return (
        spent.join(budgets, on="campaign_id")
        .group_by("campaign_id", "budget_now", "writable")
        .agg(
            window=counted,
            touched=(own >= settings.touched * pl.col("budget_now").first()).sum().cast(pl.Int64),
            high_spend=_high(own, counted),
        )
        .sort("campaign_id")
    )


def _high(spent: pl.Expr, window: pl.Expr) -> pl.Expr:
    """90th percentile of a window's days, those that are missing being zero."""
    rank = (_HIGH * window).ceil().cast(pl.Int64) - 1
    there = spent.len().cast(pl.Int64)
    # Zeros come first, so that the rank among the days with spend is lower by their number.
    place = (rank - (window - there)).clip(0)
    return pl.when(there > window - rank - 1).then(spent.sort().get(place, null_on_oob=True)).otherwise(0.0)
