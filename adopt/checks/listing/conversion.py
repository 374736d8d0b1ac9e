"""L102: units per session of core ASINs; Buy Box and stock are looked at before the page is blamed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.checks.listing.buy_box import fallen
from adopt.checks.listing.core import Ground
from adopt.checks.listing.reported import Judged, report, unremarkable
from adopt.checks.listing.weekdays import Course, Day, judged, same_weekdays, settled, stands
from adopt.estimate.drift import Seen
from adopt.estimate.share_interval import wilson
from adopt.schema import MICROS, FindingStatus


def conversion(desk: Desk) -> Sequence[Found]:
    """Unit session percentage (units / sessions, may pass 100 %) outside the control band of the same weekday."""
    return report(desk, _judged, "conversion")


def _measure(day: Day) -> Seen | None:
    if not day["sessions"] or day["units"] is None:
        return None
    return Seen(day["units"], day["sessions"])


def _judged(course: Course, ground: Ground, desk: Desk, level: float) -> Judged:
    today = course.days[course.last]
    if today["sessions"] is None or today["units"] is None:
        return "short"
    if today["sessions"] < desk.limit("sessions_least").number:
        return "quiet"
    now = judged(course, _measure, desk, level)
    if now is None or not now.below:
        return unremarkable(now)
    before = judged(course, _measure, desk, level, course.last - timedelta(days=1))
    found = _cause(course, ground, desk)
    sure = found in ("suppressed", "stock", "buy_box") or (before is not None and before.below)
    units, visits = today["units"], today["sessions"]
    low, high = _wilson(units, visits)
    return Found(
        FindingStatus.ACT if sure or settled(course, desk) else FindingStatus.WATCH,
        f"conversion_{found}",
        unit="share",
        n=units,
        of=visits,
        low=low,
        high=high,
        at_stake=_at_stake(course, now.expected * visits - units),
        figures={
            "band_low": Figure("share", now.low),
            "weeks": Figure("count", len(same_weekdays(course, _measure, desk))),
            "box": Figure("share", today["buy_box"]),
        },
        **stands(course, now),
    )


def _wilson(units: int, visits: int) -> tuple[float | None, float | None]:
    """95 % interval of the rate; a rate over 100 % is no proportion and has none."""
    if not 0 <= units <= visits:
        return None, None
    return wilson(units, visits)


def _cause(course: Course, ground: Ground, desk: Desk) -> str:
    """What explains fewer orders for the same visits, from the surest to the page itself."""
    if ground.suppressed:
        return "suppressed"
    if ground.stock == 0:
        return "stock"
    box = course.days[course.last]["buy_box"]
    if box is not None and (fallen(course, desk) or not desk.limit("buy_box_share").holds(box)):
        return "buy_box"
    return "page" if ground.stock is not None and box is not None else "untold"


def _at_stake(course: Course, fewer: float) -> float | None:
    """Sales that the missing units were worth, at the mean price of all known days."""
    told = [row for row in course.days.values() if row["units"] and row["sales_micros"] is not None]
    units = sum(row["units"] for row in told)
    return fewer * sum(row["sales_micros"] for row in told) / units / MICROS if units else None
