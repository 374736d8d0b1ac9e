"""How far a rule from outside may go: it asks, unless the seller trusts it; no protection gives way to it."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from adopt.decide.account import with_account
from adopt.decide.legal import keyword_problem
from adopt.decide.protect import protections
from adopt.estimate.text import term_words
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Settings

_ASIN = r'(?i)([a-z0-9]{10})"?\s*$'
_NEGATIVES = ["Negative Keyword", "Negative Product Targeting"]
_TARGETS = ["Keyword", "Product Targeting"]


def consented(
    rows: dy.DataFrame[Action],
    terms: dy.DataFrame[TermEvidence],
    bulk: Bulk | None,
    settings: Settings,
    as_of: date,
) -> dy.DataFrame[Action]:
    """The rows with the consent that they may have.

    *Safe* stays where the seller trusts the rule, an upload file can carry the row, and no order speaks against it; else it
    is *ask*. A negative that a protection, a negative in force, an exact keyword or Amazon's rules forbid is *watch*, with
    that reason.

    Args:
        rows: of one rule.
        terms: evidence of all search terms.
        bulk, settings, as_of: of the run.
    """
    if rows.is_empty():
        return rows
    known = _with_guards(rows, terms, bulk, settings, as_of)
    trusted = pl.col("code").is_in(list(settings.rules.trusted)) & _carried() & pl.col("earns_in").is_null()
    negative, watch = pl.col("entity").str.contains("Negative"), pl.lit(Consent.WATCH.value)
    stopped = negative & pl.col("guard").is_not_null() & (pl.col("consent") != watch)
    asks = (pl.col("consent") == Consent.SAFE.value) & ~trusted
    bounded = known.with_columns(
        consent=pl.when(stopped).then(watch).when(asks).then(pl.lit(Consent.ASK.value)).otherwise("consent"),
        reason=pl.when(stopped).then("guard").otherwise("reason"),
        detail=pl.when(stopped).then("guard_detail").otherwise("detail"),
    )
    return Action.validate(bounded.select(Action.column_names()))


def _carried() -> pl.Expr:
    """Whether an upload file can carry the row: a new negative or keyword has a text, a changed bid a target."""
    joined = pl.col("campaign_id").is_not_null() & pl.col("ad_group_id").is_not_null()
    negative = pl.col("entity").is_in(_NEGATIVES) & pl.col("to_text").is_not_null() & joined
    target = pl.col("entity").is_in(_TARGETS) & (pl.col("to_bid") > 0)
    made = pl.col("to_text").is_not_null() & pl.col("to_ad_group_id").is_not_null()
    moved = pl.col("to_text").is_null() & pl.col("target_id").is_not_null()
    return (negative | (target & (made | moved))).fill_null(value=False)


def _with_guards(
    rows: pl.DataFrame, terms: pl.DataFrame, bulk: Bulk | None, settings: Settings, as_of: date
) -> pl.DataFrame:
    """The rows with ``guard`` and ``guard_detail``, why their text may not be negated, and ``earns_in``."""
    product = pl.col("entity").str.contains("Product")
    text = pl.coalesce("to_text", "search_term", pl.lit(""))
    asin = pl.when(product).then(text.str.extract(_ASIN).str.to_lowercase())
    blocked = rows.select(
        *("campaign_id", "ad_group_id", "campaign", "ad_group", "join_reason", "entity"),
        is_asin=product,
        search_term=pl.coalesce(asin, text),
    ).with_columns(words=term_words())
    known = with_account(blocked, terms, bulk, as_of)
    exact = pl.col("entity") == "Negative Keyword"
    guards = {
        "exact_keyword": pl.col("aimed"),
        **dict(protections(settings.protect, bulk)),
        "twin_earns": pl.col("twin"),
        "not_joined": pl.col("nowhere"),
        "not_enabled": pl.col("stopped"),
        "already_negated": pl.col("blocked"),
        "negative_paused": pl.col("paused_negative"),
        "cannot_be_written": pl.when(exact).then(keyword_problem(pl.col("search_term"))),
    }
    found = known.select(
        "earns_in",
        guard=pl.coalesce(pl.when(word.is_not_null()).then(pl.lit(name)) for name, word in guards.items()),
        guard_detail=pl.coalesce(guards.values()),
    )
    return rows.hstack(found)
