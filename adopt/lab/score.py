"""What a set of negations is worth, by the truth."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from adopt.lab.account import Account
from adopt.lab.baselines import KEY

HORIZON_DAYS = 60


class Score(NamedTuple):
    """Expected consequences of negating a set of terms, over the horizon; money in dollars.

    Attributes:
        negated: number of terms negated.
        wrong: number of them that were truly profitable.
        profit: what the terms that stay will earn.
        saved: profit, less what it would be without any negation.
        lost: profit that the wrongly negated terms would have earned.
        oracle: profit if exactly the unprofitable terms were negated.
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


def stakes(account: Account, horizon_days: int = HORIZON_DAYS) -> pl.DataFrame:
    """What each term that could be negated will earn: `KEY`, profit_per_click, future_clicks, future_profit.

    A click earns order value x margin x conversion rate - cost per click, all of them true values. Only terms that
    had a click count, since nobody can know the others; and not those that are bought as such (an exact keyword, a
    product target), where pausing or bidding is the means, not a negative.
    """
    click = pl.col("order_value") * pl.col("margin") * pl.col("cvr") - pl.col("cpc")
    bought = (pl.col("match_type") == "exact") | (
        pl.col("targeting").str.to_lowercase() == pl.format('asin="{}"', "search_term")
    )
    return (
        account.truth.with_columns(future=pl.col("clicks_per_day") * horizon_days, bought=bought)
        .group_by(KEY)
        .agg(
            (pl.col("future") * click).sum().alias("future_profit"),
            pl.col("future").sum().alias("future_clicks"),
            pl.col("bought").any(),
        )
        .filter(~pl.col("bought"))
        .join(account.rows, on=KEY, how="semi")
        .with_columns(profit_per_click=pl.col("future_profit") / pl.col("future_clicks"))
        .drop("bought")
        .sort(KEY)
    )


def score(truth: pl.DataFrame, negated: pl.DataFrame) -> Score:
    """Scores the terms ``negated`` (`KEY` columns) against the stakes; terms without a stake don't count."""
    gone = truth.join(negated.select(KEY).unique(), on=KEY, how="semi")["future_profit"]
    everything = truth["future_profit"]
    total = float(everything.sum())
    return Score(
        negated=gone.len(),
        wrong=int((gone > 0).sum()),
        profit=total - float(gone.sum()),
        saved=-float(gone.sum()),
        lost=float(gone.filter(gone > 0).sum()),
        oracle=float(everything.filter(everything > 0).sum()),
    )
