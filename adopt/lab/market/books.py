"""The log of a marketplace as Amazon adds it up: the search term report, the sheet of a bulk download, all sales."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from adopt.lab.download import METRICS, with_metrics
from adopt.lab.market.market import Market
from adopt.lab.market.state import State
from adopt.lab.report import visible_report

_GONE = "archived"
_ACT = ["campaign_id", "ad_group_id", "target_id", "placement"]


def period(market: Market, state: State, days: int | None = None) -> tuple[date, date]:
    """First and last day of today's downloads: the newest ``days``, as many as Amazon gives if None, up to yesterday."""
    longest = state.day - timedelta(days=days or market.world.report_days)
    return max(market.first_day, longest), state.day - timedelta(days=1)


def report(market: Market, state: State, days: int | None = None) -> pl.DataFrame:
    """The daily search term report of this morning, as `adopt.lab.report.visible_report` gives it.

    Recent orders are missing still; terms without a click aren't in it.

    Args:
        market: the truth.
        state: on this morning.
        days: how many, with those that earlier downloads told of; None: those of today's alone.
    """
    logs = (state.clicks, state.orders, state.shown)
    clicks, orders, shown = (_within(log, market, state, days) for log in logs)
    pairs = clicks.select("target_id", "term").unique().sort("target_id", "term").with_row_index("pair")
    place, key = ["target_id", "term"], ["pair", "day"]
    seen = shown.join(pairs, on=place).group_by(key).agg(pl.col("impressions").sum())
    paid = clicks.join(pairs, on=place).group_by(key).agg(pl.col("clicks", "spend_micros").sum())
    found = visible_report(
        _named(market, state, pairs), paid.join(seen, on=key), orders.join(pairs, on=place), state.day
    )
    order = ["first_day", "campaign", "ad_group", "targeting", "search_term", "match_type", "target_id"]
    return found.sort(order).with_columns(row=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32))


def sheet(market: Market, state: State) -> pl.DataFrame:
    """The rows of this morning's bulk download, with figures over its period; what is archived isn't in it."""
    acts = _acts(market, state)
    kept = state.entities.filter(
        pl.all_horizontal(
            pl.col(name).fill_null("") != _GONE for name in ("state", "campaign_state", "ad_group_state")
        )
    ).with_columns(row=pl.int_range(2, pl.len() + 2, dtype=pl.UInt32))
    whole = with_metrics(kept, acts)
    placed = pl.col("entity") == "Bidding Adjustment"
    by_place = acts.group_by("campaign_id", "placement").agg(pl.col(METRICS).sum())
    own = whole.filter(placed).drop(METRICS).join(by_place, on=["campaign_id", "placement"], how="left")
    parts = [whole.filter(~placed), own.with_columns(pl.col(METRICS).fill_null(0)).select(whole.columns)]
    return pl.concat(parts).sort("row")


def daily_sales(market: Market, state: State) -> pl.DataFrame:
    """All sales of each day within the downloads' period: day, orders, units, sales_micros, sessions.

    Complete at once: what is late in ads reports is their attribution, not the sale.
    """
    names = ["orders", "units", "sales_micros", "sessions"]
    organic, orders, clicks = (
        _within(log, market, state) for log in (state.organic, state.orders, state.clicks)
    )
    parts = [
        organic.select("day", *names),
        orders.select(
            "day", "units", "sales_micros", orders=pl.lit(1, pl.Int64), sessions=pl.lit(0, pl.Int64)
        ),
        clicks.select("day", sessions="clicks"),
    ]
    whole = pl.concat(parts, how="diagonal").group_by("day").agg(pl.col(names).sum())
    return whole.select("day", *names).sort("day")


def _within(log: pl.DataFrame, market: Market, state: State, days: int | None = None) -> pl.DataFrame:
    first, last = period(market, state, days)
    return log.filter(pl.col("day").is_between(first, last))


def _named(market: Market, state: State, pairs: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the names that reports give them."""
    targets = state.entities.filter(pl.col("entity").is_in(["Keyword", "Product Targeting"])).select(
        "target_id",
        "campaign_id",
        "ad_group_id",
        "campaign",
        "ad_group",
        "portfolio",
        "match_type",
        "targeting",
        "resolved",
    )
    return pairs.join(targets, on="target_id").join(market.terms.select("term", "search_term"), on="term")


def _acts(market: Market, state: State) -> pl.DataFrame:
    """`METRICS` by target and placement over the period, orders as far as they are visible."""
    clicks, orders, shown = (_within(log, market, state) for log in (state.clicks, state.orders, state.shown))
    age = (pl.lit(state.day) - pl.col("day")).dt.total_days()
    visible = orders.filter(pl.col("shown_after") <= age)
    parts = [
        clicks.select(*_ACT, "clicks", "spend_micros"),
        visible.select(*_ACT, "units", "sales_micros", orders=pl.lit(1, pl.Int64)),
        shown.select(*_ACT, "impressions"),
    ]
    return pl.concat(parts, how="diagonal").group_by(_ACT).agg(pl.col(METRICS).sum())
