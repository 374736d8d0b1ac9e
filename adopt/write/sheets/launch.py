"""Campaigns of new products, with all that is in them."""

from __future__ import annotations

import polars as pl

from adopt.plan.changes import Changes
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, accepted, money, sheet


def launch(plan: Changes, bulk: Bulk) -> pl.DataFrame:  # noqa: ARG001 (nothing of the download is named in it)
    """Rows that create the campaigns of the plan's accepted launches (L501), each parent before its children.

    Texts stand for the IDs that Amazon will give: the same text in a parent's row and in its children's.

    Args:
        plan: the day's plan.
        bulk: the download beside it.
    """
    safe = accepted(plan, "Campaign").filter(pl.col("code") == "L501")
    rows = plan.created.join(safe.select("key", "position"), on="key").sort("position", "place")
    campaign, group = pl.col("entity") == "Campaign", pl.col("entity") == "Ad Group"
    keyword, product = pl.col("entity") == "Keyword", pl.col("entity") == "Product Targeting"
    bid = money("bid", plan.currency)
    return sheet(
        rows.select(
            KEY,
            "entity",
            "campaign_id",
            "ad_group_id",
            "sku",
            "asin",
            "match_type",
            operation=pl.lit("Create"),
            state=pl.lit("enabled"),
            campaign_name=pl.when(campaign).then("name"),
            ad_group_name=pl.when(group).then("name"),
            start_date=pl.col("start_date").dt.strftime("%Y%m%d"),
            targeting_type=pl.col("targeting_type").str.to_uppercase(),
            daily_budget=money("budget", plan.currency),
            bidding_strategy="strategy",
            ad_group_default_bid=pl.when(group).then(bid),
            bid=pl.when(~group).then(bid),
            keyword_text=pl.when(keyword).then("text"),
            product_targeting_expression=pl.when(product).then("text"),
        )
    )
