"""T103: reports whose last days aren't final yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from adopt.checks.clock.days import end_of
from adopt.checks.desk import Desk
from adopt.checks.found import Figure, Found
from adopt.schema import FindingStatus
from adopt.words.clock import provisional

_ADS = "search_term"


def not_final(desk: Desk) -> Sequence[Found]:
    """For each report of days: whether its last day is over, and until when its last days will still change.

    That the last days of a longer report are provisional is no fault of it; that all of its days are, or that the last of them isn't
    over, is worth waiting for.
    """
    told = [_judged(kind, file, days, desk) for kind, file, days in _reports(desk)]
    open_ = [one for one in told if one is not None]
    if others := len(told) - len(open_):
        open_.append(
            Found(
                FindingStatus.FINE,
                "days_final",
                n=others,
                of=len(told),
                figures={"n": Figure("count", others)},
            )
        )
    return open_ or [Found(FindingStatus.FINE, "days_none")]


def final_at(day: date, hours: float, desk: Desk) -> datetime:
    """When a day's figures are final: so many hours after it is over in the marketplace."""
    return end_of(day, desk.zone) + timedelta(hours=hours)


def _reports(desk: Desk) -> Iterator[tuple[str, str | None, tuple[date, date]]]:
    """Kind, file, and the first and last day of each report that tells of days."""
    if desk.ads is not None and (days := _days_of_ads(desk)):
        yield _ADS, None, days
    for kind in provisional():
        table = desk.tables.get(kind)
        if table is not None and table.last_day is not None:
            yield kind, table.file, (table.first_day or table.last_day, table.last_day)


def _days_of_ads(desk: Desk) -> tuple[date, date] | None:
    assert desk.ads is not None
    rows = desk.ads.rows
    named = [rows[name].drop_nulls() for name in ("day", "first_day", "last_day") if name in rows.columns]
    found = [end for column in named if len(column) for end in (column.min(), column.max())]
    days = [one for one in found if isinstance(one, date)]
    return (min(days), max(days)) if days else None


def _judged(kind: str, file: str | None, days: tuple[date, date], desk: Desk) -> Found | None:
    first, last = days
    limit = desk.limit(provisional()[kind])
    final = final_at(last, limit.number, desk)
    if desk.now >= final:
        return None
    over = end_of(last, desk.zone)
    since = _first_provisional(first, last, limit.number, desk)
    unfinished = desk.now < over
    whole = since <= first
    return Found(
        FindingStatus.WATCH if unfinished or whole else FindingStatus.FINE,
        "days_unfinished" if unfinished else "days_provisional",
        subject=kind,
        unit="hours",
        value=max((desk.now - over).total_seconds() / 3600, 0),
        target=limit.number,
        op=limit.op,
        first_day=since,
        last_day=last,
        due=final if whole and not unfinished else over if unfinished else None,
        figures={
            "report": Figure("kinds", kind),
            "final": Figure("time", final),
            "over": Figure("time", over),
            "last_day": Figure("text", last),
        },
        kind=kind,
        file=file,
    )


def _first_provisional(first: date, last: date, hours: float, desk: Desk) -> date:
    """The first day from which on figures aren't final."""
    day = last
    while day > first and desk.now < final_at(day - timedelta(days=1), hours, desk):
        day -= timedelta(days=1)
    return day
