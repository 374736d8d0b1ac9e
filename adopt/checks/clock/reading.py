"""T104: reports of the round that were never read, or not for long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus
from adopt.words.clock import Wanted, the_round


def reports_read(desk: Desk) -> Sequence[Found]:
    """For each report of the round: read today, read before (which only a history knows), or never."""
    every = the_round()
    away = [one for one in every if not any(desk.has(kind) for kind in one.kinds)]
    known = {one: day for one in away if (day := _last_read(one, desk)) is not None}
    never = [one.kinds[0] for one in away if one not in known]
    read = len(every) - len(away)
    told = [*_old(known, desk)]
    if never:
        figures = {"never": Figure("kinds", ",".join(never)), "read": Figure("count", read)}
        told.append(Found(FindingStatus.NO_DATA, "read_never", n=len(never), of=len(every), figures=figures))
    recent = len(known) - sum(one.reason == "read_long_ago" for one in told)
    if not never:
        figures = {"read": Figure("count", read), "recent": Figure("count", recent)}
        told.append(Found(FindingStatus.FINE, "read_all", n=read + recent, of=len(every), figures=figures))
    return told


def _old(known: dict[Wanted, date], desk: Desk) -> Iterator[Found]:
    for one, day in known.items():
        limit, age = desk.limit(one.days), (desk.today - day).days
        if not limit.holds(age):
            yield Found(
                FindingStatus.WATCH,
                "read_long_ago",
                subject=one.kinds[0],
                unit="days",
                value=age,
                target=limit.number,
                op=limit.op,
                last_day=day,
                figures={"report": Figure("kinds", one.kinds[0])},
                kind=one.kinds[0],
            )


def _last_read(one: Wanted, desk: Desk) -> date | None:
    """The day on which any of the kinds was last downloaded before today."""
    tables = [desk.before[kind] for kind in one.kinds if kind in desk.before]
    return max((table.last_day for table in tables if table.last_day is not None), default=None)
