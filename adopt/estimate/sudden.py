"""Whether counts have suddenly stopped or started: an exact test of the newest days against those before them.

Daily counts that are negative binomial (Poisson with a rate that wavers) of size k, all alike, make the count of the
newest w of w + W days, given the total, beta-binomial with k w and k W: the negative hypergeometric law. Without
wavering it is binomial (the conditional test of two Poisson rates; Przyborowski and Wilenski 1940, Biometrika 31).
"""

from __future__ import annotations

import numpy as np


def wavering(counts: np.ndarray) -> np.ndarray:
    """1 / k of each row of daily counts: what they waver beyond chance, at least what all rows together waver; 0: not.

    By moments: (variance - mean) / mean^2, of all rows the ratio of the sums.

    Args:
        counts: a row for each thing, a column for each day; at least two days.
    """
    mean, variance = counts.mean(axis=1), counts.var(axis=1, ddof=1)
    beyond, square = variance - mean, mean**2
    pooled = max(0.0, float(beyond.sum()) / float(square.sum())) if square.sum() else 0.0
    own = np.divide(beyond, square, out=np.zeros_like(mean), where=square > 0)
    return np.asarray(np.maximum(own, pooled))


def tails(
    new: np.ndarray, old: np.ndarray, days: tuple[int, int], waver: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """P(as few or fewer) and P(as many or more) in the newest days if nothing has changed.

    Args:
        new, old: counts of the newest days and of those before.
        days: how many days both are.
        waver: 1 / k of each, as from `wavering`.
    """
    from scipy import stats

    # Most things are rare, and alike: each case is reckoned once.
    cases, of = np.unique(np.column_stack([new, old, waver]), axis=0, return_inverse=True)
    seen, total = cases[:, 0], cases[:, 0] + cases[:, 1]
    w, before = days
    steady = cases[:, 2] <= 1e-6  # noqa: PLR2004  the two laws agree there, and the wild one loses digits
    few, many = np.empty(len(cases)), np.empty(len(cases))
    for rows, law in (
        (steady, stats.binom(total[steady], w / (w + before))),
        (~steady, stats.betabinom(total[~steady], w / cases[~steady, 2], before / cases[~steady, 2])),
    ):
        few[rows], many[rows] = law.cdf(seen[rows]), law.sf(seen[rows] - 1)
    return np.clip(few[of], 0, 1), np.clip(many[of], 0, 1)
