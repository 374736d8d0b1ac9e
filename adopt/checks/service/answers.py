"""S102: the share of messages that were answered too late, over Amazon's three windows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from statistics import fmean

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.service.threads import Exchange, exchanges
from adopt.estimate.share_interval import exact
from adopt.schema import FindingStatus

WINDOWS = (7, 30, 90)
"""Days of Amazon's own windows (Seller Central 200549770)."""


def late_answers(desk: Desk) -> Sequence[Found]:
    """A finding for each window in which a message came."""
    every = exchanges(desk)
    found = [_of_window(desk, every, days) for days in WINDOWS]
    return [one for one in found if one] or [_nothing(desk)]


def _of_window(desk: Desk, every: Sequence[Exchange], days: int) -> Found | None:
    """Late ones of those whose answer is there or overdue: one that is still in time isn't anything yet.

    One that the list calls closed and tells no answer of can't be judged, and is only counted.
    """
    limit, table = desk.limit("contact_response_hours"), desk.tables["tickets"]
    start = desk.now - timedelta(days=days)
    own = [one for one in every if one.asked > start]
    untold = [one for one in own if one.answered is None and one.closed]
    judged = [
        one for one in own if one not in untold and (one.answered or not limit.holds(one.hours(desk.now)))
    ]
    if not judged:
        return None
    n, of = sum(not limit.holds(one.hours(desk.now)) for one in judged), len(judged)
    hours = [one.hours(desk.now) for one in judged if one.answered]
    low, high = exact(n, of)
    answered = desk.limit("contact_response_rate")
    held = answered.holds((of - n) / of)
    return Found(
        FindingStatus.FINE if held else FindingStatus.WATCH,
        "answers_in_time" if held else "answers_late",
        subject=f"{days}d",
        figures={
            "days": Figure("days", days),
            "mean": Figure("hours", fmean(hours)) if hours else Figure("text", "-"),
            "untold": Figure("count", len(untold)),
            "limit": Figure("hours", limit.number),
        },
        unit="share",
        value=n / of,
        target=float(1 - Fraction(str(answered.number))),
        op="<=",
        n=n,
        of=of,
        low=float(low),
        high=float(high),
        first_day=start.astimezone(desk.zone).date(),
        last_day=desk.today,
        kind=table.kind,
        file=table.file,
    )


def _nothing(desk: Desk) -> Found:
    table = desk.tables["tickets"]
    return Found(FindingStatus.NO_DATA, "no_messages", kind=table.kind, file=table.file)
