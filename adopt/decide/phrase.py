"""N103: negate a phrase that loses money in every search term of a campaign that has it.

Terms with a click or two can't be judged alone; together, by the words that they share, they can. A phrase blocks terms
that nobody has seen yet too, so it is proposed under strict conditions only, and the seller decides. Formulas and
sources: docs/decisions.md.
"""

from __future__ import annotations

from collections.abc import Iterator

import dataframely as dy
import numpy as np
import polars as pl
from scipy import special

from adopt.decide.actions import actions
from adopt.decide.in_force import blocked_by
from adopt.decide.legal import keyword_problem
from adopt.decide.level import one_aim, true_share
from adopt.decide.protect import protections
from adopt.decide.shared_phrases import shared_phrases
from adopt.estimate.rows import UNIT
from adopt.estimate.text import folded
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Negate, Settings
from adopt.words import bulksheet

_WEEK = 7
_TAIL = 0.05
_NAMED = 4
_CAMPAIGN = ["campaign_id", "campaign"]


def phrase_negations(
    terms: dy.DataFrame[TermEvidence],
    negated: dy.DataFrame[Action],
    bulk: Bulk | None,
    settings: Settings,
    strength: float,
) -> dy.DataFrame[Action]:
    """Negative phrases for campaigns, each worth more than the negations of single terms that it goes beyond.

    Args:
        terms: evidence of the account's search terms.
        negated: what `negations` said of them.
        bulk: the download, for keywords and negatives in force; None where there is none.
        settings: of the run.
        strength: clicks that a term's own prior is worth, on average.
    """
    words = _words(terms, negated, bulk, settings)
    longest = bulksheet()["keyword"]["max_words"]["negativePhrase"]
    shared = shared_phrases(words, settings.negate, longest)
    blocked = shared.join(words, on="row", how="left", maintain_order="left")
    summed = _summed(blocked, settings.negate)
    judged = _judged(summed, strength)
    sure = judged.filter(pl.col("p_wrong") <= settings.negate.promise)
    chosen = list(_cover(_free(sure, bulk, settings), settings.negate))
    limited = sure.with_columns(p_limit=pl.lit(settings.negate.promise))
    return actions(_described(limited.filter(pl.col("number").is_in(chosen)), words))


def _words(terms: pl.DataFrame, negated: pl.DataFrame, bulk: Bulk | None, settings: Settings) -> pl.DataFrame:
    """Terms of words, with their weekly profit, and whether a phrase may block them."""
    own = [] if bulk is None else bulk.ads["asin"].drop_nulls().unique().sort().to_list()
    guarded = [word.is_not_null() for _, word in protections(settings.protect, own)]
    gone = negated.filter(pl.col("consent") != Consent.WATCH.value).select(*UNIT, gone=True)
    worth = pl.col("order_value") * pl.col("margin")
    earns = (pl.col("orders") > 0) & (pl.col("cvr") * worth >= pl.col("cpc"))
    live = terms.filter(~pl.col("is_asin") & (pl.col("clicks") > 0))
    # Patience with a campaign's first days holds for all of its terms.
    young = negated.filter(reason="new_product").select(_CAMPAIGN).unique()
    live = live.join(young, on=_CAMPAIGN, how="anti", nulls_equal=True, maintain_order="left")
    if bulk is not None:
        live = live.filter(blocked_by(live, bulk.negatives).is_null())
    return (
        live.join(gone, on=UNIT, how="left", nulls_equal=True, maintain_order="left")
        .with_columns(
            words=folded(pl.col("search_term")),
            weekly=(pl.col("cvr") * worth - pl.col("cpc")) * pl.col("clicks") / pl.col("days") * _WEEK,
            kept=earns | pl.col("exact_target") | pl.any_horizontal(guarded),
            gone=pl.col("gone").fill_null(value=False),
            saves=(pl.col("cpc") - pl.col("cvr") * (pl.col("order_value") * true_share()))
            * pl.col("clicks")
            / pl.col("days")
            * _WEEK,
        )
        .with_row_index("row")
    )


def _summed(blocked: pl.DataFrame, negate: Negate) -> pl.DataFrame:
    """Phrases of a campaign with enough terms and clicks that block nothing worth keeping, and their sums."""
    weekly, clicks = pl.col("weekly"), pl.col("clicks")
    weighted = {
        name: (pl.col(name) * clicks).sum() / clicks.sum()
        for name in ("prior_cvr", "order_value", "margin", "break_even_cvr")
    }
    totals = pl.col("impressions", "clicks", "orders", "spend", "sales", "effective_clicks").sum()
    return (
        blocked.group_by(*_CAMPAIGN, "phrase", "size")
        .agg(
            totals,
            pl.len().alias("terms"),
            pl.col("row").sort().alias("rows"),
            # Plurals are folded to find phrases; Amazon is given a spelling that shoppers typed.
            pl.col("text").sort_by("clicks", "text", descending=[True, False]).first(),
            pl.col("days").max(),
            pl.col("margin_source", "join", "join_reason").sort().first(),
            (-weekly.filter(weekly < 0)).sum().alias("loss"),
            weekly.filter(weekly > 0).sum().alias("gain"),
            pl.col("saves").filter(~pl.col("gone")).sum().alias("money_per_week"),
            *one_aim(),
            pl.col("kept").any(),
            **weighted,
        )
        .filter(
            ~pl.col("kept")
            & (pl.col("terms") >= negate.phrase_terms)
            & (pl.col("clicks") >= negate.phrase_clicks)
            & (pl.col("gain") <= negate.phrase_gain * pl.col("loss"))
            & (pl.col("money_per_week") > 0)
        )
        .sort("money_per_week", *_CAMPAIGN, "phrase", descending=[True, False, False, False], nulls_last=True)
        .with_row_index("number")
    )


