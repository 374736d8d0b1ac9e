"""Y101: open notices by deadline."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.notices.notice import Notice, about, hours_left, notices
from adopt.checks.shown import shown
from adopt.schema import FindingStatus


def deadlines(desk: Desk) -> Sequence[Found]:
    """A finding for each open notice, the first due first; one that counts those answered."""
    every = [one for one in notices(desk) if not one.is_claim]
    waiting = [_waiting(one, desk) for one in every if one.is_open]
    found = shown(waiting, desk)
    if (done := len(every) - len(waiting)) or not waiting:
        figures = {"done": Figure("count", done), "open": Figure("count", len(waiting))}
        found.append(Found(FindingStatus.FINE, "notices_fine", figures=figures, **about(desk)))
    return found


def _waiting(one: Notice, desk: Desk) -> Found:
    left, limit = hours_left(one, desk), desk.limit("notice_act_hours")
    status = FindingStatus.ACT if limit.holds(left) else FindingStatus.WATCH
    end = "overdue" if left < 0 else "due"
    return Found(
        status,
        f"notice_{end}" if one.stated else f"notice_undated_{end}",
        subject=one.id,
        figures={
            "notice": Figure("text", one.subject),
            "received": Figure("time", one.received),
            "left": Figure("span", abs(left)),
            "house": Figure("hours", desk.limit("notice_answer_hours").number),
        },
        unit="hours",
        value=left,
        target=0,
        op=">=",
        due=one.due,
        **about(desk),
    )
