"""What a change brought: clicks and their cost against those of its likes, clicks at what they are worth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.estimate.outcome.draws import REPEATS, Weights, generator, rates
from adopt.estimate.outcome.drift import drift
from adopt.estimate.outcome.likes import traffic_after

MARGINAL_SD = 0.3
"""Of the log of how clicks won or lost by a bid convert, relative to the others. A choice: placements differ by so much."""


class Effects(NamedTuple):
    """For each unit (column) and repeat (line): profit that the change brought, and what would have come without it."""

    profit: np.ndarray
    clicks: np.ndarray
    spend: np.ndarray
    orders: np.ndarray


def effects(
    units: pl.DataFrame, donors: pl.DataFrame, weights: Weights, surprise: np.ndarray, *names: int
) -> Effects:
    """(clicks - expected clicks) x conversion rate x worth of an order - (spend - expected spend).

    The conversion rate is one for both: that of the plan's posterior, with the orders that came since; orders of a short
    while are mostly luck, and the shoppers are the same.

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
    rate = rates(_learnt(units), rng) * (moved.rate * surprise)[:, None]
    won = units["clicks_after"].to_numpy() - clicks
    marginal = np.exp(rng.normal(-(MARGINAL_SD**2) / 2, MARGINAL_SD, shape))
    marginal = np.where(units["marginal"].to_numpy(), marginal, 1.0)
    profit = won * rate * marginal * units["worth"].to_numpy() - (units["spend_after"].to_numpy() - spend)
    return Effects(profit, clicks, spend, clicks * rate)


def _learnt(units: pl.DataFrame) -> pl.DataFrame:
    """The posterior with the orders since; those of the plan's window are in it already."""
    more = pl.min_horizontal("orders_after", "clicks_after")
    return units.with_columns(
        alpha=pl.col("alpha") + more, beta=pl.col("beta") + pl.col("clicks_after") - more
    )
