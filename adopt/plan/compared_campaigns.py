"""Campaigns that a plan created, found in a later download by their names, with all that is in them."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.decide.structure import CLAUSES
from adopt.estimate.text import plain
from adopt.plan.compared_part import ARCHIVED, NOT_THERE, Part, chosen, part, product, same, tells_all
from adopt.schema import Bulk, Kind, NewEntity, Stands


def compared_campaigns(
    actions: pl.DataFrame, created: dy.DataFrame[NewEntity], bulk: Bulk, digits: int
) -> Part:
    """Launches, a row each: as planned while their campaigns have the plan's budgets and hold nothing else.

    Bids in them, and negatives, are daily work: they don't count as changes. ``planned`` and ``now`` are daily budgets
    in sum. One without its ad isn't all there: nothing of it is ever shown.
    """
    mine = created.filter(pl.col("key").is_in(actions["key"].implode()))
    each = _found(mine, bulk, digits)
    there = each.filter(pl.col("row").is_not_null())
    more, without = _more_inside(there, mine, bulk), _without_ad(there, mine, bulk)
    told = (
        each.join(more, on=["key", "place"], how="left", maintain_order="left")
        .join(without, on=["key", "place"], how="left", maintain_order="left")
        .group_by("key", maintain_order=True)
        .agg(
            old=pl.lit(None, pl.Float64).first(),
            planned=pl.col("budget").sum(),
            now=pl.when(pl.col("row").is_not_null().any()).then(pl.col("now").sum()),
            campaigns=pl.len(),
            there=pl.col("row").count(),
            budget=pl.col("same").all(),
            running=(pl.col("state") == "enabled").fill_null(value=True).all(),
            more=pl.col("more").fill_null(0).sum(),
            without=pl.col("without").fill_null(value=False).any(),
        )
    )
    rows = actions.select("key").join(told, on="key", how="left", maintain_order="left")
    absent = (Stands.BEFORE, None) if tells_all(bulk) else (Stands.GONE, NOT_THERE)
    stands, why = chosen(
        [
            (pl.col("there").fill_null(0) == 0, *absent),
            (pl.col("more") > 0, Stands.CHANGED, "more_inside"),
            (~pl.col("running"), Stands.CHANGED, "state"),
            (~pl.col("budget"), Stands.CHANGED, Kind.BUDGET.value),
            (pl.col("there") < pl.col("campaigns"), Stands.PLANNED, "partly"),
            (pl.col("without"), Stands.PLANNED, "without_ad"),
            (pl.lit(value=True), Stands.PLANNED, None),
        ]
    )
    found = each.filter(pl.col("row").is_not_null()).with_columns(entity=pl.lit("Campaign"))
    return part(rows, Kind.CAMPAIGN, stands, why, found)


def _found(mine: pl.DataFrame, bulk: Bulk, digits: int) -> pl.DataFrame:
    """The plan's campaigns with what the download has of each: row, state, now, same, entity_id; null where nothing.

    Amazon lets no two live campaigns have one name.
    """
    live = bulk.campaigns.filter(pl.col("state") != ARCHIVED).select(
        "row", "state", entity_id="campaign_id", now="budget", title=plain(pl.col("campaign"))
    )
    return (
        mine.filter(pl.col("entity") == "Campaign")
        .select("key", "place", "budget", temporary="campaign_id", title=plain(pl.col("name")))
        .join(
            live.unique("title", keep="first", maintain_order=True),
            on="title",
            how="left",
            maintain_order="left",
        )
        .with_columns(same=same(pl.col("now"), pl.col("budget"), digits) | pl.col("row").is_null())
    )


def _more_inside(found: pl.DataFrame, mine: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    """How many live ads, keywords and product targets stand in each campaign that the plan didn't make: key, place, more."""
    at = found.select("key", "place", "temporary", campaign_id="entity_id")
    inside = pl.concat(
        [
            bulk.targets.filter(pl.col("state") != ARCHIVED).select(
                "campaign_id", what=_said(pl.col("match_type"), pl.col("targeting"))
            ),
            bulk.ads.filter(pl.col("state") != ARCHIVED).select("campaign_id", what=_ad()),
        ]
    ).join(at, on="campaign_id", maintain_order="left")
    ad = pl.col("entity") == "Product Ad"
    made = mine.filter(~pl.col("entity").is_in(["Campaign", "Ad Group"])).select(
        "key",
        temporary="campaign_id",
        what=pl.when(ad).then(_ad()).otherwise(_said(pl.col("match_type").fill_null("-"), pl.col("text"))),
    )
    clauses = [f"- {clause}" for clause in CLAUSES]
    strange = inside.filter(~pl.col("what").is_in(clauses)).join(
        made, on=["key", "temporary", "what"], how="anti"
    )
    return strange.group_by("key", "place").agg(more=pl.len())


def _without_ad(found: pl.DataFrame, mine: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    """The campaigns in which an ad that the plan made never came to be: key, place, without; none where a download leaves ads out."""
    at = found.select("key", "place", "temporary", campaign_id="entity_id")
    made = mine.filter(pl.col("entity") == "Product Ad").select("key", temporary="campaign_id", what=_ad())
    lacking = at.join(made, on=["key", "temporary"]).join(
        bulk.ads.select("campaign_id", what=_ad()), on=["campaign_id", "what"], how="anti"
    )
    return lacking.filter(tells_all(bulk)).select("key", "place", without=pl.lit(value=True)).unique()


def _ad() -> pl.Expr:
    return _said(pl.lit("ad"), pl.coalesce("sku", "asin"))


def _said(kind: pl.Expr, text: pl.Expr) -> pl.Expr:
    return pl.format("{} {}", kind, pl.coalesce(product(text), pl.lit("")))
