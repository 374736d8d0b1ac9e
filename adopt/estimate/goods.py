"""Which ad groups sell the same goods."""

from __future__ import annotations

import polars as pl

from adopt.schema import Bulk

_GROUP = ["campaign_id", "ad_group_id"]


def with_goods(cells: pl.DataFrame, bulk: Bulk | None) -> pl.DataFrame:
    """Adds goods: a number for the set of products that a row's ad group advertises, null where the download doesn't tell.

    Args:
        cells: rows with campaign_id and ad_group_id, null where they aren't known.
        bulk: the download; None where there is none. Archived ads count only where an ad group has no others.
    """
    if bulk is None:
        return cells.with_columns(goods=pl.lit(None, dtype=pl.UInt32))
    product = pl.coalesce("asin", "sku")
    live = pl.col("state") != "archived"
    sold = (
        bulk.ads.filter(product.is_not_null())
        .filter(live | ~live.any().over(_GROUP))
        .group_by(_GROUP)
        .agg(product.unique().sort().alias("products"))
        .with_columns(goods=pl.col("products").list.join("\n").rank("dense").cast(pl.UInt32))
    )
    return cells.join(sold.drop("products"), on=_GROUP, how="left", maintain_order="left")
