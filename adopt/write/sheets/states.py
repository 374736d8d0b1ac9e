"""What is paused, or enabled again."""

from __future__ import annotations

import polars as pl

from adopt.plan.changes import Changes
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, TARGETS, accepted, campaign_cells, sheet

_ID = {
    "Campaign": "campaign_id",
    "Ad Group": "ad_group_id",
    "Keyword": "target_id",
    "Product Targeting": "target_id",
}
"""By which ID of an action its entity is found."""


def states(plan: Changes, bulk: Bulk) -> pl.DataFrame:
    """Rows that update the state of campaigns, ad groups and targets, each begun from its row of the download.

    Only the state changes: Amazon's tokens and dates are written in its upload spelling.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    chosen = accepted(plan, *_ID).filter(pl.col("to_state").is_not_null())
    named = chosen.select(KEY, "position", "entity", *dict.fromkeys(_ID.values()), state="to_state")
    changed = (
        "state",
        "entity",
        "match_type",
        "bidding_strategy",
        "targeting_type",
        "start_date",
        "end_date",
    )
    begun = bulk.uploads.drop(*changed, "campaign_id", "ad_group_id")
    rows = [
        begun.join(there, on="row").join(
            named.filter(entity=entity).select(KEY, "position", "state", id_), on=id_
        )
        for (entity, id_), there in zip(_ID.items(), _there(bulk), strict=True)
    ]
    whole = pl.concat(rows, how="diagonal")
    return sheet(whole.sort("position").with_columns(operation=pl.lit("Update")))


def _there(bulk: Bulk) -> tuple[pl.DataFrame, ...]:
    """Rows of campaigns, ad groups, keywords and product targets, in the order of `_ID`."""
    campaigns = campaign_cells(bulk).drop("state")
    groups = bulk.ad_groups.select("row", "campaign_id", "ad_group_id", entity=pl.lit("Ad Group"))
    target = ["row", "campaign_id", "ad_group_id", "target_id"]
    match_type = pl.when(pl.col("match_type") != "-").then("match_type").alias("match_type")
    kinds = zip(("keyword", "product"), TARGETS, strict=True)
    targets = [
        bulk.targets.filter(kind=kind).select(*target, match_type, entity=pl.lit(entity))
        for kind, entity in kinds
    ]
    return (campaigns, groups, *targets)
