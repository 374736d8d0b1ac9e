"""Changes of targets: bids, and what placements and budgets of their campaign do to them."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from adopt.estimate.outcome.attribution import BASE, in_force
from adopt.estimate.outcome.days import SUMS, TARGET
from adopt.estimate.outcome.terms import of_terms

_STEADY_CLICKS = 30.0
"""Clicks that the belief in the changed target's rate is worth for others that meet its terms. A choice."""


def of_targets() -> pl.Expr:
    """Whether a change is one of targets that were there: rows of `Applied`."""
    ours = pl.col("entity").is_in(["Keyword", "Product Targeting", "Campaign", "Bidding Adjustment"])
    return ours & ~of_terms()


def target_parts(applied: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    """A row for each target that a change is about; of a campaign's change, all that were seen in it before.

    Of a launch, whatever was seen in its campaigns since: all that it does is new.
    """
    mine = applied.filter(of_targets()).with_columns(pl.col("targeting").str.to_lowercase())
    whole = pl.col("ad_group") == "*"
    seen = days.group_by(TARGET).agg(pl.col("day").min(), pl.col("clicks").sum()).sort(TARGET)
    inside = (
        mine.filter(whole)
        .drop("ad_group", "targeting", "match_type")
        .join(seen, on="campaign", maintain_order="left")
        .filter((pl.col("day") <= pl.col("on")) | (pl.col("code") == "L501"))
    )
    share = pl.col("clicks") / pl.col("clicks").sum().over("number")
    spread = inside.with_columns(promised=pl.col("promised") * share, rank=pl.lit(1))
    kept = ["number", *TARGET, "made_on", "on", "until", "days", "promised", "rank"]
    single = mine.filter(~whole).with_columns(rank=pl.lit(0))
    return pl.concat([single.select(kept), spread.select(kept)])


def target_courses(parts: pl.DataFrame, last: date) -> pl.DataFrame:
    """The days that count for each target, held against the two weeks before the plan that began its course."""
    return in_force(parts, TARGET, last, adds_up=True).with_columns(
        before_first=pl.col("seen") - timedelta(days=BASE),
        before_last=pl.col("seen") - timedelta(days=1),
        known_from=pl.col("seen") - pl.duration(days="days"),
    )


def by_target(days: pl.DataFrame) -> pl.DataFrame:
    """Days of targets, all of their terms together."""
    return days.group_by("day", *TARGET).agg(pl.col(SUMS).sum()).sort("day", *TARGET)


def beside(days: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Days of a changed target's terms at targets where nothing was changed, under the name of the changed one.

    What it wins or loses in auctions, others of the account may lose or win. A term of several changed targets goes with
    the one that had most of its clicks.
    """
    changed = parts.select(TARGET).unique()
    clicks = (
        days.join(changed, on=TARGET, how="semi").group_by("search_term", *TARGET).agg(pl.col("clicks").sum())
    )
    most = clicks.sort("search_term", -pl.col("clicks"), *TARGET).unique(
        "search_term", keep="first", maintain_order=True
    )
    others = days.join(changed, on=TARGET, how="anti").select("day", "search_term", *SUMS)
    return by_target(others.join(most.drop("clicks"), on="search_term", how="inner"))


def apart(days: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Days of unchanged targets, without the terms that a changed target meets: these aren't left alone by its change."""
    changed = parts.select(TARGET).unique()
    met = days.join(changed, on=TARGET, how="semi").select("search_term").unique()
    return by_target(days.join(changed, on=TARGET, how="anti").join(met, on="search_term", how="anti"))


def with_own_rate(units: pl.DataFrame) -> pl.DataFrame:
    """Other targets' clicks of the terms convert as they did there, believed as far as they are many."""
    mean = pl.col("alpha") / (pl.col("alpha") + pl.col("beta"))
    orders = pl.min_horizontal("orders", "clicks")
    return units.with_columns(
        alpha=mean * _STEADY_CLICKS + orders, beta=(1 - mean) * _STEADY_CLICKS + pl.col("clicks") - orders
    )
