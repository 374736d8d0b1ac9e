"""What a store holds: kinds, days, gaps, age, restatements, size."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.history.delta import read
from adopt.history.owners import ranges
from adopt.history.tables import FILES, RESTATEMENTS


class Coverage(NamedTuple):
    """What is known of one kind of report of one account.

    Attributes:
        account: key, as `Account.key`.
        kind: ``search_term``, ``business``, ``bulk``, or a layout of ``words/companions.toml``.
        daily: whether days are known, or only the files as they were.
        files: number of files read.
        first_day, last_day: of the days known, or of the files' periods; None where no file tells.
        days: number of days known; 0 where only files are.
        gaps: first and last day of each hole between first and last day.
        newest_download: day of the newest one.
        restated: days that several downloads tell.
    """

    account: str
    kind: str
    daily: bool
    files: int
    first_day: date | None
    last_day: date | None
    days: int
    gaps: tuple[tuple[date, date], ...]
    newest_download: date
    restated: int

    def age(self, on: date) -> int:
        """Days since the last one that files tell; since the newest download where they tell none. Never negative."""
        return max((on - (self.last_day or self.newest_download)).days, 0)


def coverage(home: Path) -> tuple[Coverage, ...]:
    """One entry for each account, kind and form, sorted by these."""
    files = read(home, FILES).collect().unique(subset=["account", "digest"], keep="any")
    told = read(home, RESTATEMENTS).select("account", "kind", "day", "digest").unique().collect()
    told = told.join(files.select("account", "digest"), on=["account", "digest"], how="semi")
    groups = files.sort("account", "kind", "daily").group_by("account", "kind", "daily", maintain_order=True)
    return tuple(_covered(str(key[0]), str(key[1]), bool(key[2]), own, told) for key, own in groups)


def size_of(home: Path) -> int:
    """Bytes on disk of all files of the store, those of past versions too."""
    return sum(path.stat().st_size for path in home.rglob("*") if path.is_file())


def _covered(account: str, kind: str, daily: bool, files: pl.DataFrame, told: pl.DataFrame) -> Coverage:
    days = told.filter(pl.lit(daily), account=account, kind=kind).group_by("day").len().sort("day")
    known: list[date] = days["day"].to_list()
    newest: date = files["downloaded"].max()  # type: ignore[assignment]  # a date in every line
    return Coverage(
        account=account,
        kind=kind,
        daily=daily,
        files=files.height,
        first_day=known[0] if known else files["first_day"].min(),  # type: ignore[arg-type]  # a date or None
        last_day=known[-1] if known else files["ended"].max(),  # type: ignore[arg-type]  # a date or None
        days=len(known),
        gaps=_gaps(known),
        newest_download=newest,
        restated=days.filter(pl.col("len") > 1).height,
    )


def _gaps(known: list[date]) -> tuple[tuple[date, date], ...]:
    if not known:
        return ()
    every = pl.select(pl.date_range(known[0], known[-1])).to_series().to_list()
    return tuple(ranges(sorted(set(every) - set(known))))
