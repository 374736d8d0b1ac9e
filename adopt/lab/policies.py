"""Who decides in a trial: adopt, today's rules, nobody."""

from __future__ import annotations

from functools import partial

import polars as pl

from adopt.decide.promised import CODES
from adopt.lab import baselines
from adopt.lab.baselines import KEY, term_sums
from adopt.lab.case import Case, Policy
from adopt.lab.prices import lower_prices, measured, moved_bids, new_prices
from adopt.schema import Consent

OURS = "adopt"
ALONE = "adopt, negations alone"
NOBODY = "no negation"
TEN_CLICKS = "B9 ten clicks"


def adopt_negations(case: Case, consents: tuple[str, ...] = tuple(Consent)) -> pl.DataFrame:
    """What adopt would negate, of the consents given; watched terms never count."""
    accepted = [consent for consent in consents if consent != Consent.WATCH]
    chosen = pl.col("consent").is_in(accepted) & pl.col("code").is_in(CODES)
    return case.negated.filter(chosen).select(KEY).sort(KEY)


def adopt_whole(case: Case, negate: Policy = adopt_negations) -> pl.DataFrame:
    """What adopt would negate, what it would keep at a lower price, and the new prices of what it kept before: `KEY`, price
    (null where negated), days until that holds, and the keyword.
    """
    case = measured(case)
    # Where a term gets its keyword this stands instead of a negation; another ad group may still negate it.
    moves = moved_bids(case)
    lowered = lower_prices(case, moves)
    gone = negate(case).join(lowered.filter("made"), on=KEY, how="anti", maintain_order="left")
    decided = pl.concat([gone.select(KEY), case.view.served.select(KEY)])
    handed = lowered.join(decided, on=KEY, how="anti").drop("made")
    return pl.concat([gone, handed, new_prices(case.view.served, moves)], how="diagonal").sort(KEY)


def promising(promise: float) -> Policy:
    """Adopt's negations under another promise on wrong ones."""
    return lambda case: adopt_negations(case.deciding(promise=promise))


def _nothing(case: Case) -> pl.DataFrame:
    return case.view.rows.select(KEY).clear()


def _to_target(case: Case, rule: str) -> pl.DataFrame:
    chosen: pl.DataFrame = getattr(baselines, rule)(term_sums(case.view.rows), case.settings.target_acos)
    return chosen


TODAY: dict[str, Policy] = {
    "B1 as published": partial(_to_target, rule="b1_published"),
    "B1 fixed": partial(_to_target, rule="b1_fixed"),
    "B2": lambda case: baselines.b2(term_sums(case.view.rows)),
    "B3 balanced": lambda case: baselines.b3_balanced(term_sums(case.view.rows)),
    "B3' by row": lambda case: baselines.b3_rows(case.view.rows),
    "B4": lambda case: baselines.b4(term_sums(case.view.rows)),
    TEN_CLICKS: lambda case: baselines.b9_ten_clicks(term_sums(case.view.rows)),
    "B14": lambda case: baselines.b14(term_sums(case.view.rows)),
    "B21": lambda case: baselines.b21(term_sums(case.view.rows)),
}
"""Today's tools, as published."""

POLICIES: dict[str, Policy] = {
    OURS: adopt_whole,
    ALONE: adopt_negations,
    "adopt, safe only": partial(adopt_negations, consents=(Consent.SAFE,)),
    NOBODY: _nothing,
    **TODAY,
}
"""The opponents of a trial by name; the first is the one that the others are compared with."""
