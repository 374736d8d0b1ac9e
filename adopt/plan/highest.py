"""The highest bid of each campaign: Amazon takes no daily budget under it."""

from __future__ import annotations

import polars as pl

from adopt.plan.compared_part import ARCHIVED


def highest_bids(targets: pl.DataFrame, ad_groups: pl.DataFrame) -> pl.DataFrame:
    """The highest bid of the live targets and ad groups of each campaign: campaign_id, highest (currency).

    An ad group's default bid counts whether a target bids it or not.

    Args:
        targets, ad_groups: of a download, with other bids where these are to change.
    """
    alive = [pl.col(name) != ARCHIVED for name in ("state", "ad_group_state")]
    bids = [
        targets.filter(*alive).select("campaign_id", highest=pl.coalesce("bid", "default_bid")),
        ad_groups.filter(alive[0]).select("campaign_id", highest="default_bid"),
    ]
    return pl.concat(bids).group_by("campaign_id").agg(pl.col("highest").max()).drop_nulls()
