"""What a campaign and an ad group can hold: automatic or manual, keywords or products."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.expressions import is_clause
from adopt.bulksheet.fault import fault
from adopt.bulksheet.parents import GROUP
from adopt.bulksheet.sheet import TARGETS, Against
from adopt.schema import Bulk
from adopt.words import bulksheet


def kind_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """New targets of automatic campaigns, automatic clauses of manual ones, keywords beside products.

    Args:
        rows: in Amazon's words.
        against: the download, for campaigns and ad groups that are there.
    """
    created = rows.filter(pl.col("operation") == "Create", pl.col("entity").is_in(TARGETS))
    kinds = _kinds(rows, against.bulk)
    placed = created.join(kinds, on="campaign_id", how="left", maintain_order="left")
    auto, manual = pl.col("kind") == "AUTO", pl.col("kind") == "MANUAL"
    keyword = pl.col("entity") == "Keyword"
    legal = pl.col("product_targeting_expression").str.contains("=")
    yield fault(placed, auto & (keyword | (legal & ~is_clause())), "campaign_id", "auto_campaign")
    yield fault(placed, manual & ~keyword & is_clause(), "product_targeting_expression", "auto_clause")
    yield _mixed(created.filter(~is_clause().fill_null(value=False)), against.bulk)


def _kinds(rows: pl.DataFrame, bulk: Bulk | None) -> pl.DataFrame:
    written = rows.filter(pl.col("entity") == "Campaign").select("campaign_id", kind="targeting_type")
    if bulk is not None:
        there = bulk.campaigns.select("campaign_id", kind=pl.col("targeting_type").str.to_uppercase())
        written = pl.concat([there, written])
    return written.drop_nulls().unique("campaign_id", keep="first", maintain_order=True)


def _mixed(created: pl.DataFrame, bulk: Bulk | None) -> pl.DataFrame:
    """Beside another kind that the ad group holds already; of two new kinds, the rarer one is out of place."""
    counted = created.group_by(*GROUP, "entity").agg(rows=pl.len())
    main = counted.sort("rows", "entity", descending=[True, False]).unique(
        GROUP, keep="first", maintain_order=True
    )
    joined = created.join(main.select(*GROUP, main="entity"), on=GROUP, how="left", maintain_order="left")
    other = pl.col("entity") != pl.col("main")
    if bulk is not None:
        joined = joined.join(_held(bulk), on=["ad_group_id", "entity"], how="left", maintain_order="left")
        other |= pl.col("other_held").fill_null(value=False)
    return fault(joined, other, "ad_group_id", "mixed_targets")


def _held(bulk: Bulk) -> pl.DataFrame:
    """Ad groups, and the entity that can't be created beside what they hold."""
    clause = pl.col("targeting").str.contains(bulksheet()["expression"]["clause"])
    live = bulk.targets.filter(pl.col("state") != "archived", ~clause)
    barred = pl.when(pl.col("kind") == "keyword").then(pl.lit(TARGETS[1])).otherwise(pl.lit(TARGETS[0]))
    return live.select("ad_group_id", entity=barred, other_held=pl.lit(value=True)).unique()
