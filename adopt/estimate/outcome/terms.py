"""Changes of search terms: negated, given a keyword of their own, let in again.

What the term did in the ad group of the change, and what it did in all other places: shoppers who are kept from one ad
group may click in another.
"""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from adopt.estimate.outcome.attribution import in_force
from adopt.estimate.outcome.days import TERM
from adopt.estimate.rows import spelt_terms
from adopt.estimate.text import folded

OTHERS = "*"
"""Campaign and ad group of a term's other places, taken together."""

_PHRASE = "Campaign Negative Keyword"


def of_terms() -> pl.Expr:
    """Whether a change is one of a search term: rows of `Applied`."""
    negative, keyword = pl.col("entity").str.contains("Negative"), pl.col("code").str.starts_with("H")
    return negative | keyword


def term_parts(applied: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """A row for each search term in an ad group that a change is about, with its share of the promise.

    A phrase is about the terms of its campaign that have it, as far as they were seen in the plan's window.

    Args:
        applied: `Applied` with number.
        days: from `adopt.estimate.outcome.days.ripe_days`.
    """
    mine = applied.filter(of_terms())
    phrase = (pl.col("entity") == _PHRASE) & (pl.col("ad_group") == OTHERS)
    single = mine.filter(~phrase).with_columns(spelt_terms(), rank=pl.lit(0))
    held = _holding(mine.filter(phrase), days).with_columns(rank=pl.lit(1))
    kept = ["number", *TERM, "made_on", "on", "until", "days", "promised", "rank"]
    return pl.concat([single.select(kept), held.select(kept)]).drop_nulls("search_term")


def _holding(phrases: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    terms = days.select(*TERM, "day", "clicks", words=pl.format(" {} ", folded(pl.col("search_term"))))
    pairs = phrases.drop("search_term", "ad_group").join(terms, on="campaign", maintain_order="left")
    seen = (pl.col("day") < pl.col("made_on")) & (
        pl.col("day") >= pl.col("made_on") - pl.duration(days="days")
    )
    text = pl.format(" {} ", folded(pl.col("to_text")))
    held = pairs.filter(seen, pl.col("words").str.contains(text, literal=True))
    summed = held.group_by("number", *TERM).agg(
        pl.col("made_on", "on", "until", "days", "promised").first(), pl.col("clicks").sum()
    )
    share = pl.col("clicks") / pl.col("clicks").sum().over("number")
    return summed.with_columns(promised=pl.col("promised") * share)


def term_courses(parts: pl.DataFrame, last: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The days that count: of each term in its ad group, and of each term elsewhere (there without a promise)."""
    here = in_force(parts, TERM, last, adds_up=False)
    there = in_force(parts, ["search_term"], last, adds_up=False).with_columns(
        campaign=pl.lit(OTHERS), ad_group=pl.lit(OTHERS), standing=pl.lit(0.0)
    )
    return _held_against(here), _held_against(there)


def _held_against(parts: pl.DataFrame) -> pl.DataFrame:
    """The window in which the plan saw it: likes are chosen as it was chosen."""
    return parts.with_columns(
        before_first=pl.col("seen") - pl.duration(days="days"),
        before_last=pl.col("seen") - timedelta(days=1),
        known_from=pl.col("seen") - pl.duration(days="days"),
    )


def elsewhere(days: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Rows of changed terms in places where nothing was changed, with a keyword of their own wherever it matched.

    ``search_term`` is the changed term; campaign and ad group are `OTHERS`.
    """
    terms = parts["search_term"].unique()
    own = (pl.col("match_type") == "exact") & pl.col("targeting").is_in(terms.implode())
    text = pl.when(pl.col("search_term").is_in(terms.implode())).then("search_term")
    free = days.join(parts.select(TERM).unique(), on=TERM, how="anti", maintain_order="left")
    named = free.with_columns(search_term=pl.coalesce(text, pl.when(own).then("targeting")))
    return named.drop_nulls("search_term").with_columns(campaign=pl.lit(OTHERS), ad_group=pl.lit(OTHERS))


def left_alone(days: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Days of terms of which nothing was changed anywhere."""
    return days.join(
        parts.select("search_term").unique(), on="search_term", how="anti", maintain_order="left"
    )
