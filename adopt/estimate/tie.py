"""How far an own cost per click, or order value, may be believed: by how much those of an account really differ."""

from __future__ import annotations

import numpy as np
from scipy import special

_TIES = np.geomspace(0.1, 100, 31)
_SPREAD = 1.0


def fitted_tie(amounts: np.ndarray, counts: np.ndarray, group: np.ndarray, belief: float) -> float:
    """Clicks at the group's cost that each row's own clicks are weighed against; or orders, at the group's value.

    The log of a row's amount per click over its group's varies by what rows differ (variance t) and by what the clicks
    of one row differ (variance s for one click, s / n for n): the tie is s / t. Each of 31 ties from .1 to 100 clicks
    is weighed by its likelihood, t at its best for each, and by a belief before any data: log-normal around
    ``belief``, within a factor of e. Their geometric mean is returned; where all rows have as many clicks, nothing
    tells the two variances apart, and it is ``belief``.

    Args:
        amounts, counts, group: one entry per row: spend, clicks, the group's cost per click; or sales, orders, the group's
            order value. All money in one currency.
        belief: clicks, or orders.
    """
    some = (counts > 0) & (amounts > 0) & (group > 0)
    few = -0.5 * (np.log(_TIES / belief) / _SPREAD) ** 2
    if not some.any():
        return belief
    off = np.log(amounts[some] / counts[some] / group[some])
    off = off - np.average(off, weights=counts[some])
    spread = 1 + _TIES[:, None] / np.unique(counts[some])
    weights = special.softmax(few + _likelihoods(off, counts[some], spread))
    return float(np.exp(weights @ np.log(_TIES)))


def _likelihoods(off: np.ndarray, counts: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Log likelihood of each tie up to a constant; ``spread`` is relative to t, by tie and distinct number of clicks or orders."""
    _, place, rows = np.unique(counts, return_inverse=True, return_counts=True)
    squares = np.bincount(place, off**2)
    # A trace keeps rows that are all alike from being infinitely sure of it.
    best = (squares / spread).sum(axis=1) / off.size + 1e-12
    return np.asarray(-0.5 * (np.log(spread) @ rows + off.size * np.log(best)))
