"""What a set of negations is worth, by the truth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.lab.answer import clicks_at, cost_at
from adopt.lab.baselines import KEY
from adopt.lab.own_keywords import spells
from adopt.lab.stakes import Stakes


class Score(NamedTuple):
    """Expected consequences of negating a set of terms, over the horizon; money in dollars.

    Attributes:
        negated: number of terms negated.
        wrong: number of them that would have earned from their negation on.
        profit: what all terms earn, less what the negated ones would have earned from their negation on.
        saved: profit, less what it would be without any negation.
        lost: what the wrongly negated terms would have earned.
        oracle: profit if exactly the unprofitable terms had been negated before the horizon began.
    """

    negated: int
    wrong: int
    profit: float
    saved: float
    lost: float
    oracle: float

    @property
    def false_share(self) -> float:
        """Share of the negated terms that were truly profitable; 0 where nothing is negated."""
        return self.wrong / self.negated if self.negated else 0.0

    @property
    def share(self) -> float:
        """Profit as a share of the oracle's."""
        return self.profit / self.oracle

    @property
    def lost_share(self) -> float:
        """Profit lost to wrong negations, as a share of the oracle's profit."""
        return self.lost / self.oracle


def score(truth: Stakes, negated: pl.DataFrame) -> Score:
    """Scores negations against the stakes.

    Args:
        truth: of the account.
        negated: the `KEY` columns, and ``since``: the day of the horizon from which each negative is in force
            (missing: from its beginning); ``price``: the share of today's price at which the term goes on from then on instead
            of being negated (missing or null: negated). Terms without a stake don't count, and each counts once.
    """
    missing = {"since": pl.lit(0, pl.Int64), "price": pl.lit(None, pl.Float64)}
    negated = negated.with_columns(
        value.alias(name) for name, value in missing.items() if name not in negated.columns
    )
    lowered = negated.drop_nulls("price")
    gone = remaining(truth, negated.join(lowered, on=KEY, how="anti"))
    taken = float(gone.sum() + _given_up(truth, lowered).sum())
    total = truth.profit
    return Score(
        negated=gone.size,
        wrong=int((gone > 0).sum()),
        profit=float(total.sum() - taken),
        saved=-taken,
        lost=float(gone[gone > 0].sum()),
        oracle=float(total[total > 0].sum()),
    )


def _given_up(truth: Stakes, lowered: pl.DataFrame) -> np.ndarray:
    """What each term loses by its prices, one number a spell: clicks follow price ^ elasticity, each for what it costs then."""
    held = truth.terms.with_row_index("place").join(spells(lowered), on=KEY).sort("place", "since")
    price = held["price"].to_numpy()
    place, days = held["place"].to_numpy(), truth.daily.shape[1]
    day, since = np.arange(days), held["since"].to_numpy()
    within = (day >= since[:, None]) & (day < held["until"].fill_null(days).to_numpy()[:, None])
    daily, cost = truth.daily[place], truth.cost[place]
    fewer, cheaper = (answer(price, truth.world)[:, None] for answer in (clicks_at, cost_at))
    then = fewer * (daily + cost - cheaper * cost)
    return np.asarray(((daily - then) * within).sum(axis=1))


def remaining(truth: Stakes, negated: pl.DataFrame) -> np.ndarray:
    """What each negated term (`KEY`, since) would have earned from its negation to the end of the horizon."""
    first = negated.group_by(KEY).agg(pl.col("since").min())
    found = truth.terms.with_row_index("place").join(first, on=KEY).sort("place")
    days = truth.daily.shape[1]
    # A negative from day d on takes what day d and all after it bring.
    running = np.concatenate([np.zeros((truth.daily.shape[0], 1)), np.cumsum(truth.daily, axis=1)], axis=1)
    place, since = found["place"].to_numpy(), np.clip(found["since"].to_numpy(), 0, days)
    return np.asarray(running[place, -1] - running[place, since])
