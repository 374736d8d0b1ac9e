"""What each limit of a plan counts of an action."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from adopt.decide.level import RIVALRY, clicks_after
from adopt.decide.made import makes_negative
from adopt.plan.merged import TARGETS
from adopt.plan.plan import Facts
from adopt.schema import Limit
from adopt.settings import Settings
from adopt.words import Market

_LEFT_OUT = pl.lit(0.0)
_NEGATIVE = makes_negative()
_TARGET = pl.col("entity").is_in(TARGETS) & pl.col("to_bid").is_not_null()
_VALUED = (pl.col("entity") == "Campaign") & pl.col("from_value").is_not_null() & (pl.col("code") != "B303")
"""Daily budgets of campaigns that are there; a schedule of bids (B303) has a percentage as its value."""
_BUDGET = _VALUED & (pl.col("code") != "L501")
_PERCENTAGE = (pl.col("entity") == "Bidding Adjustment") & pl.col("to_value").is_not_null()
_NEW = pl.col("to_text").is_not_null()


class Measure(NamedTuple):
    """What a limit counts.

    Attributes:
        limit: which.
        load: of each action, 0 or more; leaving another action out never makes it more.
        allowed: what the sum of loads may be, or (``each``) every single one.
        each: whether every line is held to ``allowed``, not their sum.
    """

    limit: Limit
    load: pl.Expr
    allowed: float
    each: bool = False


def measures(facts: Facts, settings: Settings, market: Market | None) -> tuple[Measure, ...]:
    """The measures of all limits, in the order of `Limit`.

    Args:
        facts: of the plan; shares are of its spend and orders, and its clicks' cost answers to bids as it was measured.
        settings: of the run.
        market: for the least bid and budget, below which no step starts.
    """
    own, spend, orders = settings.limits, max(facts.spend, 0.01), max(facts.orders, 1)
    ratio = _spend_ratio(facts.measured(settings))
    more_budget = _times(
        _BUDGET, (pl.col("to_value") - pl.col("from_value")).clip(lower_bound=0) * facts.days
    )
    handed_over = pl.col("reason") == "hand_over"
    return (
        Measure(Limit.ONE_CHANGE, _number_of_its_entity(), 1.0, each=True),
        Measure(Limit.BID_STEP, _raise(market), settings.bid.max_step, each=True),
        Measure(Limit.BID_CUT, _cut(market), settings.bid.max_cut, each=True),
        Measure(Limit.BUDGET_STEP, _budget_step(market), settings.budget.max_step, each=True),
        Measure(Limit.PERCENTAGE_STEP, _points(), float(settings.placement.max_step), each=True),
        Measure(
            Limit.NEGATED_ORDERS,
            _times(_NEGATIVE & ~handed_over, pl.col("orders") / orders),
            own.negated_orders,
        ),
        Measure(Limit.NEGATED_SPEND, _times(_NEGATIVE, pl.col("spend") / spend), own.negated_spend),
        Measure(Limit.CUT_SPEND, (_negated() + _moved(1 - ratio)) / spend, own.cut_spend),
        Measure(Limit.RAISED_SPEND, (_moved(ratio - 1) + more_budget) / spend, own.raised_spend),
        Measure(Limit.CHANGES, pl.lit(1.0), float(own.changes)),
    )


def entity_changed() -> pl.Expr:
    """A name of what an action changes: of one entity, two actions have the same, whatever decided them.

    A text of an ad group counts once: it can't become a keyword and a negative there on one day. A new keyword stands where it
    goes; a negative where its term was found, though its row also names the keyword that the term is handed over to.
    """
    campaign, group = (
        pl.when(pl.col("entity").is_in(TARGETS) & pl.col(f"to_{name}_id").is_not_null())
        .then(pl.col(f"to_{name}_id"))
        .otherwise(pl.coalesce(f"{name}_id", name))
        for name in ("campaign", "ad_group")
    )
    text = pl.format("text|{}|{}|{}", campaign, group, pl.col("to_text").str.to_lowercase())
    target = pl.format("target|{}", "target_id")
    budget = pl.format("budget|{}", pl.coalesce("campaign_id", "campaign"))
    percentage = pl.format("percentage|{}|{}", pl.coalesce("campaign_id", "campaign"), "targeting")
    made = _NEW & (pl.col("code") != "U101")
    return (
        pl.when(made)
        .then(text)
        .when(pl.col("target_id").is_not_null() & (_TARGET | (pl.col("code") == "U101")))
        .then(target)
        .when(_VALUED)
        .then(budget)
        .when(pl.col("entity") == "Bidding Adjustment")
        .then(percentage)
        .otherwise("key")
    )


def _number_of_its_entity() -> pl.Expr:
    """1 for an entity's first action, in the order of the frame, 2 for its second, ..."""
    return pl.int_range(1, pl.len() + 1).over(entity_changed()).cast(pl.Float64)


def _base() -> pl.Expr:
    """Today's bid; where it isn't known, what a click costs."""
    return pl.coalesce("from_bid", "base_bid", pl.col("cpc"))


def _raise(market: Market | None) -> pl.Expr:
    """The new bid over today's."""
    base = _start(market)
    return _times(_TARGET & (base > 0), pl.col("to_bid") / base)


def _cut(market: Market | None) -> pl.Expr:
    """Today's bid over the new one; of a new target nothing, since it takes nothing from what is there.

    A bid over its campaign's daily budget counts as one of that budget: coming down to it is one step, however high it stood.
    """
    base = pl.min_horizontal(_start(market), "budget")
    return _times(_TARGET & ~_NEW & (base > 0), base / pl.col("to_bid"))


def _start(market: Market | None) -> pl.Expr:
    """Where a bid's step starts: today's bid, or Amazon's least."""
    return pl.max_horizontal(_base(), pl.lit(market.bid_min if market else 0.0))


def _budget_step(market: Market | None) -> pl.Expr:
    base = pl.max_horizontal("from_value", pl.lit(market.budget_min if market else 0.0))
    return _times(
        _BUDGET & (base > 0), pl.max_horizontal(pl.col("to_value") / base, base / pl.col("to_value"))
    )


def _points() -> pl.Expr:
    return _times(_PERCENTAGE, (pl.col("to_value") - pl.col("from_value").fill_null(0.0)).abs())


def _spend_ratio(settings: Settings) -> pl.Expr:
    """Expected spend after / before, by the elasticities of `adopt.decide.level.gain_per_week`; 1 where no price moves."""
    percent = (1 + pl.col("to_value") / 100) / (1 + pl.col("from_value").fill_null(0.0) / 100)
    moved = pl.when(_TARGET & (_base() > 0)).then(pl.col("to_bid") / _base()).when(_PERCENTAGE).then(percent)
    ratio = moved.fill_null(1.0)
    return clicks_after(ratio, settings.bid, RIVALRY) * ratio**settings.bid.cpc_elasticity


def _moved(change: pl.Expr) -> pl.Expr:
    """Spend times the part of ``change`` above 0."""
    return pl.col("spend") * change.clip(lower_bound=0.0)


def _negated() -> pl.Expr:
    return _times(_NEGATIVE, pl.col("spend"))


def _times(where: pl.Expr, load: pl.Expr) -> pl.Expr:
    return pl.when(where.fill_null(value=False)).then(load).otherwise(_LEFT_OUT)
