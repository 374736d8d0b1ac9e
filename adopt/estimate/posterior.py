"""The conversion rate after a term's or target's own clicks."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import special

_TAIL = 0.05  # a central 90 % interval


def with_posterior(frame: pl.DataFrame, strength: float) -> pl.DataFrame:
    """Adds alpha, beta, cvr, cvr_low, cvr_high and p_profitable.

    Beta(s m + k, s (1 - m) + n - k) with s the strength, m ``prior_cvr``, n ``effective_clicks`` and k ``orders``;
    ``p_profitable`` is its mass above ``break_even_cvr`` (ENGINE, "Posterior" and "Local false-discovery rate").
    """
    prior, clicks = frame["prior_cvr"].to_numpy(), frame["effective_clicks"].to_numpy()
    orders, needed = frame["orders"].to_numpy(), frame["break_even_cvr"].to_numpy()
    alpha = strength * prior + orders
    beta = strength * (1 - prior) + np.maximum(clicks - orders, 0)
    return frame.with_columns(
        alpha=pl.Series(alpha),
        beta=pl.Series(beta),
        cvr=pl.Series(alpha / (alpha + beta)),
        cvr_low=pl.Series(special.betaincinv(alpha, beta, _TAIL)),
        cvr_high=pl.Series(special.betaincinv(alpha, beta, 1 - _TAIL)),
        p_profitable=pl.Series(special.betaincc(alpha, beta, np.clip(needed, 0, 1))),
    )
