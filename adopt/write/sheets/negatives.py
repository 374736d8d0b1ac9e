"""Negatives of ad groups and of whole campaigns: those to create, and those to take back."""

from __future__ import annotations

import polars as pl

from adopt.decide.made import created_match_type
from adopt.decide.needless import without_needless
from adopt.plan.changes import Changes
from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, NEGATIVES, accepted, negative_expression, sheet

_CAMPAIGN = "Campaign Negative Keyword"


def negatives(plan: Changes, bulk: Bulk) -> pl.DataFrame:
    """Rows that create the plan's accepted negatives, and rows that archive those it takes back (U101).

    Only what the download holds gets a row: the ad group or campaign of what is created, the ID of what is archived. In the
    order of the plan (most money first). Exact negatives that a phrase among them makes needless get none.

    Args:
        plan: the day's plan.
        bulk: the download that its IDs come from.
    """
    chosen = accepted(plan, *NEGATIVES)
    back = pl.col("code") == "U101"
    new = without_needless(chosen.filter(~back))
    rows = pl.concat([_created(new, bulk), _archived(chosen.filter(back), bulk)])
    return sheet(rows.sort("position"))


def _created(chosen: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    groups = bulk.ad_groups.select("campaign_id", "ad_group_id")
    campaign, keyword = pl.col("entity") == _CAMPAIGN, pl.col("entity").str.ends_with("Keyword")
    inside = chosen.filter(~campaign).join(groups, on=groups.columns, how="semi")
    whole = chosen.filter(campaign).join(bulk.campaigns, on="campaign_id", how="semi")
    return pl.concat([inside, whole]).select(
        KEY,
        "position",
        "campaign_id",
        "entity",
        ad_group_id=pl.when(~campaign).then("ad_group_id"),
        operation=pl.lit("Create"),
        state=pl.lit("enabled"),
        keyword_id=pl.lit(None, dtype=pl.String),
        product_targeting_id=pl.lit(None, dtype=pl.String),
        keyword_text=pl.when(keyword).then("to_text"),
        match_type=created_match_type(),
        product_targeting_expression=pl.when(~keyword).then(negative_expression(pl.col("to_text"))),
    )


def _archived(gone: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    """By their IDs; the text stands beside for whoever reads the file. No state: Amazon wants none here.

    A product that a whole campaign negates isn't among them: Amazon's upload sheets know no such entity.
    """
    keyword = pl.col("kind") == "keyword"
    written = keyword | (pl.col("level") == "ad_group")
    known = bulk.negatives.drop_nulls("negative_id").filter(written).unique("negative_id", keep="first")
    return (
        gone.select(KEY, "position", "entity", negative_id="target_id")
        .join(known, on="negative_id")
        .select(
            KEY,
            "position",
            "campaign_id",
            "entity",
            "ad_group_id",
            operation=pl.lit("Archive"),
            state=pl.lit(None, dtype=pl.String),
            keyword_id=pl.when(keyword).then("negative_id"),
            product_targeting_id=pl.when(~keyword).then("negative_id"),
            keyword_text=pl.when(keyword).then("text"),
            match_type=pl.when(keyword).then("match_type"),
            product_targeting_expression=pl.when(~keyword).then("text"),
        )
    )
