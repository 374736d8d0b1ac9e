"""What the download has already: the same negative, the same target, the same ad; and what can't be changed there."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import YES, fault
from adopt.bulksheet.sheet import CAMPAIGN_NEGATIVES, NEGATIVES, TARGETS, Against
from adopt.estimate.text import plain
from adopt.schema import Bulk

_TEXTS = ("keyword_text", "product_targeting_expression")


def standing_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Created rows that the download has already.

    Args:
        rows: in Amazon's words.
        against: the download.
    """
    if against.bulk is None:
        return
    created = rows.filter(pl.col("operation") == "Create")
    yield from _negated(created, against.bulk)
    yield from _targeted(created, against.bulk)
    live = against.bulk.ads.filter(pl.col("state") != "archived")
    ads = created.filter(pl.col("entity") == "Product Ad")
    for column in ("sku", "asin"):
        there = live.select("ad_group_id", column).drop_nulls()
        mine = ads.filter(pl.col(column).is_not_null()).join(there, on=["ad_group_id", column], how="semi")
        yield fault(mine, YES, column, "already_there")


def _negated(created: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """A negative of an ad group may stand in it, or in its campaign."""
    live = bulk.negatives.filter(pl.col("state") != "archived").with_columns(
        said=plain(pl.col("text")), match_type=pl.when(pl.col("kind") == "keyword").then("match_type")
    )
    of_group, of_campaign = (live.filter(level=level) for level in ("ad_group", "campaign"))
    levels = (
        (NEGATIVES, of_group, ["campaign_id", "ad_group_id"], "already_negated"),
        (NEGATIVES, of_campaign, ["campaign_id"], "negated_above"),
        (CAMPAIGN_NEGATIVES, of_campaign, ["campaign_id"], "already_negated"),
    )
    for column in _TEXTS:
        for entities, held, ids, rule in levels:
            named = created.filter(pl.col("entity").is_in(entities), pl.col(column).is_not_null())
            if named.is_empty():
                continue
            on = [*ids, "match_type", "said"]
            named = named.with_columns(said=plain(pl.col(column)))
            there = named.join(held.select(on), on=on, how="semi", nulls_equal=True, maintain_order="left")
            yield fault(there, YES, column, rule)


def _targeted(created: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    live = bulk.targets.filter(pl.col("state") != "archived").with_columns(said=plain(pl.col("targeting")))
    for column in _TEXTS:
        named = created.filter(pl.col("entity").is_in(TARGETS), pl.col(column).is_not_null()).with_columns(
            said=plain(pl.col(column)), match_type=pl.col("match_type").fill_null("-")
        )
        there = named.join(live, on=["ad_group_id", "match_type", "said"], how="semi", maintain_order="left")
        yield fault(there, YES, column, "already_there")


def fixed_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Cells of updates that differ from the download's and can't change.

    Args:
        rows: in Amazon's words.
        against: the download.
    """
    if against.bulk is None:
        return
    updated = rows.filter(pl.col("operation") == "Update")
    targets, campaigns = against.bulk.targets, against.bulk.campaigns
    keywords = targets.filter(pl.col("kind") == "keyword").select(
        keyword_id="target_id", held_text="targeting", held_match="match_type"
    )
    known = updated.join(keywords, on="keyword_id")
    yield _differs(known, "keyword_text", pl.col("held_text"))
    yield _differs(known, "match_type", pl.col("held_match"))
    products = targets.filter(pl.col("kind") == "product").select(
        product_targeting_id="target_id", held="targeting"
    )
    yield _differs(
        updated.join(products, on="product_targeting_id"), "product_targeting_expression", pl.col("held")
    )
    begun = campaigns.select(
        "campaign_id", held_start=pl.col("start_date").dt.strftime("%Y%m%d"), held_kind="targeting_type"
    )
    known = updated.filter(pl.col("entity") == "Campaign").join(begun, on="campaign_id")
    yield _differs(known, "start_date", pl.col("held_start"))
    yield _differs(known, "targeting_type", pl.col("held_kind"))


def _differs(rows: pl.DataFrame, column: str, held: pl.Expr) -> pl.DataFrame:
    # Amazon's downloads write clauses and expressions in more than one way; letters and digits tell them apart.
    bare = [cell.str.to_lowercase().str.replace_all(r"[\W_]+", "") for cell in (pl.col(column), held)]
    return fault(rows, bare[0] != bare[1], column, "unchangeable", held)
