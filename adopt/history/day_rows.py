"""The rows of each day, from the newest download of it: a file replaces the days that it owns, all of them or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from adopt.history.day_sums import add_sums, same_days, sums_of, sums_told, without_days
from adopt.history.delta import open_table, quoted, replace, retrying, scan, tidy
from adopt.history.owners import owned_days, ranges, unproven_days
from adopt.history.tables import RANK, month_of
from adopt.schema import Reading

if TYPE_CHECKING:
    from deltalake import DeltaTable


def keep_days(home: Path, name: str, reading: Reading, entry: pl.DataFrame) -> int:
    """The file's days: the sums of all of them, the rows of those that it is the newest download of.

    Days that it proves nothing of stay as they are.

    Args:
        home: folder of the store.
        name: of the table.
        reading: the file, which tells days.
        entry: its line in the list of files.

    Returns:
        The number of days that it is now the newest download of.
    """
    assert isinstance(reading.data, pl.DataFrame)
    own = entry.select("account", "kind", "dated", "window_days", *RANK)
    by_day = "first_day" if "first_day" in reading.data.columns else "day"
    rows = reading.data.with_columns(day=pl.col(by_day)).join(own, how="cross").with_columns(month_of("day"))
    sums = sums_of(rows, reading, own)
    if reading.rejected_days:
        known = scan(open_table(home, name)).filter(same_days(sums)).collect()
        told = reading.data.with_columns(day=pl.col(by_day))
        sums = without_days(sums, unproven_days(reading.rejected_days, told, known, sums["day"].to_list()))
        if sums.is_empty():
            return 0
    add_sums(home, sums)
    days = retrying(home, lambda: _replace_days(home, name, rows, sums))
    tidy(home, name)
    return days


def _replace_days(home: Path, name: str, rows: pl.DataFrame, sums: pl.DataFrame) -> int:
    """Replaces the days that the file owns, all of them or none.

    The table is opened before the question who owns a day: whoever writes in between makes the commit fail.
    """
    table = open_table(home, name)
    entries = pl.concat([_told(home, table, sums), sums.select("day", *RANK)])
    days = owned_days(entries, sums["digest"][0])
    if days:
        own = rows.filter(pl.col("day").is_in(days)).sort("day", maintain_order=True)
        replace(table, name, own, _where(sums, days))
    return len(days)


def _told(home: Path, table: DeltaTable, sums: pl.DataFrame) -> pl.DataFrame:
    """The files that tell these days already: by their rows, and, where they have none, by their sums."""
    rows_told = scan(table).filter(same_days(sums)).select("day", *RANK).unique().collect()
    return pl.concat([rows_told, sums_told(home, sums)]).unique()


def _where(sums: pl.DataFrame, days: list[date]) -> str:
    months = ", ".join(sorted({quoted(f"{day:%Y-%m}") for day in days}))
    spans = " OR ".join(f"day BETWEEN '{first}' AND '{last}'" for first, last in ranges(days))
    return (
        f"account = {quoted(sums['account'][0])} AND month IN ({months}) "
        f"AND window_days = {sums['window_days'][0]} AND ({spans})"
    )
