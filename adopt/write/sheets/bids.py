"""Bids that change: of keywords and product targets, and the default bids of ad groups."""

from __future__ import annotations

import polars as pl

from adopt.plan.changes import Changes
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, TARGETS, accepted, money, sheet


def bids(plan: Changes, bulk: Bulk) -> pl.DataFrame:
    """Rows that update the plan's accepted bids (B301, B304, rules from outside), each begun from its row of the download.

    Only the bid changes; match type and state are written in Amazon's upload spelling, money with the currency's
    decimals. An action on an ad group changes its default bid, which targets without a bid of their own bid.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    moved = accepted(plan, *TARGETS, "Ad Group").filter(pl.col("to_text").is_null() & (pl.col("to_bid") > 0))
    chosen = moved.with_columns(amount=money("to_bid", plan.currency))
    rows = pl.concat([_of_targets(chosen, bulk), _of_groups(chosen, bulk)], how="diagonal")
    return sheet(rows.sort("position").with_columns(operation=pl.lit("Update")))


def _of_targets(chosen: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    targets = bulk.targets.select(
        "target_id",
        "row",
        "state",
        entity=pl.when(pl.col("kind") == "keyword")
        .then(pl.lit("Keyword"))
        .otherwise(pl.lit("Product Targeting")),
        match_type=pl.when(pl.col("match_type") != "-").then("match_type"),
    )
    own = chosen.filter(pl.col("entity").is_in(TARGETS)).select(KEY, "position", "target_id", bid="amount")
    rows = bulk.uploads.drop("entity", "state", "match_type", "bid").join(targets, on="row")
    return rows.join(own, on="target_id")


def _of_groups(chosen: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    own = chosen.filter(pl.col("entity") == "Ad Group")
    groups = bulk.ad_groups.select("campaign_id", "ad_group_id", "row", "state")
    named = own.select(KEY, "position", "entity", "campaign_id", "ad_group_id", ad_group_default_bid="amount")
    rows = bulk.uploads.drop("entity", "state", "campaign_id", "ad_group_id", "ad_group_default_bid")
    return rows.join(groups, on="row").join(named, on=["campaign_id", "ad_group_id"])
