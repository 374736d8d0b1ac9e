"""Y103: A-to-z claims that can still be appealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.notices.notice import Notice, about, hours_left, notices
from adopt.checks.shown import shown
from adopt.schema import FindingStatus


def claims(desk: Desk) -> Sequence[Found]:
    """A finding for each open claim, the first that lapses first; one that counts the others."""
    every = [one for one in notices(desk) if one.is_claim]
    waiting = [_claim(one, desk) for one in every if one.is_open]
    found = shown(waiting, desk)
    if (done := len(every) - len(waiting)) or not waiting:
        figures = {"done": Figure("count", done)}
        found.append(Found(FindingStatus.FINE, "claims_fine", figures=figures, **about(desk)))
    return found


def _claim(one: Notice, desk: Desk) -> Found:
    left, whole = hours_left(one, desk), desk.limit("atoz_appeal_days")
    days = left / 24
    near = days >= 0 and desk.limit("atoz_appeal_act_days").holds(days)
    return Found(
        FindingStatus.ACT if near else FindingStatus.WATCH,
        "claim_open" if days >= 0 else "claim_lapsed",
        subject=one.id,
        figures={
            "notice": Figure("text", one.subject),
            "left": Figure("days", abs(days)),
            "received": Figure("time", one.received),
        },
        unit="days",
        value=(desk.now - one.received) / timedelta(days=1),
        target=whole.number,
        op=whole.op,
        due=one.due,
        **about(desk),
    )
