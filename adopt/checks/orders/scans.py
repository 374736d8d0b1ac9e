"""O104: parcels that were confirmed, and that no carrier has scanned since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.orders.parcels import KIND, Parcel, hours_between, others_good, parcels, recent
from adopt.checks.shown import largest, shown
from adopt.schema import FindingStatus


def unscanned(desk: Desk) -> Sequence[Found]:
    """Confirmed parcels without any scan after 24 hours, and after 48; the oldest first."""
    file, sent = desk.tables[KIND].file, recent(parcels(desk), desk)
    if not sent:
        return [Found(FindingStatus.NO_DATA, "ship_none_sent", kind=KIND, file=file)]
    silent = [(one, at) for one, at in sent if not one.scans and not _holds("scan_watch_hours", at, desk)]
    told = shown((_silent(one, at, desk, file) for one, at in silent), desk, largest)
    if others := len(sent) - len(silent):
        told.append(others_good("ship_scanned", others, len(sent), file))
    return told


def _silent(one: Parcel, confirmed: datetime, desk: Desk, file: str) -> Found:
    long = not _holds("scan_act_hours", confirmed, desk)
    limit = desk.limit("scan_act_hours" if long else "scan_watch_hours")
    return Found(
        FindingStatus.ACT if long else FindingStatus.WATCH,
        "ship_silent_long" if long else "ship_silent",
        subject=one.name,
        unit="hours",
        value=hours_between(confirmed, desk.now),
        target=limit.number,
        op=limit.op,
        figures={
            "confirmed": Figure("time", confirmed),
            "tracking": Figure("tracking", one.tracking),
            "silent": Figure("span", hours_between(confirmed, desk.now)),
        },
        kind=KIND,
        file=file,
    )


def _holds(key: str, confirmed: datetime, desk: Desk) -> bool:
    return desk.limit(key).holds(hours_between(confirmed, desk.now))
