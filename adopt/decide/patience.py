"""Patience with the bids of new products: in their first days only a target's own clicks bring its bid down."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import special

from adopt.decide.coins import down_to_coins, up_to_coins
from adopt.settings import Settings

_SURE = 0.95
_LEAST = 1e-9


def young(settings: Settings) -> pl.Expr:
    """Whether a product of a row's campaign is in its first days (``known_days``); not where nobody knows when it began.

    Without a download nobody does.
    """
    return (pl.col("known_days") < settings.launch.patience_days).fill_null(value=False)


def with_patience(moved: pl.DataFrame, settings: Settings, decimals: int) -> pl.DataFrame:
    """Lifts the new bids of targets in a product's first days to what their own clicks leave of today's (`own_limit`).

    Not lifted is an absurd one: today's is higher than ``cap`` times what a click is worth at the highest rate of the 90 %
    interval. Nor is one lifted over its campaign's daily budget: Amazon would refuse it.

    Args:
        moved: rows that change, with alpha, beta, known_days, base_bid, to_bid, detail, worth, effective_clicks, orders and
            budget.
        settings: of the run.
        decimals: of the currency.

    Returns:
        The rows with to_bid and detail (patience, where it cut last), and spared: whether today's bid stays, since not
        even ``min_change`` is left of the change; to_bid is then what it would be without patience.
    """
    high = special.betaincinv(moved["alpha"].to_numpy(), moved["beta"].to_numpy(), _SURE)
    absurd = pl.col("base_bid") > settings.bid.cap * pl.col("worth") * pl.Series(high)
    lower = pl.col("to_bid") < pl.col("base_bid")
    patient = young(settings) & lower & ~absurd
    own = up_to_coins(pl.lit(pl.Series(own_limit(moved, settings))), decimals)
    budget = down_to_coins(pl.col("budget"), decimals)
    limit = pl.min_horizontal(own, budget)
    stays = limit > pl.col("base_bid") * (1 - settings.bid.min_change)
    lifted = patient & ~stays & (limit > pl.col("to_bid"))
    bound = pl.when(budget < own).then(pl.lit("budget")).otherwise(pl.lit("patience"))
    return moved.with_columns(
        to_bid=pl.when(lifted).then(limit).otherwise("to_bid"),
        detail=pl.when(lifted).then(bound).otherwise("detail"),
        spared=(patient & stays).fill_null(value=False),
    )


def own_limit(moved: pl.DataFrame, settings: Settings) -> np.ndarray:
    """The bid (currency) that a click is worth at most, at ``cut_sure``, by the target's own clicks alone.

    That is the level at the upper limit of Clopper and Pearson (1934, Biometrika 26) for the conversion rate: what others
    convert at is no measure of a new product.

    Args:
        moved: rows with worth, effective_clicks and orders.
        settings: of the run.
    """
    orders = moved["orders"].to_numpy()
    misses = moved["effective_clicks"].to_numpy() - orders
    highest = np.where(
        misses > 0, special.betaincinv(1 + orders, np.maximum(misses, _LEAST), settings.bid.cut_sure), 1.0
    )
    return np.asarray(settings.bid.share * moved["worth"].to_numpy() * highest)
