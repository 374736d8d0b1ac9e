"""Random numbers by name: the same key gives the same number, however many others were drawn before.

Two policies that share a seed then differ only where their bids do (common random numbers: Law, Simulation Modeling
and Analysis, chapter 11). Keys are mixed by SplitMix64 (Steele, Lea and Flood, 2014).
"""

from __future__ import annotations

import numpy as np
from scipy import special

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_BITS = 2.0**-53
_FEW, _MOST = 30.0, 120
"""Of a mean below the one, a count above the other has less chance (1e-31) than sums of chances can tell."""
_SURE = 1 - 1e-12
"""Nearer to 1, sums of chances are all rounding."""

Keys = np.ndarray


def keys(*parts: int | np.ndarray) -> Keys:
    """One 64-bit key for every combination of whole numbers; arrays are broadcast against each other, one dimension at
    least.
    """
    mixed = np.zeros(1, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for part in parts:
            mixed = _mix(mixed ^ (np.asarray(part).astype(np.uint64) + _GOLDEN))
    return mixed


def uniform(key: Keys) -> np.ndarray:
    """A number in (0, 1) for each key."""
    return ((key >> np.uint64(11)).astype(np.float64) + 0.5) * _BITS


def normal(key: Keys) -> np.ndarray:
    """A standard normal number for each key."""
    return np.asarray(special.ndtri(uniform(key)))


def poisson(key: Keys, mean: np.ndarray) -> np.ndarray:
    """A Poisson number for each key, by inversion: a higher mean never gives fewer."""
    drawn, mean = np.broadcast_arrays(uniform(key), mean)
    counts = np.zeros(drawn.shape, dtype=np.int64)
    some = drawn > np.exp(-mean)
    counts[some] = _inverted(drawn[some], mean[some])
    return counts


def _inverted(drawn: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """The least count whose distribution function reaches ``drawn``, known to be at least 1.

    Sums of chances, and the incomplete gamma function's inverse, are right but for a last step where the function is all but ``drawn``.
    """
    guess, few = np.empty(drawn.shape), (mean < _FEW) & (drawn < _SURE)
    guess[few] = _counted(drawn[few], mean[few])
    guess[~few] = np.maximum(np.ceil(special.pdtrik(drawn[~few], mean[~few])), 1.0)
    guess -= (guess > 1) & (special.pdtr(guess - 1, mean) >= drawn)
    guess += special.pdtr(guess, mean) < drawn
    return np.asarray(guess.astype(np.int64))


def _counted(drawn: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """The same by adding up the chances of 0, 1, 2, ...: for small means thirty times as fast as an inverse function."""
    count, left = np.ones(drawn.shape), np.arange(drawn.size)
    none = np.exp(-mean)
    chance = none * mean
    reached = none + chance
    for place in range(2, _MOST):
        short = reached < drawn[left]
        if not short.any():
            break
        left, chance, reached = left[short], chance[short], reached[short]
        chance = chance * mean[left] / place
        reached = reached + chance
        count[left] = place
    return count


def _mix(state: np.ndarray) -> np.ndarray:
    mixed = (state ^ (state >> np.uint64(30))) * _FIRST
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))
