"""Findings of core ASINs: those that need attention, the dearest first, and one that counts the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from adopt.checks.desk import Desk, Table
from adopt.checks.found import Figure, Found
from adopt.checks.here import files_here
from adopt.checks.listing.core import Ground, core_asins, ground_of
from adopt.checks.listing.days import asin_days
from adopt.checks.listing.weekdays import Course, courses
from adopt.checks.shown import shown
from adopt.estimate.drift import Band
from adopt.schema import FindingStatus

Judged = Found | str
"""A finding; or "within" or "above" its band, "quiet" for too few sessions, "short" for too few weeks."""

KINDS = ("sales_and_traffic", "business_report_child_item", "asin_page_views")


def unremarkable(now: Band | None) -> str:
    """What is said of a day that isn't below its band; None where too few of its weekdays are known."""
    if now is None:
        return "short"
    return "above" if now.above else "within"


def report(desk: Desk, judge: Callable[[Course, Ground, Desk, float], Judged], name: str) -> Sequence[Found]:
    """What ``judge`` says of each core ASIN; the false alarms of a day are shared among all of them.

    Args:
        desk: with reports of ASINs.
        judge: of one ASIN; the last argument is its share of false alarms (Bonferroni).
        name: of the sentences that count: with _fine, _short or _untold behind it.
    """
    days = asin_days(desk)
    every = courses(days, core_asins(days, desk))
    source = next((found[-1] for kind in KINDS if (found := _files(desk, kind))), None)
    own: dict[str, Any] = {"kind": source.kind, "file": source.file} if source else {}
    if not every:
        return [Found(FindingStatus.NO_DATA, "asin_days_unknown", **own)]
    ground = ground_of(desk, [course.asin for course in every])
    level = desk.limit("false_alarms").number / len(every)
    said = [judge(course, ground[course.asin], desk, level) for course in every]
    alarms = [replace(one, **own) for one in said if isinstance(one, Found)]
    others = Counter(one for one in said if isinstance(one, str))
    rest = _rest(others, len(every), name, every[0])
    return [*shown(alarms, desk), *(replace(one, **own) for one in rest)]


def _files(desk: Desk, kind: str) -> Sequence[Table]:
    return desk.every(kind) if kind == "business_report_child_item" else files_here(desk, kind)


def _rest(others: Counter[str], of: int, name: str, course: Course) -> list[Found]:
    held = others["within"] + others["above"] + others["quiet"]
    if not others:
        return []
    status = FindingStatus.FINE if held else FindingStatus.NO_DATA
    figures = {key: Figure("count", others[key]) for key in ("within", "above", "quiet", "short")}
    return [
        Found(
            status,
            f"{name}_fine" if held else "asin_weeks_short",
            n=others.total(),
            of=of,
            first_day=course.last,
            last_day=course.last,
            figures=figures,
        )
    ]
