"""Changes of one plan that stand against each other: no negative stops what is to be kept, no bid is set on nothing.

Decisions see to most of it themselves; this is the one place that all of them pass, those of rules from outside too. A
change that stands against something is watched, with the reason. Rules: docs/decisions.md.
"""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.decide.aims import aims
from adopt.decide.in_force import blocked_by, hits
from adopt.decide.keep import earns, freed, own_keywords
from adopt.decide.needless import as_negatives
from adopt.decide.protect import protections
from adopt.estimate.evidence import TARGET
from adopt.estimate.rows import UNIT
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Protect

_IDS = ["campaign_id", "ad_group_id"]
_FACTS = [
    "is_asin",
    "words",
    "exact_target",
    "orders",
    "spend",
    "sales",
    "margin",
    "cpc",
    "order_value",
    "cvr",
    "p_profitable",
]
_WHY = ["blocks_protected", "blocks_own_keyword", "blocks_keyword", "blocks_sold"]
"""Why a negative isn't made; of several reasons the first is told."""


def without_conflicts(
    actions: dy.DataFrame[Action], terms: dy.DataFrame[TermEvidence], bulk: Bulk | None, protect: Protect
) -> dy.DataFrame[Action]:
    """The actions, in their order; negatives that would block a term worth keeping are watched, and name it.

    A negative of an ad group is held against that ad group's terms, one of a campaign against the campaign's. Worth keeping
    is a protected term, one that gets a keyword of its own there (`adopt.decide.keep.own_keywords`), one that an enabled
    exact keyword or product target there aims at, and one with orders that isn't negated by itself, or that earns. The term
    that a negative is of was judged by itself: its orders don't count here, nor do those of a term that a negative in force
    stops, unless that is taken back (U101).

    Args:
        actions: of a run.
        terms: evidence of all search terms.
        bulk: the download, for keywords and own products; None where there is none.
        protect: what the seller protects.
    """
    made = actions.select("key", "code", "consent", "entity", "to_text", "to_match_type", *UNIT).filter(
        _changes() & pl.col("entity").str.contains("Negative") & (pl.col("code") != "U101")
    )
    if made.is_empty():
        return actions
    new = actions.filter(_changes() & pl.col("code").str.starts_with("H"))
    pages = new.filter(entity="Product Targeting")["search_term"].unique()
    own = own_keywords(new).with_columns(is_asin=pl.col("search_term").is_in(pages.implode()))
    found = [
        _of_terms(made, freed(actions), terms, bulk, protect),
        _named(made, own).with_columns(why=pl.lit("blocks_own_keyword")),
        *([] if bulk is None else [_aimed(made, bulk)]),
    ]
    first = (
        pl.concat(one.select("key", "why", "search_term") for one in found)
        .sort(pl.col("why").replace_strict(_WHY, range(len(_WHY)), return_dtype=pl.Int8), "search_term")
        .unique("key", keep="first", maintain_order=True)
    )
    return _watched(actions, first.rename({"search_term": "word"}))


def emptied(cells: pl.DataFrame, staying: pl.DataFrame) -> pl.DataFrame:
    """Targets all of whose terms with clicks are negated today, by their IDs and names.

    Args:
        cells: sums per target and search term.
        staying: those of terms that stay today.
    """
    clicked = [frame.filter(pl.col("clicks") > 0).select(_TARGET).unique() for frame in (cells, staying)]
    return clicked[0].join(clicked[1], on=_TARGET, how="anti", nulls_equal=True)


def without_empty_bids(actions: dy.DataFrame[Action], empty: pl.DataFrame) -> dy.DataFrame[Action]:
    """The actions, in their order; new bids of targets without terms are watched.

    Args:
        actions: of a run.
        empty: as `emptied` tells them.
    """
    bids = actions.filter(_changes() & pl.col("to_bid").is_not_null() & pl.col("to_text").is_null())
    idle = bids.join(empty, on=_TARGET, how="semi", nulls_equal=True)
    none = pl.lit(None, dtype=pl.String)
    return _watched(actions, idle.select("key", why=pl.lit("nothing_left"), word=none))


_TARGET = [name for name in TARGET if not name.startswith("join")]


