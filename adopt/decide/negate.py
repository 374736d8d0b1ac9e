"""N101 and N102: negate a search term that loses money and isn't worth waiting for.

A term is negated when its expected profit per click is below zero, waiting for more clicks isn't worth their price,
nothing protects it, and the run's promise on wrong negations has room for it. Formulas and sources:
docs/decisions.md.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import dataframely as dy
import polars as pl

from adopt.decide.account import with_account
from adopt.decide.actions import actions
from adopt.decide.alternative import alternatives
from adopt.decide.keep import earned
from adopt.decide.legal import keyword_problem
from adopt.decide.level import saved_per_week
from adopt.decide.losing import WAITING, losing_terms, surely_losing, undecided
from adopt.decide.patience import young
from adopt.decide.promised import doubtful, needed_by, within_the_promise
from adopt.decide.protect import protections
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Settings

_AGE = pl.col("known_days").cast(pl.String)
VERDICT = ["consent", "reason", "clicks", "p_limit"]
"""What other decisions ask of `negations` about a term, beside whose it is."""


class _Rule(NamedTuple):
    """A reason, when it applies, and its detail. The first that applies is the reason."""

    reason: str
    applies: pl.Expr
    detail: pl.Expr


def negations(
    terms: dy.DataFrame[TermEvidence], bulk: Bulk | None, settings: Settings, as_of: date
) -> dy.DataFrame[Action]:
    """Every term that is expected to lose money: negated (safe, ask), or watched with the reason why not.

    Among them are terms with too few clicks to be shown (`shown`), which may still get a bid of their own, and of which
    phrases ask whether their place runs and is past its first days.

    Args:
        terms: evidence of the account's search terms.
        bulk: the download, for negatives in force, own ASINs, states and ages; None where there is none.
        settings: of the run.
        as_of: the day of the run.
    """
    losing = losing_terms(terms, settings)
    losing = losing.with_columns(proved=surely_losing(losing))
    losing = with_account(losing, terms, bulk, as_of)
    rules = _rules(settings, bulk)
    judged = losing.with_columns(
        reason=pl.coalesce(pl.when(rule.applies).then(pl.lit(rule.reason)) for rule in rules),
        detail=pl.coalesce(pl.when(rule.applies).then(rule.detail) for rule in rules),
    )
    told = _told(within_the_promise(judged, settings, int(terms["orders"].sum())), settings)
    del losing, judged
    return actions(_described(_with_needed(told, settings), terms, settings))


def shown(negated: dy.DataFrame[Action], settings: Settings) -> dy.DataFrame[Action]:
    """What `negations` said, without watched terms of fewer than ``watch_clicks`` clicks."""
    watched = pl.col("consent") == Consent.WATCH.value
    return Action.cast(negated.filter(~watched | (pl.col("clicks") >= settings.negate.watch_clicks)))


def _with_needed(promised: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Adds how many more clicks without an order a term needs, where clicks are what it waits for; null elsewhere."""
    numbered = promised.with_row_index("at")
    waits = numbered.filter(pl.col("reason").is_in(WAITING))
    told = waits.select("at", clicks_needed=needed_by(waits, settings))
    return numbered.join(told, on="at", how="left", maintain_order="left").drop("at")


def _rules(settings: Settings, bulk: Bulk | None) -> tuple[_Rule, ...]:
    none = pl.lit(None, dtype=pl.String)
    problem = pl.when(~pl.col("is_asin")).then(keyword_problem(pl.col("search_term")))
    thin, worth_waiting = undecided(settings)
    return (
        _Rule(
            "exact_keyword",
            pl.col("exact_target") | pl.col("aimed").is_not_null(),
            pl.coalesce("aimed", "targeting"),
        ),
        *(_Rule(reason, word.is_not_null(), word) for reason, word in protections(settings.protect, bulk)),
        _Rule("twin_earns", pl.col("twin").is_not_null(), pl.col("twin")),
        _Rule("not_joined", pl.col("nowhere").is_not_null(), pl.col("nowhere")),
        _Rule("not_enabled", pl.col("stopped").is_not_null(), pl.col("stopped")),
        _Rule("already_negated", pl.col("blocked").is_not_null(), pl.col("blocked")),
        _Rule("negative_paused", pl.col("paused_negative").is_not_null(), pl.col("paused_negative")),
        _Rule("new_product", young(settings) & ~pl.col("proved"), _AGE),
        _Rule("thin_evidence", thin, none),
        _Rule("worth_waiting", worth_waiting, none),
        _Rule("has_earned", earned(), none),
        _Rule("cannot_be_written", problem.is_not_null(), problem),
    )


def _told(judged: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Gives the candidates that no rule stopped their reason: negated as far as the promise reaches, else watched."""
    sold = (pl.col("orders") > 0) | (pl.col("orders_elsewhere") > 0)
    loses = (
        pl.when(pl.col("earns_in").is_not_null())
        .then(pl.lit("sells_elsewhere"))
        .when(sold)
        .then(pl.lit("loses_money_with_orders"))
        .when(doubtful(settings))
        .then(pl.lit("less_sure"))
        .otherwise(pl.lit("loses_money"))
    )
    early = young(settings) & pl.col("earns_in").is_null()
    told = pl.when(early).then(pl.lit("proved_to_lose")).otherwise(loses)
    decided = pl.when("kept").then(told).otherwise(pl.lit("promise_spent"))
    return judged.with_columns(
        reason=pl.coalesce("reason", decided),
        detail=pl.when(pl.col("kept") & early).then(_AGE).otherwise("detail"),
    )


def _described(judged: pl.DataFrame, terms: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    reason, asin = pl.col("reason"), pl.col("is_asin")
    consent = (
        pl.when(reason == "loses_money")
        .then(pl.lit(Consent.SAFE.value))
        .when(reason == "loses_money_with_orders")
        .then(pl.lit(settings.negate.with_orders))
        .when(reason.is_in(["proved_to_lose", "sells_elsewhere", "less_sure"]))
        .then(pl.lit(Consent.ASK.value))
        .otherwise(pl.lit(Consent.WATCH.value))
    )
    negative = (
        pl.when(asin)
        .then(pl.format('asin="{}"', pl.col("search_term").str.to_uppercase()))
        .otherwise("search_term")
    )
    return judged.with_columns(
        code=pl.when(asin).then(pl.lit("N102")).otherwise(pl.lit("N101")),
        entity=pl.when(asin).then(pl.lit("Negative Product Targeting")).otherwise(pl.lit("Negative Keyword")),
        consent=consent,
        to_text=pl.when(consent != Consent.WATCH.value).then(negative),
        detail=pl.when(reason == "sells_elsewhere").then("earns_in").otherwise("detail"),
        money_per_week=saved_per_week(settings.negate.stays),
        probability=1 - pl.col("p_profitable"),
        alternative=alternatives(judged, terms),
    )
