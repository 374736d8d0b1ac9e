"""Keywords and product targets of single search terms, to create in the ad groups that sell them."""

from __future__ import annotations

import polars as pl

from adopt.decide.made import created_match_type
from adopt.plan.changes import Changes
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, TARGETS, accepted, money, sheet


def keywords(plan: Changes, bulk: Bulk) -> pl.DataFrame:
    """Rows that create the plan's accepted keywords and product targets of single search terms (H201, H202, rules from outside).

    Each names the ad group where it goes, and its own bid with the currency's decimals.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    known = bulk.ad_groups.select(to_campaign_id="campaign_id", to_ad_group_id="ad_group_id")
    made = accepted(plan, *TARGETS).filter(pl.col("to_text").is_not_null())
    chosen = made.join(known, on=["to_campaign_id", "to_ad_group_id"], how="semi")
    keyword = pl.col("entity") == "Keyword"
    return sheet(
        chosen.sort("position").select(
            KEY,
            "entity",
            campaign_id="to_campaign_id",
            ad_group_id="to_ad_group_id",
            operation=pl.lit("Create"),
            state=pl.lit("enabled"),
            bid=money("to_bid", plan.currency),
            keyword_text=pl.when(keyword).then("to_text"),
            match_type=created_match_type(),
            product_targeting_expression=pl.when(~keyword).then("to_text"),
        )
    )
