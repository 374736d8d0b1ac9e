"""Negatives, keywords and product targets of a plan, found in a later download by what they say and where."""

from __future__ import annotations

import polars as pl

from adopt.estimate.text import plain
from adopt.plan.compared_part import (
    ARCHIVED,
    NOT_THERE,
    Part,
    chosen,
    no_amounts,
    part,
    product,
    same,
    tells_all,
)
from adopt.plan.taken import MADE
from adopt.schema import Bulk, Kind, Stands

_GROUP = ["campaign_id", "ad_group_id"]
_WHAT = ["kind", "made", "text"]


def compared_negatives(actions: pl.DataFrame, bulk: Bulk, kind: Kind) -> Part:
    """Negatives that the plan created or, `Kind.RESTORED`, archived.

    Amazon gives what is created an ID only later: it is found by level, place, kind, match type and text.
    """
    campaigns = pl.col("entity").str.starts_with("Campaign") | pl.col("ad_group_id").is_null()
    by_detail = (pl.col("code") == "U101") & (pl.col("detail") == "campaign").fill_null(value=False)
    wanted = actions.select(
        "key",
        "entity",
        "campaign_id",
        _kind(),
        _text(pl.col("to_text"), pl.col("entity").str.ends_with("Keyword")),
        level=pl.when(campaigns | by_detail).then(pl.lit("campaign")).otherwise(pl.lit("ad_group")),
        ad_group_id=pl.when(~(campaigns | by_detail)).then("ad_group_id"),
        made=_made(),
        **no_amounts(),
    )
    live = bulk.negatives.filter(pl.col("state") != ARCHIVED).select(
        "level", *_GROUP, "kind", "state", "row", _normal(), made="match_type", entity_id="negative_id"
    )
    on = ["level", *_GROUP, *_WHAT]
    held = _joined(wanted, live, on, bulk)
    whole = tells_all(bulk) or bool(bulk.negatives.height)
    there, absent = Stands.PLANNED, Stands.BEFORE
    if kind is Kind.RESTORED:
        there, absent = absent, there
    stands, why = chosen(
        [*_of_parent(), *_of_state(pl.lit(value=True), "", there), *_of_absence(absent, whole=whole)]
    )
    found = held.filter(pl.col("entity_id").is_not_null()) if kind is Kind.NEGATIVE else None
    return part(held, kind, stands, why, found)


def compared_targets(actions: pl.DataFrame, bulk: Bulk, digits: int) -> Part:
    """Keywords and product targets that the plan created, and their bids."""
    wanted = actions.select(
        "key",
        "entity",
        _kind(),
        _text(pl.col("to_text"), pl.col("entity") == "Keyword"),
        campaign_id="to_campaign_id",
        ad_group_id="to_ad_group_id",
        made=_made(),
        level=pl.lit("ad_group"),
        old=pl.lit(None, pl.Float64),
        planned="to_bid",
    )
    live = bulk.targets.filter(pl.col("state") != ARCHIVED).select(
        *_GROUP,
        "kind",
        "state",
        "row",
        _text(pl.col("targeting"), pl.col("kind") == "keyword"),
        made="match_type",
        entity_id="target_id",
        now=pl.coalesce("bid", "default_bid"),
    )
    held = _joined(wanted, live, [*_GROUP, *_WHAT], bulk)
    same_bid = same(pl.col("now"), pl.col("planned"), digits)
    stands, why = chosen(
        [
            *_of_parent(),
            *_of_state(same_bid, Kind.BID.value, Stands.PLANNED),
            *_of_absence(Stands.BEFORE, whole=tells_all(bulk)),
        ]
    )
    return part(held, Kind.TARGET, stands, why, held.filter(pl.col("entity_id").is_not_null()))


def _joined(wanted: pl.DataFrame, live: pl.DataFrame, on: list[str], bulk: Bulk) -> pl.DataFrame:
    """What is wanted, with what the download has of it, and with the state of its ad group or campaign."""
    first = live.sort("row").unique(on, keep="first", maintain_order=True)
    held = wanted.join(first, on=on, how="left", nulls_equal=True, maintain_order="left")
    groups = bulk.ad_groups.select(
        *_GROUP,
        level=pl.lit("ad_group"),
        over=pl.any_horizontal(pl.col("state", "campaign_state") == ARCHIVED),
    )
    campaigns = bulk.campaigns.select(
        "campaign_id",
        ad_group_id=pl.lit(None, pl.String),
        level=pl.lit("campaign"),
        over=pl.col("state") == ARCHIVED,
    )
    place = ["level", *_GROUP]
    parents = pl.concat([groups, campaigns.select(groups.columns)]).unique(
        place, keep="first", maintain_order=True
    )
    return held.join(parents, on=place, how="left", nulls_equal=True, maintain_order="left")


_Case = tuple[pl.Expr, Stands, str | None]


def _of_parent() -> list[_Case]:
    return [(pl.col("over").is_null(), Stands.GONE, NOT_THERE), (pl.col("over"), Stands.GONE, ARCHIVED)]


def _of_state(same: pl.Expr, other: str, there: Stands) -> list[_Case]:
    """What is there: running as the plan made it, stopped, or with something else changed."""
    known = pl.col("state").is_not_null()
    return [
        (known & (pl.col("state") != "enabled"), Stands.CHANGED, "state"),
        (known & same, there, None),
        (known, Stands.CHANGED, other),
    ]


def _of_absence(absent: Stands, *, whole: bool) -> list[_Case]:
    if whole:
        return [(pl.lit(value=True), absent, None)]
    return [(pl.lit(value=True), Stands.GONE, NOT_THERE)]


def _kind() -> pl.Expr:
    keyword = pl.col("entity").str.ends_with("Keyword")
    return pl.when(keyword).then(pl.lit("keyword")).otherwise(pl.lit("product")).alias("kind")


def _made() -> pl.Expr:
    return pl.col(MADE).fill_null("-")


def _normal() -> pl.Expr:
    return _text(pl.col("text"), pl.col("kind") == "keyword")


def _text(text: pl.Expr, keyword: pl.Expr) -> pl.Expr:
    return pl.when(keyword).then(plain(text)).otherwise(product(text)).alias("text")
