"""Rows of the upload sheets that take a plan back: old values set again, what was created archived, negatives restored."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from adopt.plan.taken import MADE
from adopt.plan.undo import Inverse
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, negative_expression, sheet
from adopt.write.sheets.bids import bids
from adopt.write.sheets.budgets import budgets
from adopt.write.sheets.placements import placements
from adopt.write.sheets.states import states

_MATCH_TYPE = "match_type"


def inverse_sheets(inverse: Inverse, bulk: Bulk) -> dict[str, pl.DataFrame]:
    """The rows of the inverse upload files that have any, by their names, in the order in which they are uploaded.

    Args:
        inverse: of a plan.
        bulk: the download that it was made from: updates start from its rows.
    """
    made = {name: make(inverse, bulk) for name, make in INVERSES.items()}
    return {name: rows for name, rows in made.items() if rows.height}


def negatives_back(inverse: Inverse, bulk: Bulk) -> pl.DataFrame:
    """Rows that archive the plan's negatives, and create those again that it archived."""
    known = bulk.negatives.select("row", "campaign_id", "ad_group_id", _MATCH_TYPE, "text")
    gone = inverse.archived.filter(pl.col("entity").str.contains("Negative")).join(
        known, on="row", maintain_order="left"
    )
    return pl.concat([_archive(gone), restored_rows(inverse.restored)])


def targets_back(inverse: Inverse, bulk: Bulk) -> pl.DataFrame:
    """Rows that archive the keywords and product targets that the plan created."""
    known = bulk.targets.select("row", "campaign_id", "ad_group_id", _MATCH_TYPE, text="targeting")
    return _archive(inverse.archived.join(known, on="row", maintain_order="left"))


def campaigns_back(inverse: Inverse, bulk: Bulk) -> pl.DataFrame:
    """Rows that archive the campaigns that the plan created, with all that is in them."""
    known = bulk.campaigns.select("row", "campaign_id", campaign_name="campaign")
    gone = inverse.archived.join(known, on="row", maintain_order="left")
    return sheet(gone.select(KEY, "entity", "campaign_id", "campaign_name", operation=pl.lit("Archive")))


INVERSES: dict[str, Callable[[Inverse, Bulk], pl.DataFrame]] = {
    "undo-negatives.xlsx": negatives_back,
    "undo-keywords.xlsx": targets_back,
    "undo-bids.xlsx": bids,
    "undo-budgets.xlsx": budgets,
    "undo-placements.xlsx": placements,
    "undo-launch.xlsx": campaigns_back,
    "undo-states.xlsx": states,
}
"""The inverse upload files, in the order in which they are uploaded, and what makes the rows of each."""


def _archive(gone: pl.DataFrame) -> pl.DataFrame:
    """Rows that archive keywords and product targets, negative or not; Amazon needs their IDs, people their texts."""
    keyword = pl.col("entity").str.ends_with("Keyword")
    return sheet(
        gone.select(
            KEY,
            "entity",
            "campaign_id",
            "ad_group_id",
            operation=pl.lit("Archive"),
            keyword_id=pl.when(keyword).then("entity_id"),
            product_targeting_id=pl.when(~keyword).then("entity_id"),
            keyword_text=pl.when(keyword).then("text"),
            match_type=pl.when(keyword).then(_MATCH_TYPE),
            product_targeting_expression=pl.when(~keyword).then("text"),
        )
    )


def restored_rows(actions: pl.DataFrame) -> pl.DataFrame:
    """Rows that create negatives again, where and as they were."""
    keyword = pl.col("entity").str.ends_with("Keyword")
    campaign = pl.col("entity").str.starts_with("Campaign")
    return sheet(
        actions.select(
            KEY,
            "entity",
            "campaign_id",
            ad_group_id=pl.when(~campaign).then("ad_group_id"),
            operation=pl.lit("Create"),
            state=pl.lit("enabled"),
            keyword_text=pl.when(keyword).then("to_text"),
            match_type=pl.when(keyword).then(MADE),
            product_targeting_expression=pl.when(~keyword).then(negative_expression(pl.col("to_text"))),
        )
    )
