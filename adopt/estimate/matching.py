"""The beta distribution that stands for a posterior of another form: by its variance, or at the break-even."""

from __future__ import annotations

import numpy as np

from adopt.estimate.above import chance_above

_REACH = 3.0
"""How far the log of a size may lie from that of the same variance."""
_TOLERANCES = {"xatol": 1e-8, "xrtol": 0.0, "fatol": 1e-9}


def size_of_variance(mean: np.ndarray, square: np.ndarray) -> np.ndarray:
    """Sizes s so that Beta(mean s, (1 - mean) s) has the variance of the posterior; arguments as in `matching_size`."""
    return np.asarray(np.maximum(mean * (1 - mean) / np.maximum(square - mean**2, 1e-15) - 1, 1.0))


def matching_size(mean: np.ndarray, square: np.ndarray, above: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """Sizes s so that Beta(mean s, (1 - mean) s) exceeds ``needed`` with probability ``above``.

    Of two sizes that would do it is the one on the side of the most where that of the same variance lies; the other, where
    none within reach will do there. Where the mean is
    below what is needed and the posterior has two humps, no beta may have so much above it; then it is one that has nearly
    the most. Roots by Chandrupatla's method.

    Args:
        mean, square, above: of the posterior (`adopt.estimate.shape.Told`).
        needed: a rate.
    """
    start = np.log(size_of_variance(mean, square))
    off = _excess(start, mean, above, needed)
    # A beta stands for itself, which is all there is in many an account.
    other = np.flatnonzero(np.abs(off) > _TOLERANCES["fatol"])
    size = start.copy()
    size[other] = _sought(*(part[other] for part in (start, off, mean, above, needed)))
    return np.asarray(np.exp(size))


def _sought(
    start: np.ndarray, off: np.ndarray, mean: np.ndarray, above: np.ndarray, needed: np.ndarray
) -> np.ndarray:
    """The log of the size, from that of the same variance and what it has too much above what is needed."""
    most = _most(mean, needed)
    rising = start < most
    larger = (off > 0) != rising
    low = np.where(rising, start - _REACH, np.maximum(start - _REACH, most))
    high = np.where(rising, np.minimum(start + _REACH, most), start + _REACH)
    size, miss = _root(np.where(larger, start, low), np.where(larger, high, start), mean, above, needed)
    # Where none will do on that side, one on the other may.
    across = np.flatnonzero((miss > 0) & (np.abs(most - start) < _REACH))
    start, most, rising = start[across], most[across], rising[across]
    low, high = np.where(rising, most, start - _REACH), np.where(rising, start + _REACH, most)
    other, left = _root(low, high, *(part[across] for part in (mean, above, needed)))
    size[across] = np.where(left < miss[across], other, size[across])
    return size


def _root(
    low: np.ndarray, high: np.ndarray, mean: np.ndarray, above: np.ndarray, needed: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The log of a size between ``low`` and ``high`` that will do, or the better of these two; and what it misses, 0 if nothing."""
    from scipy.optimize import elementwise  # a part of a second that --help needn't pay

    bracket = low, high
    found = elementwise.find_root(_excess, bracket, args=(mean, above, needed), tolerances=_TOLERANCES)
    misses = np.abs(np.stack(found.f_bracket))
    nearest = np.where(misses[0] < misses[1], *found.bracket)
    size = np.where(found.success, found.x, nearest)
    return size, np.where(found.success, 0.0, misses.min(axis=0))


def _most(mean: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """Log size at which a beta has nearly the most above what is needed: up to it more clicks bring more, beyond it less.

    At some 1 / (3 log(needed / mean)) orders, within .003 of the most up to twice the mean (by numerical search); without bound
    where the mean suffices.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        size = -np.log(3 * np.log(needed / mean)) - np.log(mean)
    return np.where(mean < needed, size, np.inf)


def _excess(log_size: np.ndarray, mean: np.ndarray, above: np.ndarray, needed: np.ndarray) -> np.ndarray:
    size = np.exp(log_size)
    return np.asarray(chance_above(mean * size, (1 - mean) * size, needed) - above)
