"""The conversion rate after a term's or target's own clicks."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.elsewhere import Lent
from adopt.estimate.prior import Strengths

_TAIL = 0.05  # a central 90 % interval


def with_posterior(frame: pl.DataFrame, strengths: Strengths, lent: Lent | None = None) -> pl.DataFrame:
    """Adds alpha, beta, cvr, cvr_low, cvr_high and p_profitable.

    For each strength s: Beta(s m + k, s (1 - m) + n - k), with m ``prior_cvr``, n ``effective_clicks`` and k
    ``orders``, what other ad groups lend added to both. Their mixture over the strengths is replaced by the Beta with the same mean and variance, from which
    everything else follows; ``p_profitable`` is its mass above ``break_even_cvr``.
    """
    prior, clicks = frame["prior_cvr"].to_numpy(), frame["effective_clicks"].to_numpy()
    orders, needed = frame["orders"].to_numpy(), frame["break_even_cvr"].to_numpy()
    if lent is not None:
        clicks, orders = np.maximum(clicks, orders) + lent.clicks, orders + lent.orders
    mean, variance = _mixture(prior, clicks, orders, strengths)
    size = mean * (1 - mean) / variance - 1
    alpha, beta = mean * size, (1 - mean) * size
    return frame.with_columns(
        alpha=pl.Series(alpha),
        beta=pl.Series(beta),
        cvr=pl.Series(mean),
        cvr_low=pl.Series(special.betaincinv(alpha, beta, _TAIL)),
        cvr_high=pl.Series(special.betaincinv(alpha, beta, 1 - _TAIL)),
        p_profitable=pl.Series(special.betaincc(alpha, beta, np.clip(needed, 0, 1))),
    )


def _mixture(
    prior: np.ndarray, clicks: np.ndarray, orders: np.ndarray, strengths: Strengths
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of the conversion rate, averaged over the strengths."""
    first, second = np.zeros(prior.shape), np.zeros(prior.shape)
    for strength, weight in zip(*strengths, strict=True):
        size = strength + np.maximum(clicks, orders)
        mean = (strength * prior + orders) / size
        first += weight * mean
        second += weight * (mean * (1 - mean) / (size + 1) + mean**2)
    return first, second - first**2
