"""The search term tab of a bulk download: IDs, no days, seven days' attribution whatever the account."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.reports.columns import Columns
from adopt.reports.sieve import Field
from adopt.schema import Rejected, SearchTermRow


def read_terms(columns: Columns) -> tuple[pl.DataFrame, dy.DataFrame[Rejected]]:
    """Rows of the tab and those that can't be used.

    Rows that agree on names and term but not on the target's ID are different rows.
    """
    columns.need("campaign_id", "ad_group_id", "search_term", "clicks", "spend", "sales", "orders")
    sifted = columns.sift(lambda: _fields(columns))
    rows = sifted.good.with_columns(
        target_id=pl.coalesce("keyword_id", "product_targeting_id"),
        targeting=pl.coalesce("keyword_text", "product_targeting_expression").fill_null("*"),
        match_type=pl.when(pl.col("keyword_text").is_null())
        .then(pl.lit("-"))
        .otherwise("match_type")
        .fill_null("-"),
        first_day=pl.lit(None, dtype=pl.Date),
        last_day=pl.lit(None, dtype=pl.Date),
    )
    return rows.select(list(SearchTermRow.columns())), sifted.rejected


def _fields(columns: Columns) -> list[Field]:
    return [
        columns.token("product", "products", "other_product"),
        columns.id("campaign_id"),
        columns.id("ad_group_id"),
        columns.id("keyword_id", optional=True),
        columns.id("product_targeting_id", optional=True),
        columns.text("campaign"),
        columns.text("ad_group"),
        columns.text("portfolio", optional=True),
        columns.text("keyword_text", optional=True),
        columns.text("product_targeting_expression", optional=True),
        columns.token("match_type", "match_types", "unknown_match_type", optional=True),
        columns.term("search_term"),
        columns.count("impressions", optional=True),
        columns.count("clicks"),
        columns.count("orders"),
        columns.count("units", optional=True),
        columns.money("spend", ours="spend_micros"),
        columns.money("sales", ours="sales_micros"),
    ]
