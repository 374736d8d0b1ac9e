"""O105: carriers that are named so that Amazon can't follow the parcel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.orders.parcels import KIND, Parcel, editable_until, others_good, parcels, recent
from adopt.checks.shown import shown
from adopt.schema import FindingStatus
from adopt.words.carriers import OTHER, carriers_of, fits, listed


def misnamed(desk: Desk) -> Sequence[Found]:
    """Parcels without a carrier, with "Other" for one that Amazon's list has, spelt otherwise, or with another's number.

    While Amazon lets it be corrected it asks for action; afterwards it tells what to do the next time.
    """
    file, sent = desk.tables[KIND].file, recent(parcels(desk), desk)
    if not sent:
        return [Found(FindingStatus.NO_DATA, "ship_none_sent", kind=KIND, file=file)]
    wrong = [(one, at, why) for one, at in sent if (why := fault(one)) is not None]
    told = shown([_told(one, at, why, desk, file) for one, at, why in wrong], desk)
    if others := len(sent) - len(wrong):
        told.append(others_good("carrier_fine", others, len(sent), file))
    return told


def fault(one: Parcel) -> tuple[str, str] | None:
    """What is wrong with a carrier's name, and the name it should have; None where nothing is."""
    code, name = one.carrier
    if not code or (code == OTHER and not name):
        return "carrier_missing", ""
    meant = listed(name if code == OTHER else code)
    if meant is None:
        return None
    if code == OTHER:
        return "carrier_other", meant.name
    if code != meant.name:
        return "carrier_spelt", meant.name
    if one.tracking and not fits(meant, one.tracking):
        return "carrier_number", ", ".join(sorted(carriers_of(one.tracking)))
    return None


def _told(one: Parcel, confirmed: datetime, why: tuple[str, str], desk: Desk, file: str) -> Found:
    reason, name = why
    until = editable_until(confirmed, desk.limit("tracking_edit_hours"))
    can = desk.now <= until
    code, said = one.carrier
    return Found(
        FindingStatus.ACT if can else FindingStatus.WATCH,
        reason if can else f"{reason}_past",
        subject=one.name,
        due=until if can else None,
        figures={
            "said": Figure("text", f"{code}: {said}" if said else code or "-"),
            "name": Figure("text", name or "-"),
            "tracking": Figure("text", one.tracking or "-"),
            "until": Figure("time", until),
        },
        kind=KIND,
        file=file,
    )
