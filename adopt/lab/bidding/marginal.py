"""B13: one more click for what it brings, along a curve that is the same for every keyword."""

from __future__ import annotations

import numpy as np
import polars as pl
from scipy import special

from adopt.lab.bidding.sums import BID, RPC, T, conversion, first_of, order_value, set_to

_SPARSE = {"clicks": 15, "orders": 3, "cap": 0.20}
_CAP = 0.25
_GROWTH = 0.8
_CPC = 0.7


def b13(sums: pl.DataFrame) -> pl.DataFrame:
    """B13, tuobayong1988: under 15 clicks or 3 orders, (orders + group's rate) / (clicks + 1) x target cost of an order, by
    at most 20 %; else the bid at which one more dollar of spend brings sales of 1 / target ACoS, by at most 25 %.

    Along its curve clicks are c (1 + .8 log(bid / today's)) and each costs .7 of the bid. With x = bid / today's that is
    x (2.25 + log x) = target ACoS x sales per click / (.7 x today's bid), solved by Lambert's function. Days count by
    half after a week; its re-check of cuts after 14 days is this rule again.
    """
    parent = pl.coalesce(_number(conversion(["campaign", "ad_group"])), _number(conversion()), 0.0)
    worth = pl.coalesce(_number(order_value(["campaign", "ad_group"])), _number(order_value()), 0.0)
    rate = (pl.col("orders") + parent) / (pl.col("clicks") + 1)
    sparse = (pl.col("clicks") < _SPARSE["clicks"]) | (pl.col("orders") < _SPARSE["orders"])
    known = sums.with_columns(thin=rate * T * worth, wanted=RPC * T / (_CPC * BID), sparse=sparse)
    rise = pl.Series(_rise(known["wanted"].fill_nan(0).fill_null(0).to_numpy()))
    bounded = known.with_columns(factor=rise.clip(1 - _CAP, 1 + _CAP))
    low, high = BID * (1 - _SPARSE["cap"]), BID * (1 + _SPARSE["cap"])
    priced = pl.col("sparse") & (pl.col("thin") > 0)
    return set_to(
        bounded,
        first_of((priced, pl.col("thin").clip(low, high)), (~pl.col("sparse"), BID * pl.col("factor"))),
    )


def _rise(wanted: np.ndarray) -> np.ndarray:
    """The x that solves x (a + log x) = wanted, a = (1 + growth) / growth."""
    start = (1 + _GROWTH) / _GROWTH
    return np.asarray(np.exp(special.lambertw(wanted * np.exp(start)).real - start))


def _number(ratio: pl.Expr) -> pl.Expr:
    return pl.when(ratio.is_finite()).then(ratio)
