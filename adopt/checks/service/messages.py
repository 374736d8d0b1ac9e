"""S101: messages that wait for an answer, by the hours that are left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.service.threads import Exchange, exchanges
from adopt.checks.shown import shown
from adopt.schema import FindingStatus


def open_messages(desk: Desk) -> Sequence[Found]:
    """A finding for each open exchange, the one that is due first before the others; one that counts them."""
    every = exchanges(desk)
    waiting = [one for one in every if one.answered is None and not one.closed]
    table = desk.tables["tickets"]
    if waiting:
        return shown((_judged(desk, one) for one in waiting), desk)
    counted = {"answered": Figure("count", len(every))}
    return [Found(FindingStatus.FINE, "messages_answered", figures=counted, kind=table.kind, file=table.file)]


def _judged(desk: Desk, one: Exchange) -> Found:
    """Amazon's bound is met by the answer of the 24th hour's last instant: only a later one is late."""
    limit, hours, table = desk.limit("contact_response_hours"), one.hours(desk.now), desk.tables["tickets"]
    left = limit.number - hours
    claim_hours = desk.limit("atoz_seller_reply_hours_before_claim").number
    claimable = one.asked + timedelta(hours=claim_hours)
    red = not desk.limit("contact_red_hours").holds(left)
    if not limit.holds(hours):
        status = FindingStatus.ACT
        reason = "message_claimable" if one.order and hours > claim_hours else "message_late"
    else:
        status = FindingStatus.ACT if red else FindingStatus.WATCH
        reason = "message_due" if red else "message_open"
    return Found(
        status,
        reason,
        subject=one.name,
        figures={
            "left": Figure("hours", max(left, 0)),
            "waited": Figure("span", hours),
            "over": Figure("span", max(-left, 0)),
            "order": Figure("order", one.order or ""),
            "claim_from": Figure("claim_from", claimable.isoformat() if one.order else ""),
            "claimable": Figure("time", claimable),
        },
        unit="hours",
        value=hours,
        target=limit.number,
        op=limit.op,
        due=one.asked + timedelta(hours=limit.number),
        kind=table.kind,
        file=table.file,
    )
