"""Simulated daily demand, of kinds that sellers know: each with a seed, so that it is the same on every run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from adopt.estimate.demand import Days
from adopt.estimate.demand.models import Units

DAYS = 210
_WEEK = np.array([0.85, 0.9, 0.95, 1, 1.05, 1.15, 1.1])
WORLDS = {
    "steady": "a level, a week's pattern, Poisson",
    "noisy": "the same, each day's level gamma-distributed (CV 0.5)",
    "growing": "up or down by 1 % a day",
    "shifted": "x 2.5 or x 0.4 from some day of the last 90 on",
    "season": "up to x 2.5 around a peak 20 days before the end",
    "stock-outs": "steady, three times out of stock for 5 to 14 days",
    "slow": "0.05 to 0.4 units a day, Poisson",
    "lumpy": "an order on one day in seven, of 4 units on average",
}


def product(world: str, number: int) -> Days:
    """A product's days in one of `WORLDS`."""
    dice = np.random.default_rng([number, [*WORLDS].index(world)])
    day = np.arange(DAYS)
    level = (dice.uniform(0.05, 0.4) if world == "slow" else dice.gamma(4, 3)) * _WEEK[day % 7]
    there = np.ones(DAYS, dtype=bool)
    if world == "lumpy":
        return Days(dice.poisson(0.15, DAYS) * dice.geometric(0.25, DAYS).astype(float), there)
    if world == "stock-outs":
        for first in dice.integers(20, DAYS - 15, 3):
            there[first : first + dice.integers(5, 15)] = False
    return Days(dice.poisson(level * _course(world, day, dice)).astype(float) * there, there)


def _course(world: str, day: NDArray[np.int64], dice: np.random.Generator) -> Units:
    """What the level is multiplied by on each day."""
    if world == "noisy":
        return dice.gamma(4, 0.25, day.size)
    if world == "growing":
        return np.asarray(np.exp(0.01 * day * dice.choice([-1, 1])))
    if world == "shifted":
        return np.where(day < dice.integers(DAYS - 90, DAYS - 10), 1.0, dice.choice([0.4, 2.5]))
    if world == "season":
        return np.asarray(1 + 1.5 * np.exp(-(((day - (DAYS - 20)) / 20) ** 2)))
    return np.ones(day.size)
