"""How likely so many later orders are, by a posterior."""

from __future__ import annotations

import numpy as np
from scipy import special


def chances(alpha: np.ndarray, beta: np.ndarray, clicks: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """P(at least ``needed`` orders on ``clicks`` further clicks) by the beta-binomial that Beta(alpha, beta) foretells.

    Args:
        alpha, beta: of the posterior.
        clicks: later ones.
        needed: orders, rounded up to whole ones.
    """
    least, clicks = np.ceil(needed), clicks.astype(float)
    short = np.zeros(clicks.size)
    for orders in range(int(least.max(initial=0.0))):
        here = (orders < least) & (orders <= clicks)
        n, a, b = clicks[here], alpha[here], beta[here]
        ways = -np.log1p(n) - special.betaln(n - orders + 1, orders + 1)
        short[here] += np.exp(ways + special.betaln(a + orders, b + n - orders) - special.betaln(a, b))
    return np.asarray(np.clip(1 - short, 0, 1))


def share_interval(count: float, of: float) -> tuple[float, float]:
    """The central 95 % of a share of which ``count`` of ``of`` were seen (Jeffreys)."""
    low, high = special.betaincinv(count + 0.5, max(of - count, 0.0) + 0.5, [0.025, 0.975])
    return float(low), float(high)
