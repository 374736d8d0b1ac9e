"""Which file tells a day: the newest download of it. Pure."""

from __future__ import annotations

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


def ranges(days: list[date]) -> list[tuple[date, date]]:
    """Sorted days as ranges without a gap, first and last day of each."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found
