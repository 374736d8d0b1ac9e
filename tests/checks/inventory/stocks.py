"""Stock reports for tests of inventory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from tests.checks.desks import TODAY, Rows


def planned(sku: str, available: int | None, *shipped: int, **cells: Any) -> dict[str, Any]:
    """A row of the FBA inventory report of today; ``shipped``: units in the last 7, 30, 60 and 90 days."""
    windows = dict(zip((f"units_shipped_t{days}" for days in (7, 30, 60, 90)), shipped, strict=False))
    return {
        "snapshot_date": TODAY,
        "sku": sku,
        "marketplace": "US",
        "available": available,
        **windows,
        **cells,
    }


def even(sku: str, available: int, daily: int = 1, **cells: Any) -> dict[str, Any]:
    """A product that sells the same each day."""
    return planned(sku, available, *(daily * days for days in (7, 30, 60, 90)), **cells)


def moved(sku: str, days: Sequence[int], balance: Sequence[int], last: date = TODAY, **cells: Any) -> Rows:
    """Ledger rows of consecutive days up to ``last``: units shipped, and the balance at each day's end."""
    first = last - timedelta(days=len(days) - 1)
    return [
        {
            "day": first + timedelta(days=place),
            "sku": sku,
            "fnsku": f"X{sku}",
            "disposition": "SELLABLE",
            "location": "US",
            "starting_warehouse_balance": left + units,
            "customer_shipments": -units,
            "ending_warehouse_balance": left,
            **cells,
        }
        for place, (units, left) in enumerate(zip(days, balance, strict=True))
    ]
