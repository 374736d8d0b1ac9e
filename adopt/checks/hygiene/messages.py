"""H102: the message that has waited longest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.here import of_market
from adopt.schema import FindingStatus
from adopt.words.companions import cells


def oldest_message(desk: Desk) -> Sequence[Found]:
    """Days since the oldest message came that still waits for an answer; act past the limit."""
    table, limit = desk.tables["tickets"], desk.limit("message_unanswered_days")
    own: dict[str, Any] = {"kind": table.kind, "file": table.file}
    ours = of_market(desk, table.frame, "marketplace").filter(
        pl.col("responded_at").is_null(),
        ~pl.col("no_response_needed").fill_null(value=False),
        ~pl.col("status").fill_null("").str.strip_chars().str.to_lowercase().is_in(cells()["own"]["closed"]),
    )
    if ours.is_empty():
        return [Found(FindingStatus.FINE, "message_none", **own)]
    first = ours.sort("received_at", "ticket_id").row(0, named=True)
    age = (desk.now - first["received_at"]) / timedelta(days=1)
    held = limit.holds(age)
    return [
        Found(
            FindingStatus.FINE if held else FindingStatus.ACT,
            "message_fine" if held else "message_over",
            figures={
                "ticket": Figure("text", first["ticket_id"]),
                "age": Figure("days", age),
                "limit": Figure("days", limit.number),
                "open": Figure("count", ours.height),
            },
            unit="days",
            value=age,
            target=limit.number,
            op=limit.op,
            due=first["received_at"] + timedelta(days=limit.number),
            **own,
        )
    ]
