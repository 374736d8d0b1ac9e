"""N103: negate a phrase that loses money in every search term that has it, of a campaign or of an ad group.

Terms with a click or two can't be judged alone; together, by the words that they share, they can; and many that were
judged can be blocked by one row. A phrase blocks terms that nobody has seen yet too, so it is proposed under strict
conditions only, and the seller decides. Of the phrases that meet them those are proposed that leave the fewest negatives
(`adopt.decide.cover`). Formulas and sources: docs/decisions.md.
"""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.decide.cover import Prices, smallest_cover
from adopt.decide.in_force import blocked_by
from adopt.decide.keep import earns, freed, own_keywords
from adopt.decide.level import saved_per_week
from adopt.decide.phrase_level import AD_GROUP, CAMPAIGN, losing_phrases
from adopt.decide.phrase_rows import phrase_rows
from adopt.decide.protect import protections
from adopt.estimate.rows import UNIT
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Negate, Settings

_WEEK = 7
_UNUSED = [
    "target_id",
    "targeting",
    "match_type",
    "units",
    "alpha",
    "beta",
    "cvr_low",
    "cvr_high",
    "orders_elsewhere",
]
"""Evidence that phrases have no use for; a million terms of it would be in memory twice."""
_JUDGED_BY = ["is_asin", "exact_target", "cpc", "cvr", "p_profitable", "idle", "valued"]
"""What says only whether a term is to be kept, and what it earns."""
_IDLE = ["not_joined", "not_enabled"]
"""Reasons of `negations` for terms that there is nothing to negate for."""
_YOUNG = ["new_product", "proved_to_lose"]
"""Reasons of terms of new products: one whose own clicks prove that it loses proves nothing of others with its words."""
_WORTH = pl.col("order_value") * pl.col("margin")
"""What an order may cost (currency)."""


def phrase_negations(
    terms: dy.DataFrame[TermEvidence],
    negated: pl.DataFrame,
    own: dy.DataFrame[Action],
    bulk: Bulk | None,
    settings: Settings,
    strength: float,
) -> dy.DataFrame[Action]:
    """Negative phrases, each worth its row by the exact negatives that it makes needless or the terms that it takes along.

    A phrase is of the campaign where no ad group of it earns with a term that has it, and all that have it lose; else of
    single ad groups, as far as they lose.

    Args:
        terms: evidence of the account's search terms.
        negated: as in `adopt.decide.isolate.isolations`.
        own: new keywords of search terms (H201, H202) and negatives that are taken back (U101), which none may silence.
        bulk: the download, for keywords and negatives in force; None where there is none.
        settings: of the run.
        strength: clicks that a term's own prior is worth, on average.
    """
    places = own_keywords(own)
    said = negated.select(*UNIT, "consent", "reason")
    replaced = said.join(own, on=UNIT, how="anti", nulls_equal=True, maintain_order="left")
    kept = pl.concat([places, freed(own)]).unique()
    words = _words(terms, replaced, kept, bulk, settings)
    held = _held(places, bulk)
    wide = losing_phrases(words, held, CAMPAIGN, settings, strength)
    narrow = losing_phrases(_of_several(words, held), held, AD_GROUP, settings, strength).join(
        wide, on=[*CAMPAIGN, "phrase"], how="anti", nulls_equal=True
    )
    found = pl.concat([wide, narrow], how="diagonal_relaxed").sort(
        "money_per_week",
        "size",
        *AD_GROUP,
        "phrase",
        descending=[True, True, *[False] * 5],
        nulls_last=True,
    )
    chosen = _covering(found, set(words.filter("gone")["row"]), settings.negate)
    return phrase_rows(chosen.with_columns(p_limit=pl.lit(settings.negate.promise)), words)


def _words(
    terms: pl.DataFrame, negated: pl.DataFrame, kept: pl.DataFrame, bulk: Bulk | None, settings: Settings
) -> pl.DataFrame:
    """Terms of words, with their weekly profit, whether they are negated today, and whether a phrase may block them."""
    live = _live(terms, negated)
    for marked in _marks(negated, kept):
        live = live.join(marked, on=UNIT, how="left", nulls_equal=True, maintain_order="left")
    if bulk is not None:
        # A negative in force has stopped a term already, but for one that is to be taken back.
        live = live.filter(blocked_by(live, bulk.negatives).is_null() | pl.col("valued"))
    weekly = (pl.col("cvr") * _WORTH - pl.col("cpc")) * pl.col("clicks") / pl.col("days") * _WEEK
    return (
        live.with_columns(
            pl.col("gone", "idle", "valued").fill_null(value=False),
            weekly=weekly,
            saves=saved_per_week(settings.negate.stays),
        )
        .with_columns(kept=_is_kept(bulk, settings))
        .filter(pl.col("kept") | ~pl.col("idle"))
        .drop(_JUDGED_BY)
        .with_row_index("row")
    )


