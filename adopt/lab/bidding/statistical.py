"""Statistical references, and the plain step rules that most sellers use.

Each takes the frame of `adopt.lab.bidding.sums.target_sums` with ``target_acos`` and returns target_id and to_bid.
"""

from __future__ import annotations

import polars as pl
from scipy import special

from adopt.lab.bidding.sums import ACOS, BID, RPC, SOLD, T, first_of, order_value, set_to

_SURE = 0.95
_TENTH = 0.10
_QUARTER = 0.25


def clopper_pearson(sums: pl.DataFrame) -> pl.DataFrame:
    """The bid is raised to what a click is worth at the least (95 % lower bound of its rate), cut to what it is worth at
    the most (upper bound), else left; order value by target, else the account's.

    Source: Clopper and Pearson 1934, one-sided; AdBuyer uses them so.
    """
    orders, clicks = sums["orders"].to_numpy(), sums["clicks"].to_numpy()
    misses = (clicks - orders).clip(0)
    low = special.betaincinv(orders.clip(1e-9), misses + 1, 1 - _SURE)
    high = special.betaincinv(orders + 1, misses.clip(1e-9), _SURE)
    own = pl.when(pl.col("orders") > 0).then(pl.col("sales") / pl.col("orders")).otherwise(order_value())
    worth = sums.with_columns(
        least=pl.Series(low) * own * T, most=pl.Series(high) * own * T, sold=pl.col("sales").sum() > 0
    )
    clicked = pl.col("sold") & (pl.col("clicks") > 0)
    bid = first_of(
        (clicked & (pl.col("least") > BID), pl.col("least")),
        (clicked & (pl.col("most") < BID), pl.col("most")),
    )
    return set_to(worth, bid)


def tenths(sums: pl.DataFrame) -> pl.DataFrame:
    """10 % up where ACoS is under its target; 10 % down over it, or where the worth of an order was spent without one."""
    unsold = (pl.col("sales") == 0) & (pl.col("spend") > T * order_value())
    factor = first_of((SOLD & (ACOS < T), 1 + _TENTH), (SOLD & (ACOS > T), 1 - _TENTH), (unsold, 1 - _TENTH))
    return set_to(sums, BID * factor)


def quarters(sums: pl.DataFrame, least_clicks: int = 1) -> pl.DataFrame:
    """Sales per click x target ACoS, by at most a quarter of the bid; from ``least_clicks`` clicks on."""
    enough = pl.col("clicks") >= least_clicks
    bounded = (RPC * T).clip(BID * (1 - _QUARTER), BID * (1 + _QUARTER))
    return set_to(sums, first_of((enough, bounded)))
