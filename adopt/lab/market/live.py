"""Days are lived: what the account bids today makes the log that tomorrow's reports show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.lab.market.calendar import weather
from adopt.lab.market.day import HOURS, Clicks, Lived, live_hours
from adopt.lab.market.lineup import Lineup, lineup
from adopt.lab.market.market import Market
from adopt.lab.market.sales import Orders, Organic, orders_of, organic_sales, remembered
from adopt.lab.market.state import CLICKS, ORDERS, ORGANIC, SHOWN, SPENT, State
from adopt.lab.market.world import PLACES
from adopt.schema import MICROS

_CENT = MICROS // 100


class _Day(NamedTuple):
    """What one day adds to the logs."""

    clicks: pl.DataFrame
    orders: pl.DataFrame
    shown: pl.DataFrame
    organic: pl.DataFrame
    spent: pl.DataFrame
    units: np.ndarray


def opened(market: Market) -> State:
    """The account on the morning of the first day, with nothing lived yet."""
    return State(
        day=market.first_day,
        entities=market.entities,
        clicks=pl.DataFrame(schema=CLICKS),
        orders=pl.DataFrame(schema=ORDERS),
        shown=pl.DataFrame(schema=SHOWN),
        organic=pl.DataFrame(schema=ORGANIC),
        spent=pl.DataFrame(schema=SPENT),
        rank=market.rank,
    )


def live(market: Market, state: State, days: int) -> State:
    """The state after so many more days without a change to the account.

    Every draw is named by the market's seed, the day and what it decides (search term, placement, hour, click), not by
    the account: two accounts in one market differ only where their bids do.
    """
    rank, lived, last, bidders = np.array(state.rank), [], None, None
    for step in range(days):
        day = state.day + timedelta(days=step)
        running = _starting(state.entities, day)
        if bidders is None or running != last:
            bidders, last = lineup(market, state.entities, day), running
        one = _lived(market, bidders, rank, day)
        rank = remembered(market, rank, one.units)
        lived.append(one)
    if not lived:
        return state
    return replace(
        state,
        day=state.day + timedelta(days=days),
        clicks=pl.concat([state.clicks, *(one.clicks for one in lived)]),
        orders=pl.concat([state.orders, *(one.orders for one in lived)]),
        shown=pl.concat([state.shown, *(one.shown for one in lived)]),
        organic=pl.concat([state.organic, *(one.organic for one in lived)]),
        spent=pl.concat([state.spent, *(one.spent for one in lived)]),
        rank=tuple(float(one) for one in rank),
    )


def _starting(entities: pl.DataFrame, day: date) -> int:
    """How many campaigns have begun by a day."""
    return int((entities["start_date"] <= day).sum())


def _lived(market: Market, bidders: Lineup, rank: np.ndarray, day: date) -> _Day:
    number, today = (day - market.first_day).days, weather(market, day)
    hours = live_hours(market, bidders, number, today)
    orders = orders_of(market, hours.clicks, number, today)
    organic = organic_sales(market, rank, number, today)
    ads = np.bincount(orders.product, weights=orders.units, minlength=rank.size)
    clicks = _click_frame(bidders, hours.clicks, day)
    return _Day(
        clicks=clicks,
        orders=_order_frame(market, bidders, hours.clicks, orders, day),
        shown=_shown_frame(bidders, hours, clicks, day),
        organic=_organic_frame(market, organic, day),
        spent=_spent_frame(bidders, hours.last_hour, day),
        units=ads + organic.units,
    )


def _places(bidders: Lineup, pair: np.ndarray, term: np.ndarray, place: np.ndarray) -> pl.DataFrame:
    ids = bidders.targets.select("target_id", "campaign_id", "ad_group_id")
    return ids.select(pl.all().gather(pl.Series(bidders.target[pair]))).with_columns(
        term=pl.Series(term, dtype=pl.UInt32), placement=pl.Series(PLACES).gather(pl.Series(place))
    )


def _click_frame(bidders: Lineup, clicks: Clicks, day: date) -> pl.DataFrame:
    return (
        _places(bidders, clicks.pair, clicks.term, clicks.place)
        .with_columns(
            day=pl.lit(day), hour=pl.Series(clicks.hour, dtype=pl.Int64), cents=pl.Series(clicks.cents)
        )
        .group_by("day", "hour", "target_id", "campaign_id", "ad_group_id", "term", "placement")
        .agg(
            clicks=pl.len().cast(pl.Int64),
            spend_micros=pl.col("cents").sum().cast(pl.Int64) * _CENT,
        )
        .sort("hour", "target_id", "term", "placement")
        .select(list(CLICKS))
    )


def _order_frame(market: Market, bidders: Lineup, clicks: Clicks, orders: Orders, day: date) -> pl.DataFrame:
    bought = clicks.where(orders.click)
    skus = pl.Series([product.sku for product in market.words.products])
    return (
        _places(bidders, bought.pair, bought.term, bought.place)
        .with_columns(
            day=pl.lit(day),
            hour=pl.Series(bought.hour, dtype=pl.Int64),
            shown_after=pl.Series(orders.shown_after, dtype=pl.Int64),
            own=pl.Series(orders.own, dtype=pl.Boolean),
            sku=skus.gather(pl.Series(orders.product)),
            units=pl.Series(orders.units, dtype=pl.Int64),
            sales_micros=pl.Series(orders.units * orders.cents * _CENT, dtype=pl.Int64),
        )
        .select(list(ORDERS))
        .sort("hour", "target_id", "term", "placement", "shown_after", "units", "sku")
    )


def _shown_frame(bidders: Lineup, hours: Lived, clicks: pl.DataFrame, day: date) -> pl.DataFrame:
    """Impressions without a click, and one for each click; of terms without clicks only their sum is kept."""
    place = ["target_id", "campaign_id", "ad_group_id", "term", "placement"]
    one = hours.views
    views = _places(bidders, one.pair, one.term, one.place).with_columns(
        impressions=pl.Series(one.impressions, dtype=pl.Int64)
    )
    clicked = clicks.group_by(place).agg(pl.col("clicks").sum())
    return (
        views.join(clicked, on=place, how="full", coalesce=True)
        .with_columns(
            term=pl.when(pl.col("clicks") > 0).then("term"),
            impressions=pl.col("impressions").fill_null(0) + pl.col("clicks").fill_null(0),
        )
        .group_by(place)
        .agg(pl.col("impressions").sum())
        .with_columns(day=pl.lit(day))
        .select(list(SHOWN))
        .sort("target_id", "term", "placement")
    )


def _organic_frame(market: Market, organic: Organic, day: date) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "day": [day] * organic.units.size,
            "sku": [product.sku for product in market.words.products],
            "orders": organic.orders,
            "units": organic.units,
            "sales_micros": organic.units * market.cents * _CENT,
            "sessions": organic.sessions,
        },
        schema=ORGANIC,
    )


def _spent_frame(bidders: Lineup, last_hour: np.ndarray, day: date) -> pl.DataFrame:
    out = np.flatnonzero(last_hour < HOURS)
    return pl.DataFrame(
        {
            "day": [day] * out.size,
            "campaign_id": [bidders.campaigns[one] for one in out],
            "hour": last_hour[out],
        },
        schema=SPENT,
    )
