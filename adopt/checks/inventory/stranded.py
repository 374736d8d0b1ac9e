"""I106: units that lie at Amazon without an offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.inventory.on_hand import known_or_not, where_from
from adopt.checks.shown import shown
from adopt.schema import MICROS, FindingStatus
from adopt.words.zones import day_ends

_KIND = "stranded_inventory"


def stranded_stock(desk: Desk) -> Sequence[Found]:
    """A finding for each product with stranded units: why, since when, and when Amazon removes them by itself."""
    source = where_from(desk, _KIND)
    notice = desk.limit("stranded_notice_days")
    price = pl.col("your_price_micros")
    rows = (
        desk.tables[_KIND]
        .frame.group_by("sku")
        .agg(
            units=pl.col("fulfillable_qty").fill_null(0).sum(),
            unfit=pl.col("unfulfillable_qty").fill_null(0).sum(),
            since=pl.col("date_stranded").min(),
            removal=pl.col("date_to_take_auto_removal").min(),
            why=pl.col("stranded_reason").drop_nulls().sort().first(),
            price=pl.when(price > 0).then(price).max() / MICROS,
        )
        .sort("sku")
    )
    there = rows.filter((pl.col("units") > 0) | (pl.col("unfit") > 0))
    if there.is_empty():
        return [Found(FindingStatus.FINE, "stranded_none", **source)]
    found = []
    for row in there.iter_rows(named=True):
        days = (row["removal"] - desk.today).days if row["removal"] else None
        near = days is not None and not notice.holds(days)
        found.append(_stranded(row, desk, source, days, near=near))
    return shown(found, desk)


def _stranded(
    row: Mapping[str, Any], desk: Desk, source: Mapping[str, Any], days: int | None, *, near: bool
) -> Found:
    dated = {"first_day": row["since"]} if row["since"] else {}
    reason = "stranded" if days is None else "stranded_removed" if days >= 0 else "stranded_late"
    return Found(
        FindingStatus.ACT if near else FindingStatus.WATCH,
        reason,
        row["sku"],
        unit="units",
        value=float(row["units"] + row["unfit"]),
        target=0.0,
        op="<=",
        due=day_ends(row["removal"], desk.zone) if row["removal"] else None,
        at_stake=None if row["price"] is None else row["units"] * row["price"],
        figures={
            "fit": Figure("units", row["units"]),
            "why": known_or_not("text", row["why"] or None),
            "since": known_or_not("text", row["since"] or None),
            "removal": known_or_not("text", row["removal"] or None),
        },
        **{**source, **dated},
    )
