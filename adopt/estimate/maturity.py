"""How much of a day's orders a report already shows.

Conversions are booked on the day of the click and arrive for days after it, so a recent day looks worse than it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from adopt.words import maturity_curve

PPM = 1_000_000
"""Shares are whole millionths: integer sums don't depend on their order."""

_SELLER_WINDOW = 7
_LONGEST = 800
_SETTLED = 28
"""Days after which Amazon restates a day no more (Ads reporting FAQ)."""


def visible_share(
    age: np.ndarray, window_days: int = _SELLER_WINDOW, learned: Sequence[float] | None = None
) -> np.ndarray:
    """Share of a click-day's final orders that a report shows ``age`` days later (0 to 1, same shape).

    The curve is that of a 7-day window; a vendor's 14-day window is taken to ripen at half the pace.
    Source: ``words/maturity.toml``; or ``learned``, shares after 1, 2, 3, ... days in the window's own pace. What these lie
    off 1 at their end, such as orders that are cancelled later, is gone once days are settled: their orders are the final ones.
    """
    curve = np.array([0.0, *(learned or maturity_curve())])
    ages = np.arange(curve.size)
    if learned:
        ages, curve = np.append(ages, max(_SETTLED, curve.size)), np.append(curve, 1.0)
    speed = 1.0 if learned else _SELLER_WINDOW / window_days
    pace = np.clip(np.asarray(age, dtype=float), 0, None) * speed
    # The clicks of the report's own day are at most a day old: on average half of one.
    return np.asarray(np.interp(np.maximum(pace, 0.5), ages, curve))


def effective_clicks_ppm(
    seen_on: date | pl.Expr, window_days: int, learned: Sequence[float] | None = None
) -> pl.Expr:
    """Clicks x visible share, in millionths of a click, for rows with ``clicks``, ``first_day``, ``last_day``.

    A summary row's clicks are spread evenly over its own days: its share is the mean of their shares. ``seen_on`` is the
    day on which rows were downloaded: what Amazon showed later isn't in them.
    """
    seen = pl.lit(seen_on) if isinstance(seen_on, date) else seen_on
    shares = visible_share(np.arange(_LONGEST), window_days, learned)
    running = pl.Series(np.concatenate([[0.0], np.cumsum(shares)]))
    oldest = _age(pl.col("first_day"), seen)
    newest = _age(pl.col("last_day"), seen)
    total = pl.lit(running).gather(oldest + 1) - pl.lit(running).gather(newest)
    mean = total / (oldest - newest + 1)
    return (pl.col("clicks") * (mean * PPM).round().cast(pl.Int64)).alias("effective_ppm")


def _age(day: pl.Expr, seen: pl.Expr) -> pl.Expr:
    return (seen - day).dt.total_days().clip(0, _LONGEST - 1)
