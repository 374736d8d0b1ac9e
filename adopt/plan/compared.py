"""How the actions of a plan stand in a later download: as planned, as before, changed by somebody since, or gone."""

from __future__ import annotations

from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.plan.compared_campaigns import compared_campaigns
from adopt.plan.compared_created import compared_negatives, compared_targets
from adopt.plan.compared_part import Part, no_amounts, part
from adopt.plan.compared_values import (
    compared_bids,
    compared_budgets,
    compared_default_bids,
    compared_percentages,
    compared_states,
)
from adopt.schema import Bulk, Compared, Found, Kind, NewEntity, Stands


class Comparison(NamedTuple):
    """How each action stands, in the order of the plan, and what the download holds of what they created."""

    rows: dy.DataFrame[Compared]
    found: dy.DataFrame[Found]


def compare(actions: pl.DataFrame, created: dy.DataFrame[NewEntity], bulk: Bulk, digits: int) -> Comparison:
    """Holds actions against a download.

    Args:
        actions: as `adopt.plan.taken.accepted_actions` gives them.
        created: campaigns that they create, row by row.
        bulk: a download made after the plan.
        digits: decimals of the currency.
    """
    of = {kind: actions.filter(kind_of() == kind.value) for kind in Kind}
    parts = [
        compared_bids(of[Kind.BID], bulk, digits),
        compared_default_bids(of[Kind.DEFAULT_BID], bulk, digits),
        compared_states(of[Kind.STATE], bulk),
        compared_budgets(of[Kind.BUDGET], bulk, digits),
        compared_percentages(of[Kind.PERCENTAGE], bulk),
        compared_negatives(of[Kind.NEGATIVE], bulk, Kind.NEGATIVE),
        compared_negatives(of[Kind.RESTORED], bulk, Kind.RESTORED),
        compared_targets(of[Kind.TARGET], bulk, digits),
        compared_campaigns(of[Kind.CAMPAIGN], created, bulk, digits),
        _nothing(of[Kind.NOTHING]),
    ]
    every = actions.select("key").join(
        pl.concat([part.rows for part in parts]), on="key", how="left", maintain_order="left"
    )
    found = pl.concat([part.found for part in parts])
    ordered = actions.select("key").join(found, on="key", maintain_order="left_right")
    return Comparison(Compared.validate(every), Found.validate(ordered.select(Found.column_names())))


def kind_of() -> pl.Expr:
    """Of `Kind`: what an action changes, as upload files carry it."""
    entity, code = pl.col("entity"), pl.col("code")
    group, bid = entity == "Ad Group", pl.col("to_bid").is_not_null()
    target, named = entity.is_in(["Keyword", "Product Targeting"]), pl.col("to_text").is_not_null()
    campaign, valued = entity == "Campaign", pl.col("to_value").is_not_null()
    # A schedule of bids (B303) is set by hand in the console: no upload file holds it.
    return (
        pl.when(code == "U101")
        .then(pl.lit(Kind.RESTORED.value))
        .when(pl.col("to_state").is_not_null())
        .then(pl.lit(Kind.STATE.value))
        .when(entity.str.contains("Negative") & named)
        .then(pl.lit(Kind.NEGATIVE.value))
        .when(target & named)
        .then(pl.lit(Kind.TARGET.value))
        .when(target & bid)
        .then(pl.lit(Kind.BID.value))
        .when(group & bid)
        .then(pl.lit(Kind.DEFAULT_BID.value))
        .when((entity == "Bidding Adjustment") & valued)
        .then(pl.lit(Kind.PERCENTAGE.value))
        .when(campaign & pl.col("campaign_id").is_null() & (code == "L501"))
        .then(pl.lit(Kind.CAMPAIGN.value))
        .when(campaign & valued & (code != "B303"))
        .then(pl.lit(Kind.BUDGET.value))
        .otherwise(pl.lit(Kind.NOTHING.value))
    )


def _nothing(actions: pl.DataFrame) -> Part:
    rows = actions.select("key", **no_amounts())
    return part(rows, Kind.NOTHING, pl.lit(Stands.GONE.value), pl.lit("not_uploaded"))
