"""Y102: what the appeals of open notices still lack."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.notices.notice import PARTS, Notice, about, hours_left, notices, shown
from adopt.schema import FindingStatus


def parts_missing(desk: Desk) -> Sequence[Found]:
    """A finding for each open notice that lacks a part of its appeal; one that counts those that have all."""
    waiting = [one for one in notices(desk) if one.is_open and not one.is_claim]
    lacking = [_lacking(one, desk) for one in waiting if one.missing]

    def rest(told: int) -> Found | None:
        ready = len(waiting) - told
        if told and not ready:
            return None
        return Found(
            FindingStatus.FINE, "parts_fine", figures={"ready": Figure("count", ready)}, **about(desk)
        )

    return [*shown(lacking, desk, rest, "parts_more")]


def _lacking(one: Notice, desk: Desk) -> Found:
    near = desk.limit("notice_act_hours").holds(hours_left(one, desk))
    return Found(
        FindingStatus.ACT if near else FindingStatus.WATCH,
        "parts_missing",
        subject=one.id,
        figures={"notice": Figure("text", one.subject), "parts": Figure("parts", ",".join(one.missing))},
        unit="count",
        value=len(one.missing),
        target=0,
        op="=",
        n=len(one.missing),
        of=len(PARTS),
        due=one.due,
        **about(desk),
    )
