"""Entities' figures added up to an outcome for each action."""

from __future__ import annotations

from datetime import date, timedelta

import dataframely as dy
import numpy as np
import polars as pl

from adopt.estimate.outcome.attribution import HORIZON
from adopt.estimate.outcome.days import SUMS
from adopt.estimate.outcome.verdict import verdict
from adopt.schema.outcome import Outcome

_WEEK = 7
_TAILS = [0.025, 0.975]
_ELSEWHERE = (2, 4)


def outcomes(
    changes: pl.DataFrame, units: pl.DataFrame, draws: np.ndarray, last: date | None
) -> dy.DataFrame[Outcome]:
    """A row for each action.

    Args:
        changes: `Applied` with number, its row.
        units: entities with what came and what was expected; empty where no day counts.
        draws: profit of each action: a line for each repeat, a column for each row of ``changes``.
        last: last day that is known well enough.
    """
    sums = _sums(units) if units.height else changes.select("number").head(0)
    wide = changes.select("number", "plan", "key", "code", "on", "until", "promised")
    joined = wide.drop("promised").join(sums, on="number", how="left", maintain_order="left")
    empty = [pl.lit(0.0).alias(name) for name in _NUMBERS if name not in joined.columns]
    filled = joined.with_columns(*empty).with_columns(pl.col(_NUMBERS).fill_null(0.0))
    counted = (
        pl.lit(0).alias("counted") if "counted" not in filled.columns else pl.col("counted").fill_null(0)
    )
    told = pl.Series(np.isfinite(draws).all(axis=0))
    came = np.where(told, draws.mean(axis=0), np.nan)
    low, high = np.quantile(draws, _TAILS, axis=0) if draws.shape[1] else np.empty((2, 0))
    frame = filled.with_columns(
        counted.alias("days"),
        method=pl.when(told).then(pl.lit("likes")).otherwise(pl.lit("none")),
        came=pl.Series(came).fill_nan(None),
        low=pl.Series(low).fill_nan(None),
        high=pl.Series(high).fill_nan(None),
        p_gain=pl.when(told).then(pl.Series((draws > 0).mean(axis=0))),
        last_seen=pl.col("last_seen") if "last_seen" in filled.columns else pl.lit(None, pl.Date),
        closed=_closed(filled, last),
        lag=(pl.col("on") - pl.lit(last, pl.Date)).dt.total_days().clip(0).fill_null(0),
    )
    return Outcome.cast(_said(frame).select(Outcome.column_names()))


_NUMBERS = [
    "promised",
    *SUMS,
    *(f"{name}_expected" for name in SUMS),
    "elsewhere_spend",
    "elsewhere_orders",
]


def _sums(units: pl.DataFrame) -> pl.DataFrame:
    there = pl.col("kind").is_in(_ELSEWHERE)
    here = ~there
    return units.group_by("number").agg(
        (pl.col("standing") * pl.col("counted") / _WEEK).filter(here).sum().alias("promised"),
        pl.col("counted").filter(here).max(),
        pl.col("last").max(),
        *(pl.col(f"{name}_after").filter(here).sum().alias(name) for name in SUMS),
        *(pl.col(f"{name}_expected").filter(here).sum() for name in SUMS),
        *(
            (pl.col(f"{name}_after") - pl.col(f"{name}_expected"))
            .filter(there)
            .sum()
            .alias(f"elsewhere_{name}")
            for name in ("spend", "orders")
        ),
        pl.col("last_seen").filter(pl.col("kind") == 1).max(),
    )


def _closed(frame: pl.DataFrame, last: date | None) -> pl.Expr:
    """Whether no further day can count: a later change, or the seller, ended it."""
    if last is None:
        return pl.lit(value=False)
    end = pl.min_horizontal(pl.col("on") + timedelta(days=HORIZON), pl.lit(last))
    ended = pl.col("last") if "last" in frame.columns else pl.lit(None, pl.Date)
    passed = pl.col("on") < pl.lit(last)
    return passed & (ended.is_null() | (ended < end))


def _said(frame: pl.DataFrame) -> pl.DataFrame:
    names = ("promised", "came", "low", "high", "days", "closed", "lag")
    said = [verdict(*row) for row in frame.select(names).iter_rows()]
    return frame.with_columns(
        verdict=pl.Series([one.value for one, _ in said], dtype=pl.String),
        days_more=pl.Series([more for _, more in said], dtype=pl.Int64),
    )
