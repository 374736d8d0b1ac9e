"""O111: parcels by USPS First-Class that have no scan at the door."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.orders.parcels import KIND, Parcel, hours_between, parcels, recent
from adopt.checks.shown import largest, shown
from adopt.schema import FindingStatus
from adopt.words.tracking import lacks_proof

_DAY = 24


def without_proof(desk: Desk) -> Sequence[Found]:
    """Parcels of services without a scan of their own at the door, after ``first_class_scan_days``; the oldest first."""
    limit, file = desk.limit("first_class_scan_days"), desk.tables[KIND].file
    sent = [pair for pair in recent(parcels(desk), desk) if _has_none(pair[0])]
    old = [pair for pair in sent if not limit.holds(hours_between(pair[1], desk.now) / _DAY)]
    if not old:
        days = Figure("days", limit.number)
        return [Found(FindingStatus.FINE, "proof_none_needed", figures={"days": days}, kind=KIND, file=file)]
    return shown((_told(one, at, desk, file) for one, at in old), desk, largest)


def _has_none(one: Parcel) -> bool:
    return one.delivered is None and lacks_proof(one.carrier.code, one.service)


def _told(one: Parcel, confirmed: datetime, desk: Desk, file: str) -> Found:
    limit = desk.limit("first_class_scan_days")
    return Found(
        FindingStatus.WATCH,
        "proof_missing",
        subject=one.name,
        unit="days",
        value=hours_between(confirmed, desk.now) / _DAY,
        target=limit.number,
        op=limit.op,
        figures={"service": Figure("text", f"{one.carrier.code} {one.service}")},
        kind=KIND,
        file=file,
    )
