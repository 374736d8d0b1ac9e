"""The sums of each day that a file tells: they say which files told a day, and how it was restated, without its rows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

import polars as pl

from adopt.history.delta import add, read
from adopt.history.tables import FILES, RANK, RESTATEMENTS, SUMS, month_of
from adopt.schema import Reading


def sums_of(rows: pl.DataFrame, reading: Reading, own: pl.DataFrame) -> pl.DataFrame:
    """A row for each day of the file's period, those without a row too: Amazon knows of nothing on them.

    Args:
        rows: of the file, with ``day``.
        reading: the file.
        own: columns that each day gets, one row.
    """
    assert reading.first_day
    assert reading.last_day
    days = pl.select(day=pl.date_range(reading.first_day, reading.last_day))
    known = [name for name in SUMS if name in rows.columns]
    sums = rows.group_by("day").agg(pl.col(known).sum())
    missing = [pl.lit(0, pl.Int64).alias(name) for name in SUMS if name not in known]
    filled = days.join(sums, on="day", how="left", maintain_order="left").with_columns(
        pl.col(known).fill_null(0), *missing
    )
    return filled.join(own, how="cross").with_columns(month_of("day"))


def without_days(rows: pl.DataFrame, days: Collection[date]) -> pl.DataFrame:
    """Rows of other days, and those that state none."""
    return rows.filter(~pl.col("day").is_in(list(days)).fill_null(value=False))


def add_sums(home: Path, sums: pl.DataFrame) -> None:
    """Keeps the sums of a file's days; doing it twice is doing it once."""
    before = read(home, RESTATEMENTS).filter(account=sums["account"][0], digest=sums["digest"][0])
    if not before.select(pl.len()).collect().item():
        add(home, RESTATEMENTS, sums)


def sums_told(home: Path, sums: pl.DataFrame) -> pl.DataFrame:
    """``day`` and `RANK` of the files that tell these days by their sums, as far as they are in the list of files."""
    files = read(home, FILES).filter(account=sums["account"][0]).select("digest")
    told = read(home, RESTATEMENTS).filter(same_days(sums), kind=sums["kind"][0])
    return told.join(files, on="digest", how="semi").select("day", *RANK).unique().collect()


def same_days(sums: pl.DataFrame) -> pl.Expr:
    """Whether a row is of the account, the window, the months and the days of these sums."""
    account: pl.Expr = pl.col("account") == sums["account"][0]
    window: pl.Expr = pl.col("window_days") == sums["window_days"][0]
    months = pl.col("month").is_in(sums["month"].unique().to_list())
    days: pl.Expr = pl.col("day").is_between(sums["day"].min(), sums["day"].max())
    return account & window & months & days
