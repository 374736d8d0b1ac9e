"""How today's sellers steer TACoS: a target ACoS that is nudged, or budgets that are cut to fit.

References rather than single tools: no tool publishes its formula (BidX, Perpetua and Helium 10 steer a target ACoS; rules
on budgets are what most sellers' own sheets do).
"""

from __future__ import annotations

import polars as pl

TARGETS = (0.05, 1.0)
LEAST_BUDGET = 1.0
"""Amazon's lowest daily budget in the US (Amazon Ads documentation, limits page)."""


def nudged(target_acos: float, tacos: float, goal: float, step: float) -> float:
    """The target ACoS x goal / TACoS, by at most a share ``step``, and between 5 % and 100 %."""
    low, high = TARGETS
    factor = min(max(goal / tacos, 1 - step), 1 + step)
    return min(max(target_acos * factor, low), high)


def proportional(campaigns: pl.DataFrame, allowed: float) -> pl.DataFrame:
    """Daily budgets that add up to the spend allowed, in proportion to what each campaign sold.

    Args:
        campaigns: campaign_id, budget (per day), sales.
        allowed: goal x all sales of a day (currency).

    Returns:
        campaign_id and to_budget (whole cents).
    """
    share = pl.col("sales") / pl.col("sales").sum()
    budget = pl.when(pl.col("sales").sum() > 0).then(share * allowed).otherwise("budget")
    return _set(campaigns, budget)


def stepped(campaigns: pl.DataFrame, tacos: float, goal: float, step: float) -> pl.DataFrame:
    """Every daily budget a ``step`` up where TACoS is under its goal, one down where it is over.

    A budget far over what its campaign spends is first cut to that: steps of it would change nothing for weeks.

    Args:
        campaigns: campaign_id, budget and spend (both per day).
        tacos: measured.
        goal: of TACoS.
        step: as a share.
    """
    factor = 1 + step if tacos < goal else 1 - step
    binding = pl.when(pl.col("spend") > 0).then(pl.min_horizontal("budget", "spend")).otherwise("budget")
    return _set(campaigns, binding * factor)


def _set(campaigns: pl.DataFrame, budget: pl.Expr) -> pl.DataFrame:
    return campaigns.select("campaign_id", to_budget=budget.round(2).clip(LEAST_BUDGET))
