"""What a search term's own keyword would bid, and what that is worth. Formulas: docs/decisions.md."""

from __future__ import annotations

import numpy as np
import polars as pl

from adopt.decide.coins import down_to_coins
from adopt.decide.level import WEEK, cpc_after, gain_per_week, held_back, true_share, with_level
from adopt.estimate.above import chance_above
from adopt.settings import Settings
from adopt.words import Market

_INELASTIC = 1e-9
# The term has been seen where it was found: a keyword of its own has nothing to show first.
_NONE = 0.0


def with_own_bid(
    terms: pl.DataFrame, settings: Settings, market: Market | None, decimals: int
) -> pl.DataFrame:
    """The terms whose own bid is one that Amazon takes, with it and its worth.

    Adds to_bid; base_bid (today's bid, as if it stood in the home); own_cpc (expected); cost, gain and own_profit
    (currency a week: what the term costs today, what the own bid adds to today's profit, what it earns in all), and
    true_gain, where an aim counts an order as worth more than it earns;
    p_own = P(profitable at the own bid); p_gain = P(the own bid gains).

    Args:
        terms: `TermEvidence` rows with paid (today's bid times placements), and bid_multiplier, age_days and budget of
            the home; nulls where there is none.
        settings: of the run.
        market: for bid limits; None where the marketplace isn't known.
        decimals: of the currency.
    """
    home = terms.with_columns(
        pl.col("bid_multiplier").fill_null(1.0), pl.col("age_days").fill_null(settings.bid.optimism_days)
    ).with_columns(bid=pl.col("paid") / pl.col("bid_multiplier"))
    level = with_level(home.with_columns(pl.col("margin") * held_back()), settings, _NONE).with_columns(
        home["margin"]
    )
    # What is known of the term is known at today's bid: no further up than a step, down as far as it is worth.
    highest = pl.min_horizontal(
        "level", "highest", pl.col("base_bid") * settings.bid.max_step, "budget", _most(market)
    )
    least = market.bid_min if market else 10.0**-decimals
    bound = level.with_columns(to_bid=down_to_coins(highest, decimals))
    return with_values(bound.filter(pl.col("to_bid") >= least), settings)


def _most(market: Market | None) -> pl.Expr:
    return pl.lit(market.bid_max if market and market.bid_max else None, dtype=pl.Float64)


def with_values(bound: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """Adds own_cpc, cost, gain, true_gain, own_profit, p_own and p_gain of moving from base_bid to to_bid (see `with_own_bid`)."""
    own = settings.bid
    ratio = pl.col("to_bid") / pl.col("base_bid")
    weekly = pl.col("clicks") / pl.col("days") * WEEK
    value = pl.col("order_value") * pl.col("margin") * pl.col("cvr")
    valued = bound.with_columns(
        own_cpc=cpc_after(own),
        cost=pl.col("cpc") * weekly,
        gain=gain_per_week(pl.col("cvr"), own),
        true_gain=gain_per_week(pl.col("cvr"), own, true_share()),
    ).with_columns(own_profit=weekly * ratio**own.click_elasticity * (value - pl.col("own_cpc")))
    needed = (valued["own_cpc"] / (valued["order_value"] * valued["margin"])).to_numpy()
    return valued.with_columns(
        p_own=pl.Series(_above(valued, needed), dtype=pl.Float64),
        p_gain=pl.Series(_gains(valued, settings), dtype=pl.Float64),
    )


def _gains(valued: pl.DataFrame, settings: Settings) -> np.ndarray:
    """P(the conversion rate lies on the side of the one at which the own bid changes nothing where it gains)."""
    ratio = (valued["to_bid"] / valued["base_bid"]).to_numpy()
    clicks = ratio ** max(settings.bid.click_elasticity, _INELASTIC)
    worth = (valued["order_value"] * valued["margin"]).to_numpy()
    with np.errstate(divide="ignore", invalid="ignore"):
        even = (clicks * valued["own_cpc"].to_numpy() - valued["cpc"].to_numpy()) / (worth * (clicks - 1))
    above = _above(valued, np.nan_to_num(even))
    return np.asarray(np.where(ratio > 1, above, 1 - above))


def _above(valued: pl.DataFrame, rate: np.ndarray) -> np.ndarray:
    alpha, beta = valued["alpha"].to_numpy(), valued["beta"].to_numpy()
    return chance_above(alpha, beta, rate)
