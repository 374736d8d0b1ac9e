"""What Amazon's warehouses hold of a SKU, and how fast it leaves."""

from __future__ import annotations

import dataframely as dy

from adopt.schema.promise import Promise

PLANNING, RESTOCK, LEDGER = "fba_inventory_planning", "restock_recommendations", "ledger_summary"
STOCK = (PLANNING, RESTOCK, LEDGER)
"""Kinds of reports that tell of stock, the one that says most first."""


class Stock(Promise):
    """A SKU's stock and its recent shipments, in units.

    Shipments of a window are those of its days in stock alone, and ``open_*`` counts these: a day without stock tells
    nothing of demand. Where days aren't known, a window counts as in stock unless it can't have been.
    """

    sku = dy.String(unique=True)
    asin = dy.String(nullable=True)
    on = dy.Date(nullable=True)  # the day of the figures; null where the report doesn't say it
    available = dy.Int64(min=0)  # sellable now
    coming = dy.Int64(min=0)  # between warehouses, or being put away: sellable within days
    receiving = dy.Int64(min=0)  # being checked in; a part of inbound
    inbound = dy.Int64(min=0, nullable=True)  # prepared, shipped and being checked in; null: not reported
    shipped_7 = dy.Int64(min=0, nullable=True)
    shipped_30 = dy.Int64(min=0, nullable=True)
    shipped_60 = dy.Int64(min=0, nullable=True)
    shipped_90 = dy.Int64(min=0, nullable=True)
    open_7 = dy.Int64(min=0, nullable=True)
    open_30 = dy.Int64(min=0, nullable=True)
    open_60 = dy.Int64(min=0, nullable=True)
    open_90 = dy.Int64(min=0, nullable=True)
    by_day = dy.Bool()  # whether days in stock are known, not guessed from sums
    spread = dy.Float64(
        min=0, nullable=True
    )  # standard deviation of a day's shipments; null where days aren't known
    out_days = dy.Int64(
        min=0, nullable=True
    )  # without stock until ``on``, by a day's end; at least so many where not by_day
    price = dy.Float64(nullable=True)  # of a unit, in the report's currency
