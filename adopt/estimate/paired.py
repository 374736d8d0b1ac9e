"""Whether days differ from the days that they are paired with, when neighbouring days resemble each other."""

from __future__ import annotations

import numpy as np

_MOST = 0.9  # a correlation beyond leaves nothing to count


def fell(later: np.ndarray, earlier: np.ndarray) -> float:
    """One-sided p that the mean has not fallen, of days paired in order (the same weekday of two windows).

    A paired t-test on n (1 - r) / (1 + r) days instead of n, where r is the correlation of a day's difference with that
    of the day before, if it is positive (Bayley and Hammersley 1946, "The effective number of independent observations in
    an autocorrelated time series", JRSS Supplement 8). Among few days a correlation comes out too low, by (1 + 3 r) / n;
    that is put right first (Kendall 1954, "Note on bias in the estimation of autocorrelation", Biometrika 41). 1 where
    there are too few days to say.
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
    """Correlation of each difference with the next one, without its bias; 0 where it is negative."""
    n, centred = off.size, off - off.mean()
    if n <= 3:  # noqa: PLR2004  the bias is as large as all that can be seen
        return _MOST
    found = float(centred[1:] @ centred[:-1] / (centred @ centred))
    return float(np.clip((n * found + 1) / (n - 3), 0.0, _MOST))
