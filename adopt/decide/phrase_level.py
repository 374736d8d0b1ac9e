"""The phrases that may be negated at one level: for whole campaigns, or for single ad groups. Formulas: docs/decisions.md."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import special

from adopt.decide.legal import keyword_problem
from adopt.decide.level import one_aim
from adopt.decide.shared_phrases import shared_phrases
from adopt.estimate.above import chance_above
from adopt.estimate.text import bare_words, folded, spellings_of
from adopt.settings import Negate, Settings
from adopt.words import bulksheet

CAMPAIGN = ["campaign_id", "campaign"]
AD_GROUP = [*CAMPAIGN, "ad_group_id", "ad_group"]
_TAIL = 0.05
_TEXTS = ["search_term", "words"]
"""What phrases have no use for: repeated for each phrase of a term, texts would fill the memory."""


def losing_phrases(
    words: pl.DataFrame, held: pl.DataFrame, level: list[str], settings: Settings, strength: float
) -> pl.DataFrame:
    """Phrases that lose in every ad group of a place that has them, and block nothing there worth keeping.

    Args:
        words: one line per search term, with what a negative of it would save, and whether it is to be kept.
        held: texts of the keywords of each ad group: campaign_id, ad_group_id, text.
        level: `CAMPAIGN` or `AD_GROUP`.
        settings: of the run.
        strength: clicks that a term's own prior is worth, on average.

    Returns:
        One line per phrase and place, with its terms (``rows``), their sums and their common posterior.
    """
    longest = bulksheet()["keyword"]["max_words"]["negativePhrase"]
    shared = shared_phrases(words, level, settings.negate, longest)
    blocked = shared.join(words.drop(_TEXTS), on="row", how="left", maintain_order="left")
    judged = _judged(_summed(blocked, level, settings.negate), strength)
    sure = judged.filter(pl.col("p_wrong") <= settings.negate.promise)
    return _free(sure, held, level, settings)


def _summed(blocked: pl.DataFrame, level: list[str], negate: Negate) -> pl.DataFrame:
    """Phrases with enough terms and clicks that block nothing worth keeping, and their sums."""
    weekly, clicks, gone = pl.col("weekly"), pl.col("clicks"), pl.col("gone")
    weighted = {
        name: (pl.col(name) * clicks).sum() / clicks.sum()
        for name in ("prior_cvr", "order_value", "margin", "break_even_cvr")
    }
    totals = pl.col("impressions", "clicks", "orders", "spend", "sales", "effective_clicks").sum()
    sums = blocked.group_by(*level, "phrase", "size").agg(
        totals,
        pl.len().alias("terms"),
        gone.sum().cast(pl.Int64).alias("stands_for"),
        pl.col("row").sort().alias("rows"),
        # Plurals are folded to find phrases; Amazon is given a spelling that shoppers typed.
        pl.col("text").sort_by("clicks", "text", descending=[True, False]).first(),
        pl.col("days").max(),
        pl.col("margin_source", "join", "join_reason").sort().first(),
        (-weekly.filter(weekly < 0)).sum().alias("loss"),
        weekly.filter(weekly > 0).sum().alias("gain"),
        pl.col("saves").filter(~gone).sum().alias("money_per_week"),
        *one_aim(),
        pl.col("kept").any(),
        **weighted,
    )
    enough = (pl.col("terms") >= negate.phrase_terms) & (pl.col("clicks") >= negate.phrase_clicks)
    bad = (pl.col("loss") > 0) & (pl.col("gain") <= negate.phrase_gain * pl.col("loss"))
    legal = sums.filter(~pl.col("kept") & enough & bad & (pl.col("money_per_week") >= 0))
    here = [*level, "phrase"]
    parts = blocked.join(legal, on=here, how="semi", nulls_equal=True).group_by(*AD_GROUP, "phrase")
    good = parts.agg(weekly.sum()).filter(weekly >= 0)
    return legal.join(good, on=here, how="anti", nulls_equal=True)


def _judged(summed: pl.DataFrame, strength: float) -> pl.DataFrame:
    """Adds the posterior of the terms' common conversion rate, and P(it pays for their clicks).

    Beta(S m + k, S (1 - m) + n - k), m the terms' click-weighted prior mean and S = strength x number of terms: what the
    words don't tell of each term is its own, so that it averages out.
    """
    size = strength * summed["terms"].to_numpy()
    clicks = np.maximum(summed["effective_clicks"].to_numpy(), summed["orders"].to_numpy())
    prior, orders = summed["prior_cvr"].to_numpy(), summed["orders"].to_numpy()
    alpha, beta = size * prior + orders, size * (1 - prior) + clicks - orders
    needed = summed["break_even_cvr"].to_numpy()
    return summed.with_columns(
        alpha=pl.Series(alpha, dtype=pl.Float64),
        beta=pl.Series(beta, dtype=pl.Float64),
        cvr=pl.Series(alpha / (alpha + beta), dtype=pl.Float64),
        cvr_low=pl.Series(special.betaincinv(alpha, beta, _TAIL), dtype=pl.Float64),
        cvr_high=pl.Series(special.betaincinv(alpha, beta, 1 - _TAIL), dtype=pl.Float64),
        p_wrong=pl.Series(chance_above(alpha, beta, needed), dtype=pl.Float64),
    )


def _free(phrases: pl.DataFrame, held: pl.DataFrame, level: list[str], settings: Settings) -> pl.DataFrame:
    """Phrases that Amazon takes, that no keyword of the place holds, and that hide no protected one."""
    protected = (*settings.protect.brands, *settings.protect.terms)
    guarded = " | ".join(f" {words} " for phrase in protected for words in spellings_of(phrase))
    spaced = pl.format(" {} ", "phrase")
    found = phrases.filter(
        keyword_problem(pl.col("text"), "negativePhrase").is_null()
        & ~pl.lit(guarded).str.contains(pl.format(" {} ", bare_words(pl.col("text"))), literal=True)
    )
    place = [name for name in ("campaign_id", "ad_group_id") if name in level]
    texts = held.group_by(place).agg(held=pl.format(" {} ", folded(pl.col("text"))).sort().str.join("|"))
    known = found.join(texts, on=place, how="left", maintain_order="left")
    return known.filter(~pl.col("held").fill_null("").str.contains(spaced, literal=True)).drop("held")
