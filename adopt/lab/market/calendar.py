"""What differs from day to day: demand, conversion rates, and rivals' bids."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adopt.lab.market.keyed import keys, normal
from adopt.lab.market.world import MarketWorld

if TYPE_CHECKING:
    from adopt.lab.market.market import Market

_DEMAND = 1


class Weather(NamedTuple):
    """A day against an ordinary one: queries and conversion rate of each product, and rivals' bids, as factors."""

    queries: np.ndarray
    cvr: np.ndarray
    bids: float


def weather(market: Market, day: date) -> Weather:
    """What a day is like: weekday, events, a launch's reviews, rivals' bids for good, and the day's own chance."""
    world, number = market.world, (day - market.first_day).days
    products = np.arange(len(market.words.products))
    noise = normal(keys(market.seed, _DEMAND, number, products)) * world.day_sd
    queries = world.pool.weekdays[day.weekday()] * np.exp(noise - world.day_sd**2 / 2)
    cvr, bids = ripened(world, number, products.size), rival_level(world, number)
    for event in world.events:
        if event.day <= number < event.day + event.days:
            queries, cvr = queries * event.queries, cvr * event.cvr
    return Weather(queries, cvr, bids)


def ordinary(market: Market, day: date | None) -> Weather:
    """A day without chance, weekday or event, at the reviews and rivals of that day; None: as in the end."""
    number = 10**6 if day is None else (day - market.first_day).days
    count = len(market.words.products)
    settled = (
        market.world.regime_factor if market.world.regime_day and number >= market.world.regime_day else 1.0
    )
    return Weather(np.ones(count), ripened(market.world, number, count), settled)


def ripened(world: MarketWorld, number: int, products: int) -> np.ndarray:
    """Conversion rate of each product / its own in the end: the last one is launched where the world says so."""
    factors = np.ones(products)
    if world.launch_days:
        done = min(1.0, max(0, number) / world.launch_days)
        factors[-1] = world.launch_cvr + (1 - world.launch_cvr) * done
    return factors


def rival_level(world: MarketWorld, number: int) -> float:
    """Rivals' bids on a day, counted from the first, / ordinarily."""
    level = world.regime_factor if world.regime_day and number >= world.regime_day else 1.0
    for event in world.events:
        if event.day <= number < event.day + event.days:
            level *= event.bids
    return level
