"""Stock reports for tests of inventory, and a desk with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from adopt.checks import Desk, Found, Table
from adopt.reports.companion_columns import layout_schema
from adopt.settings import load_settings
from adopt.words import markets
from adopt.words.checking import Value
from adopt.words.companions import companions

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)
Rows = Sequence[Mapping[str, Any]]


def frame(kind: str, rows: Rows) -> pl.DataFrame:
    """The rows as the layout has them; what they don't name is null."""
    schema = {"row": pl.UInt32(), **layout_schema(companions()[kind])}
    full = [{"row": place, **row} for place, row in enumerate(rows, 2)]
    return pl.DataFrame(
        [{name: row.get(name) for name in schema} for row in full], schema=schema, infer_schema_length=None
    )


def desk(
    market: str | None = "US", now: datetime = NOW, checks: dict[str, Value] | None = None, **kinds: Rows
) -> Desk:
    """A desk with reports of these rows by kind, and thresholds of the seller's own."""
    tables = {
        kind: Table(kind, frame(kind, rows), f"{kind}.csv", None, None)
        for kind, rows in kinds.items()
        if rows
    }
    known = markets().get(market) if market else None
    return Desk(
        now, known, known.currency if known else None, load_settings(None, checks=checks or {}), tables
    )


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


def by_subject(found: Sequence[Found]) -> dict[str, Found]:
    return {one.subject: one for one in found}
