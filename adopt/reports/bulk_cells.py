"""All cells of the Sponsored Products tab, typed, whatever the entity of their row."""

from __future__ import annotations

from collections.abc import Mapping

import dataframely as dy
import polars as pl

from adopt.reports.columns import Columns
from adopt.reports.raw import ROW
from adopt.reports.sieve import Field
from adopt.schema import Rejected, rejected_frame

_IDS = ("campaign_id", "ad_group_id", "portfolio_id", "ad_id", "keyword_id", "product_targeting_id")
_TEXTS = (
    "campaign_name",
    "ad_group_name",
    "campaign_name_info",
    "ad_group_name_info",
    "sku",
    "asin",
    "asin_info",
    "keyword_text",
    "product_targeting_expression",
    "resolved_info",
)
_AMOUNTS = ("daily_budget", "ad_group_default_bid", "ad_group_default_bid_info", "bid", "percentage")
_COUNTS = ("impressions", "clicks", "orders", "units")

_PARENTS = ("campaign_id", "ad_group_id")
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "campaign": ("campaign_id", "campaign_name", "state"),
    "ad_group": (*_PARENTS, "ad_group_name", "state"),
    "bidding_adjustment": ("campaign_id",),
    "product_ad": (*_PARENTS, "ad_id", "state"),
    "keyword": (*_PARENTS, "keyword_id", "keyword_text", "match_type", "state"),
    "product_targeting": (*_PARENTS, "product_targeting_id", "product_targeting_expression", "state"),
    "negative_keyword": (*_PARENTS, "keyword_text", "match_type", "state"),
    "negative_product_targeting": (*_PARENTS, "product_targeting_expression", "state"),
    "campaign_negative_keyword": ("campaign_id", "keyword_text", "match_type", "state"),
    "campaign_negative_product_targeting": ("campaign_id", "product_targeting_expression", "state"),
}
"""Cells without which a row of an entity is of no use."""

_OWN_ID = {
    "campaign": "campaign_id",
    "ad_group": "ad_group_id",
    "product_ad": "ad_id",
    "keyword": "keyword_id",
    "product_targeting": "product_targeting_id",
}


def typed_cells(columns: Columns) -> tuple[pl.DataFrame, dy.DataFrame[Rejected]]:
    """Rows with all their cells typed (blank ones null), and the rows that can't be used."""
    sifted = columns.sift(lambda: _fields(columns))
    frame = sifted.good
    # first what a row lacks, then IDs that stand twice: each row is rejected once
    lacking = _lacking(frame, columns)
    twice = _twice(frame.join(lacking, on=ROW, how="anti", maintain_order="left"), columns)
    faults = pl.concat([lacking, twice])
    places = {"file": pl.lit(columns.path.name), "sheet": pl.lit(columns.table.sheet, dtype=pl.String)}
    rejected = pl.concat([sifted.rejected, faults.select(**places, **{n: pl.col(n) for n in _FAULT})])
    good = frame.join(faults, on=ROW, how="anti", maintain_order="left")
    return good, Rejected.validate(rejected.sort(ROW)) if rejected.height else rejected_frame()


_FAULT = (ROW, "column", "value", "reason")


def _fields(columns: Columns) -> list[Field]:
    return [
        columns.token("product", "products", "other_product"),
        columns.token("entity", "entities", "unknown_entity"),
        *(columns.id(name, optional=True) for name in _IDS),
        *(columns.text(name, optional=True) for name in _TEXTS),
        *(columns.amount(name) for name in _AMOUNTS),
        *(columns.count(name, optional=True) for name in _COUNTS),
        columns.money("spend", ours="spend_micros", optional=True),
        columns.money("sales", ours="sales_micros", optional=True),
        columns.token("state", "states", "unknown_state", optional=True),
        columns.token("match_type", "bulk_match_types", "unknown_match_type", optional=True),
        columns.token("placement", "placements", "unknown_placement", optional=True),
        columns.hint(columns.token("campaign_state_info", "states", "", optional=True)),
        columns.hint(columns.token("ad_group_state_info", "states", "", optional=True)),
        columns.hint(columns.token("targeting_type", "targeting_types", "", optional=True)),
        columns.hint(columns.token("bidding_strategy", "strategies", "", optional=True)),
        columns.hint(columns.day("start_date", optional=True)),
        columns.hint(columns.day("end_date", optional=True)),
    ]


def _lacking(frame: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    parts = [
        _faults(frame.filter(pl.col("entity") == entity, pl.col(name).is_null()), columns, name, "missing")
        for entity, names in _NEEDED.items()
        for name in names
    ]
    return pl.concat(parts).unique(ROW, keep="first", maintain_order=True)


def _twice(frame: pl.DataFrame, columns: Columns) -> pl.DataFrame:
    parts = []
    for entity, name in _OWN_ID.items():
        mine = frame.filter(pl.col("entity") == entity)
        parts.append(_faults(mine.filter(~pl.col(name).is_first_distinct()), columns, name, "duplicate_id"))
    return pl.concat(parts)


def _faults(rows: pl.DataFrame, columns: Columns, name: str, reason: str) -> pl.DataFrame:
    header = columns.header.names.get(name, name)
    return rows.select(
        ROW,
        pl.lit(header).alias("column"),
        pl.col(name).cast(pl.String).alias("value"),
        pl.lit(reason).alias("reason"),
    )
