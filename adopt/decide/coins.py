"""Amounts in a currency's whole coins."""

from __future__ import annotations

import polars as pl

_HAIR = 1e-6
"""Of a coin: what floating point may leave over or short of a whole one."""


def down_to_coins(amount: pl.Expr, decimals: int) -> pl.Expr:
    """Not more than the amount, in the smallest coins of a currency with so many decimals."""
    unit = 10.0**decimals
    return ((amount * unit + _HAIR).floor() / unit).round(decimals)


def up_to_coins(amount: pl.Expr, decimals: int) -> pl.Expr:
    """Not less than the amount, in the smallest coins of a currency with so many decimals."""
    unit = 10.0**decimals
    return ((amount * unit - _HAIR).ceil() / unit).round(decimals)
