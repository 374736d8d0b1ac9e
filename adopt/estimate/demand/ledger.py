"""Days of each SKU from the summary of the inventory ledger: what left, and whether there was anything to leave."""

from __future__ import annotations

import polars as pl

_SAME = ["day", "fnsku", "sku", "disposition", "location"]
"""Rows of neighbouring downloads repeat: those that agree in these tell the same."""
_SELLABLE = "SELLABLE"


def ledger_days(ledger: pl.DataFrame) -> pl.DataFrame:
    """A row for each SKU and each day that the ledger tells of, from the SKU's first one on.

    The ledger leaves out days of a SKU without any movement: its balance stays what it was. Days that it tells nothing at
    all of are left out here too: what wasn't downloaded isn't a day without sales.

    Args:
        ledger: rows of the layout ``ledger_summary``; shipments are negative there.

    Returns:
        sku, day, shipped (units), balance (units at the day's end), open (whether there was stock on that day); sorted.
    """
    known = ledger.filter(pl.col("disposition").str.to_uppercase() == _SELLABLE)
    once = known.unique(_SAME, keep="last", maintain_order=True)
    sums = once.group_by("sku", "day").agg(
        shipped=(-pl.col("customer_shipments").fill_null(0)).sum().clip(0),
        starts=pl.col("starting_warehouse_balance").fill_null(0).sum(),
        balance=pl.col("ending_warehouse_balance").fill_null(0).sum().clip(0),
    )
    first = sums.group_by("sku").agg(since=pl.col("day").min())
    grid = first.join(ledger.select("day").unique(), how="cross").filter(pl.col("day") >= pl.col("since"))
    full = grid.join(sums, on=["sku", "day"], how="left").sort("sku", "day")
    balance = pl.col("balance").forward_fill().over("sku")
    held = balance.shift(1).over("sku").fill_null(0)
    there = (pl.col("starts") > 0) | (pl.col("shipped") > 0) | (balance > 0)
    return full.select(
        "sku",
        "day",
        shipped=pl.col("shipped").fill_null(0),
        balance=balance,
        open=there.fill_null(held > 0),
    )
