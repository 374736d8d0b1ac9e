"""Desks for tests of listings and ads: tables of a few columns, and what findings say in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl

from adopt.checks import Ads, Desk, Found, Table
from adopt.checks.found import frame_of
from adopt.reports.companion_columns import layout_schema
from adopt.say import Speaker
from adopt.say.findings import Findings
from adopt.schema import FindingStatus
from adopt.settings import load_settings
from adopt.words import markets
from adopt.words.companions import companions

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
TODAY = date(2026, 11, 25)
ACT, WATCH, NO_DATA, FINE = FindingStatus


def table(kind: str, *rows: Mapping[str, Any], downloaded: date | None = None, file: str = "") -> Table:
    """A table of a layout; what a row doesn't name is null."""
    schema = layout_schema(companions()[kind])
    assert all(row.keys() <= schema.keys() for row in rows)
    frame = pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
    return Table(kind, frame.with_row_index("row", 2), file or f"{kind}.csv", None, None, downloaded)


def desk(
    *tables: Table,
    files: Mapping[str, Sequence[Table]] | None = None,
    ads: Ads | None = None,
    now: datetime = NOW,
    settings: Mapping[str, Any] | None = None,
    **checks: Any,
) -> Desk:
    every = {kind: tuple(own) for kind, own in (files or {}).items()}
    newest = {kind: own[-1] for kind, own in every.items()} | {one.kind: one for one in tables}
    return Desk(
        now=now,
        market=markets()["US"],
        currency="USD",
        settings=load_settings(None, checks=checks, **(settings or {})),
        tables=newest,
        files=every,
        ads=ads,
    )


def traffic(day: date, *asins: Mapping[str, Any]) -> Table:
    """Sales and Traffic by ASIN of one day."""
    rows = [{"first_day": day, "last_day": day, **row} for row in asins]
    return table("sales_and_traffic", *rows, file=f"traffic-{day}.json")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def of(found: Sequence[Found], status: FindingStatus) -> list[Found]:
    return [one for one in found if one.status is status]


def one(found: Sequence[Found]) -> Found:
    assert len(found) == 1, found
    return found[0]


def said(found: Sequence[Found], code: str, language: str = "en") -> list[str]:
    """Task, why and do; fails where a name isn't filled, or two findings share a key."""
    speaker = Findings(Speaker(language, "USD"), desk().zone)
    rows = list(frame_of((code, finding) for finding in found).iter_rows(named=True))
    lines = [line for row in rows for line in (speaker.task(row), speaker.why(row), speaker.do(row))]
    for line in lines:
        assert line
        assert not re.search(r"[{}]|None|\bnan\b|\binf\b|  ", line), line
    return lines


def both(found: Sequence[Found], code: str) -> str:
    """Everything said in English, after a look at the Chinese."""
    chinese = said(found, code, "zh")
    assert all(re.search(r"[\u4e00-\u9fff]", line) for line in chinese), chinese
    return "\n".join(said(found, code))
