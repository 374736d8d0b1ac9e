"""The plan's money in a few lines."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from adopt.schema import Consent
from adopt.schema.rule import OURS
from adopt.write.bulk_sheet import NEGATIVES


class Money(NamedTuple):
    """Expected profit per week, in the account's currency, and the rows that it comes from."""

    negations: float
    negation_rows: int
    keywords: float
    keyword_rows: int
    bids: float
    bid_rows: int
    budgets: float
    budget_rows: int
    launches: float
    launch_rows: int
    placements: float
    placement_rows: int
    outside: float
    outside_rows: int
    waiting: float
    waiting_rows: int


def money_at_stake(actions: pl.DataFrame) -> Money:
    """Money of safe negations, keywords, bids, budgets, placements, launches (a cost), of trusted rules, and of what waits."""
    every = actions.filter(pl.col("consent") == Consent.SAFE.value)
    ours = pl.col("code").str.slice(0, 1).is_in(list(OURS))
    safe, outside = every.filter(ours), every.filter(~ours)
    negative = pl.col("entity").is_in(NEGATIVES)
    negations = safe.filter(negative)
    keywords = safe.filter(pl.col("code").str.starts_with("H") & ~negative)
    bids = safe.filter(pl.col("code").is_in(["B301", "B304"]))
    there = pl.col("campaign_id").is_not_null()
    budgets = safe.filter((pl.col("entity") == "Campaign") & there)
    placements = safe.filter(pl.col("code") == "B302")
    launches = safe.filter((pl.col("code") == "L501") & ~there)
    waiting = actions.filter(pl.col("consent") == Consent.ASK.value)
    return Money(
        negations=_sum(negations),
        negation_rows=negations.height,
        keywords=_sum(keywords),
        keyword_rows=keywords.height,
        bids=_sum(bids),
        bid_rows=bids.height,
        budgets=_sum(budgets),
        budget_rows=budgets.height,
        launches=_sum(launches),
        launch_rows=launches.height,
        placements=_sum(placements),
        placement_rows=placements.height,
        outside=_sum(outside),
        outside_rows=outside.height,
        waiting=_sum(waiting),
        waiting_rows=waiting.height,
    )


def _sum(rows: pl.DataFrame) -> float:
    return round(float(rows["money_per_week"].sum()), 4)
