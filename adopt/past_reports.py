"""What history kept of an account's reports beside the ads, for checks that compare today with the days before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.checks import Table
from adopt.errors import InputError
from adopt.history import Account, History, account_of
from adopt.reports.in_turn import oldest_first
from adopt.schema import Reading
from adopt.words.companions import companions

APART = (
    "business_report_child_item",
    "sales_and_traffic",
    "h10_keyword_tracker",
    "search_query_performance",
    "search_query_performance_api",
)
"""Kinds that are compared with their own past, file by file: they have no day in each row, or restate none."""
_PAST = timedelta(days=70)


class Past(NamedTuple):
    """Where an account's history is kept, and whose it is."""

    home: Path
    whose: Account


def past_of(home: Path | None, account: str | None, code: str | None, currency: str | None) -> Past | None:
    """The history of an account; None where there is none, or where it can't be told whose it is."""
    if not home or not home.exists() or not currency:
        return None
    try:
        return Past(home, account_of(account, code, currency))
    except InputError:
        return None


def known_before(past: Past, now: datetime, kinds: Iterable[str]) -> Mapping[str, Table]:
    """What history knew on the day before, of those of the kinds that it has at all."""
    store, day = History(past.home), now.date() - timedelta(days=1)
    kept = store.companion_kinds() & companions().keys()
    found: dict[str, Table] = {}
    for kind in kinds:
        rows = store.companion(past.whose, kind, day) if kind in kept else None
        if rows is not None:
            last = rows["downloaded"].max()
            assert isinstance(last, date)
            found[kind] = Table(kind, rows, f"history {last}", None, last)
    return found


def file_by_file(
    readings: Iterable[Reading], past: Past | None, today: date
) -> Mapping[str, tuple[Table, ...]]:
    """Each file of the kinds `APART`: what history kept of the last weeks, then today's."""
    known = History(past.home).companion_kinds() if past else frozenset()
    found: dict[str, tuple[Table, ...]] = {}
    for kind in APART:
        own = [one for one in readings if one.kind == kind and one.data.height]  # type: ignore[union-attr]
        ordered = oldest_first(own)
        kept = _kept(past, kind, today, {one.digest for one in own}) if past and kind in known else ()
        if every := (*kept, *(table_of(one)._replace(downloaded=today) for one in ordered)):
            found[kind] = every
    return found


def table_of(one: Reading) -> Table:
    """A reading as the checks look at it."""
    assert isinstance(one.data, pl.DataFrame)
    return Table(one.kind, one.data, one.path.name, one.first_day, one.last_day)


def _kept(past: Past, kind: str, today: date, new: set[str]) -> tuple[Table, ...]:
    rows = History(past.home).companion_downloads(past.whose, kind, today)
    lately = rows.filter(pl.col("downloaded") >= today - _PAST).collect()
    old = lately.filter(~pl.col("digest").is_in(new)).sort("downloaded", "digest", "row")
    parts = old.partition_by("digest", maintain_order=True)
    return tuple(
        Table(kind, part, f"history {part['downloaded'][0]}", None, None, part["downloaded"][0])
        for part in parts
    )
