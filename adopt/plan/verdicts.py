"""What the plan says of each search term's spend: one verdict a term, so that shares of spend add up."""

from __future__ import annotations

import polars as pl

from adopt.decide.level import true_share
from adopt.schema import Consent

VERDICTS = ("negate", "own", "own_lower", "lower", "raise", "watch", "keep")
"""Negated; a keyword of its own; the same at a lower bid; its target's bid lowered or raised; watched; left as it is."""

STATUSES = ("accepted", "asked", "unchanged")
"""Happens unless the seller says no; waits for the seller; no change."""

_WEEK = 7
_PLACE = ["campaign_id", "ad_group_id", "campaign", "ad_group"]
_TERM = [*_PLACE, "search_term"]
_TARGET = [*_PLACE, "targeting", "match_type"]


def judged_terms(terms: pl.DataFrame, actions: pl.DataFrame) -> pl.DataFrame:
    """Each search term of an ad group with what the plan does about it.

    An action on the term itself counts first, then the change of the bid of the target that most of its clicks came by,
    then that one of the two is watched.

    Args:
        terms: `TermEvidence`.
        actions: `Action`, of every consent, safe ones first.

    Returns:
        campaign, spend, loss (expected a week, 0 for terms that earn), verdict (one of `VERDICTS`), status (of `STATUSES`).
    """
    own = actions.filter(pl.col("search_term").is_not_null() & (pl.col("code") != "U101"))
    bids = actions.filter(
        pl.col("search_term").is_null() & pl.col("entity").is_in(["Keyword", "Product Targeting"])
    )
    known = terms.join(_first(own, _TERM, _of_term(), "term"), on=_TERM, how="left", nulls_equal=True)
    known = known.join(_first(bids, _TARGET, _of_bid(), "bid"), on=_TARGET, how="left", nulls_equal=True)
    acts = {name: pl.col(f"{name}_status").is_in(STATUSES[:2]) for name in ("term", "bid")}
    watched = pl.any_horizontal(pl.col("term_status", "bid_status").is_not_null())
    return known.select(
        "campaign",
        "spend",
        loss=_loss(),
        verdict=pl.when(acts["term"])
        .then("term_verdict")
        .when(acts["bid"])
        .then("bid_verdict")
        .when(watched)
        .then(pl.lit("watch"))
        .otherwise(pl.lit("keep")),
        status=pl.when(acts["term"])
        .then("term_status")
        .when(acts["bid"])
        .then("bid_status")
        .otherwise(pl.lit("unchanged")),
    )


def spend_by_verdict(judged: pl.DataFrame) -> pl.DataFrame:
    """verdict, terms, and their spend by `STATUSES`, in the order of `VERDICTS`; those without spend are left out."""
    place = pl.col("verdict").replace_strict(VERDICTS, range(len(VERDICTS)), return_dtype=pl.Int64)
    return by_status(judged, "verdict", "spend").sort(place)


def by_status(judged: pl.DataFrame, name: str, amount: str) -> pl.DataFrame:
    """``amount`` summed by ``name``, a column each of `STATUSES`, and how many terms have some; groups of nothing are left out."""
    some = judged.filter(pl.col(amount) > 0).sort(
        amount, name, "verdict"
    )  # one order, so that sums of floats are the same
    parts = [pl.col(amount).filter(pl.col("status") == status).sum().alias(status) for status in STATUSES]
    return some.group_by(name, maintain_order=True).agg(pl.len().alias("terms"), *parts)


def _first(actions: pl.DataFrame, by: list[str], verdict: pl.Expr, name: str) -> pl.DataFrame:
    """The first action of each of ``by`` (safe ones stand first): its verdict and status."""
    consents = [consent.value for consent in (Consent.SAFE, Consent.ASK, Consent.WATCH)]
    status = pl.col("consent").replace_strict(consents, STATUSES, return_dtype=pl.String)
    told = actions.select(*by, verdict.alias(f"{name}_verdict"), status.alias(f"{name}_status"))
    return told.unique(by, keep="first", maintain_order=True)


def _of_term() -> pl.Expr:
    return (
        pl.when(pl.col("code") == "H202")
        .then(pl.lit("own_lower"))
        .when(pl.col("code").str.starts_with("H"))
        .then(pl.lit("own"))
        .when(pl.col("entity").str.starts_with("Negative"))
        .then(pl.lit("negate"))
        .otherwise(pl.lit("own"))
    )


def _of_bid() -> pl.Expr:
    now = pl.coalesce("from_bid", "base_bid")
    return pl.when(pl.col("to_bid") < now).then(pl.lit("lower")).otherwise(pl.lit("raise"))


def _loss() -> pl.Expr:
    """Expected loss a week: clicks x (CPC - what a click is worth), where that is above zero."""
    each = pl.col("cpc") - pl.col("cvr") * pl.col("order_value") * true_share()
    return (each * pl.col("clicks") / pl.col("days") * _WEEK).clip(lower_bound=0)
