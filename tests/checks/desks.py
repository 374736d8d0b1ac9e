"""Desks for tests of checks: tables in the columns of their layouts, from the few cells that a case is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from adopt.checks import Ads, Desk, Table
from adopt.reports.companion_columns import layout_schema
from adopt.schema import FindingStatus, Mail
from adopt.settings import load_settings
from adopt.words import markets
from adopt.words.companions import companions

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = NOW.date()
ACT, WATCH, NO_DATA, FINE = FindingStatus

Row = Mapping[str, Any]
Rows = Sequence[Row]


def frame(kind: str, rows: Rows) -> pl.DataFrame:
    """The rows as a layout has them; what a row doesn't name is null."""
    schema = layout_schema(companions()[kind])
    unknown = {name for row in rows for name in row} - schema.keys()
    assert not unknown, f"columns that {kind} lacks: {unknown}"
    cells = [{name: row.get(name) for name in schema} for row in rows]
    return pl.DataFrame(cells, schema=schema).with_row_index("row", offset=2)


def table(kind: str, *rows: Row, downloaded: date | None = None, file: str = "") -> Table:
    """A table of one file; its days are those of its rows."""
    ends = [day for name in companions()[kind].period for row in rows if (day := row.get(name))]
    days = sorted(day.date() if isinstance(day, datetime) else day for day in ends)
    first, last = (days[0], days[-1]) if days else (None, None)
    return Table(kind, frame(kind, rows), file or f"{kind}.csv", first, last, downloaded)


def desk(
    *tables: Table,
    now: datetime = NOW,
    market: str | None = "US",
    before: Sequence[Table] = (),
    files: Mapping[str, Sequence[Table]] | None = None,
    ads: Ads | None = None,
    mail: Mail | None = None,
    settings: Mapping[str, Any] | None = None,
    **named: Any,
) -> Desk:
    """A desk with these reports; its currency is the marketplace's, USD where that isn't known.

    Args:
        tables: of kinds that come once.
        now: the moment of the run.
        market: code of the marketplace.
        before: what was known of kinds on an earlier day.
        files: the files of kinds that are kept apart, the oldest first.
        ads: what is known of the ads.
        mail: what was seen in the mailbox.
        settings: as `load_settings` takes them.
        named: rows by kind of report, and thresholds of the seller's own by their keys.
    """
    reports = {kind: table(kind, *rows) for kind, rows in named.items() if kind in companions() and rows}
    limits = {key: value for key, value in named.items() if key not in companions()}
    own = dict(settings or {})
    every = {kind: tuple(those) for kind, those in (files or {}).items()}
    newest = {kind: those[-1] for kind, those in every.items()}
    return Desk(
        now=now,
        market=markets()[market] if market else None,
        currency=markets()[market].currency if market else "USD",
        settings=load_settings(None, checks=own.pop("checks", {}) | limits, **own),
        tables=newest | reports | {one.kind: one for one in tables},
        before={one.kind: one for one in before},
        files=every,
        ads=ads,
        mail=mail,
    )


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


def days(n: float) -> timedelta:
    return timedelta(days=n)


def ago(n: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=n)