def _judged(summed: pl.DataFrame, strength: float) -> pl.DataFrame:
    """Adds the posterior of the terms' common conversion rate, and P(it pays for their clicks).

    Beta(S m + k, S (1 - m) + n - k), m the terms' click-weighted prior mean and S = strength x number of terms: what the
    words don't tell of each term is its own, so that it averages out.
    """
    size = strength * summed["terms"].to_numpy()
    clicks = np.maximum(summed["effective_clicks"].to_numpy(), summed["orders"].to_numpy())
    prior, orders = summed["prior_cvr"].to_numpy(), summed["orders"].to_numpy()
    alpha, beta = size * prior + orders, size * (1 - prior) + clicks - orders
    needed = np.clip(summed["break_even_cvr"].to_numpy(), 0, 1)
    return summed.with_columns(
        alpha=pl.Series(alpha, dtype=pl.Float64),
        beta=pl.Series(beta, dtype=pl.Float64),
        cvr=pl.Series(alpha / (alpha + beta), dtype=pl.Float64),
        cvr_low=pl.Series(special.betaincinv(alpha, beta, _TAIL), dtype=pl.Float64),
        cvr_high=pl.Series(special.betaincinv(alpha, beta, 1 - _TAIL), dtype=pl.Float64),
        p_wrong=pl.Series(special.betaincc(alpha, beta, needed), dtype=pl.Float64),
    )


def _free(phrases: pl.DataFrame, bulk: Bulk | None, settings: Settings) -> pl.DataFrame:
    """Phrases that Amazon takes, that no keyword of the campaign holds, and that hide no protected one."""
    guarded = " | ".join(f" {text} " for text in _folded((*settings.protect.brands, *settings.protect.terms)))
    found = phrases.filter(keyword_problem(pl.col("text"), "negativePhrase").is_null())
    spaced = pl.format(" {} ", "phrase")
    found = found.filter(~pl.lit(guarded).str.contains(spaced, literal=True))
    if bulk is None:
        return found
    bids = bulk.targets.filter((pl.col("kind") == "keyword") & (pl.col("state") == "enabled"))
    texts = bids.group_by("campaign_id").agg(
        held=pl.format(" {} ", folded(pl.col("targeting"))).sort().str.join("|")
    )
    held = found.join(texts, on="campaign_id", how="left", maintain_order="left")
    return held.filter(~pl.col("held").fill_null("").str.contains(spaced, literal=True))


def _folded(texts: tuple[str, ...]) -> list[str]:
    return (
        pl.Series("text", texts, dtype=pl.String)
        .to_frame()
        .select(folded(pl.col("text")))
        .to_series()
        .to_list()
    )


def _cover(phrases: pl.DataFrame, negate: Negate) -> Iterator[int]:
    """Numbers of the phrases, most money first, that each block enough terms beyond those before; the narrowest of equals."""
    seen: set[int] = set()
    narrow = phrases.sort("money_per_week", "size", "number", descending=[True, True, False])
    for number, rows in narrow.select("number", "rows").iter_rows():
        if 2 * len(set(rows) - seen) >= negate.phrase_terms:
            seen |= set(rows)
            yield number


def _described(chosen: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    names = (
        chosen.select("number", row="rows")
        .explode("row")
        .join(words.select("row", "search_term", "spend"), on="row")
        .sort("number", "spend", "search_term", descending=[False, True, False])
        .group_by("number", maintain_order=True)
        .agg(detail=_named(pl.col("search_term").unique(maintain_order=True)))
    )
    return chosen.join(names, on="number", how="left", maintain_order="left").with_columns(
        code=pl.lit("N103"),
        consent=pl.lit(Consent.ASK.value),
        reason=pl.lit("phrase_loses"),
        entity=pl.lit("Campaign Negative Keyword"),
        ad_group_id=pl.lit(None, dtype=pl.String),
        target_id=pl.lit(None, dtype=pl.String),
        ad_group=pl.lit("*"),
        targeting=pl.col("text"),
        match_type=pl.lit("phrase"),
        to_text=pl.col("text"),
        probability=1 - pl.col("p_wrong"),
        cpc=pl.col("spend") / pl.col("clicks"),
    )


def _named(terms: pl.Expr) -> pl.Expr:
    """The costliest terms by name, and the number of the others."""
    more = pl.when(terms.len() > _NAMED).then(pl.format(", +{}", terms.len() - _NAMED)).otherwise(pl.lit(""))
    return terms.head(_NAMED).str.join(", ") + more.first()
