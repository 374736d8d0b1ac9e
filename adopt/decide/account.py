"""What the account says of a losing term: where it sells, what a negative of it would touch, whether it runs."""

from __future__ import annotations

from datetime import date

import polars as pl

from adopt.decide.aims import aims
from adopt.decide.in_force import blocked_by, paused_for
from adopt.estimate.campaign_dates import has_ended
from adopt.estimate.newness import known_days
from adopt.schema import Bulk

_GROUP = ["campaign_id", "ad_group_id", "campaign", "ad_group"]
_WITHOUT_BULK = {
    "aimed": pl.String,
    "blocked": pl.String,
    "paused_negative": pl.String,
    "stopped": pl.String,
    "known_days": pl.Int64,
    "nowhere": pl.String,
}


def with_account(losing: pl.DataFrame, terms: pl.DataFrame, bulk: Bulk | None, as_of: date) -> pl.DataFrame:
    """Adds a column per question, null where the answer is no.

    earns_in (campaign where the term earns most), twin (a spelling of it that earns in the same ad group), aimed
    (the exact keyword or product target of its ad group that is this term), blocked and paused_negative (negatives
    that name it), stopped (the state of what doesn't run), known_days (how long the newest product there has been advertised),
    nowhere (why no ad group is known).

    Args:
        losing: terms that lose money: columns of `TermEvidence`, words among them.
        terms: evidence of all terms.
        bulk: the download; without one only the first two are known.
        as_of: the day of the run.
    """
    losing = _with_earners(losing, terms)
    if bulk is None:
        return losing.with_columns(
            pl.lit(None, dtype=kind).alias(name) for name, kind in _WITHOUT_BULK.items()
        )
    ended = pl.when(has_ended(as_of)).then(pl.lit("ended")).alias("ended")
    groups = bulk.ad_groups.select("ad_group_id", _stopped("state", "campaign_state")).unique("ad_group_id")
    campaigns = bulk.campaigns.select("campaign_id", ended).unique("campaign_id")
    return (
        losing.with_columns(
            _aimed(losing, bulk.targets).alias("aimed"),
            blocked_by(losing, bulk.negatives).alias("blocked"),
            paused_for(losing, bulk.negatives).alias("paused_negative"),
            # A term that isn't in the download has no place where a negative could be written.
            nowhere=pl.when(pl.col("ad_group_id").is_null()).then("join_reason"),
        )
        .join(groups, on="ad_group_id", how="left", maintain_order="left")
        .join(campaigns, on="campaign_id", how="left", maintain_order="left")
        .join(known_days(bulk, as_of), on="campaign_id", how="left", maintain_order="left")
        .with_columns(pl.coalesce("stopped", "ended").alias("stopped"))
    )


def _with_earners(losing: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    worth = pl.col("order_value") * pl.col("margin")
    earners = (
        terms.filter((pl.col("orders") > 0) & (pl.col("cvr") * worth >= pl.col("cpc")))
        .select(*_GROUP, "search_term", "orders", "words")
        .sort("orders", "campaign", "ad_group", descending=[True, False, False])
    )
    # Plurals are folded here too: whoever buys "pans" elsewhere may well buy "pan" here.
    places = earners.group_by("words", maintain_order=True).agg(earns_in=pl.col("campaign").first())
    twins = earners.group_by(*_GROUP, "words", maintain_order=True).agg(twin=pl.col("search_term").first())
    return losing.join(places, on="words", how="left", maintain_order="left").join(
        twins, on=[*_GROUP, "words"], how="left", nulls_equal=True, maintain_order="left"
    )


def _aimed(losing: pl.DataFrame, targets: pl.DataFrame) -> pl.Series:
    """The enabled exact keyword or product target that a negative of the term would silence, served or not."""
    first = (
        aims(targets.filter(pl.col("state") == "enabled"))
        .select("ad_group_id", "words", "is_asin", aimed="targeting")
        .sort("aimed")
        .unique(["ad_group_id", "words", "is_asin"], keep="first", maintain_order=True)
    )
    on = ["ad_group_id", "words", "is_asin"]
    return losing.join(first, on=on, how="left", maintain_order="left")["aimed"]


def _stopped(*states: str) -> pl.Expr:
    return pl.coalesce(pl.when(pl.col(name) != "enabled").then(name) for name in states).alias("stopped")
