"""What history knows from reports beside the ads: the best knowledge by a day, and what every download said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from adopt.history.account import Account
from adopt.history.beside import key_of, tells_days
from adopt.history.delta import read
from adopt.history.owners import newest
from adopt.history.tables import FILES, OF_DAY, OF_FILE, RANK, RESTATEMENTS, companion_table
from adopt.reports.companion_columns import layout_schema
from adopt.words.companions import Layout, companions

_DAY = "day"


def downloads(home: Path, account: Account, kind: str, as_of: date) -> pl.LazyFrame:
    """Rows of all downloads of ``as_of`` or before, those too that a newer one replaces.

    Returns:
        account, month, `RANK`, of_day, row and the layout's columns; null where a file of an earlier version of adopt
        lacks one. Files that weren't stored to their end aren't in it.

    Raises:
        InputError: the store can't be read.
    """
    own = {"account": account.key}
    files = read(home, FILES).filter(pl.col("downloaded") <= as_of, kind=kind, **own)
    known = files.select("digest", "month").unique().collect().lazy()
    columns = _columns(companions()[kind])
    rows = read(home, companion_table(kind), columns).filter(**own)
    there = rows.collect_schema()
    lacking = [pl.lit(None, kept).alias(name) for name, kept in columns.items() if name not in there]
    whole = rows.with_columns(lacking).select(pl.col(name).cast(kept) for name, kept in columns.items())
    return whole.join(known, on=["digest", "month"], how="semi")


def companion(home: Path, account: Account, kind: str, as_of: date, *, daily: bool | None) -> pl.DataFrame:
    """The best knowledge; see `History.companion`."""
    layout = companions()[kind]
    rows = downloads(home, account, kind, as_of)
    if tells_days(layout):
        rows = _of_form(rows, daily)
    key = key_of(layout)
    entries = rows.select(*key, *RANK).unique().collect()
    if tells_days(layout):
        entries = pl.concat([entries, _told(home, account, kind, as_of)]).unique()
    best = newest(entries, *key) if key else entries.sort(RANK).tail(1)
    own = rows.join(best.lazy().select(*key, "digest"), on=[*key, "digest"], how="semi", nulls_equal=True)
    found = own.sort(OF_DAY, *RANK, "row").collect()
    return found.select("downloaded", "row", *layout_schema(layout).names())


def _of_form(rows: pl.LazyFrame, daily: bool | None) -> pl.LazyFrame:
    """Rows of days or rows of periods: they overlap, and are never added together."""
    if daily is None:
        daily = bool(rows.filter(pl.col(_DAY).is_not_null()).head(1).collect().height)
    return rows.filter(pl.col(_DAY).is_not_null() if daily else pl.col(_DAY).is_null())


def _told(home: Path, account: Account, kind: str, as_of: date) -> pl.DataFrame:
    """The days of every file's period: a day without a row is told by the file too."""
    own = {"account": account.key, "kind": kind}
    files = read(home, FILES).filter(**own).select("digest")
    days = read(home, RESTATEMENTS).filter(pl.col("downloaded") <= as_of, **own)
    return days.join(files, on="digest", how="semi").select(_DAY, *RANK).unique().collect()


def _columns(layout: Layout) -> pl.Schema:
    return pl.Schema({**OF_FILE, OF_DAY: pl.Date(), "row": pl.UInt32(), **layout_schema(layout)})
