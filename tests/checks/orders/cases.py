"""Orders and parcels of the tests of orders and shipping."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from adopt.checks import Desk, Found
from tests.checks.desks_of_tables import NOW, desk_with, table

Check = Callable[[Desk], Sequence[Found]]


def order(name: str, hours: float, **cells: Any) -> dict[str, Any]:
    """An unshipped order with so many hours left."""
    return {"order_id": name, "promise_date": NOW + timedelta(hours=hours), "quantity_to_ship": 1, **cells}


def parcel(name: str, age: float | None, **cells: Any) -> dict[str, Any]:
    """A parcel from China to the US, confirmed so many hours ago (None: not yet) and in time, with a carrier and a number."""
    confirmed = None if age is None else NOW - timedelta(hours=age)
    plain = {
        "order_id": name,
        "ship_by": (confirmed or NOW) + timedelta(hours=1),
        "confirmed_at": confirmed,
        "carrier": "Yanwen",
        "tracking_id": "UF339843323YP",
        "origin_country": "CN",
        "dest_country": "US",
        "value_micros": 4_990_000,
        "currency": "USD",
    }
    return plain | cells


def unshipped(*rows: Mapping[str, Any], **desk: Any) -> Desk:
    return desk_with(table("unshipped_orders", rows), **desk)


def log(*rows: Mapping[str, Any], **desk: Any) -> Desk:
    return desk_with(table("shipments", rows), **desk)


def said(check: Check, desk: Desk) -> list[tuple[str, str, str]]:
    """Status, reason and subject of what a check found."""
    return [(one.status.value, one.reason, one.subject) for one in check(desk)]


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)
