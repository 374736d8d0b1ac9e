"""Intervals by bootstrap: terms are drawn anew, and weeks with them."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

REPEATS = 1000
_CHUNK = 50
_SEED = 20_262


class Interval(NamedTuple):
    """A figure and the central 95 % of what it would be on resampled data."""

    value: float
    low: float
    high: float

    @property
    def tells(self) -> bool:
        """Whether zero lies outside."""
        return self.low > 0 or self.high < 0


def interval(value: float, drawn: np.ndarray) -> Interval:
    """The interval of a figure from its resampled values; those that couldn't be made (NaN) don't count."""
    known = drawn[np.isfinite(drawn)]
    if not known.size:
        return Interval(value, float("nan"), float("nan"))
    low, high = np.quantile(known, [0.025, 0.975])
    return Interval(value, float(low), float(high))


def term_sums(values: np.ndarray) -> np.ndarray:
    """Column sums over resampled rows: each row (a term) counts Poisson(1) times; `REPEATS` lines.

    The same number of rows gives the same draws, so that sums of different columns may be compared. No rows sum to 0.
    """
    rng = np.random.default_rng([_SEED, values.shape[0]])
    flat = values.reshape(values.shape[0], math.prod(values.shape[1:]))
    drawn = [rng.poisson(1.0, (_CHUNK, flat.shape[0])) @ flat for _ in range(REPEATS // _CHUNK)]
    return np.concatenate(drawn).reshape(REPEATS, *values.shape[1:])


def week_weights(weeks: int) -> np.ndarray:
    """How often each week is drawn, with replacement: `REPEATS` lines."""
    rng = np.random.default_rng([_SEED, weeks, 1])
    return rng.multinomial(weeks, np.full(weeks, 1 / weeks), REPEATS)
