"""How the price of a click and the conversion rate moved by themselves, on whatever was left alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.estimate.outcome.draws import REPEATS, Weights

STEADY_ORDERS = 30.0
"""Orders that the belief in an unchanged conversion rate is worth: seasons move it by about a fifth. A choice."""


class Drift(NamedTuple):
    """Factors from before to after, one for each repeat."""

    cost: np.ndarray
    rate: np.ndarray


def drift(donors: pl.DataFrame, weights: Weights, rng: np.random.Generator) -> Drift:
    """The price index of clicks, and Gamma(k + orders that came) / (k + orders at the earlier rate), k `STEADY_ORDERS`.

    The earlier rate is that of the days which the plan knew. The index is Paasche's, at later clicks: spend after / sum of clicks after x earlier cost per click.

    Args:
        donors: campaign, ad_group, clicks, orders, spend and the same after and over the days known before; clicks above 0.
        weights: of ad groups.
        rng: for the draws.
    """
    if donors.is_empty():
        return Drift(np.ones(REPEATS), np.ones(REPEATS))
    clicks, spend = (donors[name].to_numpy() for name in ("clicks", "spend"))
    later, sold, paid = (donors[f"{name}_after"].to_numpy() for name in ("clicks", "orders", "spend"))
    place = weights.place(donors)
    by_group = [
        np.bincount(place, part, weights.groups.height) @ weights.drawn.T
        for part in (paid, later * spend / clicks)
    ]
    cost = np.where(by_group[1] > 0, by_group[0] / np.where(by_group[1] > 0, by_group[1], 1.0), 1.0)
    known = float(donors["orders_known"].sum()) / float(donors["clicks_known"].sum())
    expected = later.sum() * known
    rate = rng.gamma(STEADY_ORDERS + sold.sum(), 1.0, REPEATS) / (STEADY_ORDERS + expected)
    return Drift(cost, rate)
