"""L103: Buy Box share of core ASINs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from adopt.checks.desk import Desk, Table
from adopt.checks.found import Figure, Found
from adopt.checks.listing.core import Ground, core_asins, ground_of
from adopt.checks.listing.days import asin_days, known_rows
from adopt.checks.listing.reported import Judged, report
from adopt.checks.listing.weekdays import Course, Day, same_weekdays
from adopt.checks.shown import shown
from adopt.estimate.drift import Seen
from adopt.schema import MICROS, FindingStatus


def buy_box(desk: Desk) -> Sequence[Found]:
    """Buy Box share below the least, or fallen against the same weekday; of a report of unknown days, its share alone."""
    if asin_days(desk)["buy_box"].is_not_null().any():
        return report(desk, _judged, "buy_box")
    child = desk.every("business_report_child_item")
    return _of_period(desk, child[-1]) if child else [Found(FindingStatus.NO_DATA, "asin_days_unknown")]


def usual(course: Course, desk: Desk) -> float | None:
    """Mean Buy Box share of the same weekdays, weighted by their sessions; None where too few are known."""
    past = same_weekdays(course, _measure, desk)
    if len(past) < desk.limit("band_least").number:
        return None
    return sum(one.n for one in past) / sum(one.exposure for one in past)


def fallen(course: Course, desk: Desk) -> bool:
    """Whether the share has fallen by ``buy_box_fall`` or more."""
    box, before = course.days[course.last]["buy_box"], usual(course, desk)
    return (
        box is not None and before is not None and round(before - box, 9) >= desk.limit("buy_box_fall").number
    )


def _measure(day: Day) -> Seen | None:
    visits = day["sessions"] or day["page_views"]
    return Seen(day["buy_box"] * visits, visits) if visits and day["buy_box"] is not None else None


def _judged(course: Course, ground: Ground, desk: Desk, level: float) -> Judged:  # noqa: ARG001  one form for all judges
    today = course.days[course.last]
    box, least = today["buy_box"], desk.limit("buy_box_share")
    if box is None:
        return "short"
    if (today["sessions"] or 0) < desk.limit("sessions_least").number:
        return "quiet"
    before, gone = usual(course, desk), fallen(course, desk)
    if least.holds(box) and not gone:
        return "within"
    return Found(
        FindingStatus.ACT if gone else FindingStatus.WATCH,
        _reason(ground, fell=gone),
        figures={"before": Figure("share", before)},
        **_figures(course.asin, box, least.number),
        first_day=course.last,
        last_day=course.last,
        at_stake=_at_stake(box, before, today["sales_micros"]) if gone else None,
    )


def _of_period(desk: Desk, table: Table) -> Sequence[Found]:
    rows = {row["asin"]: row for row in known_rows(table).iter_rows(named=True)}
    asins = [asin for asin in core_asins(asin_days(desk), desk) if asin in rows]
    ground, least = ground_of(desk, asins), desk.limit("buy_box_share")
    own: dict[str, Any] = {"kind": table.kind, "file": table.file}
    told = {asin: rows[asin]["buy_box"] for asin in asins if rows[asin]["buy_box"] is not None}
    if not told:
        return [Found(FindingStatus.NO_DATA, "buy_box_untold", **own)]
    low = [asin for asin, box in told.items() if not least.holds(box)]
    alarms = [
        Found(
            FindingStatus.WATCH,
            _reason(ground[asin], fell=False),
            **_figures(asin, told[asin], least.number),
            **own,
        )
        for asin in low
    ]
    found = shown(alarms, desk, lambda one: (told[one.subject],))
    if held := len(told) - len(low):
        figures = {"within": held, "above": 0, "quiet": 0, "short": len(asins) - len(told)}
        fine = {name: Figure("count", number) for name, number in figures.items()}
        found.append(
            Found(FindingStatus.FINE, "buy_box_fine", n=held, of=len(asins), figures=fine, **own),
        )
    return found


def _reason(ground: Ground, *, fell: bool) -> str:
    if ground.suppressed:
        return "buy_box_suppressed"
    if ground.stock == 0:
        return "buy_box_stock"
    return "buy_box_lost" if fell else "buy_box_low"


def _figures(asin: str, box: float, least: float) -> dict[str, Any]:
    return {"subject": asin, "unit": "share", "value": box, "target": least, "op": ">="}


def _at_stake(box: float, before: float | None, sales_micros: int | None) -> float | None:
    """Sales of a day that the lost share would have brought, at today's sales per share of the Buy Box."""
    if before is None or not box or sales_micros is None:
        return None
    return (before / box - 1) * sales_micros / MICROS
