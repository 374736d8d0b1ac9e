"""Orders and parcels of the tests of orders and shipping."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from adopt.checks import Desk
from tests.checks import desks
from tests.checks.desks import NOW, Row
from tests.checks.said import Check


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


def unshipped(*rows: Row, **own: Any) -> Desk:
    return desks.desk(unshipped_orders=rows, **own)


def log(*rows: Row, **own: Any) -> Desk:
    return desks.desk(shipments=rows, **own)


def outcomes(check: Check, there: Desk) -> list[tuple[str, str, str]]:
    """Status, reason and subject of what a check found."""
    return [(one.status.value, one.reason, one.subject) for one in check(there)]


def earlier(**span: float) -> datetime:
    return NOW - timedelta(**span)
