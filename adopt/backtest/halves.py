"""One snapshot without days: its clicks are dealt into two halves; what one half decides, the other one counts.

Each click goes to either half with probability 1/2 and takes its order along. Where clicks and orders are Poisson, the
halves are independent (binomial thinning), so that the other half is as good as another time of equal length.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl

from adopt.backtest.episode import Episode, outcomes, with_outcome
from adopt.backtest.known import Known
from adopt.backtest.policies import Policy
from adopt.backtest.view import View
from adopt.schema import SearchTermRow

REPEATS = 5
_SEED = 20_261
_COUNTS = ["impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"]


def halves(known: Known, rules: Sequence[Policy]) -> Iterator[Episode]:
    """Episodes on several deals of the rows, each half deciding once and counting once."""
    rows = known.rows.sort(SearchTermRow.column_names(), nulls_last=True)
    for number in range(REPEATS):
        one, other = deal(rows, np.random.default_rng([_SEED, number]))
        yield _episode(known, rules, one, other)
        yield _episode(known, rules, other, one)


def deal(rows: pl.DataFrame, rng: np.random.Generator) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Two frames that add up to the rows, in their order, each without rows of no impressions."""
    whole = {name: rows[name].to_numpy() for name in _COUNTS}
    clicks, orders = whole["clicks"], whole["orders"]
    sold = rng.binomial(orders, 0.5)
    clicked = np.minimum(sold + rng.binomial(np.maximum(clicks - orders, 0), 0.5), clicks)
    unclicked = np.maximum(whole["impressions"] - clicks, 0)
    half = {
        "impressions": np.minimum(clicked + rng.binomial(unclicked, 0.5), whole["impressions"]),
        "clicks": clicked,
        "orders": sold,
        "units": _part(whole["units"], sold, orders),
        "spend_micros": _part(whole["spend_micros"], clicked, clicks),
        "sales_micros": _part(whole["sales_micros"], sold, orders),
    }
    return _with(rows, half), _with(rows, {name: whole[name] - half[name] for name in _COUNTS})


def _part(whole: np.ndarray, taken: np.ndarray, of: np.ndarray) -> np.ndarray:
    """The part of an amount that goes with the clicks or orders taken; all of it stays where there are none."""
    return np.asarray(whole * taken // np.maximum(of, 1))


def _with(rows: pl.DataFrame, counts: dict[str, np.ndarray]) -> pl.DataFrame:
    made = rows.with_columns(pl.Series(name, values, dtype=pl.Int64) for name, values in counts.items())
    return made.filter((pl.col("clicks") > 0) | (pl.col("impressions") > 0) | (pl.col("orders") > 0))


def _episode(
    known: Known, rules: Sequence[Policy], deciding: pl.DataFrame, counting: pl.DataFrame
) -> Episode:
    as_of = known.last_day + timedelta(days=1)
    view = View(
        rows=deciding,
        days=(known.last_day - known.first_day).days + 1,
        as_of=as_of,
        window_days=known.window_days,
        settings=known.settings,
        margins=known.margins,
        bulk=known.bulk_on(as_of),
    )
    ripe = counting.filter(pl.col("first_day") <= _ripe(known)) if known.daily else counting
    came = outcomes(ripe, known.margins, known.settings.target_acos).with_columns(week=pl.lit(0, pl.Int64))
    foretold = with_outcome(view, came)
    since = pl.lit(date.min)
    gone = {rule.name: rule.decide(view).with_columns(since=since) for rule in rules}
    return Episode(gone=gone, came=came, foretold=foretold, long=foretold)


def _ripe(known: Known) -> date:
    return known.last_day - timedelta(days=known.window_days)
