"""Who sets bids in a trial: adopt, today's rules and whole tools, nobody."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import polars as pl

from adopt.lab import baselines
from adopt.lab.baselines import term_sums
from adopt.lab.bidding.morning import BidPolicy, Morning, Wanted
from adopt.lab.bidding.rules import RULES
from adopt.schema import Consent
from adopt.settings import Settings

OURS = "adopt, bids"
WHOLE = "adopt, everything"
NOBODY = "no change"
SHARE = 0.8
"""Target ACoS of today's rules, as a share of each product's true margin: as much of it as adopt bids (its shade)."""
_NEVER = 1_000_000

Negation = Callable[[Morning], pl.DataFrame]
"""From a morning to the campaign, ad group and search term of what is negated."""


def adopt_bids(morning: Morning) -> Wanted:
    """Adopt's bids (B301, B304) and nothing else; told to negate nothing, so that its bids are meant for all terms that come."""
    plan, _ = morning.plan(negating_nothing(morning.settings))
    chosen = (pl.col("code").is_in(["B301", "B304"])) & (pl.col("consent") != Consent.WATCH.value)
    return Wanted(bids=plan.actions.filter(chosen).select("target_id", "to_bid"))


def adopt_whole(morning: Morning) -> Wanted:
    """Whatever adopt's plan says, what it asks for as well."""
    return Wanted(plan=morning.plan())


def no_change(_: Morning) -> Wanted:
    """Leaves all as it is."""
    return Wanted()


def by_rule(morning: Morning, name: str, share: float = SHARE) -> Wanted:
    """The bids of one of today's rules."""
    rule = RULES[name]
    return Wanted(bids=rule.bids(morning.sums(rule, share)))


def by_tool(morning: Morning, bids: str, negation: Negation) -> Wanted:
    """A whole tool: its bids, and its negation."""
    return Wanted(bids=by_rule(morning, bids).bids, negatives=negation(morning))


def negating_nothing(settings: Settings) -> Settings:
    """The same settings with a least number of clicks for a negation that nothing reaches."""
    negate = settings.negate.model_copy(update={"min_clicks": _NEVER})
    return settings.model_copy(update={"negate": negate})


TODAY: dict[str, BidPolicy] = {name: partial(by_rule, name=name) for name in RULES}
"""Today's rules for bids alone."""

TUNED: dict[str, BidPolicy] = {
    f"{name}, target ACoS {share:.0%} of margin": partial(by_rule, name=name, share=share)
    for name, share in (
        ("B1", 0.5),
        ("B2", 0.6),
        ("B19", 0.5),
        ("Clopper-Pearson", 0.5),
        ("RPC x T, steps of 25 %, 10 clicks", 0.6),
    )
}
"""The rules that gain most by a lower target, at the one of .5, .6, .7, .8 and 1 that suited each best on tuning seeds.

A seller can't know it; what it shows is how much of a lead is method, and how much the level of bids.
"""

_NEGATIONS: dict[str, Negation] = {
    "B1": lambda morning: baselines.b1_published(term_sums(morning.rows), morning.settings.target_acos),
    "B2": lambda morning: baselines.b2(term_sums(morning.rows)),
    "B3 balanced": lambda morning: baselines.b3_balanced(term_sums(morning.rows)),
    "B3' by cost": lambda morning: baselines.b3_rows(morning.rows),
    "B4": lambda morning: baselines.b4(term_sums(morning.rows)),
}

TOOLS: dict[str, BidPolicy] = {
    f"{name} with its negation": partial(by_tool, bids=name, negation=negation)
    for name, negation in _NEGATIONS.items()
}
"""Today's whole tools, as far as both halves are published."""

POLICIES: dict[str, BidPolicy] = {
    OURS: adopt_bids,
    WHOLE: adopt_whole,
    NOBODY: no_change,
    **TODAY,
    **TUNED,
    **TOOLS,
}
