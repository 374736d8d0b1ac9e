"""Conversion rates by ad group, campaign and account, each term's foretold without the term itself."""

from __future__ import annotations

from zlib import crc32

import numpy as np
import polars as pl
from scipy import special

from adopt.settings import Estimate

EDGE = 1e-4
"""Rates stay so far from 0 and 1, so that their log-odds are numbers."""


def log_odds(rates: np.ndarray) -> np.ndarray:
    """Log-odds of rates, those of `EDGE` where a rate is nearer to 0 or 1."""
    return np.asarray(special.logit(np.clip(rates, EDGE, 1 - EDGE)))


def tied_rate(orders: float, clicks: float, parent: float, tie: float) -> float:
    """Orders per click, tied to ``parent`` by so many clicks."""
    return float((orders + tie * parent) / (max(clicks, orders) + tie))


def term_folds(terms: pl.Series, folds: int) -> pl.DataFrame:
    """search_term and fold (Int64) of each distinct term, sorted.

    The fold is the words' own, by their checksum (CRC-32): dealt out among all, one new term would move every other and
    turn decisions that it says nothing of.
    """
    distinct = terms.unique().sort()
    sums = np.fromiter((crc32(term.encode()) for term in distinct), np.int64, distinct.len())
    return pl.DataFrame({"search_term": distinct, "fold": sums % folds})


def folds_of(terms: pl.Series, known: pl.DataFrame) -> np.ndarray:
    """A fold for each row, the same for the same words wherever they occur, so that none foretells itself.

    Args:
        terms: search term of each row.
        known: as `term_folds` gives it for these terms.
    """
    rows = terms.to_frame("search_term")
    return rows.join(known, on="search_term", how="left", maintain_order="left")["fold"].to_numpy()


def group_means(terms: pl.DataFrame, folds: np.ndarray, settings: Estimate) -> np.ndarray:
    """Rates along account, campaign and ad group, each tied to the one above, from the other folds' terms only."""
    clicks = terms["effective_clicks"].to_numpy()
    orders = terms["orders"].to_numpy().astype(float)
    campaign = terms["campaign"].rank("dense").to_numpy() - 1
    group = terms.select(pl.struct("campaign", "ad_group").rank("dense")).to_series().to_numpy() - 1
    mean = np.empty(clicks.size)
    for fold in range(settings.folds):
        here, rest = folds == fold, folds != fold
        rate = np.array(
            tied_rate(orders[rest].sum(), clicks[rest].sum(), settings.default_cvr, settings.default_strength)
        )
        for level in (campaign, group):
            size = int(level.max()) + 1
            k = np.bincount(level[rest], orders[rest], size)[level]
            n = np.bincount(level[rest], clicks[rest], size)[level]
            rate = (k + settings.level_clicks * rate) / (n + settings.level_clicks)
        mean[here] = np.broadcast_to(rate, clicks.shape)[here]
    return np.clip(mean, EDGE, 1 - EDGE)
