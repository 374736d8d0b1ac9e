"""What the checks of the stock on the desk share."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.here import in_order, of_market
from adopt.schema import PLANNING, STOCK, FindingStatus


def planned(desk: Desk) -> pl.DataFrame:
    """Rows of the FBA inventory report: the newest of each SKU in the account's marketplace, by SKU."""
    rows = of_market(desk, desk.tables[PLANNING].frame, "marketplace")
    return in_order(rows, "sku", "snapshot_date").unique("sku", keep="last", maintain_order=True)


def nothing_sells(desk: Desk, stock: pl.DataFrame) -> Found:
    """That nothing can be said of any product: the reports are too old or of elsewhere, or nothing sold lately."""
    source, age = where_from(desk, *STOCK), desk.limit("stock_age_days")
    if stock.is_empty():
        last = source["last_day"]
        old = last is None or not age.holds((desk.today - last).days)
        figures = {"age": Figure("days", age.number)}
        return Found(
            FindingStatus.NO_DATA, "stock_old" if old else "stock_elsewhere", figures=figures, **source
        )
    figures = {"all": Figure("products", stock.height)}
    return Found(FindingStatus.NO_DATA, "cover_unknown", figures=figures, **source)


def where_from(desk: Desk, *kinds: str) -> dict[str, Any]:
    """Kind and file names of the reports of some kinds, and their last day."""
    tables = [desk.tables[kind] for kind in kinds if kind in desk.tables]
    return {
        "kind": tables[0].kind,
        "file": ", ".join(table.file for table in tables),
        "last_day": max((table.last_day for table in tables if table.last_day), default=None),
    }


def known_or_not(unit: str, value: float | str | date | None) -> Figure:
    """The figure, or the word that it isn't known."""
    return Figure("unknown", "") if value is None else Figure(unit, value)
