"""Reports beside the ads are kept as they were, file by file, in a table per kind that has the layout's columns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from adopt.history.delta import open_table, replace_wider, retrying
from adopt.history.tables import OF_DAY, RANK, companion_table
from adopt.reports.downloaded import download_day
from adopt.schema import Reading
from adopt.words.companions import Layout, companions

_BY_DAY = ["day"]


def layout_of(kind: str) -> Layout | None:
    """The layout of a kind; None for the ads' own reports."""
    return companions().get(kind)


def tells_days(layout: Layout) -> bool:
    """Whether its files tell every day of their period, so that a day between two of them is missing."""
    return key_of(layout) == _BY_DAY


def key_of(layout: Layout) -> list[str]:
    """Columns that tell what a row is of within a history, which is of one marketplace; none of a snapshot."""
    return [name for name in layout.known_by if name != layout.country]


def download_of(reading: Reading, as_of: date) -> tuple[date, bool]:
    """When a file was downloaded, and whether that is known.

    A period tells it where the layout says so. That nobody sent anything back for a week doesn't make today's list of
    returns a week old: such a file is taken for downloaded when it was first read.
    """
    layout = layout_of(reading.kind)
    if layout is None or layout.ends_at_download:
        return download_day(reading.last_day, as_of)
    return as_of, False


def keep_file(home: Path, reading: Reading, own: pl.DataFrame, where: str) -> None:
    """Puts a file's rows into its kind's table, without who they are of; doing it twice is doing it once.

    Args:
        home: folder of the store.
        reading: of a layout.
        own: account, month and `RANK` of the file, one row.
        where: of the rows of this file, as SQL.
    """
    assert isinstance(reading.data, pl.DataFrame)
    if reading.data.is_empty():
        return
    layout = companions()[reading.kind]
    people = [column.ours for column in layout.columns if column.type == "person"]
    marked = _marked(reading.data.drop(people), layout, own)
    name = companion_table(reading.kind)
    retrying(home, lambda: replace_wider(open_table(home, name, marked.schema), marked, where))


def _marked(rows: pl.DataFrame, layout: Layout, own: pl.DataFrame) -> pl.DataFrame:
    """Rows with their file and their day; a lake knows no unsigned numbers."""
    both = rows.join(own.select("account", "month", *RANK), how="cross")
    days = [pl.col(name).cast(pl.Date) for name in reversed(layout.period)]
    whole = both.with_columns(
        pl.coalesce(*days, "downloaded").alias(OF_DAY), pl.col(pl.UInt32).cast(pl.Int64)
    )
    return whole.select("account", "month", *RANK, OF_DAY, pl.exclude("account", "month", *RANK, OF_DAY))