def _live(terms: pl.DataFrame, negated: pl.DataFrame) -> pl.DataFrame:
    """Terms of words that cost something or may be worth keeping, without campaigns of new products."""
    # A term without clicks has nothing to save, but it may be worth keeping.
    live = terms.drop(_UNUSED).filter(~pl.col("is_asin") & ((pl.col("clicks") > 0) | earns()))
    # Patience with a new product holds for all terms of its campaign.
    young = negated.filter(pl.col("reason").is_in(_YOUNG)).select(CAMPAIGN).unique()
    return live.join(young, on=CAMPAIGN, how="anti", nulls_equal=True, maintain_order="left")


def _marks(negated: pl.DataFrame, kept: pl.DataFrame) -> tuple[pl.DataFrame, ...]:
    """Terms that are negated today (``gone``), that cost nothing (``idle``), that no phrase may silence (``valued``)."""
    gone = negated.filter(pl.col("consent") != Consent.WATCH.value).select(*UNIT, gone=True)
    # What doesn't run costs nothing, and where names can't be joined nobody knows what a phrase would silence.
    idle = negated.filter(pl.col("reason").is_in(_IDLE)).select(*UNIT, idle=True)
    return gone, idle, kept.select(*UNIT, valued=True)


def _is_kept(bulk: Bulk | None, settings: Settings) -> pl.Expr:
    """Whether no phrase may block a term."""
    guarded = [word.is_not_null() for _, word in protections(settings.protect, bulk)]
    return (
        earns()
        # An order is a reason to keep a term until it is judged to lose by itself.
        | ((pl.col("orders") > 0) & ~pl.col("gone"))
        | pl.col("exact_target")
        | pl.col("valued")
        # Before an account's first sale nobody can say what a click is worth, nor that it loses.
        | (_WORTH <= 0)
        | pl.any_horizontal(guarded)
    )


def _of_several(words: pl.DataFrame, held: pl.DataFrame) -> pl.DataFrame:
    """Terms of campaigns with more than one ad group: in others both levels are one."""
    ids = ["campaign_id", "ad_group_id"]
    places = pl.concat([words.select(ids), held.select(ids)]).unique()
    split = places.group_by("campaign_id").agg(pl.len()).filter(pl.col("len") > 1).drop_nulls()
    named = pl.struct("ad_group_id", "ad_group").n_unique().over(CAMPAIGN) > 1
    return words.filter(named | pl.col("campaign_id").is_in(split["campaign_id"].implode()))


def _held(own: pl.DataFrame, bulk: Bulk | None) -> pl.DataFrame:
    """Texts of the keywords that ad groups have or get today."""
    made = own.select("campaign_id", "ad_group_id", text="search_term").drop_nulls()
    if bulk is None:
        return made
    bids = bulk.targets.filter((pl.col("kind") == "keyword") & (pl.col("state") == "enabled"))
    return pl.concat([made, bids.select("campaign_id", "ad_group_id", text="targeting")])


def _covering(found: pl.DataFrame, exact: set[int], negate: Negate) -> pl.DataFrame:
    """The phrases of each campaign that leave the fewest negatives.

    A phrase is worth its row by the exact negatives that it makes needless; or by half of ``phrase_terms`` terms that can't
    be judged alone, if it stands for none.
    """
    row = 2 * negate.phrase_terms - 1
    prices = Prices(row, along=min(4, row))
    numbered = found.with_row_index("number")
    chosen = [
        part["number"].gather(list(smallest_cover(part["rows"].to_list(), exact, prices)))
        for _, part in numbered.group_by(CAMPAIGN, maintain_order=True)
    ]
    return found.filter(
        pl.int_range(pl.len()).is_in(pl.concat(chosen).implode()) if chosen else pl.lit(value=False)
    )
