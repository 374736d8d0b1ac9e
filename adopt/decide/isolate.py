"""H202: give a search term that loses at today's price a keyword of its own, at the price that it is worth.

For terms that N101 or N102 would negate, but for the promise or without the seller's word, and for losing terms with too
little evidence to negate them: caution about negating needn't mean paying too much. Formulas: docs/decisions.md.
"""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl

from adopt.decide.actions import actions
from adopt.decide.coming import at_coming_bids, then, today
from adopt.decide.harvest import once, with_own_target
from adopt.decide.in_force import blocked_by
from adopt.decide.legal import keyword_problem
from adopt.decide.losing import WAITING, verdicts
from adopt.decide.own_bid import with_own_bid
from adopt.decide.places import found_in, homes, running, shut_out, taken, with_home
from adopt.decide.promised import doubtful
from adopt.estimate.rows import UNIT
from adopt.schema import Action, Bulk, Consent, TermEvidence
from adopt.settings import Settings
from adopt.words import Market

_REASONS = {
    "promise_spent": "promise_spent",
    "thin_evidence": "unproved",
    "worth_waiting": "unproved",
    "has_earned": "loses_with_orders",
    "less_sure": "promise_spent",
    "loses_money_with_orders": "loses_with_orders",
}
_ASKED = "loses_money_with_orders"
_EARNED = "has_earned"
_NEGATED = ["less_sure", _ASKED]
"""Reasons of terms that are negated unless the seller or a bid of their own says otherwise."""


def isolations(
    terms: dy.DataFrame[TermEvidence],
    negated: pl.DataFrame,
    bulk: Bulk | None,
    settings: Settings,
    as_of: date,
    market: Market | None,
    decimals: int,
    coming: pl.DataFrame | None = None,
) -> dy.DataFrame[Action]:
    """Keywords and product targets worth creating at a lower bid; each replaces the term's row of ``negated``.

    Args:
        terms: evidence of the account's search terms.
        negated: what `negations` said of them; of its columns `UNIT` and `adopt.decide.negate.VERDICT` do.
        bulk: the download; without one there are none, as their bid and ad group aren't known.
        settings, as_of, market, decimals: as in `harvests`.
        coming: bids that are about to fall (`adopt.decide.coming.coming_bids`): an own bid must gain over them. None
            where all stand as they are.
    """
    if bulk is None:
        return Action.create_empty()
    groups = running(bulk, as_of)
    found = found_in(_candidates(terms, negated, settings), bulk, groups)
    found = at_coming_bids(found, coming, settings.bid)
    found = found.filter(~taken(found, bulk) & blocked_by(found, bulk.negatives).is_null())
    found = with_home(found, homes(bulk, groups))
    # A negative could never follow in an ad group that holds the keyword itself.
    found = found.filter(pl.col("to_ad_group_id") != pl.col("ad_group_id"))
    own = _worth_it(found.filter(~shut_out(found, bulk.negatives)), settings, market, decimals)
    return actions(_described(once(own)))


def isolable(rows: pl.DataFrame, settings: Settings, market: Market | None, decimals: int) -> pl.Series:
    """Whether the evidence of each row alone says to give its term a keyword of its own at a lower bid.

    Args:
        rows: columns as `adopt.decide.own_bid.with_own_bid` and `adopt.decide.losing.verdicts` take them, reason, and
            measured and against as `adopt.decide.coming.today` gives them.
        settings, market, decimals: as in `isolations`.
    """
    paid = rows.with_row_index("at").with_columns(
        paid=pl.max_horizontal("paid", "cpc"), verdict=verdicts(rows, settings)
    )
    paid = paid.with_columns(
        later_paid=pl.coalesce(pl.col("against") * pl.col("bid_multiplier"), "paid"),
        later_cpc=pl.coalesce("measured", "cpc"),
    )
    sold = (pl.col("orders") > 0) | (pl.col("reason") == "loses_with_orders")
    unsure = pl.col("p_profitable") >= settings.negate.promise
    asked = sold & unsure & (settings.negate.with_orders == "ask")
    negated = (pl.col("verdict") == "loses_money") & (asked | (~sold & doubtful(settings)))
    waits = pl.col("verdict").is_in([*WAITING, _EARNED])
    enough = pl.col("clicks") >= settings.harvest.isolate_clicks
    candidates = paid.filter((waits | negated) & enough).with_columns(
        reason=pl.when(waits).then("verdict").otherwise(pl.lit(_ASKED))
    )
    said = _worth_it(candidates, settings, market, decimals)["at"]
    return pl.int_range(rows.height, eager=True).is_in(said.implode())


def _worth_it(found: pl.DataFrame, settings: Settings, market: Market | None, decimals: int) -> pl.DataFrame:
    own = with_own_bid(then(found, settings.bid), settings, market, decimals)
    least = settings.harvest.min_gain * pl.col("cost")
    # A negative stops the whole loss: its own bid must earn something on top of that.
    beats = pl.when(pl.col("reason").is_in(_NEGATED)).then(pl.col("own_profit") >= least)
    worth_it = beats.otherwise(pl.col("own_profit") > 0) & (pl.col("gain") >= least)
    lower = pl.col("to_bid") < pl.col("base_bid")
    return today(own.filter(worth_it & lower))


def _candidates(terms: pl.DataFrame, negated: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Evidence of terms that wait for the promise, for more clicks, or for the seller.

    Of those that wait for the seller only the less sure ones: what is left of the negations keeps the promise then.
    """
    unsure = pl.col("p_profitable") >= settings.negate.promise
    waiting = negated.filter(
        pl.col("reason").is_in(list(_REASONS))
        & (pl.col("consent") != Consent.SAFE.value)
        & (pl.col("clicks") >= settings.harvest.isolate_clicks)
    ).select(*UNIT, "reason", "p_limit")
    illegal = pl.when(~pl.col("is_asin")).then(keyword_problem(pl.col("search_term"), "exact"))
    return terms.join(waiting, on=UNIT, nulls_equal=True, maintain_order="left").filter(
        illegal.is_null() & ((pl.col("reason") != _ASKED) | unsure)
    )


def _described(chosen: pl.DataFrame) -> pl.DataFrame:
    return with_own_target(chosen).with_columns(
        code=pl.lit("H202"),
        reason=pl.col("reason").replace_strict(_REASONS, return_dtype=pl.String),
        consent=pl.lit(Consent.ASK.value),
        money_per_week=pl.col("true_gain"),
        probability=pl.col("p_gain"),
    )
