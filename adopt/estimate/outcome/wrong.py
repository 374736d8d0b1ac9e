"""Where a promise was wrong, and what the days since say of why."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

import polars as pl

from adopt.schema.outcome import Came

_LATELY = timedelta(days=3)
"""A negative takes up to so long to stop a term; one that was seen since runs on."""
_MUCH = 0.5
FEWEST_CLICKS = 10
"""Clicks, expected or come, from which on a single promise is called wrong: with fewer, a day's luck decides. A choice."""


class Why(StrEnum):
    """What stands out where a promise was wrong."""

    STILL_RUNS = "still_runs"  # not effective: the term still spends where it was negated
    SELLS_ELSEWHERE = "sells_elsewhere"  # the same term earns in other places: a candidate for U101
    MOVED = "moved"  # its clicks came in other places
    LESS_TRAFFIC = "less_traffic"  # there was less to win than before
    FEWER_ORDERS = "fewer_orders"  # orders lost with the clicks
    DEARER = "dearer"  # more spend, too few orders for it


def wrong(outcomes: pl.DataFrame, applied: pl.DataFrame, last: date) -> pl.DataFrame:
    """Actions whose interval leaves the promise out on the bad side, and negatives that don't work, dearest first.

    Of a hundred promises that are right, two or three stand here by chance.

    Args:
        outcomes: `Outcome`.
        applied: `Applied` of the same actions, for names and worth.
        last: last day that is known well enough.

    Returns:
        columns of ``outcomes``, with why (of `Why`), campaign, ad_group, targeting, search_term, entity and worth.
    """
    names = applied.select(
        "plan", "key", "campaign", "ad_group", "targeting", "search_term", "entity", "worth"
    )
    known = outcomes.join(
        names.unique(["plan", "key"], keep="first", maintain_order=True), on=["plan", "key"]
    )
    negative = pl.col("entity").str.contains("Negative") & ~pl.col("code").str.starts_with("U")
    runs = (
        negative
        & (pl.col("last_seen") > pl.lit(last) - _LATELY)
        & (pl.col("on") <= pl.lit(last) - 2 * _LATELY)
    )
    saved = pl.col("spend_expected") - pl.col("spend")
    sells = pl.col("elsewhere_orders") * pl.col("worth") > pl.col("elsewhere_spend").clip(0.0)
    why = (
        pl.when(runs)
        .then(pl.lit(Why.STILL_RUNS.value))
        .when(negative & (pl.col("elsewhere_orders") > 0) & sells)
        .then(pl.lit(Why.SELLS_ELSEWHERE.value))
        .when(negative & (pl.col("elsewhere_spend") > _MUCH * saved))
        .then(pl.lit(Why.MOVED.value))
        .when(negative & (saved < pl.col("promised")))
        .then(pl.lit(Why.LESS_TRAFFIC.value))
        .when(pl.col("orders") < pl.col("orders_expected"))
        .then(pl.lit(Why.FEWER_ORDERS.value))
        .otherwise(pl.lit(Why.DEARER.value))
    )
    enough = pl.max_horizontal("clicks_expected", "clicks") >= FEWEST_CLICKS
    bad = ((pl.col("verdict") == Came.SHORT.value) & enough) | runs
    short = pl.col("promised") - pl.col("came").fill_null(0.0)
    return known.with_columns(why=why).filter(bad.fill_null(value=False)).sort(-short, "plan", "key")
