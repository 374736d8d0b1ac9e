"""Who decides in a trial: adopt, today's rules, nobody."""

from __future__ import annotations

from functools import partial

import polars as pl

from adopt.decide import negations
from adopt.lab import baselines
from adopt.lab.baselines import KEY, term_sums
from adopt.lab.case import Case, Policy
from adopt.schema import Consent

OURS = "adopt"
NOBODY = "no negation"
TEN_CLICKS = "B9 ten clicks"


def adopt_negations(case: Case, consents: tuple[str, ...] = tuple(Consent)) -> pl.DataFrame:
    """What adopt would negate, of the consents given; watched terms never count."""
    view, settings = case.view, case.settings
    actions = negations(case.terms().evidence, view.bulk, settings, view.as_of)
    accepted = [consent for consent in consents if consent != Consent.WATCH]
    # What is isolated or harvested isn't negated: the term lives on under a keyword of its own.
    chosen = pl.col("consent").is_in(accepted) & pl.col("code").is_in(["N101", "N102"])
    return actions.filter(chosen).select(KEY).sort(KEY)


def own_price(case: Case) -> pl.DataFrame:
    """Adopt's negations, and terms that its promise refuses kept at the price that they are worth: `KEY` and price.

    price = min(1, shade x conversion rate x value / cost per click), of the estimates. A bound on what isolating and
    lower bids can win back: each such term gets its own price at once, however few its clicks are.
    """
    view, settings = case.view, case.settings
    actions = negations(case.terms().evidence, view.bulk, settings, view.as_of)
    worth = pl.col("cvr") * pl.col("order_value") * pl.col("break_even_acos")
    price = (settings.bid.shade * worth / pl.col("cpc")).clip(0.0, 1.0).alias("price")
    refused = actions.filter(pl.col("reason") == "promise_spent").select(*KEY, price)
    return pl.concat([adopt_negations(case), refused], how="diagonal").sort(KEY)


def promising(promise: float) -> Policy:
    """Adopt under another promise on wrong negations."""
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
    OURS: adopt_negations,
    "adopt, safe only": partial(adopt_negations, consents=(Consent.SAFE,)),
    "adopt, refused terms at their own price": own_price,
    NOBODY: _nothing,
    **TODAY,
}
"""The opponents of a trial by name; the first is the one that the others are compared with."""
