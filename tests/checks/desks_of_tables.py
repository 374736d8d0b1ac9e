"""Desks for the tests of checks: a table is the cells of some columns, the others of its layout are blank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import polars as pl

from adopt.checks import Desk, Table
from adopt.reports.companion_columns import layout_schema
from adopt.say import Speaker
from adopt.say.findings import Findings
from adopt.schema import FindingStatus
from adopt.settings import load_settings
from adopt.words import markets
from adopt.words.companions import companions

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ACT, WATCH, NO_DATA, FINE = FindingStatus


def table(kind: str, rows: Sequence[Mapping[str, Any]]) -> Table:
    """A table of a kind; columns that a row doesn't name are null."""
    schema = layout_schema(companions()[kind])
    assert all(row.keys() <= schema.keys() for row in rows), "a column that the layout lacks"
    cells = [{name: row.get(name) for name in schema} for row in rows]
    frame = pl.DataFrame(cells, schema=schema).with_row_index("row", offset=2)
    return Table(kind, frame, f"{kind}.csv", None, None)


def desk_with(
    *tables: Table,
    now: datetime = NOW,
    market: str | None = "US",
    before: Sequence[Table] = (),
    **checks: Any,
) -> Desk:
    """A desk with these tables; keywords are thresholds of the seller's own."""
    return Desk(
        now=now,
        market=markets()[market] if market else None,
        currency=markets()[market].currency if market else None,
        settings=load_settings(None, checks=checks),
        tables={one.kind: one for one in tables},
        before={one.kind: one for one in before},
    )


def sentences(rows: Sequence[Mapping[str, Any]], desk: Desk) -> list[str]:
    """Every sentence of findings in both languages."""
    return [
        said
        for language in ("en", "zh")
        for row in rows
        for speaker in [Findings(Speaker(language, desk.currency or "USD"), desk.zone)]
        for said in (speaker.task(row), speaker.why(row), speaker.do(row))
    ]