def _changes() -> pl.Expr:
    return pl.col("consent") != Consent.WATCH.value


def _of_terms(
    made: pl.DataFrame, back: pl.DataFrame, terms: pl.DataFrame, bulk: Bulk | None, protect: Protect
) -> pl.DataFrame:
    """Terms of the reports that the negatives block and that are to be kept: key, why, search_term."""
    guarded = pl.any_horizontal(word.is_not_null() for _, word in protections(protect, bulk))
    facts = _named(made, terms.select(*UNIT, *_FACTS)).filter(
        guarded | (pl.col("orders") > 0) | pl.col("exact_target")
    )
    marks = (made.select(*UNIT, itself=True).unique(), back.select(*UNIT, back=True).unique())
    for known in marks:
        facts = facts.join(known, on=UNIT, how="left", nulls_equal=True, maintain_order="left")
    mine = (pl.col("of_term") == pl.col("search_term")) & (pl.col("of_group") == pl.col("ad_group"))
    # What a negative in force stops isn't shown in any case, unless that is taken back today.
    stops = pl.Series([False]) if bulk is None else blocked_by(facts, bulk.negatives).is_not_null()
    sold = (pl.col("orders") > 0) & (earns() | pl.col("itself").is_null())
    alive = pl.col("back").is_not_null() | ~pl.lit(stops)
    return facts.with_columns(
        why=pl.when(guarded)
        .then(pl.lit("blocks_protected"))
        .when(sold & alive & ~mine.fill_null(value=False))
        .then(pl.lit("blocks_sold"))
        # Without a download exact keywords are known by the terms that they brought, clicked or not.
        .when(pl.col("exact_target") & alive & pl.col("itself").is_null())
        .then(pl.lit("blocks_keyword"))
    ).drop_nulls("why")


def _aimed(made: pl.DataFrame, bulk: Bulk) -> pl.DataFrame:
    """Exact keywords and product targets that the negatives would silence: key, why, search_term."""
    live = aims(bulk.targets.filter(pl.col("state") == "enabled"))
    texts = live.select(
        *_IDS,
        "campaign",
        "ad_group",
        "is_asin",
        "words",
        search_term=pl.when("is_asin").then("words").otherwise(pl.col("targeting").str.to_lowercase()),
    )
    return _named(made, texts).with_columns(why=pl.lit("blocks_keyword"))


def _named(made: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """Each term that a negative blocks, as it is given, with the negative's key, and the term and ad group that it is of."""
    negatives = as_negatives(made).with_columns(_placed())
    pairs = hits(terms.with_columns(_placed()), negatives)
    of = made.select("key", of_term="search_term", of_group="ad_group")
    return pl.concat([of[pairs["negative"]], terms[pairs["term"]]], how="horizontal")


def _placed() -> list[pl.Expr]:
    """Places by their IDs, and by their names where no download tells these."""
    campaign, group = pl.col("campaign_id"), pl.col("ad_group_id")
    # Nothing is written where all IDs are known; a million names would be in memory once more.
    return [
        pl.when(campaign.is_null())
        .then(pl.format("={}", "campaign"))
        .otherwise(campaign)
        .alias("campaign_id"),
        pl.when(group.is_not_null())
        .then(group)
        .when(pl.col("ad_group") != "*")
        .then(pl.format("={}={}", "campaign", "ad_group"))
        .alias("ad_group_id"),
    ]


def _watched(actions: dy.DataFrame[Action], stopped: pl.DataFrame) -> dy.DataFrame[Action]:
    """The actions, those of ``stopped`` (key, why, word) as watched ones that change nothing."""
    if stopped.is_empty():
        return actions
    known = actions.join(stopped, on="key", how="left", maintain_order="left")
    hit = pl.col("why").is_not_null()
    settled = known.with_columns(
        consent=pl.when(hit).then(pl.lit(Consent.WATCH.value)).otherwise("consent"),
        reason=pl.coalesce("why", "reason"),
        detail=pl.when(hit).then("word").otherwise("detail"),
        to_text=pl.when(~hit).then("to_text"),
        to_bid=pl.when(~hit).then("to_bid"),
    )
    return Action.validate(settled.select(Action.column_names()))
