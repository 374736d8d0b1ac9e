"""IDs against a download: is it there, does it live, does it belong where the row says?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from adopt.bulksheet.fault import YES, fault
from adopt.bulksheet.ids import NUMERIC
from adopt.bulksheet.sheet import Against
from adopt.schema import Bulk

_NAMED = {
    "keyword_id": ("Keyword", "Negative Keyword", "Campaign Negative Keyword"),
    "product_targeting_id": ("Product Targeting", "Negative Product Targeting"),
    "ad_id": ("Product Ad",),
}
_PARENTS = ("campaign_id", "ad_group_id")


def known_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """IDs that the download lacks, has archived, or has elsewhere; campaigns that have ended.

    Args:
        rows: in Amazon's words.
        against: the download and the day.
    """
    bulk = against.bulk
    if bulk is None:
        return
    yield from _parents(rows, bulk)
    for column, entities in _NAMED.items():
        there = _there(bulk, column)
        if there.height:
            mine = rows.filter(pl.col("entity").is_in(entities), pl.col(column).str.contains(NUMERIC))
            yield from _placed(mine, there, column)
    yield from _placements(rows, bulk, own=against.own)
    if against.as_of is not None:
        yield from _ended(rows, bulk, against.as_of)


def _parents(rows: pl.DataFrame, bulk: Bulk) -> Iterator[pl.DataFrame]:
    """Campaigns and ad groups that a row names by their real IDs."""
    campaigns = _once(bulk.campaigns, "campaign_id").select("campaign_id", held="state")
    numbered = rows.filter(pl.col("campaign_id").str.contains(NUMERIC))
    made = (pl.col("operation") == "Create") & (pl.col("entity") == "Campaign")
    named = numbered.filter(~made).join(campaigns, on="campaign_id", how="left", maintain_order="left")
    yield fault(named, pl.col("held").is_null(), "campaign_id", "unknown_entity")
    yield fault(named, pl.col("held") == "archived", "campaign_id", "archived_entity")
    groups = _once(bulk.ad_groups, "ad_group_id").select(
        "ad_group_id", holder="campaign_id", held="state", above="campaign_state"
    )
    inside = rows.filter(pl.col("ad_group_id").str.contains(NUMERIC))
    made = (pl.col("operation") == "Create") & (pl.col("entity") == "Ad Group")
    joined = inside.filter(~made).join(groups, on="ad_group_id", how="left", maintain_order="left")
    yield fault(joined, pl.col("held").is_null(), "ad_group_id", "unknown_entity")
    elsewhere = pl.col("holder") != pl.col("campaign_id")
    yield fault(joined, elsewhere, "ad_group_id", "wrong_parent", pl.col("holder"))
    gone = pl.col("held") == "archived"
    above = (pl.col("above") == "archived") & pl.col("campaign_id").is_null()
    yield fault(joined, ~elsewhere.fill_null(value=False) & (gone | above), "ad_group_id", "archived_entity")


def _there(bulk: Bulk, column: str) -> pl.DataFrame:
    """IDs of a column with the parents and the state that the download gives them."""
    if column == "ad_id":
        return _once(bulk.ads, "ad_id").select("ad_id", *_held())
    kind = "keyword" if column == "keyword_id" else "product"
    targets = bulk.targets.filter(pl.col("kind") == kind).select(pl.col("target_id").alias(column), *_held())
    negatives = bulk.negatives.filter(pl.col("kind") == kind, pl.col("negative_id").is_not_null())
    return _once(
        pl.concat([targets, negatives.select(pl.col("negative_id").alias(column), *_held())]), column
    )


def _held() -> list[pl.Expr]:
    return [pl.col(name).alias(f"held_{name}") for name in (*_PARENTS, "state")]


def _placed(rows: pl.DataFrame, there: pl.DataFrame, column: str) -> Iterator[pl.DataFrame]:
    joined = rows.join(there, on=column, how="left", maintain_order="left")
    yield fault(joined, pl.col("held_state").is_null(), column, "unknown_entity")
    differs = [pl.col(name).ne(pl.col(f"held_{name}")).fill_null(value=False) for name in _PARENTS]
    where = pl.concat_str("held_campaign_id", pl.lit(" / ") + pl.col("held_ad_group_id"), ignore_nulls=True)
    yield fault(joined, pl.any_horizontal(differs), column, "wrong_parent", where)
    yield fault(joined, pl.col("held_state") == "archived", column, "archived_entity")


def _placements(rows: pl.DataFrame, bulk: Bulk, *, own: bool) -> Iterator[pl.DataFrame]:
    """Placements that would be updated and have no row; adopt's own updates begin from a row."""
    placed = rows.filter(pl.col("entity") == "Bidding Adjustment", pl.col("operation") == "Update")
    token = pl.col("placement").str.to_lowercase().str.replace_all(" ", "")
    held = bulk.placements.select("campaign_id", token=token).unique()
    if not held.height and not own:  # a download without placement data says nothing of them
        return
    named = placed.filter(pl.col("placement").is_not_null()).with_columns(token=token)
    yield fault(
        named.join(held, on=["campaign_id", "token"], how="anti"), YES, "placement", "unknown_placement"
    )


def _ended(rows: pl.DataFrame, bulk: Bulk, day: date) -> Iterator[pl.DataFrame]:
    over = (
        _once(bulk.campaigns, "campaign_id")
        .filter(pl.col("end_date") < day)
        .select("campaign_id", ended="end_date")
    )
    inside = rows.join(over, on="campaign_id")
    extended = (pl.col("entity") == "Campaign") & (
        pl.col("end_date").is_null() | (pl.col("end_date") >= pl.lit(f"{day:%Y%m%d}"))
    )
    archives = pl.col("operation") == "Archive"
    yield fault(inside, ~extended & ~archives, "campaign_id", "ended", pl.col("ended"))


def _once(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    return frame.unique(column, keep="first", maintain_order=True)
