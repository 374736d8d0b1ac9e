"""AuctionGym: adverts of several sellers meet in second-price auctions, each knowing what an impression is worth to it.

A won impression is paid for, so it is what a click is elsewhere, and the click that follows is the order. A target is
one of the seller's items, as shown to one kind of shopper (the signs of the first features that are seen): AuctionGym
picks the item, adopt has a bid for each target.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import numpy as np
from scipy import special

from adopt.lab.outside.environment import Day, best_bids

MODULE = "Auction"
_OURS = "ours"
_SAMPLE = 100_000


class _Levels:
    """A bidder of AuctionGym whose bids are set from outside, one for each target."""

    truthful = False

    def __init__(self, items: np.ndarray, values: np.ndarray, features: int) -> None:
        self._items, self._values, self._features = items, values, features
        self.levels = np.zeros(values.size * 2**features)

    def bid(self, _value: float, context: np.ndarray, _rate: float) -> float:
        """The bid of the target that the context belongs to."""
        item = int(np.argmax(special.expit(self._items @ context) * self._values))
        return float(self.levels[self.target(item, context)])

    def target(self, item: int, context: np.ndarray) -> int:
        """Number of the target: item, then the signs of the first features."""
        return int(item * 2**self._features + shopper(context[None], self._features)[0])

    def clear_logs(self, memory: int) -> None:
        """Keeps nothing."""


class AuctionGym:
    """One seller in AuctionGym's world; the rivals are its truthful bidders that know their click rates.

    Args:
        seed: of items, rivals and auctions.
        world: ``items`` of each seller, ``rivals``, ``features`` of a shopper and how many of them tell the target
            apart (``seen``), ``rounds`` a day, ``money`` (currency per unit of value), ``start``.
    """

    least = 0.01

    def __init__(self, seed: int, world: Mapping[str, Any]) -> None:
        rng = np.random.default_rng(seed)
        count, features, self._seen = int(world["items"]), int(world["features"]), int(world["seen"])
        self.start, self.targets = float(world["start"]), count * 2**self._seen
        self._rounds = int(world["rounds"])
        names = [_OURS, *(f"rival {at}" for at in range(int(world["rivals"])))]
        # Distributions of its reference configurations.
        self._items = {name: _items(rng, count, features) for name in names}
        self._values = {name: rng.lognormal(0.1, 0.2, count) * float(world["money"]) for name in names}
        self._best, self._ideal = self._known(np.random.default_rng([seed, 1]), features)
        self._bidder = _Levels(self._items[_OURS], self._values[_OURS], self._seen)
        self._auction = self._made(rng, names, features)

    def best(self) -> np.ndarray:
        """Best fixed bid of each target, on a large sample of auctions."""
        return self._best

    def ideal(self) -> float:
        """Expected profit of a day at the best fixed bids."""
        return self._ideal

    def day(self, bids: np.ndarray) -> Day:
        """Plays a day of auctions."""
        self._bidder.levels = bids
        for _ in range(self._rounds):
            self._auction.simulate_opportunity()
        logs = self._auction.agents[0].logs
        sums = np.zeros((5, self.targets))
        for one in logs:
            at, won = self._bidder.target(int(one.item), np.asarray(one.context)), bool(one.won)
            sold = won and bool(one.outcome)
            sums[:, at] += [1, won, sold, float(one.price) if won else 0.0, float(one.value) if sold else 0.0]
        for agent in self._auction.agents:
            agent.clear_logs()
        shown, won_of, sold_of = sums[:3].astype(np.int64)
        return Day(impressions=shown, clicks=won_of, orders=sold_of, spend=sums[3], worth=sums[4])

    def _made(self, rng: np.random.Generator, names: list[str], features: int) -> Any:
        agents, allocation, bidders = (
            import_module(name) for name in ("Agent", "AuctionAllocation", "Bidder")
        )
        allocator = import_module("BidderAllocation").OracleAllocator
        made = []
        for name in names:
            knowing = allocator(rng=rng)
            knowing.update_item_embeddings(self._items[name])
            bidder = self._bidder if name == _OURS else bidders.TruthfulBidder(rng=rng)
            values = self._values[name]
            made.append(agents.Agent(rng, name, values.size, values, knowing, bidder))
        return import_module(MODULE).Auction(
            rng,
            allocation.SecondPrice(),
            made,
            self._items,
            self._values,
            1,
            features,
            1.0,
            features,
            len(made),
        )

    def _known(self, rng: np.random.Generator, features: int) -> tuple[np.ndarray, float]:
        contexts = _contexts(rng, _SAMPLE, features)
        offers = {
            name: special.expit(contexts @ items.T) * self._values[name]
            for name, items in self._items.items()
        }
        price = np.max([offer.max(axis=1) for name, offer in offers.items() if name != _OURS], axis=0)
        item, worth = offers[_OURS].argmax(axis=1), offers[_OURS].max(axis=1)
        target = item * 2**self._seen + shopper(contexts, self._seen)
        bids, profit = np.zeros(self.targets), 0.0
        for at in range(self.targets):
            own = target == at
            if own.any():
                bid, gain = best_bids(price[own][None], worth[own][None])
                bids[at] = bid[0]
                profit += float(gain[0]) * float(own.mean()) * self._rounds
        return bids, profit


def shopper(contexts: np.ndarray, seen: int) -> np.ndarray:
    """Kind of each shopper: the signs of the first ``seen`` features as a number."""
    return np.asarray((contexts[:, :seen] > 0) @ (2 ** np.arange(seen)), dtype=np.int64)


def _contexts(rng: np.random.Generator, count: int, features: int) -> np.ndarray:
    return np.hstack([rng.normal(size=(count, features)), np.ones((count, 1))])


def _items(rng: np.random.Generator, count: int, features: int) -> np.ndarray:
    return np.hstack([rng.normal(size=(count, features)), -3.0 - rng.random((count, 1))])
