"""H101, H103, H104: what no report tells, by the seller's own dated word; a word expires."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus
from adopt.settings.thresholds import OWN
from adopt.words.zones import day_ends


def last_login(desk: Desk) -> Sequence[Found]:
    """Days since the last log-in: past the limit act, near it watch."""
    return [
        _aged(desk, desk.settings.hygiene.last_login, "login_inactivity_days", "login", FindingStatus.ACT)
    ]


def two_step(desk: Desk) -> Sequence[Found]:
    """Days since two-step verification was last seen to be on for every user."""
    said = desk.settings.hygiene.two_step_checked
    return [_aged(desk, said, "two_step_declared_days", "two_step", FindingStatus.WATCH)]


def notification_mailbox(desk: Desk) -> Sequence[Found]:
    """Days since the address of Amazon's notifications was last seen to be right and read."""
    said = desk.settings.hygiene.mailbox_checked
    return [_aged(desk, said, "mailbox_declared_days", "mailbox", FindingStatus.WATCH)]


def _aged(desk: Desk, said: date | None, key: str, reason: str, over: FindingStatus) -> Found:
    """A declaration of a day against the days that it holds; ``over``: how urgent it is once they are gone."""
    if said is None:
        return Found(FindingStatus.NO_DATA, f"{reason}_undeclared", file=OWN)
    limit = desk.limit(key)
    age, last = (desk.today - said).days, said + timedelta(days=int(limit.number))
    if age < 0:
        return Found(
            FindingStatus.WATCH, f"{reason}_to_come", figures={"day": Figure("text", str(said))}, file=OWN
        )
    left = (last - desk.today).days
    near = left <= desk.limit("declaration_near_days").number
    held = limit.holds(age)
    status, end = (
        (over, "over")
        if not held
        else (FindingStatus.WATCH, "near")
        if near
        else (FindingStatus.FINE, "fine")
    )
    return Found(
        status,
        f"{reason}_{end}",
        figures={
            "day": Figure("text", str(said)),
            "last": Figure("text", str(last)),
            "left": Figure("days", max(left, 0)),
        },
        unit="days",
        value=age,
        target=limit.number,
        op=limit.op,
        first_day=said,
        last_day=said,
        due=day_ends(last, desk.zone) if not (held and not near) else None,
        file=OWN,
    )
