"""The 95 % interval of a share."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from scipy import special

_OUT = 0.025
_NORMAL = float(special.ndtri(1 - _OUT))


class Interval(NamedTuple):
    """Both ends, fractions."""

    low: float
    high: float


def exact(n: int, of: int) -> Interval:
    """Of ``n`` of ``of`` that were counted once and for all: holds at least its promise (Clopper and Pearson 1934).

    The ends are quantiles of Beta(n, of - n + 1) and Beta(n + 1, of - n).
    """
    low = float(special.betaincinv(n, of - n + 1, _OUT)) if n > 0 else 0.0
    high = float(special.betaincinv(n + 1, of - n, 1 - _OUT)) if n < of else 1.0
    return Interval(low, high)


def wilson(n: int, of: int) -> Interval:
    """Of a share that is watched day by day: on average it holds its promise (Wilson 1927)."""
    rate, width = n / of, _NORMAL**2 / of
    middle = (rate + width / 2) / (1 + width)
    reach = _NORMAL / (1 + width) * sqrt(rate * (1 - rate) / of + width / (4 * of))
    return Interval(max(middle - reach, 0.0), min(middle + reach, 1.0))
