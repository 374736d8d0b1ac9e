"""Which search terms the account aims at: its exact keywords, and its targets of single products."""

from __future__ import annotations

import polars as pl

from adopt.estimate.text import ONE_PRODUCT, folded


def aims(targets: pl.DataFrame) -> pl.DataFrame:
    """The exact keywords and product targets among `Target` rows, in any state.

    Adds ``words``, the search term as Amazon compares it, and ``is_asin``. Keywords of other match types, automatic
    groups and categories aim at many terms and are left out.
    """
    keywords = targets.filter(pl.col("match_type") == "exact").with_columns(words=folded(pl.col("targeting")))
    products = targets.filter(pl.col("kind") == "product").with_columns(
        words=pl.col("targeting").str.extract(ONE_PRODUCT).str.to_lowercase()
    )
    return (
        pl.concat([keywords, products])
        .with_columns(is_asin=pl.col("kind") == "product")
        .filter(pl.col("words").is_not_null())
    )
