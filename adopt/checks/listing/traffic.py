"""L101: sessions of core ASINs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.listing.core import Ground
from adopt.checks.listing.reported import Judged, report, unremarkable
from adopt.checks.listing.weekdays import Course, Day, judged, same_weekdays, settled, stands
from adopt.estimate.drift import Seen
from adopt.schema import MICROS, FindingStatus


def sessions(desk: Desk) -> Sequence[Found]:
    """Sessions (page views, where only these are told) outside the control band of the same weekday."""
    return report(desk, _judged, "sessions")


def _judged(course: Course, ground: Ground, desk: Desk, level: float) -> Judged:
    unit = "sessions" if course.days[course.last]["sessions"] is not None else "page_views"

    def measure(day: Day) -> Seen | None:
        return None if day[unit] is None else Seen(day[unit], 1)

    past = same_weekdays(course, measure, desk)
    if past and sum(one.n for one in past) / len(past) < desk.limit("sessions_least").number:
        return "quiet"
    now = judged(course, measure, desk, level)
    if now is None or not now.below:
        return unremarkable(now)
    before = judged(course, measure, desk, level, course.last - timedelta(days=1))
    sure = settled(course, desk) or (before is not None and before.below)
    return Found(
        FindingStatus.ACT if sure else FindingStatus.WATCH,
        f"sessions_{cause(ground)}",
        unit=unit,
        low=now.low,
        high=now.high,
        at_stake=_at_stake(course, now.expected - now.value, unit),
        figures={"weeks": Figure("count", len(past))},
        **stands(course, now),
    )


def cause(ground: Ground) -> str:
    """What keeps shoppers away before the page could."""
    if ground.suppressed:
        return "suppressed"
    return "stock" if ground.stock == 0 else "low"


def _at_stake(course: Course, fewer: float, unit: str) -> float | None:
    """Sales that the missing visits were worth at the rate of all known days."""
    told = [row for row in course.days.values() if row[unit] and row["sales_micros"] is not None]
    visits = sum(row[unit] for row in told)
    return fewer * sum(row["sales_micros"] for row in told) / visits / MICROS if visits else None
