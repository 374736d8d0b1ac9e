"""Which file tells a day: the newest download of it. Pure."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

import polars as pl

from adopt.history.tables import RANK


def newest(entries: pl.DataFrame, *by: str) -> pl.DataFrame:
    """One entry for each group ``by``: that of the newest download (`RANK`); sorted by the groups."""
    return entries.sort(*by, *RANK).unique(subset=by, keep="last", maintain_order=True)


def owned_days(entries: pl.DataFrame, digest: str) -> list[date]:
    """The days of which the file with this digest is the newest download.

    Args:
        entries: ``day`` and `RANK`, a row for each day of each file.
        digest: of the file in question.
    """
    return newest(entries, "day").filter(digest=digest)["day"].to_list()


def unproven_days(
    rejected: Collection[date | None], rows: pl.DataFrame, known: pl.DataFrame, period: Collection[date]
) -> set[date]:
    """The days that a file with rejected rows proves nothing of: it has no row of them, or lacks one that is known.

    A row that it lacks may be one of the rejected: Amazon needn't have withdrawn it.

    Args:
        rejected: days of the rejected rows; None stands for every day of the period.
        rows: the file's good rows: ``day`` and figures; what has the type of text says what a row is of.
        known: rows that other files told of these days, with these columns.
        period: the file's days.
    """
    doubtful = set(period) if None in rejected else {day for day in rejected if day}
    what = ["day", *(name for name in rows.select(pl.col(pl.String)).columns if name in known.columns)]
    told, own = known.group_by(what).len("told"), rows.group_by(what).len("own")
    both = told.join(own, on=what, how="left", nulls_equal=True)
    lacking = both.filter(pl.col("told") > pl.col("own").fill_null(0))
    return doubtful - (set(rows["day"]) - set(lacking["day"]))


def ranges(days: list[date]) -> list[tuple[date, date]]:
    """Sorted days as ranges without a gap, first and last day of each."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
