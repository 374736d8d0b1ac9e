"""What is missing or old in a store: gaps in the last days, and how long ago anything came. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from adopt.history.coverage import Coverage


class Freshness(NamedTuple):
    """How fresh one kind of report of an account is.

    Attributes:
        account: key, as `Account.key`.
        kind: of report, as `Coverage.kind`.
        gaps: first and last day of each hole between known days, inside the days asked for; none of kinds whose files
            don't tell days one by one.
        days_old: from the last day that files tell to the day asked; from the newest download where they tell none
            (listings, costs). Files of events (returns, tickets) end with the last one: old may mean that nothing
            happened since.
        days_since_download: from the newest download to the day asked; a file whose day of download can't be told counts
            from the run that read it first.
    """

    account: str
    kind: str
    gaps: tuple[tuple[date, date], ...]
    days_old: int
    days_since_download: int


def freshness(known: Iterable[Coverage], as_of: date, days: int) -> tuple[Freshness, ...]:
    """One entry for each account and kind, in the order of ``known``; of a kind in two forms (daily, summary) the fresher counts.

    Args:
        known: as `History.coverage` gives it.
        as_of: the day that ages are counted to.
        days: gaps are looked for in so many days before ``as_of``.
    """
    found: dict[tuple[str, str], Freshness] = {}
    for one in known:
        key = (one.account, one.kind)
        made = _of(one, as_of, days)
        found[key] = _merged(found[key], made) if key in found else made
    return tuple(found.values())


def _of(one: Coverage, as_of: date, days: int) -> Freshness:
    since = (as_of - one.newest_download).days
    return Freshness(one.account, one.kind, _clipped(one, as_of, days), one.age(as_of), since)


def _clipped(one: Coverage, as_of: date, days: int) -> tuple[tuple[date, date], ...]:
    first, last = as_of - timedelta(days=days), as_of - timedelta(days=1)
    inside = ((max(first, start), min(last, end)) for start, end in one.gaps)
    return tuple((start, end) for start, end in inside if start <= end)


def _merged(one: Freshness, other: Freshness) -> Freshness:
    return Freshness(
        one.account,
        one.kind,
        one.gaps + other.gaps,
        min(one.days_old, other.days_old),
        min(one.days_since_download, other.days_since_download),
    )
