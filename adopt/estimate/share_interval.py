"""The 95 % interval of a share."""

from __future__ import annotations

from typing import NamedTuple


class Interval(NamedTuple):
    """Both ends, fractions."""

    low: float
    high: float


def exact(n: int, of: int) -> Interval:
    """Of ``n`` of ``of`` that were counted once and for all: holds at least its promise (Clopper and Pearson 1934)."""
    return _interval(n, of, "beta")


def wilson(n: int, of: int) -> Interval:
    """Of a share that is watched day by day: on average it holds its promise (Wilson 1927)."""
    return _interval(n, of, "wilson")


def _interval(n: int, of: int, method: str) -> Interval:
    from statsmodels.stats.proportion import proportion_confint  # slow to import, and most runs need none

    low, high = proportion_confint(n, of, method=method)
    return Interval(float(low), float(high))
