"""Bids, daily budgets and percentages, each by itself."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.bulksheet.sheet import TARGETS, Against
from adopt.words import bulksheet

RESIDUE = 1e-6
"""Amazon's own amounts carry residues of binary fractions (24.999999999999996)."""

_AMOUNT = r"^-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$"
_CENTS = 2


def amount(column: str) -> pl.Expr:
    """Float64 of a cell; null where it isn't an amount."""
    return pl.when(pl.col(column).str.contains(_AMOUNT)).then(pl.col(column)).cast(pl.Float64, strict=False)


def money_faults(rows: pl.DataFrame, against: Against) -> Iterator[pl.DataFrame]:
    """Amounts that are none, have more than cents, or pass the limits; percentages that aren't Amazon's.

    Args:
        rows: in Amazon's words; archived ones left out.
        against: the limits.
    """
    limits = against.limits
    budgets = rows.filter(pl.col("entity") == "Campaign")
    yield from _amounts(budgets, "daily_budget", limits.budget, "budget_limits")
    bidding = rows.filter(pl.col("entity").is_in(TARGETS))
    yield from _amounts(bidding, "bid", limits.bid, "bid_limits")
    groups = rows.filter(pl.col("entity") == "Ad Group")
    yield from _amounts(groups, "ad_group_default_bid", limits.bid, "bid_limits")
    yield from _percentages(rows.filter(pl.col("entity") == "Bidding Adjustment"))


def _amounts(
    rows: pl.DataFrame, column: str, limits: tuple[float, float], rule: str
) -> Iterator[pl.DataFrame]:
    value = amount(column)
    yield fault(rows, pl.col(column).is_not_null() & value.is_null(), column, "amount")
    yield fault(rows, (value - value.round(_CENTS)).abs() > RESIDUE, column, "decimals")
    outside = (value < limits[0] - RESIDUE) | (value > limits[1] + RESIDUE)
    yield fault(rows, outside, column, rule, f"{limits[0]:,g} – {limits[1]:,.15g}")


def _percentages(rows: pl.DataFrame) -> Iterator[pl.DataFrame]:
    most = bulksheet()["percentage"]["most"]
    whole = pl.col("percentage").str.contains(r"^[0-9]+(?:\.0*)?$")
    within = amount("percentage") <= most
    yield fault(
        rows, pl.col("percentage").is_not_null() & ~(whole & within), "percentage", "percentage", str(most)
    )
