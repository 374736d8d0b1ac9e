"""O106 and O107: tracking as Amazon counts it for parcels to US buyers, by value and country of origin."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found, share_of
from adopt.checks.headroom import room
from adopt.checks.orders.parcels import (
    KIND,
    Parcel,
    editable_until,
    hours_between,
    others_good,
    parcels,
    recent,
)
from adopt.checks.shown import shown
from adopt.estimate.share_interval import exact
from adopt.schema import FindingStatus
from adopt.words.tracking import asked_of, exempt_below

_US = "US"
_BOTH = 2
_DAY = 24


def scans_asked(one: Parcel, desk: Desk) -> int:
    """Scans that Amazon asks of a parcel: 0 where it isn't counted, 1, or 2 (a first one, and one at the door).

    A value that isn't known (or not in US dollars) counts as a high one: a scan too many is no defect. A parcel of unknown
    origin is taken for one of those that are counted, with both scans, for the same reason.
    """
    if one.dest != _US:
        return 0
    exempt = exempt_below(one.origin, one.carrier.code, one.service)
    if exempt and one.value is not None and desk.limit(exempt).holds(one.value):
        return 0
    if not one.origin:
        return _BOTH
    asked = asked_of(one.origin)
    if not asked.counted:
        return 0
    if asked.one_below is None:
        return 1
    return 1 if one.value is not None and desk.limit(asked.one_below).holds(one.value) else _BOTH


def untracked(desk: Desk) -> Sequence[Found]:
    """Parcels without a tracking number, or without the scans that they need after ``delivery_scan_days``."""
    file, counted = desk.tables[KIND].file, _counted(desk)
    if not counted:
        return [Found(FindingStatus.NO_DATA, "ship_none_counted", kind=KIND, file=file)]
    wrong = [(one, at, asked) for one, at, asked in counted if _is_bad(one, at, asked, desk)]
    told = shown([_told(one, at, asked, desk, file) for one, at, asked in wrong], desk)
    if others := len(counted) - len(wrong):
        told.append(others_good("tracking_fine", others, len(counted), file))
    return told


def valid_rate(desk: Desk) -> Sequence[Found]:
    """Valid tracking of the last 30 days as our log has it; parcels that may still be scanned aren't counted yet."""
    file, counted, limit = desk.tables[KIND].file, _counted(desk), desk.limit("vtr")
    good = [one for one, _, asked in counted if one.tracking and one.scans >= asked]
    bad = [one for one, at, asked in counted if _is_bad(one, at, asked, desk)]
    n, of = len(good), len(good) + len(bad)
    if not of:
        return [Found(FindingStatus.NO_DATA, "ship_none_counted", kind=KIND, file=file)]
    left, (low, high) = room(n, of, limit), exact(n, of)
    held = limit.holds(n / of)
    days = [at.astimezone(desk.zone).date() for _, at, _ in counted]
    return [
        Found(
            FindingStatus.FINE if held else FindingStatus.WATCH,
            "own_vtr_fine" if held else "vtr_low",
            **share_of(n, of, limit),
            low=float(low),
            high=float(high),
            first_day=min(days),
            last_day=max(days),
            figures={
                "more": Figure("parcels", left.more),
                "clean": Figure("parcels", left.clean),
                "open": Figure("parcels", len(counted) - of),
            },
            kind=KIND,
            file=file,
        )
    ]


def _counted(desk: Desk) -> list[tuple[Parcel, datetime, int]]:
    """The recent parcels that Amazon counts, when each was confirmed, and the scans that it needs."""
    return [(one, at, asked) for one, at in recent(parcels(desk), desk) if (asked := scans_asked(one, desk))]


def _is_bad(one: Parcel, confirmed: datetime, asked: int, desk: Desk) -> bool:
    """No number, or too few scans although there was time for them."""
    old = not desk.limit("delivery_scan_days").holds(hours_between(confirmed, desk.now) / _DAY)
    return not one.tracking or (old and one.scans < asked)


def _told(one: Parcel, confirmed: datetime, asked: int, desk: Desk, file: str) -> Found:
    until = editable_until(confirmed, desk.limit("tracking_edit_hours"))
    can = desk.now <= until and not one.tracking
    reason = "tracking_few_scans" if one.tracking else "tracking_missing" if can else "tracking_missing_past"
    return Found(
        FindingStatus.ACT if can else FindingStatus.WATCH,
        reason,
        subject=one.name,
        unit="count",
        value=float(one.scans),
        target=float(asked),
        op=">=",
        due=until if can else None,
        at_stake=one.value if desk.currency == "USD" else None,
        figures={
            "tracking": Figure("text", one.tracking or "-"),
            "origin": Figure("country", one.origin),
            "until": Figure("time", until),
            "days": Figure("days", int(hours_between(confirmed, desk.now) // _DAY)),
        },
        kind=KIND,
        file=file,
    )
