"""O104: parcels that were confirmed, and that no carrier has scanned since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.orders.parcels import KIND, Parcel, hours_between, parcels, recent
from adopt.checks.shown import shown
from adopt.schema import FindingStatus


def unscanned(desk: Desk) -> Sequence[Found]:
    """Confirmed parcels without any scan after 24 hours, and after 48; the oldest first."""
    file, sent = desk.tables[KIND].file, recent(parcels(desk), desk)
    if not sent:
        return [Found(FindingStatus.NO_DATA, "ship_none_sent", kind=KIND, file=file)]
    silent = [(one, at) for one, at in sent if not one.scans and not _holds("scan_watch_hours", at, desk)]
    silent.sort(key=lambda pair: (pair[1], pair[0].name))
    told = shown([_silent(one, at, desk, file) for one, at in silent], desk)
    if others := len(sent) - len(silent):
        told.append(
            Found(
                FindingStatus.FINE,
                "ship_scanned",
                n=others,
                of=len(sent),
                figures={"others": Figure("parcels", others)},
                kind=KIND,
                file=file,
            )
        )
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
