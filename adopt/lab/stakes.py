"""What every term that could be negated will truly earn, day by day."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.lab.account import Account
from adopt.lab.baselines import KEY
from adopt.lab.world import World


class Stakes(NamedTuple):
    """Expected profit of terms within the horizon; money in dollars.

    Attributes:
        terms: the `KEY` columns, sorted.
        daily: profit of each term (rows) on each day of the horizon (columns).
        cost: what its clicks cost on a day; the rest of what it earns is worth of orders.
        world: how clicks and the cost of each answer to the price bid.
    """

    terms: pl.DataFrame
    daily: np.ndarray
    cost: np.ndarray
    world: World

    @property
    def profit(self) -> np.ndarray:
        """What each term earns over the horizon."""
        return np.asarray(self.daily.sum(axis=1))


def stakes(account: Account) -> Stakes:
    """The stakes of an account, whose days must cover the last decision of its world.

    A click earns order value x margin x conversion rate - cost per click, all of them true values; after the days
    that were simulated the last one's values go on. Only terms that had a click before the last decision count,
    since nobody can know the others; and not those that are bought as such (an exact keyword, a product target),
    where pausing or bidding is the means, not a negative.
    """
    truth, world = account.truth, account.world
    day = np.minimum(np.arange(world.history_days, world.days), account.cvr.shape[1] - 1)
    worth, cost, clicks = (
        truth.select(column).to_series().to_numpy()[:, None]
        for column in (pl.col("order_value") * pl.col("margin"), "cpc", "clicks_per_day")
    )
    last = account.first_day + timedelta(days=world.looks[-1])
    seen = account.clicks.filter(pl.col("day") < last)["pair"].unique()
    terms = _negatable(truth, seen)
    place = truth.select(KEY).join(terms.with_row_index("place"), on=KEY, how="left", maintain_order="left")
    counted = place["place"].is_not_null().to_numpy()
    daily, paid = np.zeros((terms.height, day.size)), np.zeros((terms.height, 1))
    into = place["place"].drop_nulls().to_numpy()
    np.add.at(daily, into, (clicks * (worth * account.cvr[:, day] - cost))[counted])
    np.add.at(paid, into, (clicks * cost)[counted])
    return Stakes(terms, daily, np.broadcast_to(paid, daily.shape), world)


def _negatable(truth: pl.DataFrame, seen: pl.Series) -> pl.DataFrame:
    own_page = pl.col("targeting").str.to_lowercase() == pl.format('asin="{}"', "search_term")
    return (
        truth.group_by(KEY)
        .agg(
            ((pl.col("match_type") == "exact") | own_page).any().alias("bought"),
            pl.col("pair").is_in(seen.implode()).any().alias("seen"),
        )
        .filter(pl.col("seen") & ~pl.col("bought"))
        .select(KEY)
        .sort(KEY)
    )
