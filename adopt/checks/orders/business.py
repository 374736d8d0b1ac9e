"""Business days in a marketplace's own calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

_SATURDAY = 5


def business_days_after(moment: datetime, days: int, zone: ZoneInfo) -> datetime:
    """The same hour of the clock in ``zone``, so many days of work (Monday to Friday) later.

    Public holidays aren't known here: each makes Amazon's day a later one, so that ours is never too late.

    Args:
        moment: with a zone.
        days: 0 or more.
        zone: the marketplace's.
    """
    local = moment.astimezone(zone)
    return datetime.combine(_later(local.date(), days), local.time(), zone)


def _later(day: date, days: int) -> date:
    for _ in range(days):
        day += timedelta(days=1)
        while day.weekday() >= _SATURDAY:
            day += timedelta(days=1)
    return day
