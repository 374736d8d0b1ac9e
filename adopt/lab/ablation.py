"""Adopt with one part switched off at a time: what each part earns, or costs.

Most parts are settings; the rules are switched off by negating straight from the evidence (`bare`).
"""

from __future__ import annotations

from functools import partial

import polars as pl

from adopt.decide.losing import waiting_value
from adopt.decide.promise import within_promise
from adopt.lab.baselines import KEY
from adopt.lab.case import Case, Policy
from adopt.lab.policies import adopt_negations, adopt_whole

_NEARLY_ALL = 0.999
_ALMOST_NONE = 1e-9
_HUGE = 1e9


def bare(case: Case, *, waiting: bool = True) -> pl.DataFrame:
    """Adopt's negations with no term protected: neither brands, nor what sells elsewhere, nor states and ages.

    Args:
        case: to decide on.
        waiting: whether a term stays while more clicks are worth their price.
    """
    own = case.settings.negate
    worth = pl.col("order_value") * pl.col("margin")
    losing = (
        case.terms()
        .evidence.filter((pl.col("clicks") >= own.min_clicks) & ~pl.col("exact_target"))
        .filter((pl.col("cvr") * worth < pl.col("cpc")) & (worth > 0))
    )
    if waiting:
        losing = losing.filter(waiting_value(losing, case.settings) <= 0)
    losing = losing.sort("p_profitable", *KEY)
    kept = within_promise(losing["p_profitable"].to_numpy(), own.promise)
    return losing.filter(pl.Series(kept, dtype=pl.Boolean)).select(KEY).sort(KEY)


ABLATIONS: dict[str, Policy] = {
    "adopt": adopt_whole,
    "no lower bids of their own": adopt_negations,
    "lower bids from 3 clicks on": lambda case: adopt_whole(case.harvesting(isolate_clicks=3)),
    "no least number of clicks": lambda case: adopt_whole(case.deciding(min_clicks=1, watch_clicks=1)),
    "no promise": lambda case: adopt_whole(case.deciding(promise=_NEARLY_ALL)),
    "neither of the two": lambda case: adopt_whole(
        case.deciding(promise=_NEARLY_ALL, min_clicks=1, watch_clicks=1)
    ),
    "no luck counted": lambda case: adopt_whole(case.deciding(luck=1.0)),
    "no protections": lambda case: adopt_whole(case, bare),
    "no protections, no value of waiting": lambda case: adopt_whole(case, partial(bare, waiting=False)),
    "no words": lambda case: adopt_whole(case.estimating(text_c=_ALMOST_NONE)),
    "no ad groups nor campaigns": lambda case: adopt_whole(case.estimating(level_clicks=_HUGE)),
    "no shrunk cost per click": lambda case: adopt_whole(case.estimating(cpc_clicks=_ALMOST_NONE)),
    "no maturity": lambda case: adopt_whole(case.taken_as_mature()),
    "prior of a fixed strength": lambda case: adopt_whole(case.estimating(strength_spread=1e-3)),
}
"""What is switched off, and the policy that is left; the first has everything on."""
