"""Which of two versions converts better, exactly: no simulation, so the same figures give the same answer."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import numpy as np


def probability_better(buyers: tuple[int, int], visitors: tuple[int, int]) -> float:
    """P(rate of the second > rate of the first) after ``buyers`` of ``visitors`` each, from uniform priors.

    For integer parameters: the sum over i from 0 to b - 1 of B(a + i, c + d) / ((d + i) B(1 + i, d) B(a, c)), where the
    first rate is Beta(a, c) and the second Beta(b, d) (E. Miller 2014, "Formulas for Bayesian A/B testing"; J. Cook 2005,
    "Exact calculation of beta inequalities", MD Anderson technical report UTMDABTR-005-05). Terms are added in logarithms.

    Args:
        buyers: of the first and the second version, each 0 to its ``visitors``.
        visitors: of both.
    """
    from scipy.special import betaln, logsumexp

    (a, b), (c, d) = ((n + 1 for n in buyers), (of - n + 1 for n, of in zip(buyers, visitors, strict=True)))
    i = np.arange(b)
    terms = betaln(a + i, c + d) - np.log(d + i) - betaln(1 + i, d) - betaln(a, c)
    return float(min(1.0, np.exp(logsumexp(terms))))


def sample_needed(buyers: int, visitors: int, lift: float) -> int | None:
    """Visitors that each of two versions needs to tell a rate from one higher by the share ``lift``; None without buyers.

    n = 16 p (1 - p) / d^2 with d = lift p: 80 % power at the two-sided 5 % level (R. Lehr 1992, "Sixteen S-squared over
    D-squared", Statistics in Medicine 11).
    """
    if not buyers:
        return None
    p = Fraction(buyers, visitors)
    return ceil(16 * p * (1 - p) / (Fraction(str(lift)) * p) ** 2)
