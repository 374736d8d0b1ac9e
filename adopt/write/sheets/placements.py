"""Placement percentages that change."""

from __future__ import annotations

import polars as pl

from adopt.plan.changes import Changes
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, accepted, sheet


def placements(plan: Changes, bulk: Bulk) -> pl.DataFrame:
    """Rows that update the plan's accepted placement percentages (B302), each begun from its row of the download.

    Only the percentage changes. The state stays blank, as in downloads; the strategy is the campaign's own, in its upload
    spelling: Amazon's documentation asks for it in one place and not in another, and repeated it changes nothing.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    strategies = bulk.campaigns.filter(pl.col("strategy").is_not_null()).unique("campaign_id", keep="none")
    held = bulk.placements.unique(["campaign_id", "placement"], keep="none").select(
        "row", "campaign_id", place="placement"
    )
    known = bulk.uploads.drop("entity", "state", "bidding_strategy", "percentage", "campaign_id")
    chosen = accepted(plan, "Bidding Adjustment").select(
        KEY, "position", "campaign_id", "to_value", place="targeting"
    )
    return sheet(
        known.join(held, on="row")
        .join(strategies.select("campaign_id", bidding_strategy="strategy"), on="campaign_id")
        .join(chosen, on=["campaign_id", "place"])
        .sort("position")
        .with_columns(
            percentage=pl.col("to_value").round().cast(pl.Int64).cast(pl.String),
            entity=pl.lit("Bidding Adjustment"),
            operation=pl.lit("Update"),
        )
    )
