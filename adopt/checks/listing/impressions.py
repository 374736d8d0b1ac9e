"""L106: impressions that the core search terms bring by ads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from adopt.checks.ads.days import whole_rows
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.listing.reported import Judged
from adopt.checks.listing.weekdays import Course, Day, judged, same_weekdays, stands
from adopt.checks.shown import shown
from adopt.estimate.drift import Seen
from adopt.schema import MICROS, FindingStatus


def impressions(desk: Desk) -> Sequence[Found]:
    """Core search terms whose impressions of the newest whole day lie below the band of the same weekday."""
    assert desk.ads
    if not desk.ads.daily:
        return [Found(FindingStatus.NO_DATA, "terms_not_daily", kind="search_term")]
    every = _courses(desk)
    if not every:
        return [Found(FindingStatus.NO_DATA, "no_core_terms", kind="search_term")]
    said = [_judged(course, desk, desk.limit("false_alarms").number / len(every)) for course in every]
    alarms = [one for one in said if isinstance(one, Found)]
    others = Counter(one for one in said if isinstance(one, str))
    found = shown(alarms, desk)
    if others:
        held = others["within"] + others["quiet"]
        found.append(
            Found(
                FindingStatus.FINE if held else FindingStatus.NO_DATA,
                "impressions_fine" if held else "impressions_untold",
                n=others.total(),
                of=len(every),
                first_day=every[0].last,
                last_day=every[0].last,
                kind="search_term",
                figures={
                    name: Figure("count", others[name]) for name in ("within", "quiet", "silent", "short")
                },
            )
        )
    return found


def _judged(course: Course, desk: Desk, level: float) -> Judged:
    if course.last not in course.days:
        return "silent"
    past = same_weekdays(course, _measure, desk)
    now = judged(course, _measure, desk, level)
    if now is None:
        return "short"
    if sum(one.n for one in past) / len(past) < desk.limit("sessions_least").number:
        return "quiet"
    if not now.below:
        return "within"
    return Found(
        FindingStatus.WATCH,
        "impressions_low",
        unit="impressions",
        low=now.low,
        high=now.high,
        at_stake=(now.expected - now.value) * course.days[course.last]["worth"],
        kind="search_term",
        figures={"weeks": Figure("count", len(past))},
        **stands(course, now),
    )


def _measure(day: Day) -> Seen | None:
    return Seen(day["impressions"], 1)


def _courses(desk: Desk) -> list[Course]:
    """The ``core_terms`` search terms with most sales, on whole days.

    Amazon lists a term on the days on which it was clicked: what it was shown on the others isn't known, and isn't zero.
    """
    rows = whole_rows(desk)
    top = (
        rows.group_by("search_term")
        .agg(pl.col("sales_micros", "impressions").sum())
        .filter(pl.col("sales_micros") > 0)
        .sort("sales_micros", "search_term", descending=[True, False])
        .head(int(desk.limit("core_terms").number))
    )
    if top.is_empty():
        return []
    known: list[date] = rows["last_day"].unique().sort().to_list()
    by_day = {
        (term, day): seen
        for term, day, seen in rows.join(top, on="search_term", how="semi")
        .group_by("search_term", "last_day")
        .agg(pl.col("impressions").sum())
        .iter_rows()
    }
    last, first = known[-1], known[-1] - timedelta(days=7 * int(desk.limit("band_weeks").number))
    return [
        Course(
            term,
            {
                day: {"impressions": seen, "worth": sales / MICROS / max(1, shown)}
                for day in known
                if day >= first and (seen := by_day.get((term, day))) is not None
            },
            last,
        )
        for term, sales, shown in top.iter_rows()
    ]
