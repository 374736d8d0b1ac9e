"""The notices on the desk, each with its deadline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from adopt.checks.desk import Desk
from adopt.checks.here import of_market, own_name
from adopt.words.companions import cells

KIND = "notices"
PARTS = ("root_cause", "action", "prevention", "evidence")
"""What an appeal consists of; a column of yes and no for each."""

_ASIN = re.compile(r"\b[A-Z0-9]{10}\b")


class Notice(NamedTuple):
    """One notice.

    Attributes:
        id: the seller's own number of it.
        subject: its subject line.
        asins: the products that it names.
        received: when it came, UTC.
        due: when its answer is due, UTC.
        stated: whether the notice itself says so.
        is_claim: whether it is a decided A-to-z claim.
        is_open: whether it still waits for the seller; a status that we don't know does.
        missing: of `PARTS`, those that aren't said to be there.
    """

    id: str
    subject: str
    asins: tuple[str, ...]
    received: datetime
    due: datetime
    stated: bool
    is_claim: bool
    is_open: bool
    missing: tuple[str, ...]


def notices(desk: Desk) -> list[Notice]:
    """The marketplace's notices by deadline; those of which the marketplace can't be told are kept."""
    rows = of_market(desk, desk.tables[KIND].frame, "marketplace")
    every = {_notice(row, desk) for row in rows.iter_rows(named=True)}
    return sorted(every, key=lambda one: (one.due, one))


def about(desk: Desk) -> dict[str, Any]:
    """What every finding on notices tells."""
    table = desk.tables[KIND]
    return {"kind": table.kind, "file": table.file}


def hours_left(one: Notice, desk: Desk) -> float:
    """Hours to the deadline; negative when it is over."""
    return (one.due - desk.now) / timedelta(hours=1)


def _notice(row: Mapping[str, Any], desk: Desk) -> Notice:
    kind, status = ((row[name] or "").strip().casefold() for name in ("type", "status"))
    is_claim = kind in cells()["own"]["claim"]
    return Notice(
        id=own_name(desk, row["notice_id"], row["marketplace"]),
        subject=row["subject"],
        asins=tuple(sorted(set(_ASIN.findall((row["asin"] or "").upper())))),
        received=row["received_at"],
        due=_due(row, desk, is_claim=is_claim),
        stated=row["due_at"] is not None,
        is_claim=is_claim,
        is_open=status not in cells()["own"]["closed"],
        missing=tuple(part for part in PARTS if not row[part]),
    )


def _due(row: Mapping[str, Any], desk: Desk, *, is_claim: bool) -> datetime:
    """The deadline that is stated; else 30 days after a claim's decision, or the house rule. In absolute time."""
    if row["due_at"] is not None:
        stated: datetime = row["due_at"]
        return stated
    key, unit = ("atoz_appeal_days", "days") if is_claim else ("notice_answer_hours", "hours")
    received: datetime = row["received_at"]
    return received + timedelta(**{unit: desk.limit(key).number})
