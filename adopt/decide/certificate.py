"""Proof that a term's conversion rate lies below break-even, from its own clicks alone: no prior, no other term.

It asks for more evidence than a decision does (`adopt.decide.negate`), and holds however often one looks. So it can act
where patience is promised otherwise: in a product's first days. Formula: docs/decisions.md.
"""

from __future__ import annotations

import numpy as np
from scipy import special

SHARES = np.linspace(0.02, 0.9, 15)
"""Conversion rates that are tried against break-even, as shares of it."""

PROVED = 20.0
"""The e-value at which a term that breaks even would be called losing in one of twenty cases, at most."""


def e_values(clicks: np.ndarray, orders: np.ndarray, break_even: np.ndarray) -> np.ndarray:
    """Evidence that each rate lies below break-even: the mean likelihood ratio of `SHARES` of it against itself.

    E = mean over f of (p / p0)^k ((1 - p) / (1 - p0))^(n - k), p = f p0. While the true rate is p0 or more its
    expectation is at most 1, at whatever click one stops (Ville 1939), so that P(E ever reaches 20) <= 1/20.

    Args:
        clicks: n, those whose orders can be seen by now (effective clicks).
        orders: k.
        break_even: p0, the conversion rate that pays for a click.

    Returns:
        One value per term, 1 without clicks; at most e^700, which is more than any number of clicks is worth.
    """
    failures = np.maximum(clicks - orders, 0)[..., None]
    needed = np.clip(break_even, 0, 1)[..., None]
    tried = SHARES * needed
    # Not even an order with every click pays for it: the clicks alone are the proof.
    none = np.log1p(-tried) - np.log1p(-np.minimum(needed, 1 - 1e-12))
    log_ratio = special.xlogy(orders[..., None], SHARES) + failures * none
    return np.asarray(np.exp(np.minimum(special.logsumexp(log_ratio, axis=-1) - np.log(SHARES.size), 700.0)))


def proved(clicks: np.ndarray, orders: np.ndarray, break_even: np.ndarray) -> np.ndarray:
    """Whether each term is proved to lose, at 95 %. Arguments as in `e_values`."""
    return np.asarray(e_values(clicks, orders, break_even) >= PROVED)
