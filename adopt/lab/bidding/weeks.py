"""What the weeks of a course brought: spend, sales with ads and without, TACoS."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.lab.bidding.course import Stretch
from adopt.lab.market.calendar import weather
from adopt.lab.market.market import Market
from adopt.lab.market.sales import organic_rate
from adopt.lab.market.world import PLACES
from adopt.schema import MICROS

WEEK = 7


class Week(NamedTuple):
    """Seven days: spend, and sales with ads and without; dollars."""

    spend: float
    ad_sales: float
    organic: float

    @property
    def tacos(self) -> float:
        """Spend / all sales."""
        return self.spend / (self.ad_sales + self.organic)


def weeks(market: Market, stretches: Sequence[Stretch]) -> list[Week]:
    """The whole weeks of a course.

    Clicks and their cost are those that came, so that budgets count; sales are those to be expected of these clicks, and
    of the rank that there was, so that the luck of orders doesn't.
    """
    days = [_day(market, one, place) for one in stretches for place in range(_length(one))]
    whole = [days[start : start + WEEK] for start in range(0, len(days) - WEEK + 1, WEEK)]
    return [Week(*(float(sum(part)) for part in zip(*own, strict=True))) for own in whole]


def _length(stretch: Stretch) -> int:
    return (stretch.after.day - stretch.before.day).days


def _day(market: Market, stretch: Stretch, place: int) -> Week:
    day = stretch.before.day + timedelta(days=place)
    clicks = stretch.after.clicks.filter(pl.col("day") == day)
    # The rank moves slowly: between two mornings it is taken as moving evenly.
    share = (place + 0.5) / _length(stretch)
    rank = (1 - share) * np.array(stretch.before.rank) + share * np.array(stretch.after.rank)
    return Week(
        spend=int(clicks["spend_micros"].sum()) / MICROS,
        ad_sales=_expected_sales(market, clicks, day),
        organic=_organic(market, rank, day),
    )


def _expected_sales(market: Market, clicks: pl.DataFrame, day: date) -> float:
    term = clicks["term"].to_numpy()
    number = {place: index for index, place in enumerate(PLACES)}
    place = clicks["placement"].replace_strict(number, return_dtype=pl.Int64).to_numpy()
    rate = market.cvr[term, place] * market.hours_cvr[clicks["hour"].to_numpy()]
    rate = rate * weather(market, day).cvr[market.product[term]]
    return float((clicks["clicks"].to_numpy() * rate * market.terms["order_value"].to_numpy()[term]).sum())


def _organic(market: Market, rank: np.ndarray, day: date) -> float:
    today = weather(market, day)
    return float((organic_rate(market, rank) * today.queries * today.cvr) @ market.cents / 100)
