"""T101: the day's hours, in the marketplace's time and in New York's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from adopt.checks.clock.days import at_hour
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus
from adopt.words.zones import EASTERN

_UTC = ZoneInfo("UTC")


def hours_of_today(desk: Desk) -> Sequence[Found]:
    """When today's window for bids and prices is, and that the run isn't in it.

    While there are decisions to put live and the window isn't over, it is something to do today.
    """
    opens, closes = window(desk.now.astimezone(EASTERN).date(), desk)
    reason = "window_ahead" if desk.now < opens else "window_open" if desk.now < closes else "window_over"
    to_do = desk.ads is not None and reason != "window_over"
    figures = {
        "now": Figure("time", desk.now),
        "now_eastern": Figure("eastern", desk.now),
        "opens": Figure("eastern", opens),
        "closes": Figure("eastern", closes),
        "opens_there": Figure("time", opens),
        "closes_there": Figure("time", closes),
    }
    status = FindingStatus.WATCH if to_do else FindingStatus.FINE
    return [Found(status, reason, due=closes if to_do else None, figures=figures), _run(desk)]


def window(day: date, desk: Desk) -> tuple[datetime, datetime]:
    """The window's first moment and the one after its last, on a day of New York."""
    first, last = desk.limit("bid_window_eastern").ends
    return at_hour(day, first, EASTERN), at_hour(day, last, EASTERN)


def _run(desk: Desk) -> Found:
    hour = desk.limit("run_hour_utc").number
    at = at_hour(desk.now.astimezone(UTC).date(), hour, _UTC)
    opens, closes = window(at.astimezone(EASTERN).date(), desk)
    inside = opens <= at < closes
    return Found(
        FindingStatus.FINE,
        "run_inside" if inside else "run_outside",
        subject=f"{at:%H:%M} UTC",
        figures={
            "run": Figure("eastern", at),
            "run_there": Figure("time", at),
            "opens": Figure("eastern", opens),
            "closes": Figure("eastern", closes),
        },
    )
