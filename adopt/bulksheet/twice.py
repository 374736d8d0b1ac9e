"""One thing twice in a file: by its ID, or by what would be created."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from adopt.bulksheet.fault import NONE, fault
from adopt.bulksheet.sheet import ROW
from adopt.estimate.text import plain
from adopt.words import bulksheet

_KEYWORD = ["entity", "campaign_id", "ad_group_id", "match_type"]


def duplicate_faults(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Each later row that says what an earlier one says, with the earlier one's number."""
    created = rows.filter(pl.col("operation") == "Create")
    changed = rows.filter(pl.col("operation") != "Create")
    for column in dict.fromkeys(bulksheet()["id"].values()):
        owners = [entity for entity, name in bulksheet()["id"].items() if name == column]
        mine = changed.filter(pl.col("entity").is_in(owners))
        yield _later(mine, [column], column, "duplicate_id")
    yield _later(
        created.filter(pl.col("entity") == "Campaign"), ["campaign_id"], "campaign_id", "duplicate_id"
    )
    groups = created.filter(pl.col("entity") == "Ad Group")
    yield _later(groups, ["campaign_id", "ad_group_id"], "ad_group_id", "duplicate_id")
    for column in ("keyword_text", "product_targeting_expression"):
        named = created.filter(pl.col(column).is_not_null(), pl.col("entity").str.contains(_owner(column)))
        same = named.with_columns(said=plain(pl.col(column)))
        yield _later(same, [*_KEYWORD, "said"], column, "duplicate")
    placed = rows.filter(pl.col("entity") == "Bidding Adjustment", pl.col("placement").is_not_null())
    placed = placed.with_columns(said=pl.col("placement").str.to_lowercase().str.replace_all(" ", ""))
    yield _later(placed, ["campaign_id", "said"], "placement", "duplicate")
    ads = created.filter(
        pl.col("entity") == "Product Ad", ~(pl.col("sku").is_null() & pl.col("asin").is_null())
    )
    yield _later(ads, ["campaign_id", "ad_group_id", "sku", "asin"], "sku", "duplicate")


def _owner(column: str) -> str:
    return "Keyword$" if column == "keyword_text" else "Targeting$"


def _later(rows: pl.DataFrame, keys: Sequence[str], column: str, rule: str) -> pl.DataFrame:
    if rows.is_empty():
        return NONE
    numbered = rows.filter(pl.col(column).is_not_null() | pl.lit(column == "sku")).sort(ROW)
    numbered = numbered.with_columns(first=pl.col(ROW).first().over(keys))
    return fault(numbered, pl.col(ROW) != pl.col("first"), column, rule, pl.col("first"))
