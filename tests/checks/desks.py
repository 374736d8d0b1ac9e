"""Desks for tests: a table of a kind, a day, settings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from adopt.checks import Desk, Table
from adopt.reports.companion_columns import layout_schema
from adopt.settings import load_settings
from adopt.words import markets
from adopt.words.companions import companions

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def table(kind: str, rows: Sequence[Mapping[str, Any]], last_day: date | None = None) -> Table:
    """A table of a layout with these cells; columns that aren't given are null."""
    schema = {"row": pl.UInt32(), **layout_schema(companions()[kind])}
    cells = [dict.fromkeys(schema) | {"row": place} | dict(row) for place, row in enumerate(rows, 2)]
    return Table(kind, pl.DataFrame(cells, schema=schema), f"{kind}.csv", None, last_day)


def desk(*tables: Table, now: datetime = NOON, market: str | None = "US", **settings: Any) -> Desk:
    """A desk with these tables; ``settings`` as for `load_settings`."""
    return Desk(
        now=now,
        market=markets()[market] if market else None,
        currency=markets()[market].currency if market else None,
        settings=load_settings(**settings),
        tables={one.kind: one for one in tables},
    )
