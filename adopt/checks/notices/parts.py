"""Y102: what the appeals of open notices still lack."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.notices.notice import PARTS, Notice, about, hours_left, notices
from adopt.checks.shown import shown
from adopt.schema import FindingStatus


def parts_missing(desk: Desk) -> Sequence[Found]:
    """A finding for each open notice that lacks a part of its appeal; one that counts those that have all."""
    waiting = [one for one in notices(desk) if one.is_open and not one.is_claim]
    lacking = [_lacking(one, desk) for one in waiting if one.missing]
    found = shown(lacking, desk)
    if (ready := len(waiting) - len(lacking)) or not lacking:
        figures = {"ready": Figure("count", ready)}
        found.append(Found(FindingStatus.FINE, "parts_fine", figures=figures, **about(desk)))
    return found


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
