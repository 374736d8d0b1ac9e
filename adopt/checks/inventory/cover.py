"""I101: how many days the stock lasts, and when to order how much."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.inventory.on_hand import known_or_not, nothing_sells, where_from
from adopt.checks.inventory.suppliers import suppliers, usual_supply
from adopt.checks.shown import shown
from adopt.estimate.demand import Order, Supply, order_of
from adopt.schema import STOCK, FindingStatus
from adopt.words.zones import day_ends

_DUE = {"order", "soon"}
_FAR = 3650
"""Days ahead or behind, beyond which a date says no more."""


def days_of_cover(desk: Desk) -> Sequence[Found]:
    """A finding for each product with less than 30 days of sales, or whose order is due soon; the others are counted."""
    stock = desk.stock
    selling = stock.filter(stock["pace"] > 0)
    source, least = where_from(desk, *STOCK), desk.limit("cover_guideline_days").ends[0]
    own = {"unit": "days", "target": least, "op": ">=", **source}
    if selling.is_empty():
        return [nothing_sells(desk, stock)]
    found = [*_short(selling.iter_rows(named=True), desk, own)]
    kept = selling.height - len(found)
    figures = {"unknown": Figure("products", stock.height - selling.height)}
    fine = Found(FindingStatus.FINE, "cover_fine", n=kept, of=selling.height, figures=figures, **own)
    return [*shown(found, desk), *([fine] if kept else [])]


def _short(rows: Iterator[dict[str, Any]], desk: Desk, own: Mapping[str, Any]) -> Iterator[Found]:
    known, usual = suppliers(desk), usual_supply(desk)
    notice, oldest = desk.limit("order_notice_days"), int(desk.limit("aged_first_days").number)
    for row in rows:
        supply = known.get(row["sku"], usual)
        order = order_of(row["whole"], row["pace"], row["daily_sd"], supply, oldest)
        age = (desk.today - (row["on"] or desk.today)).days
        left = order.in_days - age
        if row["cover"] >= own["target"] and notice.holds(left):
            continue
        day = desk.today + timedelta(days=max(min(left, _FAR), -_FAR))
        stage = _stage(left, row, later=notice.holds(left))
        whole = math.ceil(order.wanted)
        yield Found(
            FindingStatus.ACT if stage == "order" else FindingStatus.WATCH,
            f"cover_{stage}" + ("" if row["sku"] in known else "_usual"),
            row["sku"],
            value=row["cover"],
            due=None if stage in ("inbound", "enough") else day_ends(day, desk.zone),
            at_stake=_lost(row, supply),
            figures={
                "available": Figure("units", row["available"]),
                "pace": Figure("number", round(row["pace"], 2)),
                "forecast": Figure("forecast", _forecast(row)),
                "inbound": known_or_not("units", row["inbound"]),
                "whole": Figure("days", row["cover_all"]),
                "order_by": Figure("text", day),
                "quantity": Figure("units", order.quantity),
                "rounded": Figure("before_rounding", None if whole == order.quantity else whole),
                "point": Figure("units", math.ceil(order.point)),
                "lead": Figure("days", supply.lead_days),
                "lead_sd": Figure("days", supply.lead_sd),
                "service": Figure("share", supply.service),
            },
            **{**own, "target": _needed(row, order, age, own["target"], due=stage in _DUE)},
        )


def _needed(row: Mapping[str, Any], order: Order, age: int, least: float, *, due: bool) -> float:
    """The days that the stock of the report should last at least.

    The guideline; where an order is due, so many that the stock comes down to the
    reorder point no sooner than tomorrow: those of the point itself, and those from the report to the end of today.
    """
    return float(max(least, order.point / row["pace"] + age + 1)) if due else least


def _forecast(row: Mapping[str, Any]) -> str:
    """The model of the pace and its error on held-out weeks; empty where no weeks could be held out."""
    return "" if row["wape"] is None else f"{row['model']} {row['wape']}"


def _stage(left: int, row: Mapping[str, Any], *, later: bool) -> str:
    """What is to be done: order today, order soon, wait for what is inbound, or nothing yet."""
    if later:
        return "inbound" if row["inbound"] else "enough"
    return "order" if left <= 0 else "soon"


def _lost(row: Mapping[str, Any], supply: Supply) -> float | None:
    """Sales of the days between the end of all stock and the arrival of what is ordered today."""
    if row["price"] is None:
        return None
    return float(row["pace"] * row["price"] * max(supply.lead_days - row["cover_all"], 0.0))
