"""Patience with the bids of new products: they don't come down before they could show what they are worth."""

from __future__ import annotations

import polars as pl
from scipy import special

from adopt.decide.certificate import proved
from adopt.settings import Settings

_SURE = 0.95


def young(settings: Settings) -> pl.Expr:
    """Whether a product of a row's campaign is in its first days (``known_days``); not where nobody knows when it began.

    Without a download nobody does.
    """
    return (pl.col("known_days") < settings.launch.patience_days).fill_null(value=False)


def spared(moved: pl.DataFrame, settings: Settings) -> pl.Series:
    """Whether each bid that would change stays, because it would come down in the first days of a product's ads.

    Not spared is a bid whose own clicks prove that it loses (`adopt.decide.certificate`), and an absurd one: higher than
    ``cap`` times what a click is worth at the highest rate of the 90 % interval.

    Args:
        moved: rows with alpha, beta, known_days, base_bid, to_bid, worth, effective_clicks, orders and break_even_cvr.
        settings: of the run.
    """
    high = special.betaincinv(moved["alpha"].to_numpy(), moved["beta"].to_numpy(), _SURE)
    loses = proved(*(moved[name].to_numpy() for name in ("effective_clicks", "orders", "break_even_cvr")))
    absurd = pl.col("base_bid") > settings.bid.cap * pl.col("worth") * pl.Series(high)
    lower = pl.col("to_bid") < pl.col("base_bid")
    return (
        moved.select(young(settings) & lower & ~absurd & ~pl.Series(loses)).to_series().fill_null(value=False)
    )
