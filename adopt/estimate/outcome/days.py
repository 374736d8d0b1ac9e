"""Days as reports tell them now, with the orders that are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from adopt.estimate.maturity import visible_share
from adopt.estimate.outcome.attribution import Window
from adopt.estimate.rows import spelt_terms
from adopt.schema import MICROS

RIPE = 0.8
"""Share of its orders that a day must show before it counts. A choice: what is scaled up by more says little."""

GROUP = ["campaign", "ad_group"]
TARGET = [*GROUP, "targeting", "match_type"]
TERM = [*GROUP, "search_term"]
SUMS = ["clicks", "orders", "spend"]
ALL_SUMS = [name + ending for ending in ("", "_after", "_known") for name in SUMS]


def ripe_days(
    rows: pl.DataFrame, window_days: int = 7, learned: Sequence[float] | None = None
) -> pl.DataFrame:
    """Sums of each day, target and search term, up to the last day that shows enough of its orders.

    Orders are divided by the share of them that was visible when the day was last reported.

    Args:
        rows: `SearchTermRow` of single days, with ``seen_on``, the day of the download that told them.
        window_days: attribution window.
        learned: maturity after 1, 2, 3, ... days, where the seller's history tells it.

    Returns:
        day, campaign, ad_group, targeting, match_type, search_term, clicks, orders, spend (currency); by these.
    """
    age = (rows["seen_on"] - rows["first_day"]).dt.total_days().to_numpy()
    share = pl.Series("share", np.minimum(visible_share(age, window_days, learned), 1.0), dtype=pl.Float64)
    known = rows.with_columns(share).rename({"first_day": "day"})
    last = known.filter(pl.col("share") >= RIPE)["day"].max()
    return (
        known.filter(pl.col("day") <= pl.lit(last, pl.Date), pl.col("share") > 0)
        .with_columns(spelt_terms(), pl.col("targeting").str.to_lowercase())
        .group_by("day", *TARGET, "search_term")
        .agg(
            pl.col("clicks").sum().cast(pl.Float64),
            # Sums of floats depend on their order: orders are counted in whole millionths.
            orders=(pl.col("orders") / pl.col("share") * MICROS).round().cast(pl.Int64).sum() / MICROS,
            spend=pl.col("spend_micros").sum() / MICROS,
        )
        .sort("day", *TARGET, "search_term")
    )


def _window(days: pl.DataFrame, by: Sequence[str], first: date, last: date) -> pl.DataFrame:
    """Sums from ``first`` to ``last`` by ``by``, sorted by it."""
    inside = days.filter(pl.col("day").is_between(first, last))
    return inside.group_by(by).agg(pl.col(SUMS).sum()).sort(by)


def compared(days: pl.DataFrame, by: Sequence[str], at: Window) -> pl.DataFrame:
    """Sums before, after (``clicks_after``, ...) and over all days known before (``clicks_known``, ...), by ``by``.

    Whatever was seen in any of them is there; 0 where it wasn't.
    """
    spans = {"": (at.first, at.last), "_after": at.after, "_known": (at.known_from, at.last)}
    parts = [
        _window(days, by, *span).rename({name: name + ending for name in SUMS})
        for ending, span in spans.items()
    ]
    joined = pl.concat(parts, how="diagonal").group_by(by).agg(pl.col(ALL_SUMS).sum())
    return joined.sort(by)
