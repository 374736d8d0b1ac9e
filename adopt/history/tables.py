"""The tables of a store: what their rows hold, and how they lie on disk."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from adopt.schema import (
    Ad,
    AdGroup,
    Bulk,
    Campaign,
    DailySales,
    Negative,
    Placement,
    SearchTermRow,
    Target,
)

PARTITIONS = ["account", "month"]
"""A restated fortnight rewrites the files of one month or two, of one account."""

FILES, RESTATEMENTS, SUMMARIES = "files", "restatements", "search_term_summaries"
SEARCH_TERMS, SALES = "search_terms", "sales"
SUMS = ["impressions", "clicks", "spend_micros", "orders", "units", "sales_micros"]
RANK = ["downloaded", "ended", "file_rows", "digest"]
"""Of two files that tell a day, the greater by these is the newer: later downloaded, ending later, longer."""

DAYS = {"search_term": SEARCH_TERMS, "business": SALES}
"""Tables with a row for each day, by the kind of report that fills them."""

KINDS = {*DAYS, "bulk"}
"""Kinds of reports that tables of their own shape keep; every other kind has a table with its layout's columns."""

ENTITIES: dict[str, type[dy.Schema]] = {
    "campaigns": Campaign,
    "ad_groups": AdGroup,
    "targets": Target,
    "negatives": Negative,
    "placements": Placement,
    "ads": Ad,
}
"""Tables with the entities of each bulk download; cells for uploads are of use on their own day only."""

assert set(ENTITIES) < {field.name for field in fields(Bulk)}

OF_DAY = "of_day"
"""Of a companion's row: the last day it is about; of one that tells none, the day of download."""

_PLACE = {"account": pl.String(), "month": pl.String()}
_FILE = {"downloaded": pl.Date(), "ended": pl.Date(), "file_rows": pl.Int64(), "digest": pl.String()}
OF_FILE = {**_PLACE, **_FILE}
"""What every kept row says of itself: whose it is, its month, and its file."""

_COMPANIONS = "companions"


def schemas() -> dict[str, pl.Schema]:
    """The columns of every table."""
    sums = dict.fromkeys(SUMS, pl.Int64())
    days = {"window_days": pl.Int64(), **_FILE, "day": pl.Date()}
    ledger = {
        "kind": pl.String(),
        "name": pl.String(),
        "dated": pl.Boolean(),
        "daily": pl.Boolean(),
        "window_days": pl.Int64(),
        "first_day": pl.Date(),
        **_FILE,
    }
    terms = {
        name: kind for name, kind in _columns(SearchTermRow).items() if name not in {"first_day", "last_day"}
    }
    tables: dict[str, dict[str, Any]] = {
        FILES: ledger,
        RESTATEMENTS: {"kind": pl.String(), "dated": pl.Boolean(), **days, **sums},
        SEARCH_TERMS: {**days, **terms},
        SALES: {**days, "units": pl.Int64(), "sales_micros": pl.Int64()},
        SUMMARIES: {"window_days": pl.Int64(), **_FILE, **_columns(SearchTermRow)},
        **{name: {**_FILE, **_columns(schema)} for name, schema in ENTITIES.items()},
    }
    assert set(_columns(DailySales)) < set(tables[SALES])
    return {name: pl.Schema({**_PLACE, **columns}) for name, columns in tables.items()}


def _columns(schema: type[dy.Schema]) -> dict[str, Any]:
    """A schema's columns; a lake knows no unsigned numbers."""
    columns = schema.create_empty().schema
    return {name: pl.Int64() if kind == pl.UInt32 else kind for name, kind in columns.items()}


def companion_table(kind: str) -> str:
    """The table of a layout's rows, apart from those of `schemas`, whatever the layout is called."""
    return f"{_COMPANIONS}/{kind}"


def companion_kinds(home: Path) -> frozenset[str]:
    """The kinds of report beside the ads that a history has a table for."""
    return frozenset(log.parent.name for log in home.glob(f"{_COMPANIONS}/*/_delta_log"))


def companion_tables(home: Path) -> list[str]:
    """Those that are there."""
    return [companion_table(kind) for kind in sorted(companion_kinds(home))]


def is_companion(name: str) -> bool:
    """Whether a table holds a layout's rows."""
    return name.startswith(f"{_COMPANIONS}/")


def month_of(day: str) -> pl.Expr:
    """The partition of a day: ``2026-11``."""
    return pl.col(day).dt.strftime("%Y-%m").alias("month")
