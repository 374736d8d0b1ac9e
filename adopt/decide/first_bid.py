"""What the first targets of a new product bid: B301's level, from what is expected before any click."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from adopt.decide.coins import down_to_coins
from adopt.decide.level import with_level
from adopt.estimate.newcomer import Expected
from adopt.settings import Settings
from adopt.words import Market

_WHOLE = 1.0


def first_bids(
    expected: Sequence[Expected],
    price: float,
    margin: float,
    most: float,
    settings: Settings,
    market: Market | None,
    decimals: int,
) -> list[float]:
    """A bid for each expectation (currency): its level, higher by all that is uncertain, within its bounds.

    bid = least of shade x v a (c + sd), cap x c v a, max_step x CPC, ``most``; rounded down, within Amazon's limits.

    Args:
        expected: of each target.
        price: v, what an order is worth.
        margin: a, the share of it that may be spent on ads.
        most: the campaign's daily budget.
        settings, market, decimals: as in `adopt.decide.bid.bid_changes`.
    """
    rows = pl.DataFrame(
        [(one.alpha, one.beta, one.cvr, one.cpc) for one in expected],
        schema=dict.fromkeys(("alpha", "beta", "cvr", "cpc"), pl.Float64),
        orient="row",
    ).with_columns(order_value=price, margin=margin, bid_multiplier=1.0, age_days=0, bid=None)
    # What a click of others costs is all that is known of the auction: no further up than a step.
    step = pl.col("cpc") * settings.bid.max_step
    bound = pl.min_horizontal("level", "highest", step, pl.lit(most))
    least = market.bid_min if market else 10.0**-decimals
    rounded = down_to_coins(bound, decimals)
    bids = with_level(rows, settings, _WHOLE).select(rounded.clip(least, market.bid_max if market else None))
    return [float(bid) for bid in bids.to_series()]
