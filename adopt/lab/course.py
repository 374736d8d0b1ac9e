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
from adopt.lab.report import visible_report
from adopt.schema import Bulk, Negative, SearchTermRow, bulk_frames
from adopt.settings import Settings


def nothing() -> pl.DataFrame:
    """No negation: `KEY`, price and since."""
    return pl.DataFrame(
        schema={**dict.fromkeys(KEY, pl.String()), "price": pl.Float64(), "since": pl.Int64()}
    )


def play(account: Account, policies: Mapping[str, Policy], settings: Settings) -> dict[str, pl.DataFrame]:
    """What each policy negates over the world's days of decision, each on its own course of the same account.

    A negation removes the term's own later clicks, which stay as drawn otherwise: all policies meet the same draws.

    Returns:
        By policy: `KEY`, price (null where negated), and since, the day of the horizon from which this is in force.
    """
    untouched = cache(lambda day: case_of(seen_on(account, day, nothing()), settings))
    return {name: _course(account, policy, settings, untouched) for name, policy in policies.items()}


def _course(
    account: Account, policy: Policy, settings: Settings, untouched: Callable[[int], Case]
) -> pl.DataFrame:
    gone = nothing()
    for day in account.world.looks:
        case = case_of(seen_on(account, day, gone), settings) if gone.height else untouched(day)
        chosen = policy(case).unique(KEY).sort(KEY).join(gone, on=KEY, how="anti", maintain_order="left")
        kept = [name for name in (*KEY, "price", "days") if name in chosen.columns]
        since = day - account.world.history_days + account.world.late_days
        gone = pl.concat(
            [gone, _in_force(_uploaded(account, chosen.select(kept), day), since)], how="diagonal"
        )
    return gone


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
        gone: negatives so far: `KEY`, and since, counted from the beginning of the horizon. A term that goes on at
            its own price is gone from here as well: it has a keyword of its own.
    """
    as_of = account.first_day + timedelta(days=day)
    start = account.first_day + timedelta(days=account.world.history_days)
    since = pl.lit(start) + pl.duration(days=pl.col("since"))
    places = account.truth.select("pair", *KEY).join(gone.with_columns(stopped=since), on=KEY)
    kept = (
        account.clicks.join(places.select("pair", "stopped"), on="pair", how="left", maintain_order="left")
        .filter(pl.col("stopped").is_null() | (pl.col("day") < pl.col("stopped")))
        .drop("stopped")
    )
    report = visible_report(account.truth, kept, account.orders, as_of)
    rows = SearchTermRow.validate(report.select(SearchTermRow.column_names()))
    bulk = bulk_frames(**bulk_parts(with_metrics(account.entities, report)))
    standing = gone.filter(pl.col("since") <= day - account.world.history_days)
    return Seen(rows, _with_negatives(bulk, account.truth, standing), day, as_of)


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
