"""The parcels of the seller's own log of shipments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import MICROS, FindingStatus
from adopt.words.carriers import Named, named
from adopt.words.checking import Threshold
from adopt.words.tracking import country

KIND = "shipments"

_COLUMNS = (
    "order_id",
    "ship_by",
    "confirmed_at",
    "carrier_code",
    "carrier",
    "service",
    "tracking_id",
    "first_scan_at",
    "delivered_at",
    "value_micros",
    "currency",
    "origin_country",
    "dest_country",
)


class Parcel(NamedTuple):
    """A parcel.

    Attributes:
        name: its order; of an order of several, with a number.
        value: in US dollars; None where it isn't known in them.
        origin, dest: two letters of a country, empty where they aren't known; the marketplace's own where no ``dest`` is given.
    """

    name: str
    order: str
    ship_by: datetime
    confirmed: datetime | None
    carrier: Named
    service: str
    tracking: str
    first_scan: datetime | None
    delivered: datetime | None
    value: float | None
    origin: str
    dest: str

    @property
    def scans(self) -> int:
        """Scans that it had: a first one, and one at the door."""
        return (self.first_scan is not None) + (self.delivered is not None)


def parcels(desk: Desk) -> list[Parcel]:
    """All of the log, each once, in an order of their own."""
    rows = desk.tables[KIND].frame.select(_COLUMNS).unique().sort(_COLUMNS, nulls_last=True)
    place = pl.int_range(1, pl.len() + 1).over("order_id")
    several = pl.len().over("order_id") > 1
    name = pl.when(several).then(pl.format("{} #{}", "order_id", place)).otherwise("order_id")
    own = desk.market.code if desk.market else "US"
    return [_parcel(row, own) for row in rows.with_columns(name=name).iter_rows(named=True)]


def recent(every: Sequence[Parcel], desk: Desk) -> list[tuple[Parcel, datetime]]:
    """Those confirmed in the window that Amazon judges tracking by, and when."""
    since = desk.now - timedelta(days=desk.limit("vtr_window_days").number)
    return [(one, one.confirmed) for one in every if one.confirmed and since <= one.confirmed <= desk.now]


def others_good(reason: str, n: int, of: int, file: str) -> Found:
    """That nothing is wrong with so many parcels of all."""
    figures = {"others": Figure("parcels", n)}
    return Found(FindingStatus.FINE, reason, n=n, of=of, figures=figures, kind=KIND, file=file)


def hours_between(first: datetime, last: datetime) -> float:
    """Hours from one moment to another; below zero where the second is the earlier."""
    return (last - first).total_seconds() / 3600


def editable_until(confirmed: datetime, limit: Threshold) -> datetime:
    """Until when Amazon lets the carrier and the tracking number of a shipment be corrected."""
    return confirmed + timedelta(hours=limit.number)


def _parcel(row: dict[str, object], own: str) -> Parcel:
    value = row["value_micros"] if _text(row["currency"]).upper() in ("", "USD") else None
    ship_by = _moment(row["ship_by"])
    assert ship_by is not None
    return Parcel(
        name=str(row["name"]),
        order=str(row["order_id"]),
        ship_by=ship_by,
        confirmed=_moment(row["confirmed_at"]),
        carrier=named(_text(row["carrier_code"]), _text(row["carrier"])),
        service=_text(row["service"]),
        tracking=_text(row["tracking_id"]),
        first_scan=_moment(row["first_scan_at"]),
        delivered=_moment(row["delivered_at"]),
        value=value / MICROS if isinstance(value, int) else None,
        origin=country(_text(row["origin_country"])),
        dest=country(_text(row["dest_country"]) or own),
    )


def _text(cell: object) -> str:
    return str(cell).strip() if cell is not None else ""


def _moment(cell: object) -> datetime | None:
    assert cell is None or isinstance(cell, datetime)
    return cell
