"""Real auction prices: each target meets the prices of one advertiser in a public data set (iPinYou, arXiv 1407.7073).

A second price: a bid that reaches the price of a click has it, and pays the price. A curve's form is real; what its
mean is in currency, what a click is worth and how many there are is drawn here, and days are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from adopt.lab.outside.environment import Day
from adopt.lab.outside.prices import read_curves


class _Clicks(NamedTuple):
    """Clicks on offer today: whose they are, the price of each (currency), and whether an order would follow."""

    target: np.ndarray
    price: np.ndarray
    sells: np.ndarray


class PriceCurves:
    """One account whose rivals ask real prices. Whoever plays it, its clicks on offer are the same ones.

    Args:
        seed: of targets and auctions.
        world: ``prices``, a file or folder (`adopt.lab.outside.prices`); ``targets``, ``start``; and ``middle`` and
            ``spread`` (of the logarithm) of what each target draws: ``price``, the mean of its curve (currency);
            ``worth`` of a click, of that mean; ``order``, what an order brings (currency); ``offers``, clicks a day
            at any price; ``click_rate``, clicks per impression.
    """

    least = 0.02

    def __init__(self, seed: int, world: Mapping[str, Any]) -> None:
        self.start, self.targets = float(world["start"]), int(world["targets"])
        rng = np.random.default_rng(seed)
        curves = read_curves(world["prices"])
        self._curves = [curves[at] for at in rng.integers(0, len(curves), self.targets)]
        drawn = {
            name: middle * np.exp(world["spread"][name] * rng.normal(size=self.targets))
            for name, middle in world["middle"].items()
        }
        self._price, self._order, self._offers = drawn["price"], drawn["order"], drawn["offers"]
        self._rate = np.minimum(self._price * drawn["worth"] / self._order, 1.0)
        self._unclicked = self._offers / np.minimum(drawn["click_rate"], 1.0) - self._offers
        # Two streams: how many draws impressions take depends on the bids, and clicks mustn't.
        self._of_clicks, self._of_impressions = rng.spawn(2)
        self._today = self._drawn()

    def best(self) -> np.ndarray:
        """All that a click is worth: no other bid does better where the price doesn't depend on it."""
        return np.asarray(self._rate * self._order)

    def ideal(self) -> float:
        """Profit of the best bids on today's own clicks, so that a share of it is free of their luck."""
        return self._settled(self.best()).profit

    def day(self, bids: np.ndarray) -> Day:
        """Plays a day."""
        settled = self._settled(bids)
        self._today = self._drawn()
        pairs = zip(self._curves, bids / self._price, strict=True)
        won = np.array([curve.won(bid) for curve, bid in pairs])
        return settled._replace(
            impressions=settled.clicks + self._of_impressions.poisson(self._unclicked * won)
        )

    def _drawn(self) -> _Clicks:
        counts = self._of_clicks.poisson(self._offers)
        target = np.repeat(np.arange(self.targets), counts)
        parts = np.split(self._of_clicks.random(target.size), np.cumsum(counts)[:-1])
        asked = np.concatenate([curve.paid(own) for curve, own in zip(self._curves, parts, strict=True)])
        sells = self._of_clicks.random(target.size) < self._rate[target]
        return _Clicks(target, asked * self._price[target], sells)

    def _settled(self, bids: np.ndarray) -> Day:
        """What the bids make of today's clicks; impressions are those clicked on."""
        target, price, sells = self._today
        has = price <= bids[target]
        clicks, orders = (np.bincount(target[own], minlength=self.targets) for own in (has, has & sells))
        spend = np.bincount(target[has], weights=price[has], minlength=self.targets)
        return Day(clicks, clicks, orders, spend, orders * self._order)
