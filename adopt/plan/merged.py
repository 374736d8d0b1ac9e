"""Two changes of one thing are one row: what stands, and what yields to it."""

from __future__ import annotations

import polars as pl

from adopt.decide.made import created_match_type
from adopt.estimate.text import folded, plain
from adopt.schema import Consent

_BUDGETS = ["T402", "L501"]
TARGETS = ["Keyword", "Product Targeting"]
"""Entities of what is bid on."""


def one_change_each(ordered: pl.DataFrame) -> pl.DataFrame:
    """The actions, in their order; of several that change or create the same thing the first stands, the others are watched.

    One thing is: the bid of a target; the budget of a campaign, of which the highest stands; the percentage of a placement;
    a keyword, product target or negative of one text and match type in one place, whatever decision or ad group it comes from.

    Args:
        ordered: rows of `adopt.schema.Action`, those to stand first.
    """
    changes = ordered.with_row_index("at").filter(pl.col("consent") != Consent.WATCH.value)
    named = changes.with_columns(thing=_thing()).drop_nulls("thing")
    budget = pl.when(pl.col("code").is_in(_BUDGETS)).then(pl.col("to_value"))
    ranked = named.sort(budget.fill_null(0).neg(), "at")
    first = ranked.unique("thing", keep="first", maintain_order=True).select(
        "thing", stands="code", place="at"
    )
    yields = ranked.join(first, on="thing").filter(pl.col("at") != pl.col("place")).select("at", "stands")
    if yields.is_empty():
        return ordered
    known = ordered.with_row_index("at").join(yields, on="at", how="left", maintain_order="left")
    hit = pl.col("stands").is_not_null()
    return known.with_columns(
        consent=pl.when(hit).then(pl.lit(Consent.WATCH.value)).otherwise("consent"),
        reason=pl.when(hit).then(pl.lit("merged")).otherwise("reason"),
        detail=pl.when(hit).then("stands").otherwise("detail"),
    ).select(ordered.columns)


def _thing() -> pl.Expr:
    """What a row changes, as text; null where it changes nothing that another row could."""
    made = pl.col("to_text").is_not_null() & (pl.col("code") != "U101")
    match_type = created_match_type().str.to_lowercase().fill_null("-")
    bid = pl.col("to_bid").is_not_null() & pl.col("target_id").is_not_null()
    budget = pl.col("code").is_in(_BUDGETS) & pl.col("campaign_id").is_not_null()
    return (
        pl.when(made)
        .then(pl.concat_str("entity", match_type, *_place(), _text(), separator="|"))
        .when(bid)
        .then(pl.format("bid|{}", "target_id"))
        .when(budget)
        .then(pl.format("budget|{}", "campaign_id"))
        .when(pl.col("code") == "B302")
        .then(pl.format("placement|{}|{}", "campaign_id", "targeting"))
    )


def _place() -> list[pl.Expr]:
    """Campaign and ad group of what is created: by ID where that is known, as a report may still have an older name."""
    to = [f"to_{name}" for name in ("campaign_id", "ad_group_id", "campaign", "ad_group")]
    # A new keyword stands where it goes, a negative where its term was found.
    moves = pl.col("entity").is_in(TARGETS) & pl.any_horizontal(pl.col(name).is_not_null() for name in to)

    def of(level: str) -> pl.Expr:
        there = pl.coalesce(f"to_{level}_id", pl.lit("=") + pl.col(f"to_{level}"))
        here = pl.coalesce(f"{level}_id", pl.lit("=") + pl.col(level))
        return pl.when(moves).then(there).otherwise(here).fill_null("-")

    return [of("campaign"), of("ad_group")]


def _text() -> pl.Expr:
    """A text as Amazon compares it; of new keywords its plural too, which an exact one takes with it."""
    product = plain(pl.col("to_text")).str.replace_all(r'[\s"]', "")
    return (
        pl.when(pl.col("entity").str.contains("Product"))
        .then(product)
        .when(pl.col("entity") == "Keyword")
        .then(folded(pl.col("to_text")))
        .otherwise(plain(pl.col("to_text")))
    )
