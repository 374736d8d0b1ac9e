"""What an environment is to the laboratory: bids in, a day's figures out, and what the best bids would have earned."""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from adopt.errors import AdoptError


class NotInstalledError(AdoptError):
    """The package of an environment can't be imported."""


class Day(NamedTuple):
    """Figures of a day, or sums of several: one entry per target.

    Attributes:
        impressions, clicks, orders: counts.
        spend: paid for the clicks (currency).
        worth: what the orders brought before ads (currency).
    """

    impressions: np.ndarray
    clicks: np.ndarray
    orders: np.ndarray
    spend: np.ndarray
    worth: np.ndarray

    @property
    def profit(self) -> float:
        """Worth less spend, of all targets (currency)."""
        return float(self.worth.sum() - self.spend.sum())


class Environment(Protocol):
    """An account of someone else's world, in the state of one day.

    Attributes:
        start: the bid that every target begins with (currency).
        least: the lowest bid that can be made (currency).
        targets: how many there are.
    """

    start: float
    least: float
    targets: int

    def best(self) -> np.ndarray:
        """Bids with the greatest expected profit today, one per target (currency)."""
        ...

    def ideal(self) -> float:
        """Expected profit of today at the best bids (currency)."""
        ...

    def day(self, bids: np.ndarray) -> Day:
        """Plays a day at these bids (currency, one per target); the environment is then a day older."""
        ...


def best_bids(prices: np.ndarray, worth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The best fixed bid of each target among the prices that were asked, and its profit per auction.

    A bid wins every auction whose price it reaches and pays that price (second price).

    Args:
        prices: of auctions, targets x auctions (currency).
        worth: what winning each is worth, likewise.

    Returns:
        Bids (0 where no bid pays) and mean profit per auction, one entry per target.
    """
    order = np.argsort(prices, axis=1, kind="stable")
    sorted_prices = np.take_along_axis(prices, order, axis=1)
    gained = np.cumsum(np.take_along_axis(worth - prices, order, axis=1), axis=1)
    at = gained.argmax(axis=1)[:, None]
    most = np.take_along_axis(gained, at, axis=1)[:, 0]
    bids = np.take_along_axis(sorted_prices, at, axis=1)[:, 0]
    return np.where(most > 0, bids, 0.0), np.maximum(most, 0.0) / prices.shape[1]
