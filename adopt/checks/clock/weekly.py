"""T105: the weekly report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from adopt.checks.clock.days import end_of
from adopt.checks.clock.final import final_at
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus

_WEEK = 7
_SATURDAY = 5


def weekly_report(desk: Desk) -> Sequence[Found]:
    """Due on one day of the marketplace's week, over the last whole week from Sunday to Saturday."""
    wanted = int(desk.limit("weekly_report_weekday").number) - 1
    ahead = (wanted - desk.today.weekday()) % _WEEK
    day = desk.today + timedelta(days=ahead)
    first, last = week_before(day)
    final = final_at(last, desk.limit("business_provisional_hours").number, desk)
    due = end_of(day, desk.zone) - timedelta(minutes=1)
    is_today = ahead == 0
    return [
        Found(
            FindingStatus.ACT if is_today else FindingStatus.FINE,
            "weekly_today" if is_today else "weekly_ahead",
            first_day=first,
            last_day=last,
            due=due if is_today else None,
            figures={
                "day": Figure("text", day),
                "final": Figure("time", final),
                "ahead": Figure("days", ahead),
            },
        )
    ]


def week_before(day: date) -> tuple[date, date]:
    """The last Sunday to Saturday that is over before a day, as Brand Analytics counts weeks."""
    last = day - timedelta(days=(day.weekday() - _SATURDAY - 1) % _WEEK + 1)
    return last - timedelta(days=_WEEK - 1), last
