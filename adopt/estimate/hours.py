"""What a click is worth in each hour of the day, relative to its campaign's clicks.

A campaign's orders fall on the hours as its clicks do, unless hours convert differently. The log of how they differ is a
smooth curve on the circle of the day (a Gaussian process), so that neighbouring hours share what they know; how far
hours differ at all is settled by the likelihood of all campaigns. Formulas: docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.order_value import order_values
from adopt.schema import MICROS

HOURS = 24
_SPREADS = np.array([0.05, 0.1, 0.2, 0.4, 0.8])
_USUAL, _FACTOR = 0.2, 1.0
_LENGTH = 0.75  # of the curve: hours that are three apart have a correlation of .6
_NEWTON_STEPS = 20
_VALUE_ORDERS, _ACCOUNT_ORDERS = 100.0, 20.0


class Hours(NamedTuple):
    """Campaigns by hour.

    Attributes:
        campaigns: their IDs, in the order of the arrays' first axis.
        sums: impressions, clicks, orders, spend, sales (currency) by campaign and hour.
        curve: log conversion rate of each hour over the campaign's mean, by spread, campaign and hour.
        covariance: of the curve, by spread, campaign, hour and hour.
        weights: probability of each spread; the first is none.
        order_value, value_variance: expected sales of an order (currency), and the variance of its log.
    """

    campaigns: list[str]
    sums: dict[str, np.ndarray]
    curve: np.ndarray
    covariance: np.ndarray
    weights: np.ndarray
    order_value: np.ndarray
    value_variance: np.ndarray

    @property
    def worth(self) -> np.ndarray:
        """Value of a click in each hour / the campaign's, by campaign and hour."""
        clicks = self.sums["clicks"]
        value = np.exp(np.einsum("s,sch->ch", self.weights, self.curve)) * self.order_value
        mean = (clicks * value).sum(axis=1, keepdims=True) / np.maximum(clicks.sum(axis=1, keepdims=True), 1)
        return np.asarray(value / np.maximum(mean, 1e-12))


def hours_worth(timed: pl.DataFrame, order_ties: float) -> Hours:
    """What a click is worth in each hour.

    Args:
        timed: campaign_id, hour (0 to 23), impressions, clicks, orders, spend_micros, sales_micros; one row an hour.
        order_ties: orders that tie a campaign's order value to the account's.
    """
    campaigns = timed["campaign_id"].unique().sort().to_list()
    sums = {name: _by_hour(timed, campaigns, name) for name in ("impressions", "clicks", "orders")}
    sums |= {name: _by_hour(timed, campaigns, f"{name}_micros") / MICROS for name in ("spend", "sales")}
    fits = [
        [_curve(k, n, s) for k, n in zip(sums["orders"], sums["clicks"], strict=True)]
        for s in (0.0, *_SPREADS)
    ]
    likely = np.array([sum(fit[2] for fit in row) for row in fits])
    belief = -0.5 * (np.log(_SPREADS / _USUAL) / _FACTOR) ** 2
    shape = (len(fits), len(campaigns), HOURS)
    values = order_values(sums["orders"], sums["sales"], _VALUE_ORDERS, _ACCOUNT_ORDERS, order_ties)
    return Hours(
        campaigns=campaigns,
        sums=sums,
        curve=np.array([[fit[0] for fit in row] for row in fits]).reshape(shape),
        covariance=np.array([[fit[1] for fit in row] for row in fits]).reshape((*shape, HOURS)),
        weights=special.softmax(likely + np.append(0.0, belief - special.logsumexp(belief))),
        order_value=values.mean,
        value_variance=values.variance,
    )


def with_schedules(entities: pl.DataFrame, in_force: Mapping[str, float]) -> pl.DataFrame:
    """Entities (`adopt.estimate.targets.target_entities`) whose ``bid_multiplier`` counts the seller's schedules.

    Amazon adds a schedule's percentage to a placement's. No download shows schedules.

    Args:
        entities: with ``campaign`` and ``bid_multiplier``.
        in_force: what a campaign's schedule adds to its mean bid, as a share of the bid, by campaign name.
    """
    added = pl.col("campaign").replace_strict(dict(in_force), default=0.0, return_dtype=pl.Float64)
    return entities.with_columns(pl.col("bid_multiplier") + added) if in_force else entities


def _by_hour(timed: pl.DataFrame, campaigns: list[str], name: str) -> np.ndarray:
    found = np.zeros((len(campaigns), HOURS))
    places = {campaign: place for place, campaign in enumerate(campaigns)}
    for campaign, hour, value in timed.select("campaign_id", "hour", name).iter_rows():
        found[places[campaign], hour] += value
    return found


def _kernel() -> np.ndarray:
    apart = np.subtract.outer(np.arange(HOURS), np.arange(HOURS))
    return np.asarray(np.exp(-2 * np.sin(np.pi * apart / HOURS) ** 2 / _LENGTH**2))


def _curve(orders: np.ndarray, clicks: np.ndarray, spread: float) -> tuple[np.ndarray, np.ndarray, float]:
    """Mode and covariance of the curve, and the log marginal likelihood (Laplace), up to a constant.

    Orders are multinomial, an hour's share being clicks x exp(curve) over their sum: the campaign's own rate drops out.
    """
    prior, total = spread**2 * _kernel(), orders.sum()
    curve = np.zeros(HOURS)
    for _ in range(_NEWTON_STEPS if spread else 0):
        part = _shares(clicks, curve)
        bend = total * (np.diag(part) - np.outer(part, part))
        curve = prior @ np.linalg.solve(np.eye(HOURS) + bend @ prior, bend @ curve + orders - total * part)
    part = _shares(clicks, curve)
    bend = total * (np.diag(part) - np.outer(part, part))
    inner = np.eye(HOURS) + bend @ prior
    likely = float(orders @ np.log(np.where(orders > 0, np.maximum(part, 1e-12), 1.0)))
    if not spread:
        return curve, np.zeros((HOURS, HOURS)), likely
    steep = orders - total * part
    # At the mode the prior's inverse times the curve is the slope of the likelihood.
    likely -= 0.5 * float(curve @ steep) + 0.5 * float(np.linalg.slogdet(inner)[1])
    return curve, prior @ np.linalg.inv(inner), likely


def _shares(clicks: np.ndarray, curve: np.ndarray) -> np.ndarray:
    size = clicks * np.exp(curve)
    return np.asarray(size / max(float(size.sum()), 1e-12))
