"""Evidence rows become actions."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from adopt.schema import Action

OPTIONAL = {
    "detail": pl.String,
    "search_term": pl.String,
    "from_bid": pl.Float64,
    "to_bid": pl.Float64,
    "from_value": pl.Float64,
    "to_value": pl.Float64,
    "measured": pl.Float64,
    "against": pl.Float64,
    "kappa": pl.Float64,
    "to_text": pl.String,
    "to_match_type": pl.String,
    "to_state": pl.String,
    "to_campaign_id": pl.String,
    "to_ad_group_id": pl.String,
    "to_campaign": pl.String,
    "to_ad_group": pl.String,
    "alternative": pl.String,
    "stands_for": pl.Int64,
    "stands_for_terms": pl.String,
    "waits_for": pl.String,
    "clicks_needed": pl.Int64,
    "orders_needed": pl.Int64,
    "days_needed": pl.Int64,
    "declined_on": pl.String,
    "alpha": pl.Float64,
    "beta": pl.Float64,
    "effective_clicks": pl.Float64,
    "lent": pl.Float64,
    "prior_cvr": pl.Float64,
    "p_limit": pl.Float64,
    "base_bid": pl.Float64,
    "towards": pl.Float64,
    "bid_multiplier": pl.Float64,
    "rivalry": pl.Float64,
    "age_days": pl.Int64,
    "known_days": pl.Int64,
    "budget": pl.Float64,
    "aim": pl.String,
    "aim_level": pl.Float64,
}
"""What a decision may have no word for; null then."""


def actions(frame: pl.DataFrame) -> dy.DataFrame[Action]:
    """`Action` rows from evidence rows that carry code, consent, reason, entity, money_per_week and probability.

    What a decision has no word for stays null.
    """
    full = completed(frame.with_columns(break_even_acos=pl.col("margin")))
    return Action.validate(full.select(Action.column_names()))


def of_campaign(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows as ones of a campaign that the download knows, and of nothing inside it."""
    nothing = ("ad_group_id", "target_id", "join_reason")
    return frame.with_columns(
        *(pl.lit(None, dtype=pl.String).alias(name) for name in nothing),
        ad_group=pl.lit("*"),
        match_type=pl.lit("-"),
        join=pl.lit("target"),
    )


def completed(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with a key, and null in each column of an action that they have no word for."""
    empty = [
        pl.lit(None, dtype=kind).alias(name) for name, kind in OPTIONAL.items() if name not in frame.columns
    ]
    return frame.with_columns(*empty).with_columns(key=_key())


def _key() -> pl.Expr:
    target = pl.coalesce("target_id", pl.format("{} {}", "targeting", "match_type"))
    return pl.concat_str(
        "code",
        pl.coalesce("campaign_id", _escaped("campaign")),
        pl.coalesce("ad_group_id", _escaped("ad_group")),
        pl.coalesce("search_term", target),
        separator="|",
    )


def _escaped(name: str) -> pl.Expr:
    # Names often hold bars; two pairs of them must never make one key.
    return pl.col(name).str.replace_all(r"([\\|])", r"\${1}")
