"""Product ads that are created."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.bulksheet.sheet import Against


def ad_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Ads of no product or of two; an ASIN for a SKU, for which Amazon drops the ad group without a word.

    Args:
        rows: in Amazon's words.
        against: the download, which may know a SKU that looks like an ASIN.
    """
    ads = rows.filter(pl.col("operation") == "Create", pl.col("entity") == "Product Ad")
    sku, asin = pl.col("sku").is_not_null(), pl.col("asin").is_not_null()
    yield fault(ads, sku == asin, "sku", "sku_or_asin")
    looks = pl.col("sku").str.contains(r"^B0[A-Z0-9]{8}$")
    if against.bulk is not None:
        looks &= ~pl.col("sku").is_in(against.bulk.ads["sku"].drop_nulls().unique().implode())
    yield fault(ads, looks, "sku", "asin_for_sku")
