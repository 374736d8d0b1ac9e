"""The course of events: on each day of decision a policy sees the reports as its own negations have left them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache

import numpy as np
import polars as pl

from adopt.lab.account import Account
from adopt.lab.baselines import KEY
from adopt.lab.case import Case, Policy, Seen, case_of
from adopt.lab.download import bulk_parts, with_metrics
from adopt.lab.own_keywords import OWN, nothing, spells, with_own_keywords
from adopt.lab.report import visible_report
from adopt.schema import Bulk, Negative, SearchTermRow, bulk_frames
from adopt.settings import Settings


def play(account: Account, policies: Mapping[str, Policy], settings: Settings) -> dict[str, pl.DataFrame]:
    """What each policy negates over the world's days of decision, each on its own course of the same account.

    A negation removes the term's own later clicks, and a lower price some of them; what stays is as drawn otherwise: all policies
    meet the same draws.

    Returns:
        By policy: rows of `adopt.lab.own_keywords.OWN`.
    """
    untouched = cache(lambda day: case_of(seen_on(account, day, nothing()), settings))
    return {name: _course(account, policy, settings, untouched) for name, policy in policies.items()}


def _course(
    account: Account, policy: Policy, settings: Settings, untouched: Callable[[int], Case]
) -> pl.DataFrame:
    gone = nothing()
    for day in account.world.looks:
        case = case_of(seen_on(account, day, gone), settings) if gone.height else untouched(day)
        chosen = policy(case)
        since = day - account.world.history_days + account.world.late_days
        new = _in_force(_uploaded(account, _news(chosen, gone), day), since)
        gone = pl.concat([gone, new], how="diagonal").select(*OWN)
    return gone


def _news(chosen: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """What is chosen of terms that nothing was decided of yet, and new prices of those that have one; sorted."""
    kept = chosen.select(name for name in (*OWN, "days") if name in chosen.columns)
    first = kept.join(gone, on=KEY, how="anti")
    if "price" in kept.columns:
        again = kept.drop_nulls("price").join(gone.drop_nulls("price"), on=KEY, how="semi")
        first = pl.concat([first, again])
    return first.unique(KEY).sort(KEY)


def _in_force(chosen: pl.DataFrame, since: int) -> pl.DataFrame:
    """With the day from which each holds: a term's own price only ``days`` later."""
    later = pl.col("days").fill_null(0) if "days" in chosen.columns else pl.lit(0, pl.Int64)
    return chosen.with_columns(since=since + later).drop("days", strict=False)


def _uploaded(account: Account, chosen: pl.DataFrame, day: int) -> pl.DataFrame:
    """What the seller uploads of what was chosen; the same seller skips the same rows of the same list."""
    drawn = np.random.default_rng([account.seed, day]).random(chosen.height)
    return chosen.filter(pl.Series(drawn < account.world.uploaded))


def seen_on(account: Account, day: int, gone: pl.DataFrame) -> Seen:
    """The account as its seller sees it on the morning of a day, counted from the first click.

    Args:
        account: whose days cover ``day``.
        day: of decision.
        gone: what was decided so far, as from `play`. A term that goes on at its own price is negated where it was found, and
            its clicks are those of its keyword.
    """
    as_of = account.first_day + timedelta(days=day)
    today = day - account.world.history_days
    start = account.first_day + timedelta(days=account.world.history_days)
    after = with_own_keywords(account, gone, today)
    since = pl.lit(start) + pl.duration(days=pl.col("since"))
    negated = gone.filter(pl.col("price").is_null()).select(*KEY, stopped=since)
    places = account.truth.select("pair", *KEY).join(negated, on=KEY)
    kept = (
        after.clicks.join(places.select("pair", "stopped"), on="pair", how="left", maintain_order="left")
        .filter(pl.col("stopped").is_null() | (pl.col("day") < pl.col("stopped")))
        .drop("stopped")
    )
    report = visible_report(after.truth, kept, after.orders, as_of)
    rows = SearchTermRow.validate(report.select(SearchTermRow.column_names()))
    bulk = bulk_frames(**bulk_parts(with_metrics(after.entities, report)))
    standing = _blocked(gone.filter(pl.col("since") <= today), after)
    return Seen(rows, _with_negatives(bulk, account.truth, standing), day, as_of, _served(gone))


def _blocked(gone: pl.DataFrame, account: Account) -> pl.DataFrame:
    """Terms that a negative blocks: not where their own keyword stands."""
    groups = account.entities.drop_nulls("target_id").select("target_id", "campaign", "ad_group")
    at_home = gone.join(groups, on=["target_id", "campaign", "ad_group"], how="semi").select(KEY)
    return (
        gone.select(KEY).unique(maintain_order=True).join(at_home, on=KEY, how="anti", maintain_order="left")
    )


def _served(gone: pl.DataFrame) -> pl.DataFrame:
    last = spells(gone).filter(pl.col("until").is_null())
    return last.select(*KEY, "price", "target_id", "bid")


def _with_negatives(bulk: Bulk, truth: pl.DataFrame, standing: pl.DataFrame) -> Bulk:
    if standing.is_empty():
        return bulk
    ids = truth.select(*KEY, "campaign_id", "ad_group_id", "is_asin").unique(KEY, maintain_order=True)
    asin, height = pl.col("is_asin"), bulk.negatives.height
    new = standing.join(ids, on=KEY, maintain_order="left").select(
        row=pl.int_range(height + 2, height + 2 + pl.len(), dtype=pl.UInt32),
        negative_id=pl.format("negative {}", pl.int_range(pl.len())),
        level=pl.lit("ad_group"),
        kind=pl.when(asin).then(pl.lit("product")).otherwise(pl.lit("keyword")),
        campaign_id="campaign_id",
        ad_group_id="ad_group_id",
        text=pl.when(asin)
        .then(pl.format('asin="{}"', pl.col("search_term").str.to_uppercase()))
        .otherwise("search_term"),
        match_type=pl.when(asin).then(pl.lit("-")).otherwise(pl.lit("negativeExact")),
        state=pl.lit("enabled"),
    )
    negatives = pl.concat(
        [bulk.negatives.select(Negative.column_names()), new.select(Negative.column_names())]
    )
    return replace(bulk, negatives=Negative.validate(negatives))
