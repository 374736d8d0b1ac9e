"""The conversion rate after a term's or target's own clicks."""

from __future__ import annotations

from functools import partial

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.elsewhere import Lent
from adopt.estimate.groups import EDGE
from adopt.estimate.prior import Strengths
from adopt.estimate.threads import by_pieces

_TOLD = ("alpha", "beta", "cvr", "cvr_low", "cvr_high", "p_profitable")
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
    told = by_pieces(partial(_posterior, strengths), prior, clicks, orders, needed)
    return frame.with_columns(pl.Series(name, column) for name, column in zip(_TOLD, told, strict=True))


def moved(frame: pl.DataFrame, ratio: pl.Expr) -> pl.DataFrame:
    """The rows of `with_posterior` with their rate ``ratio`` times as high, and known as well as before (alpha + beta)."""
    told = frame.select(ratio.alias("ratio"), "alpha", "beta", "cvr", "break_even_cvr")
    other = told["ratio"].to_numpy() != 1
    ratios, alpha, beta, mean, needed = (told[name].to_numpy()[other] for name in told.columns)
    mean, size = np.clip(mean * ratios, EDGE, 1 - EDGE), alpha + beta
    found = np.stack([frame[name].to_numpy() for name in _TOLD])
    found[:, other] = _told(mean * size, (1 - mean) * size, mean, needed)
    return frame.with_columns(pl.Series(name, column) for name, column in zip(_TOLD, found, strict=True))


def _posterior(
    strengths: Strengths, prior: np.ndarray, clicks: np.ndarray, orders: np.ndarray, needed: np.ndarray
) -> np.ndarray:
    """One row for each of ``_TOLD``."""
    mean, variance = _mixture(prior, clicks, orders, strengths)
    size = mean * (1 - mean) / variance - 1
    return _told(mean * size, (1 - mean) * size, mean, needed)


def _told(alpha: np.ndarray, beta: np.ndarray, mean: np.ndarray, needed: np.ndarray) -> np.ndarray:
    low, high = (special.betaincinv(alpha, beta, tail) for tail in (_TAIL, 1 - _TAIL))
    return np.stack([alpha, beta, mean, low, high, special.betaincc(alpha, beta, np.clip(needed, 0, 1))])


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
