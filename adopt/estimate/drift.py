"""Whether a rate has left its own past: a control band as wide as the past is noisy.

On the scale 2 sqrt((count + 3/8) / exposure) a Poisson rate has the variance 1 / exposure whatever it is (Anscombe 1948,
"The transformation of Poisson, binomial and negative-binomial data", Biometrika 35). What days differ by beyond that is
measured on the past and widens the band (quasi-likelihood; McCullagh and Nelder 1989, section 6.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

_ANSCOMBE = 3 / 8


class Seen(NamedTuple):
    """``n`` counted on ``exposure``: sessions, or days."""

    n: float
    exposure: float


class Band(NamedTuple):
    """A rate among those of its past.

    Attributes:
        value: the rate, count / exposure.
        expected: that of the past.
        low, high: the band, in which the rate stays with the probability 1 - ``level``.
        p: probability of a rate as far off, in either direction, if nothing has changed.
    """

    value: float
    expected: float
    low: float
    high: float
    p: float

    @property
    def below(self) -> bool:
        """Whether the rate has fallen out of its band."""
        return self.value < self.low

    @property
    def above(self) -> bool:
        """Whether the rate has risen out of its band."""
        return self.value > self.high


def spread(groups: Iterable[Sequence[Seen]]) -> tuple[float, int]:
    """How many times as noisy as chance alone the groups are within themselves, at least 1; and its degrees of freedom."""
    off, free = 0.0, 0
    for group in groups:
        seen = [one for one in group if one.exposure > 0]
        if len(seen) > 1:
            roots, exposures = _roots(seen), np.array([one.exposure for one in seen])
            off += float(exposures @ (roots - np.average(roots, weights=exposures)) ** 2)
            free += len(seen) - 1
    return (max(1.0, off / free), free) if free else (1.0, 0)


def band(now: Seen, past: Sequence[Seen], noise: tuple[float, int], level: float) -> Band:
    """Where a rate stands among those of its past.

    Args:
        now: what is judged; an exposure above 0.
        past: what it is held against, exposures above 0; at least one.
        noise: as from `spread`; 0 degrees of freedom take the noise for known.
        level: share of false alarms in both directions together.
    """
    from scipy import stats

    exposures = np.array([one.exposure for one in past])
    middle = float(np.average(_roots(past), weights=exposures))
    times, free = noise
    law = stats.t(free) if free else stats.norm()
    error = float(np.sqrt(times * (1 / now.exposure + 1 / exposures.sum())))
    reach = float(law.isf(level / 2)) * error
    off = (float(_roots([now])[0]) - middle) / error
    return Band(
        value=now.n / now.exposure,
        expected=sum(one.n for one in past) / float(exposures.sum()),
        low=_rate(middle - reach, now.exposure),
        high=_rate(middle + reach, now.exposure),
        p=float(2 * law.sf(abs(off))),
    )


def _roots(seen: Sequence[Seen]) -> np.ndarray:
    return np.array([2 * np.sqrt((one.n + _ANSCOMBE) / one.exposure) for one in seen])


def _rate(root: float, exposure: float) -> float:
    return max(0.0, (max(root, 0.0) / 2) ** 2 - _ANSCOMBE / exposure)
