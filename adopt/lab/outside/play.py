"""The loop: bids into the environment, its figures into evidence, evidence into bids; and what came of it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from adopt.lab.outside.environment import Day, Environment
from adopt.lab.outside.evidence import Seen
from adopt.lab.outside.policies import Policy
from adopt.settings import Settings

_WEEK = 7
_CENTS = 2


class Played(NamedTuple):
    """Profit of each day, and what the best bids could expect of it (currency)."""

    profit: tuple[float, ...]
    ideal: tuple[float, ...]

    def since(self, day: int) -> Played:
        """The same without the days before ``day``, counted from 0."""
        return Played(self.profit[day:], self.ideal[day:])

    @property
    def ncp(self) -> float:
        """Normalised cumulative profit: all profit / what the best bids could expect.

        Where they could expect nothing the divisor is 1, as AdCraft has it (arXiv 2306.11971).
        """
        ideal = sum(self.ideal)
        return sum(self.profit) / (ideal if ideal > 0 else 1.0)


def play(environment: Environment, policy: Policy, days: int, settings: Settings) -> Played:
    """Lets the policy bid for so many days; on the first every target has one and the same bid.

    Bids are in cents and never under the environment's lowest.
    """
    first = environment.start if policy.first is None else policy.first
    bids = _valid(np.full(environment.targets, first), environment)
    past: list[Day] = []
    profit, ideal = [], []
    for number in range(days):
        if number and number % policy.every == 0:
            bids = _valid(policy.bid(_seen(past, bids), settings), environment)
        ideal.append(environment.ideal())
        past.append(environment.day(bids))
        profit.append(past[-1].profit)
    return Played(tuple(profit), tuple(ideal))


def play_best(environment: Environment, days: int) -> Played:
    """Who knows the world: the best bids, day by day. Its share is 1 but for luck."""
    profit, ideal = [], []
    for _ in range(days):
        ideal.append(environment.ideal())
        profit.append(environment.day(_valid(environment.best(), environment)).profit)
    return Played(tuple(profit), tuple(ideal))


def _valid(bids: np.ndarray, environment: Environment) -> np.ndarray:
    return np.maximum(np.round(bids, _CENTS), environment.least)


def _seen(past: list[Day], bids: np.ndarray) -> Seen:
    return Seen(len(past), _sum(past), _sum(past[-_WEEK:]), bids)


def _sum(days: list[Day]) -> Day:
    return Day._make(np.sum(column, axis=0) for column in zip(*days, strict=True))
