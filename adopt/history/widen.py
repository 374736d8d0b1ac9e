"""Days before today's report, from history: Amazon shows 65 days of search terms, history all that it was given."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.history import recall
from adopt.history.account import Account
from adopt.history.names import names_on
from adopt.history.remembered import remembered
from adopt.reports.sources import Note, Sources
from adopt.schema import Reading, SearchTermRow, Totals

_DAY = timedelta(days=1)


class Widened(NamedTuple):
    """The sources of a run; ``told``, what each earlier download said of each day, where days of history are among them."""

    sources: Sources
    told: pl.DataFrame | None = None


def widened(sources: Sources, home: Path, account: Account, use_days: int, as_of: date) -> Widened:
    """The sources of a run with the days of history that join on to the report without a gap.

    Only daily reports are widened, by days of the same account and attribution window. Each day counts as ripe as it
    was when it was last downloaded, and campaigns have the names that they have now. The days stand among the files that the plan rests on, under the name ``history``
    and a digest of their rows and of all that downloads before said of days. Days beyond a gap are told, not used.

    Args:
        sources: of the run.
        home: folder of the store.
        account: whose the sources are.
        use_days: oldest day used is so many days before ``as_of``; 0 uses none.
        as_of: day of the run.

    Raises:
        InputError: the store can't be read.
    """
    if not sources.daily:
        return Widened(sources)
    every = recall.restatements(home, account)
    told = every.filter(kind="search_term", window_days=sources.window_days)
    known, oldest = set(told["day"]), as_of - timedelta(days=use_days)
    told = _told_before(told, sources, as_of)
    first = _first_joined(known, sources.first_day, oldest)
    notes = (*sources.notes, *_gap(known, first, oldest))
    if first == sources.first_day:
        return Widened(sources._replace(notes=notes))
    last = sources.first_day - _DAY
    then = recall.seen_search_terms(home, account, first, last, sources.window_days)
    rows = names_on(home, account, as_of, sources.bulk).now(then)
    history = _reading(rows, told, (first, last), account, sources.window_days)
    wide = sources._replace(
        rows=pl.concat([rows, sources.rows]),
        first_day=first,
        used=(*sources.used, history),
        notes=(*notes, ("days_from_history", f"{first} – {last}")),
    )
    return Widened(wide, told)


def _told_before(told: pl.DataFrame, sources: Sources, as_of: date) -> pl.DataFrame:
    """What was told before this run: another run of the day, which finds today's files kept, gives the same plan."""
    own = [reading.digest for reading in sources.used]
    return told.filter((pl.col("downloaded") < as_of) & ~pl.col("digest").is_in(own))


def _first_joined(known: set[date], first: date, oldest: date) -> date:
    """The first of the known days that join on to ``first`` without a gap."""
    while first > oldest and first - _DAY in known:
        first -= _DAY
    return first


def _gap(known: set[date], first: date, oldest: date) -> tuple[Note, ...]:
    """The days that part ``first`` from older ones that would be used."""
    before = [day for day in known if oldest <= day < first]
    return (("history_gap", f"{max(before) + _DAY} – {first - _DAY}"),) if before else ()


def _reading(
    rows: pl.DataFrame,
    told: pl.DataFrame,
    days: tuple[date, date],
    account: Account,
    window_days: int,
) -> Reading:
    return remembered(
        "search_term",
        hashlib.sha256((rows.write_csv() + told.write_csv()).encode()).hexdigest(),
        account,
        days,
        SearchTermRow.validate(rows.drop("seen_on")),
        daily=True,
        window_days=window_days,
        read=rows.height,
        totals=Totals.of(rows),
    )
