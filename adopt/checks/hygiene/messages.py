"""H102: the message that has waited longest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.service.threads import exchanges
from adopt.schema import FindingStatus

_DAY = 24


def oldest_message(desk: Desk) -> Sequence[Found]:
    """Days since the oldest message came that still waits for an answer, by the clock of each thread; act past the limit."""
    table, limit = desk.tables["tickets"], desk.limit("message_unanswered_days")
    own: dict[str, Any] = {"kind": table.kind, "file": table.file}
    waiting = [one for one in exchanges(desk) if one.answered is None and not one.closed]
    if not waiting:
        return [Found(FindingStatus.FINE, "message_none", **own)]
    first = waiting[0]
    age = first.hours(desk.now) / _DAY
    held = limit.holds(age)
    return [
        Found(
            FindingStatus.FINE if held else FindingStatus.ACT,
            "message_fine" if held else "message_over",
            figures={
                "ticket": Figure("text", first.name),
                "age": Figure("days", age),
                "limit": Figure("days", limit.number),
                "open": Figure("count", len(waiting)),
            },
            unit="days",
            value=age,
            target=limit.number,
            op=limit.op,
            due=first.asked + timedelta(days=limit.number),
            **own,
        )
    ]
