"""A small world of our own with the interface of those that others made: prices and rates that can be reckoned by hand."""

from __future__ import annotations

import numpy as np

from adopt.lab.outside.environment import Day, best_bids


class Tiny:
    """Targets whose rival asks one of three prices each day; a bid wins what it reaches.

    Target 0 is worth its price, target 1 never sells, target 2 is worth more than any price, but asks more than the
    first bid.
    """

    start, least, targets = 0.60, 0.01, 3
    auctions, value = 200, 6.0
    prices = np.array([[0.20, 0.40, 0.60], [0.20, 0.40, 0.60], [0.90, 0.95, 1.00]])
    rates = np.array([0.15, 0.0, 0.25])

    def __init__(self, seed: int = 0) -> None:
        self._rng = np.random.default_rng(seed)
        self.days: list[np.ndarray] = []

    def best(self) -> np.ndarray:
        return best_bids(self.prices, np.repeat(self.rates[:, None] * self.value, 3, axis=1))[0]

    def ideal(self) -> float:
        worth = np.repeat(self.rates[:, None] * self.value, 3, axis=1)
        return float(best_bids(self.prices, worth)[1].sum() * self.auctions)

    def day(self, bids: np.ndarray) -> Day:
        self.days.append(bids)
        asked = self.prices[np.arange(3), self._rng.integers(0, 3, size=(self.auctions, 3))]
        won = asked <= bids
        clicks = won.sum(axis=0)
        orders = self._rng.binomial(clicks, self.rates)
        return Day(
            impressions=clicks,
            clicks=clicks,
            orders=orders,
            spend=(asked * won).sum(axis=0),
            worth=orders * self.value,
        )
