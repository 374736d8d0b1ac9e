"""Who decides in a trial: adopt, today's rules, nobody."""

from __future__ import annotations

from functools import partial

import polars as pl

from adopt.decide import isolations, negations
from adopt.decide.places import found_in, running
from adopt.lab import baselines
from adopt.lab.baselines import KEY, term_sums
from adopt.lab.case import Case, Policy
from adopt.schema import Consent
from adopt.words import markets

OURS = "adopt"
ALONE = "adopt, negations alone"
NOBODY = "no negation"
_MARKET, _DECIMALS = "US", 2
TEN_CLICKS = "B9 ten clicks"


def adopt_negations(case: Case, consents: tuple[str, ...] = tuple(Consent)) -> pl.DataFrame:
    """What adopt would negate, of the consents given; watched terms never count."""
    view, settings = case.view, case.settings
    actions = negations(case.terms().evidence, view.bulk, settings, view.as_of)
    accepted = [consent for consent in consents if consent != Consent.WATCH]
    chosen = pl.col("consent").is_in(accepted) & pl.col("code").is_in(["N101", "N102"])
    return actions.filter(chosen).select(KEY).sort(KEY)


def lower_prices(case: Case) -> pl.DataFrame:
    """Terms that adopt gives a lower bid of their own: `KEY`, price as a share of what is bid for them today, and made:
    whether the keyword was made for this ad group.

    One keyword serves all ad groups of a product in which the term loses: each hands it over.
    """
    view, settings = case.view, case.settings
    terms = case.terms().evidence
    negated = negations(terms, view.bulk, settings, view.as_of)
    made = isolations(terms, negated, view.bulk, settings, view.as_of, markets()[_MARKET], _DECIMALS)
    loses = pl.col("cvr") * pl.col("order_value") * pl.col("margin") < pl.col("cpc")
    found = found_in(terms, view.bulk, running(view.bulk, view.as_of))
    own = found.join(made.select(*KEY, "to_bid", "bid_multiplier"), on=KEY).select(
        "products", "words", "is_asin", home=pl.struct(KEY), bid=pl.col("to_bid") * pl.col("bid_multiplier")
    )
    lost = found.filter(loses & ~pl.col("exact_target")).join(own, on=["products", "words", "is_asin"])
    price = (pl.col("bid") / pl.col("paid")).clip(0.0, 1.0)
    return lost.select(*KEY, price=price, made=pl.struct(KEY) == pl.col("home")).unique(KEY).sort(KEY)


def adopt_whole(case: Case, negate: Policy = adopt_negations) -> pl.DataFrame:
    """What adopt would negate, and what it would keep at a lower price: `KEY` and price (null where negated)."""
    # Where a term gets its keyword this stands instead of a negation; another ad group may still negate it.
    lowered = lower_prices(case)
    gone = negate(case).join(lowered.filter("made"), on=KEY, how="anti", maintain_order="left")
    handed = lowered.join(gone, on=KEY, how="anti").drop("made")
    return pl.concat([gone, handed], how="diagonal").sort(KEY)


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
