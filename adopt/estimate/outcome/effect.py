"""What a change brought: clicks and their cost against those of its likes, clicks at what they are worth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.estimate.outcome.draws import REPEATS, Weights, generator, rates
from adopt.estimate.outcome.drift import drift
from adopt.estimate.outcome.likes import traffic_after

MOVED_SD = 0.5
"""Relative spread of how clicks that a bid won or lost convert, against the others. A choice: other terms, other places."""
_NEVER_MOVED = 1e-3


class Effects(NamedTuple):
    """For each unit (column) and repeat (line): profit that the change brought, and what would have come without it."""

    profit: np.ndarray
    clicks: np.ndarray
    spend: np.ndarray
    orders: np.ndarray


def effects(
    units: pl.DataFrame, donors: pl.DataFrame, weights: Weights, surprise: np.ndarray, *names: int
) -> Effects:
    """Clicks x their rate x worth of an order - spend, less the same as expected without the change.

    The rate expected is that of the plan's posterior. Of a term it is that of the clicks since as well: the shoppers are
    the same, and orders of a short while are mostly luck. A bid that moves brings other clicks: `_rate_after`.

    Args:
        units: campaign, ad_group, clicks, orders, spend (before), the same after, alpha, beta, needed, luck, worth,
            curse, fresh (without the change there would be nothing), marginal (only some of the clicks came or went).
        donors: as units as far as drift and likes need; left alone.
        weights: of ad groups.
        surprise: factor of all rates, a number for each repeat.
        names: of the stream of draws.
    """
    rng = generator(*names)
    shape = (REPEATS, units.height)
    alone = donors.filter(pl.col("clicks") > 0)
    moved = drift(alone, weights, rng)
    clicks = traffic_after(units, alone, weights, rng.uniform(size=shape))
    clicks[:, (units["fresh"] | (units["clicks"] == 0)).to_numpy()] = 0.0
    before = np.maximum(units["clicks"].to_numpy(), 1e-12)
    spend = clicks * (units["spend"].to_numpy() / before) * moved.cost[:, None]
    spend = np.where(clicks == 0, 0.0, spend)
    moves = units["marginal"].to_numpy()
    rate = rates(_learnt(units), rng) * (moved.rate * surprise)[:, None]
    later = np.where(moves, _rate_after(units, rate, clicks, rng), rate)
    profit = (units["clicks_after"].to_numpy() * later - clicks * rate) * units["worth"].to_numpy() - (
        units["spend_after"].to_numpy() - spend
    )
    return Effects(profit, clicks, spend, clicks * rate)


def _rate_after(
    units: pl.DataFrame, rate: np.ndarray, clicks: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Conversion rates of the clicks that came, where some of them are others than before.

    Gamma(k + orders, k / rate + clicks), 1 / sqrt(k) = `MOVED_SD` x share of the clicks that came or went: the more clicks
    are new, the more do the orders that came tell, and the less the rate before.
    """
    came, orders = units["clicks_after"].to_numpy(), units["orders_after"].to_numpy()
    some = np.maximum(came, 1.0)
    spread = MOVED_SD * np.abs(came - np.nan_to_num(clicks)) / some
    known = np.maximum(spread, _NEVER_MOVED) ** -2.0
    return np.asarray(rng.gamma(known + orders) / (known / np.maximum(rate, 1e-9) + came))


def _learnt(units: pl.DataFrame) -> pl.DataFrame:
    """The posterior of terms with the orders since; those of the plan's window are in it already."""
    more = pl.min_horizontal("orders_after", "clicks_after")
    still = ~pl.col("marginal")
    return units.with_columns(
        alpha=pl.col("alpha") + pl.when(still).then(more).otherwise(0.0),
        beta=pl.col("beta") + pl.when(still).then(pl.col("clicks_after") - more).otherwise(0.0),
    )
