"""The conversion rate after a term's or target's own clicks."""

from __future__ import annotations

from functools import partial

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.above import chance_above
from adopt.estimate.elsewhere import Lent
from adopt.estimate.groups import EDGE
from adopt.estimate.matching import matching_size, size_of_variance
from adopt.estimate.scatter import Scatter, after
from adopt.estimate.threads import by_pieces

_TOLD = ("alpha", "beta", "cvr", "cvr_low", "cvr_high", "p_profitable")
_TAIL = 0.05  # a central 90 % interval


def with_posterior(
    frame: pl.DataFrame,
    scatter: Scatter,
    lent: Lent | None = None,
    doubts: np.ndarray | None = None,
    level_doubt: float = 0.0,
    *,
    at_break_even: bool = True,
) -> pl.DataFrame:
    """Adds alpha, beta, cvr, cvr_low, cvr_high and p_profitable.

    The rate after n ``effective_clicks`` and k ``orders``, what other ad groups lend added to both, where rates scatter
    like ``scatter`` around ``prior_cvr`` before; ``p_profitable`` is its probability of more than ``break_even_cvr``. It is replaced
    by the Beta with the same mean and the same probability, or the same variance; everything else follows from that Beta.

    Args:
        frame: prior_cvr, effective_clicks, orders and break_even_cvr.
        scatter: of rates around ``prior_cvr``.
        lent: what is added to the clicks and orders of each row.
        doubts: how little is known of each row's words, 1 on average; None where all are alike.
        level_doubt: how well ``prior_cvr`` and ``break_even_cvr`` are known against each other: standard deviation of the log of their
            ratio, the same for all rows.
        at_break_even: whether the Beta has the same probability there, which negations hang on; else the same variance, for bids
            are decided elsewhere.
    """
    prior, clicks = frame["prior_cvr"].to_numpy(), frame["effective_clicks"].to_numpy()
    orders, needed = frame["orders"].to_numpy().astype(float), frame["break_even_cvr"].to_numpy()
    if lent is not None:
        clicks, orders = np.maximum(clicks, orders) + lent.clicks, orders + lent.orders
    doubts = np.ones(frame.height) if doubts is None else doubts
    posterior = partial(_posterior, scatter, level_doubt, at_break_even)
    told = by_pieces(posterior, prior, doubts, clicks, orders, needed)
    return frame.with_columns(pl.Series(name, column) for name, column in zip(_TOLD, told, strict=True))


def moved(frame: pl.DataFrame, ratio: pl.Expr) -> pl.DataFrame:
    """The rows of `with_posterior` with their rate ``ratio`` times as high, and known as well as before (alpha + beta)."""
    told = frame.select(ratio.alias("ratio"), "alpha", "beta", "cvr", "break_even_cvr")
    other = told["ratio"].to_numpy() != 1
    ratios, alpha, beta, mean, needed = (told[name].to_numpy()[other] for name in told.columns)
    mean, size = np.clip(mean * ratios, EDGE, 1 - EDGE), alpha + beta
    found = np.stack([frame[name].to_numpy() for name in _TOLD])
    alpha, beta = mean * size, (1 - mean) * size
    found[:, other] = _told(alpha, beta, mean, chance_above(alpha, beta, needed))
    return frame.with_columns(pl.Series(name, column) for name, column in zip(_TOLD, found, strict=True))


def _posterior(
    scatter: Scatter,
    level_doubt: float,
    at_break_even: bool,
    prior: np.ndarray,
    doubts: np.ndarray,
    clicks: np.ndarray,
    orders: np.ndarray,
    needed: np.ndarray,
) -> np.ndarray:
    """One row for each of ``_TOLD``."""
    mean, square, above = after(
        scatter, prior, np.maximum(clicks, orders), orders, needed, doubts, level_doubt
    )
    size = matching_size(mean, square, above, needed) if at_break_even else size_of_variance(mean, square)
    return _told(mean * size, (1 - mean) * size, mean, above)


def _told(alpha: np.ndarray, beta: np.ndarray, mean: np.ndarray, above: np.ndarray) -> np.ndarray:
    low, high = (special.betaincinv(alpha, beta, tail) for tail in (_TAIL, 1 - _TAIL))
    # Where one rate in thirty is high and the others are nothing, their mean lies beyond nineteen in twenty of them.
    return np.stack([alpha, beta, mean, np.minimum(low, mean), np.maximum(high, mean), above])
