"""Means and ratios over seeds, with their 95 % intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import special

_TAIL = 0.975


class Interval(NamedTuple):
    """An estimate over seeds and its 95 % confidence interval (Student's t)."""

    mean: float
    low: float
    high: float


def mean_interval(values: Sequence[float]) -> Interval:
    """Mean of at least two values with its interval."""
    found = np.asarray(values, dtype=float)
    return _around(float(found.mean()), float(found.std(ddof=1)) / found.size**0.5, found.size)


def ratio_interval(over: Sequence[float], under: Sequence[float]) -> Interval:
    """Ratio of two sums over at least two seeds; each seed counts as much as it brings. 0 where nothing is under.

    Source: the linearised variance of a ratio estimator (Cochran, Sampling Techniques, chapter 6).
    """
    top, bottom = np.asarray(over, dtype=float), np.asarray(under, dtype=float)
    if not bottom.sum():
        return Interval(0.0, 0.0, 0.0)
    ratio = float(top.sum() / bottom.sum())
    rest = top - ratio * bottom
    error = float(np.sqrt(top.size / (top.size - 1) * (rest**2).sum()) / bottom.sum())
    found = _around(ratio, error, top.size)
    return Interval(found.mean, max(found.low, 0.0), min(found.high, 1.0))


def _around(middle: float, error: float, count: int) -> Interval:
    half = float(special.stdtrit(count - 1, _TAIL)) * error
    return Interval(middle, middle - half, middle + half)
