"""An ASIN's newest day against the same weekday of the weeks before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.estimate.drift import Band, Seen, band, spread

Day = Mapping[str, Any]
Measure = Callable[[Day], Seen | None]
"""What is counted on a day; None where it isn't known."""

_WEEK = 7


class Course(NamedTuple):
    """An ASIN's newest day and its past.

    Attributes:
        asin: which.
        days: what is known of each day.
        last: the newest of them.
    """

    asin: str
    days: Mapping[date, Day]
    last: date


def courses(days: pl.DataFrame, asins: list[str]) -> list[Course]:
    """The ASINs that have days, up to the newest day of all: what isn't told of that day isn't judged by an older one."""
    last = days["day"].max()
    if not isinstance(last, date):
        return []
    by_asin: dict[str, dict[date, Day]] = {asin: {} for asin in asins}
    for row in days.filter(pl.col("asin").is_in(asins)).iter_rows(named=True):
        by_asin[row["asin"]][row["day"]] = row
    return [Course(asin, own, last) for asin, own in by_asin.items() if last in own]


def same_weekdays(course: Course, measure: Measure, desk: Desk, on: date | None = None) -> list[Seen]:
    """The same weekday of the last ``band_weeks`` weeks, those of them that are known."""
    day, weeks = on or course.last, int(desk.limit("band_weeks").number)
    return [
        seen
        for n in range(1, weeks + 1)
        if (row := course.days.get(day - timedelta(days=_WEEK * n))) and (seen := measure(row))
    ]


def stands(course: Course, now: Band) -> dict[str, Any]:
    """What a finding on a course's last day tells of it: product, value, what was expected, and the day."""
    return {
        "subject": course.asin,
        "value": now.value,
        "target": now.expected,
        "op": ">=",
        "first_day": course.last,
        "last_day": course.last,
    }


def judged(course: Course, measure: Measure, desk: Desk, level: float, on: date | None = None) -> Band | None:
    """Where a day stands; None where too few of its weekdays are known. The noise is that of all weekdays."""
    day, weeks = on or course.last, int(desk.limit("band_weeks").number)
    now = measure(course.days[day]) if day in course.days else None
    past = same_weekdays(course, measure, desk, day)
    if now is None or len(past) < desk.limit("band_least").number:
        return None
    groups: list[list[Seen]] = [[] for _ in range(_WEEK)]
    for back in range(1, _WEEK * weeks + 1):
        row = course.days.get(day - timedelta(days=back))
        if row and (seen := measure(row)):
            groups[back % _WEEK].append(seen)
    return band(now, past, spread(groups), level)


def settled(course: Course, desk: Desk) -> bool:
    """Whether Amazon has stopped restating the newest day."""
    return (desk.today - course.last).days > desk.limit("business_settled_days").number
