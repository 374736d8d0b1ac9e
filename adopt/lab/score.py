"""What a set of negations is worth, by the truth."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.lab.baselines import KEY
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
            (missing: from its beginning); ``price``: the share of today's price at which the term goes on instead of
            being negated (missing or null: negated). Terms without a stake don't count, and each counts once.
    """
    lowered = negated.filter(pl.col("price").is_not_null()) if "price" in negated.columns else negated.clear()
    gone = remaining(truth, negated.join(lowered, on=KEY, how="anti"))
    taken = float(gone.sum() + (remaining(truth, lowered) - _at_price(truth, lowered)).sum())
    total = truth.profit
    return Score(
        negated=gone.size,
        wrong=int((gone > 0).sum()),
        profit=float(total.sum() - taken),
        saved=-taken,
        lost=float(gone[gone > 0].sum()),
        oracle=float(total[total > 0].sum()),
    )


def _at_price(truth: Stakes, lowered: pl.DataFrame) -> np.ndarray:
    """What each term earns at its new price: clicks x price ^ elasticity, each for CPC x price ^ its elasticity.

    A click never costs more than is bid; today's bid is its cost over the world's ``cpc_level``.
    """
    if lowered.is_empty():
        return np.zeros(0)
    more_clicks, more_cost = truth.elasticities
    first = (
        lowered.sort("since").unique(KEY, keep="first") if "since" in lowered.columns else lowered.unique(KEY)
    )
    price = (
        truth.terms.join(first, on=KEY, how="left", maintain_order="left")["price"].fill_null(1.0).to_numpy()
    )
    worth, cost = truth.daily + truth.cost, truth.cost
    each = np.minimum(price**more_cost, price / truth.cpc_level)
    daily = (worth - cost * each[:, None]) * price[:, None] ** more_clicks
    return remaining(truth._replace(daily=daily), lowered)


def remaining(truth: Stakes, negated: pl.DataFrame) -> np.ndarray:
    """What each negated term would have earned from its negation to the end of the horizon."""
    if "since" not in negated.columns:
        negated = negated.with_columns(since=pl.lit(0, dtype=pl.Int64))
    first = negated.group_by(KEY).agg(pl.col("since").min())
    found = truth.terms.with_row_index("place").join(first, on=KEY).sort("place")
    days = truth.daily.shape[1]
    # A negative from day d on takes what day d and all after it bring.
    running = np.concatenate([np.zeros((truth.daily.shape[0], 1)), np.cumsum(truth.daily, axis=1)], axis=1)
    place, since = found["place"].to_numpy(), np.clip(found["since"].to_numpy(), 0, days)
    return np.asarray(running[place, -1] - running[place, since])
