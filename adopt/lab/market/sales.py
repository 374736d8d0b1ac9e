"""The orders that clicks bring, and the sales without ads, which slowly follow all recent sales."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adopt.lab.market.calendar import Weather
from adopt.lab.market.day import Clicks
from adopt.lab.market.keyed import keys, poisson, uniform
from adopt.words import maturity_curve

if TYPE_CHECKING:
    from adopt.lab.market.market import Market

_ORDER, _OWN, _OTHER, _UNITS, _LATE = 21, 22, 23, 24, 25
_ORGANIC, _SECOND, _VISIT = 31, 32, 33
_VISITS_PER_UNIT = 9.0


class Orders(NamedTuple):
    """Orders of a day: the click (its number in the day) and product of each, units, price of one in cents, delay."""

    click: np.ndarray
    product: np.ndarray
    own: np.ndarray
    units: np.ndarray
    cents: np.ndarray
    shown_after: np.ndarray


class Organic(NamedTuple):
    """Sales without ads of a day, by product."""

    orders: np.ndarray
    units: np.ndarray
    sessions: np.ndarray


def orders_of(market: Market, clicks: Clicks, number: int, today: Weather) -> Orders:
    """Whether each click brings an order, of what, and after how many days reports show it (the maturity curve)."""
    world, count = market.world, len(market.words.products)
    own_product = market.product[clicks.term]
    rate = market.cvr[clicks.term, clicks.place] * market.hours_cvr[clicks.hour] * today.cvr[own_product]

    def drawn(what: int, of: Clicks) -> np.ndarray:
        return uniform(keys(market.seed, what, number, of.term, of.place, of.hour, of.number))

    click = np.flatnonzero(drawn(_ORDER, clicks) < rate)
    bought = clicks.where(click)
    own = drawn(_OWN, bought) >= world.pool.halo
    step = 1 + np.floor(drawn(_OTHER, bought) * (count - 1)).astype(np.int64)
    product = np.where(own, own_product[click], (own_product[click] + step) % count)
    second = keys(market.seed, _UNITS, number, bought.term, bought.place, bought.hour, bought.number)
    late = np.searchsorted(np.array(maturity_curve()), drawn(_LATE, bought), side="right") + 1
    return Orders(
        click=click,
        product=product,
        own=own,
        units=1 + poisson(second, np.full(click.size, world.pool.second_unit)),
        cents=market.cents[product],
        shown_after=late.astype(np.int64),
    )


def organic_sales(market: Market, rank: np.ndarray, number: int, today: Weather) -> Organic:
    """Sales without ads: as the account opened x (recent sales / those at the opening) ^ gain, and the day's demand."""
    products = np.arange(rank.size)
    units = organic_rate(market, rank) * today.queries * today.cvr

    def key(what: int) -> np.ndarray:
        return keys(market.seed, what, number, products)

    second = market.world.pool.second_unit
    orders = poisson(key(_ORGANIC), units / (1 + second))
    return Organic(
        orders=orders,
        units=orders + poisson(key(_SECOND), orders * second),
        sessions=poisson(key(_VISIT), units * _VISITS_PER_UNIT),
    )


def organic_rate(market: Market, rank: np.ndarray) -> np.ndarray:
    """Units a day without ads, by product, on an ordinary day when so many units a day have been sold of late."""
    gain = market.world.organic_gain
    return np.asarray(np.asarray(market.organic) * (rank / np.asarray(market.rank)) ** gain)


def remembered(market: Market, rank: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Units a day sold of late, after one more day: an exponential mean with the world's half-life."""
    new = 1 - 0.5 ** (1 / market.world.organic_half_life)
    return np.asarray(rank + (units - rank) * new)


def settled_organic(market: Market, ad_units: np.ndarray) -> np.ndarray:
    """Units a day without ads in the long run, by product, if ads bring so many units a day of each.

    The fixed point of rank = ad_units + organic x (rank / rank at the opening) ^ gain; for a gain below 1 there is one
    only above 0, and in the logarithm of the rank Newton's method finds it from any start.
    """
    rank = np.maximum(np.asarray(market.rank), 1e-9)
    for _ in range(50):
        base = organic_rate(market, rank)
        total = ad_units + base
        step = (np.log(rank) - np.log(total)) / (1 - market.world.organic_gain * base / total)
        rank = np.exp(np.log(rank) - step)
    return organic_rate(market, rank)
