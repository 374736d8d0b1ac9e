"""Desks for tests: tables in the true columns of their layouts, from the few cells that a case is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from adopt.checks import Desk, Found, Table
from adopt.reports.companion_columns import layout_schema
from adopt.settings import load_settings
from adopt.words import markets
from adopt.words.checking import Value
from adopt.words.companions import companions

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
Rows = Sequence[Mapping[str, Any]]


def hours(n: float) -> timedelta:
    return timedelta(hours=n)


def days(n: float) -> timedelta:
    return timedelta(days=n)


def table(kind: str, rows: Rows) -> Table:
    """A table of one file; columns that no row names are null."""
    schema = {"row": pl.UInt32(), **layout_schema(companions()[kind])}
    unknown = {name for row in rows for name in row} - {*schema}
    assert not unknown, unknown
    full = [{name: row.get(name) for name in schema} | {"row": place} for place, row in enumerate(rows, 2)]
    frame = pl.DataFrame(full, schema=schema)
    ends = [day for name in companions()[kind].period for row in rows if (day := row.get(name))]
    told = sorted(day.date() if isinstance(day, datetime) else day for day in ends)
    return Table(kind, frame, f"{kind}.csv", told[0] if told else None, told[-1] if told else None)


def desk(
    now: datetime = NOW,
    market: str | None = "US",
    currency: str | None = "USD",
    before: Mapping[str, Rows] | None = None,
    checks: Mapping[str, Value] | None = None,
    margins: Mapping[str, float] | None = None,
    **tables: Rows,
) -> Desk:
    settings = load_settings(None)
    return Desk(
        now=now,
        market=markets()[market] if market else None,
        currency=currency,
        settings=settings.model_copy(update={"checks": dict(checks or {}), "margins": dict(margins or {})}),
        tables={kind: table(kind, rows) for kind, rows in tables.items() if rows},
        before={kind: table(kind, rows) for kind, rows in (before or {}).items()},
    )


def by_subject(found: Sequence[Found]) -> dict[str, Found]:
    """Findings by what they are about, which is unique."""
    subjects = {one.subject: one for one in found}
    assert len(subjects) == len(found)
    return subjects


def day(n: int) -> date:
    """So many days before today."""
    return NOW.date() - timedelta(days=n)
