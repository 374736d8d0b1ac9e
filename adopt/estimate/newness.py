"""How long products have been advertised: patience is with new products, not with new campaigns of known ones."""

from __future__ import annotations

from datetime import date

import polars as pl

from adopt.estimate.campaign_dates import days_since_start
from adopt.schema import Bulk


def advertised(bulk: Bulk, live: pl.Expr) -> pl.DataFrame:
    """The products that each campaign has ads of, counting ads and ad groups in such a state: campaign_id and product (SKU, or ASIN)."""
    ads = bulk.ads.filter(live).join(bulk.ad_groups.filter(live), on="ad_group_id", how="semi")
    return ads.select("campaign_id", product=pl.coalesce("sku", "asin")).drop_nulls().unique()


def product_days(bulk: Bulk, as_of: date) -> pl.DataFrame:
    """Product and days since its oldest campaign began; null where the beginning of one isn't known.

    Archived campaigns, ad groups and ads don't count: what was given up long ago tells little of today.
    """
    live = pl.col("state") != "archived"
    campaigns = _begun(bulk, as_of).filter(live).select("campaign_id", "days")
    return (
        advertised(bulk, live)
        .join(campaigns, on="campaign_id")
        .group_by("product")
        .agg(days=pl.when(pl.col("days").is_not_null().all()).then(pl.col("days").max()))
    )


def known_days(bulk: Bulk, as_of: date) -> pl.DataFrame:
    """campaign_id and known_days: how long the newest of a campaign's products has been advertised.

    That is at least as long as the campaign has run, and just so long where the download doesn't tell its products. Null
    where the campaign's beginning isn't known, or that of campaigns of all its products.
    """
    days = advertised(bulk, pl.col("state") != "archived").join(product_days(bulk, as_of), on="product")
    newest = days.group_by("campaign_id").agg(newest=pl.col("days").min(), told=pl.lit(value=True))
    known = pl.when(pl.col("told")).then("newest").otherwise("days")
    return (
        _begun(bulk, as_of)
        .join(newest, on="campaign_id", how="left", maintain_order="left")
        .select("campaign_id", known_days=known)
    )


def _begun(bulk: Bulk, as_of: date) -> pl.DataFrame:
    campaigns = bulk.campaigns.unique("campaign_id", keep="first", maintain_order=True)
    return campaigns.with_columns(days=days_since_start(as_of).clip(0))
