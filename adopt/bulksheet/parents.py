"""What is created inside what: parents that the file creates, and parents without children."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import YES, fault
from adopt.bulksheet.ids import is_new
from adopt.bulksheet.sheet import TARGETS, Against

GROUP = ["campaign_id", "ad_group_id"]
_OUTSIDE = ("Campaign", "Bidding Adjustment", "Campaign Negative Keyword")
"""Entities that are in no ad group."""


def parent_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Children of parents that this file doesn't create, and parents that it creates without children.

    Args:
        rows: in Amazon's words.
        against: adopt's own new campaigns have targets of their own in automatic ones too.
    """
    created = rows.filter(pl.col("operation") == "Create")
    campaigns = created.filter(pl.col("entity") == "Campaign")
    groups = created.filter(pl.col("entity") == "Ad Group")
    yield from _orphans(created, campaigns, groups)
    yield from _childless(created, campaigns, groups, own=against.own)


def _orphans(created: pl.DataFrame, campaigns: pl.DataFrame, groups: pl.DataFrame) -> Iterator[pl.DataFrame]:
    inside = created.filter(pl.col("entity") != "Campaign", is_new("campaign_id"))
    lost = inside.join(campaigns, on="campaign_id", how="anti")
    yield fault(lost, YES, "campaign_id", "parent")
    leaves = created.filter(~pl.col("entity").is_in([*_OUTSIDE, "Ad Group"]))
    # An ad group of a new campaign is new itself.
    new = leaves.filter(is_new("ad_group_id") | (is_new("campaign_id") & pl.col("ad_group_id").is_not_null()))
    # Without its campaign it can't have its ad group; that is said once.
    placed = new.join(lost, on="sheet_row", how="anti")
    yield fault(placed.join(groups, on=GROUP, how="anti"), YES, "ad_group_id", "parent")


def _childless(
    created: pl.DataFrame, campaigns: pl.DataFrame, groups: pl.DataFrame, *, own: bool
) -> Iterator[pl.DataFrame]:
    """An automatic campaign's ad groups have their targets from Amazon."""
    yield fault(campaigns.join(groups, on="campaign_id", how="anti"), YES, "campaign_id", "childless")
    ads = created.filter(pl.col("entity") == "Product Ad")
    targets = created.filter(pl.col("entity").is_in(TARGETS))
    bare = groups.join(ads, on=GROUP, how="anti")
    yield fault(bare, YES, "ad_group_id", "childless")
    auto = campaigns.filter(pl.col("targeting_type") == "AUTO")
    served = groups if own else groups.join(auto, on="campaign_id", how="anti")
    idle = served.join(targets, on=GROUP, how="anti").join(bare, on="sheet_row", how="anti")
    yield fault(idle, YES, "ad_group_id", "childless")
