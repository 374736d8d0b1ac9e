"""Who steers TACoS to a goal in a trial: adopt, today's ways, nobody, and one who knows the level that hits it."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from scipy import optimize

from adopt.estimate.campaigns import AllSales, all_sales
from adopt.lab.bidding.morning import BidPolicy, Morning, Wanted
from adopt.lab.bidding.oracle import at_value
from adopt.lab.bidding.policies import NOBODY, SHARE, adopt_bids, no_change
from adopt.lab.bidding.rules import RULES
from adopt.lab.bidding.sums import target_sums
from adopt.lab.bidding.tacos_rules import nudged, proportional, stepped
from adopt.lab.market.market import Market
from adopt.lab.market.respond import response
from adopt.lab.market.sales import settled_organic

GOAL = 0.15
OURS = "adopt, daily"
BAND = 0.02
"""Half the width of the band that adopt is given, as a share of the goal."""

_LEVELS = (0.2, 6.0)
_EXACT = 1e-3
_WINDOW = 14
_RULE = "RPC x T, steps of 25 %"
_BUDGET_STEP = 0.10
_WEEKLY, _DAILY = 0.10, 0.02
_FIRST = "target"


class Steering(NamedTuple):
    """A policy and the days between its decisions."""

    policy: BidPolicy
    every: int


def steering_settings() -> dict[str, Any]:
    """The settings of a seller whose goal is a TACoS of `GOAL`, and who lets adopt steer there."""
    return {
        "objective": "tacos",
        "tacos_low": GOAL * (1 - BAND),
        "tacos_high": GOAL * (1 + BAND),
        "tacos": {"steer": True},
    }


def at_goal(market: Market, goal: float = GOAL) -> pl.DataFrame:
    """The account with bids at the multiple of true values at which TACoS is the goal, once sales without ads have settled.

    The nearest end of what is tried where no multiple between .2 and 6 hits it.
    """

    def off(log_level: float) -> float:
        found = settled_tacos(market, at_value(market, market.entities, float(np.exp(log_level))))
        return found - goal

    low, high = np.log(_LEVELS)
    if off(low) > 0 or off(high) < 0:
        end = low if off(low) > 0 else high
        return at_value(market, market.entities, float(np.exp(end)))
    level = optimize.brentq(off, low, high, xtol=_EXACT)
    return at_value(market, market.entities, float(np.exp(level)))


def settled_tacos(market: Market, entities: pl.DataFrame) -> float:
    """Expected TACoS in the long run, the rank effect of ad sales included."""
    met = response(market, entities)
    orders = dict(met.group_by("sku").agg(pl.col("orders").sum()).iter_rows())
    units = np.array([orders.get(product.sku, 0.0) for product in market.words.products])
    organic = settled_organic(market, units * (1 + market.world.pool.second_unit)) @ market.cents / 100
    return float(met["spend"].sum() / (met["sales"].sum() + organic))


def nudging(morning: Morning, step: float) -> Wanted:
    """Sales per click x a target ACoS that follows TACoS; it begins where the rules for profit have theirs."""
    share = morning.memory.get(_FIRST, SHARE)
    total = measured(morning)
    if total is not None:
        share = nudged(share, total.tacos, GOAL, step)
    morning.memory[_FIRST] = share
    rule = RULES[_RULE]
    return Wanted(bids=rule.bids(morning.sums(rule, share)))


def budgeting(morning: Morning, *, steps: bool) -> Wanted:
    """Bids as they are; daily budgets in proportion to sales, or up and down by a tenth."""
    total = measured(morning)
    if total is None:
        return Wanted()
    sums = target_sums(morning.rows, morning.bulk, morning.as_of, _WINDOW)
    own = sums.group_by("campaign").agg(pl.col("spend").sum() / _WINDOW, pl.col("sales").sum())
    known = morning.bulk.campaigns.select("campaign_id", "campaign", "budget").join(own, on="campaign")
    campaigns = known.sort("campaign_id")
    if steps:
        return Wanted(budgets=stepped(campaigns, total.tacos, GOAL, _BUDGET_STEP))
    return Wanted(budgets=proportional(campaigns, GOAL * total.sales / total.days))


def measured(morning: Morning) -> AllSales | None:
    """Spend and all sales of the newest fortnight."""
    return all_sales(morning.rows, morning.sales, _WINDOW, daily=True)


POLICIES: dict[str, Steering] = {
    OURS: Steering(adopt_bids, 1),
    "adopt, weekly": Steering(adopt_bids, 7),
    NOBODY: Steering(no_change, 7),
    "target ACoS nudged, weekly": Steering(partial(nudging, step=_WEEKLY), 7),
    "target ACoS nudged, daily": Steering(partial(nudging, step=_DAILY), 1),
    "proportional budgets": Steering(partial(budgeting, steps=False), 7),
    "stepped budgets": Steering(partial(budgeting, steps=True), 7),
}
"""Who steers; the first is the one that the others are compared with."""


def knowing(market: Market) -> Steering:
    """Who knows the truth: at the goal from the first morning on."""
    bids = at_goal(market).filter(pl.col("target_id").is_not_null()).select("target_id", to_bid="bid")
    return Steering(lambda _: Wanted(bids=bids), 7)
