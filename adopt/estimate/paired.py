"""Whether days differ from the days that they are paired with, when neighbouring days resemble each other."""

from __future__ import annotations

import numpy as np

_MOST = 0.9  # a correlation beyond leaves nothing to count


def fell(later: np.ndarray, earlier: np.ndarray) -> float:
    """One-sided p that the mean has not fallen, of days paired in order (the same weekday of two windows).

    A paired t-test on n (1 - r) / (1 + r) days instead of n, where r is the correlation of a day's difference with that
    of the day before, if it is positive (Bayley and Hammersley 1946, "The effective number of independent observations in
    an autocorrelated time series", JRSS Supplement 8). 1 where there are too few days to say.
    """
    from scipy import stats

    off = np.asarray(later, dtype=float) - np.asarray(earlier, dtype=float)
    n, spread = off.size, float(np.std(off, ddof=1)) if off.size > 1 else 0.0
    if n < 3 or spread == 0:  # noqa: PLR2004  a variance of a variance
        return 1.0 if n < 3 or off.mean() >= 0 else 0.0  # noqa: PLR2004
    free = n * (1 - (r := _neighbours(off))) / (1 + r)
    if free <= 2:  # noqa: PLR2004
        return 1.0
    return float(stats.t(free - 1).cdf(off.mean() / (spread / np.sqrt(free))))


def _neighbours(off: np.ndarray) -> float:
    """Correlation of each difference with the next one, 0 where it is negative."""
    centred = off - off.mean()
    return float(np.clip(centred[1:] @ centred[:-1] / (centred @ centred), 0.0, _MOST))
