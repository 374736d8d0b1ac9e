"""Decisions on search terms, and which of these stop today."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.decide import (
    VERDICT,
    coming_bids,
    hand_overs,
    harvests,
    isolations,
    negations,
    phrase_negations,
    shown,
    unnegations,
    within_room,
)
from adopt.decided.run import Run
from adopt.estimate.evidence import Terms
from adopt.estimate.rows import UNIT
from adopt.plan import without_conflicts
from adopt.schema import Action, Consent


def of_terms(terms: Terms, run: Run) -> dy.DataFrame[Action]:
    """Decisions on search terms, none against another: targets are judged by what they leave."""
    bulk, settings, evidence = run.bulk, run.settings, terms.evidence
    every = negations(evidence, bulk, settings, run.as_of)
    listed, negated = shown(every, settings), every.select(*UNIT, *VERDICT)
    del every
    coming = coming_bids(evidence, negated, settings)
    bidding = (bulk, settings, run.as_of, run.market, run.digits)
    own = pl.concat([harvests(evidence, *bidding), isolations(evidence, negated, *bidding, coming)])
    own = within_room(Action.cast(own), bulk)
    own = Action.cast(pl.concat([own, unnegations(evidence, bulk, settings, run.as_of)]))
    parts = [
        listed,
        phrase_negations(evidence, negated, own, bulk, settings, terms.prior.strength),
        own,
        hand_overs(evidence, negated, bulk, settings, run.as_of, coming),
    ]
    return without_conflicts(Action.cast(pl.concat(parts)), evidence, bulk, settings.protect)


def stopped(of_terms: dy.DataFrame[Action], run: Run) -> pl.DataFrame:
    """Terms that safe negatives of an ad group shut out today: targets are judged without them.

    Not those that the seller has declined of late: they go on spending.

    Returns:
        The columns of `adopt.estimate.rows.UNIT`.
    """
    single = pl.col("entity").is_in(["Negative Keyword", "Negative Product Targeting"])
    safe = of_terms.filter((pl.col("consent") == Consent.SAFE.value) & single)
    declined = run.rest(Action.cast(safe)).filter(pl.col("consent") == Consent.ASK.value)
    return safe.join(declined, on="key", how="anti").select(UNIT)
