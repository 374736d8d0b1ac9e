"""Phrases that lose, as actions: what each blocks by name, and which exact negatives it makes needless."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.decide.actions import actions
from adopt.schema import Action, Consent

_NAMED = 8


def phrase_rows(chosen: pl.DataFrame, words: pl.DataFrame) -> dy.DataFrame[Action]:
    """N103 rows: of a campaign, or of an ad group where ``ad_group_id`` or ``ad_group`` is known; always *ask*.

    Args:
        chosen: of `adopt.decide.phrase_level.losing_phrases`, with p_limit; ad_group is null for whole campaigns.
        words: the search terms that ``rows`` counts.
    """
    numbered = chosen.with_row_index("number")
    names = (
        numbered.select("number", row="rows")
        .explode("row", empty_as_null=False)
        .join(words.select("row", "search_term", "spend", "gone"), on="row")
        .sort("number", "spend", "search_term", descending=[False, True, False])
        .group_by("number", maintain_order=True)
        .agg(
            detail=_named(pl.col("search_term")),
            stands_for_terms=_named(pl.col("search_term").filter("gone")),
        )
    )
    known = numbered.join(names, on="number", how="left", maintain_order="left")
    whole = pl.col("ad_group").is_null()
    return actions(
        known.with_columns(
            code=pl.lit("N103"),
            consent=pl.lit(Consent.ASK.value),
            reason=_reason(whole),
            entity=pl.when(whole)
            .then(pl.lit("Campaign Negative Keyword"))
            .otherwise(pl.lit("Negative Keyword")),
            target_id=pl.lit(None, dtype=pl.String),
            ad_group=pl.col("ad_group").fill_null("*"),
            targeting=pl.col("text"),
            match_type=pl.lit("phrase"),
            to_match_type=pl.when(~whole).then(pl.lit("negativePhrase")),
            to_text=pl.col("text"),
            probability=1 - pl.col("p_wrong"),
            cpc=pl.col("spend") / pl.col("clicks"),
        )
    )


def _reason(whole: pl.Expr) -> pl.Expr:
    """Money tells phrases that stop more than today's exact negatives from those that only stand for them."""
    more = pl.col("money_per_week") > 0
    return (
        pl.when(more & whole)
        .then(pl.lit("phrase_loses"))
        .when(more)
        .then(pl.lit("phrase_loses_here"))
        .when(whole)
        .then(pl.lit("phrase_stands"))
        .otherwise(pl.lit("phrase_stands_here"))
    )


def _named(terms: pl.Expr) -> pl.Expr:
    """The costliest terms by name, and the number of the others; null where there are none."""
    each = terms.unique(maintain_order=True)
    more = pl.when(each.len() > _NAMED).then(pl.format(", +{}", each.len() - _NAMED)).otherwise(pl.lit(""))
    said = each.head(_NAMED).str.join(", ") + more.first()
    return pl.when(each.len() > 0).then(said)
