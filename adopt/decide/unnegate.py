"""U101: take a negative back whose search term earned before it, by what is known today.

It needs rows of the term in the report's window: clicks from before the negative took effect. Where there are none,
nothing is said. Rules: docs/decisions.md.
"""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from adopt.decide.actions import actions
from adopt.decide.aims import aims
from adopt.decide.in_force import blockers
from adopt.decide.level import saved_per_week
from adopt.decide.places import running
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Settings

_GROUP = ["campaign_id", "ad_group_id"]
_PROFIT = pl.col("cvr") * pl.col("order_value") * pl.col("margin") - pl.col("cpc")


def unnegations(
    terms: dy.DataFrame[TermEvidence], bulk: Bulk | None, settings: Settings, as_of: date
) -> dy.DataFrame[Action]:
    """Negatives in force worth archiving, always for the seller to decide; one row per negative.

    Args:
        terms: evidence of the account's search terms.
        bulk: the download, which alone knows negatives; without one there are none.
        settings, as_of: of the run.
    """
    if bulk is None:
        return Action.create_empty()
    groups = running(bulk, as_of)
    sellers = _earning(terms, settings).join(groups, on=_GROUP, how="semi", maintain_order="left")
    # A term with a keyword of its own was negated here so that it goes there.
    own = aims(bulk.targets.filter(pl.col("state") != "archived")).select("words", "is_asin")
    sellers = sellers.join(own, on=["words", "is_asin"], how="anti", maintain_order="left").drop("words")
    freed = sellers.drop("target_id").join(
        _alone(sellers, bulk.negatives), on=[*_GROUP, "search_term"], maintain_order="left"
    )
    freed = _with_all_freed(freed, terms, bulk.negatives, groups)
    order = ["money_per_week", "campaign", "ad_group", "search_term"]
    most_first = freed.sort(order, descending=[True, False, False, False])
    return actions(most_first.unique("target_id", keep="first", maintain_order=True))


def earning(settings: Settings) -> pl.Expr:
    """Whether the evidence of a row alone says that its term earns: `TermEvidence` columns."""
    return (
        (_PROFIT > 0)
        & (pl.col("spend") > 0)
        & (pl.col("p_profitable") >= settings.harvest.sure)
        & (pl.col("orders") >= settings.harvest.min_orders)
    )


def _earning(terms: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    return terms.filter(earning(settings)).with_columns(
        code=pl.lit("U101"),
        reason=pl.lit("earned_before"),
        consent=pl.lit(Consent.ASK.value),
        money_per_week=-saved_per_week(stays=1.0),
        probability=pl.col("p_profitable"),
    )


def _with_all_freed(
    freed: pl.DataFrame, terms: pl.DataFrame, negatives: pl.DataFrame, groups: pl.DataFrame
) -> pl.DataFrame:
    """A campaign's negative blocks in all of its ad groups: its money is that of all, and it stays where they lose together."""
    whole = freed.filter(detail="campaign")["target_id"]
    if whole.is_empty():
        return freed
    live = terms.join(groups, on=_GROUP, how="semi", maintain_order="left")
    hits = blockers(live, negatives.filter(pl.col("negative_id").is_in(whole.implode())))
    each = live.select(*_GROUP, "search_term", all_freed=-saved_per_week(stays=1.0))
    sums = (
        hits.join(each, on=[*_GROUP, "search_term"], maintain_order="left")
        .group_by(target_id="negative_id")
        .agg(pl.col("all_freed").sum())
    )
    told = freed.join(sums, on="target_id", how="left", maintain_order="left")
    return (
        told.with_columns(money_per_week=pl.coalesce("all_freed", "money_per_week"))
        .filter(pl.col("all_freed").is_null() | (pl.col("all_freed") > 0))
        .drop("all_freed")
    )


def _alone(sellers: pl.DataFrame, negatives: pl.DataFrame) -> pl.DataFrame:
    """The negative of each term that only one negative blocks, if it is one of this term alone: no phrase."""
    campaign = pl.col("level") == "campaign"
    product = pl.col("kind") == "product"
    hits = blockers(sellers, negatives.filter(pl.col("state") == "enabled"))
    return (
        hits.filter(pl.len().over(*_GROUP, "search_term") == 1, pl.col("match_type") != "negativePhrase")
        .select(
            *_GROUP,
            "search_term",
            target_id="negative_id",
            to_text="text",
            detail="level",
            entity=pl.when(product)
            .then(pl.lit("Negative Product Targeting"))
            .when(campaign)
            .then(pl.lit("Campaign Negative Keyword"))
            .otherwise(pl.lit("Negative Keyword")),
        )
        .drop_nulls("target_id")
    )
