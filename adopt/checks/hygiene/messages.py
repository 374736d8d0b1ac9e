"""H102: the message that has waited longest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus
from adopt.words.companions import cells
from adopt.words.places import place_code


def oldest_message(desk: Desk) -> Sequence[Found]:
    """Days since the oldest message came that still waits for an answer; act past the limit."""
    table, limit = desk.tables["tickets"], desk.limit("message_unanswered_days")
    own: dict[str, Any] = {"kind": table.kind, "file": table.file}
    waiting = table.frame.filter(
        pl.col("responded_at").is_null(),
        ~pl.col("no_response_needed").fill_null(value=False),
        ~pl.col("status").fill_null("").str.strip_chars().str.to_lowercase().is_in(cells()["own"]["closed"]),
    )
    ours = [
        row
        for row in waiting.iter_rows(named=True)
        if desk.market is None or place_code(row["marketplace"]) in (None, desk.market.code)
    ]
    if not ours:
        return [Found(FindingStatus.FINE, "message_none", **own)]
    first = min(ours, key=lambda row: (row["received_at"], row["ticket_id"]))
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
                "open": Figure("count", len(ours)),
            },
            unit="days",
            value=age,
            target=limit.number,
            op=limit.op,
            due=first["received_at"] + timedelta(days=limit.number),
            **own,
        )
    ]
