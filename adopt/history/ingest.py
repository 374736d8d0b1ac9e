"""A file that was read becomes history: once, wholly, and never in the place of something newer.

Three steps, each one commit: the sums of its days, its rows, and last the file itself in the list of files. Whoever is
stopped between two of them leaves nothing wrong: sums without their file aren't believed, rows carry their file
themselves, and the next run does the rest.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace as replaced
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

import polars as pl

from adopt.history.account import Account
from adopt.history.beside import download_of, keep_file, layout_of, tells_days
from adopt.history.day_rows import keep_days
from adopt.history.day_sums import add_sums, sums_of, sums_told, without_days
from adopt.history.delta import add, open_table, quoted, read, replace, retrying
from adopt.history.owners import owned_days, unproven_days
from adopt.history.recall_beside import companion
from adopt.history.tables import DAYS, ENTITIES, FILES, RANK, SUMMARIES, month_of
from adopt.schema import Bulk, Reading


class Stored(NamedTuple):
    """What became of a file.

    Attributes:
        file: its name.
        kind: of report.
        outcome: ``stored``; ``known``, where it was read before; ``older``, where every day of it is known from a
            newer download, so that only its sums were kept, or from one without its rejected rows.
        days: number of days that it is now the best knowledge of; 0 for files that don't tell days one by one.
    """

    file: str
    kind: str
    outcome: Literal["stored", "known", "older"]
    days: int


def ingest(
    home: Path, reading: Reading, account: Account, as_of: date, known: Collection[str] | None = None
) -> Stored:
    """Keeps what a file says.

    Args:
        home: folder of the store; made where missing.
        reading: the file.
        account: whose it is.
        as_of: day of the run.
        known: digests of the account's files that are stored, as `known_files` has them; None looks for them.

    Raises:
        InputError: the store can't be read, or other runs keep writing to it.
    """
    if reading.digest in (known_files(home, account) if known is None else known):
        return Stored(reading.path.name, reading.kind, "known", 0)
    entry = _entry(reading, account, as_of)
    days = 0
    if isinstance(reading.data, Bulk):
        for name in ENTITIES:
            _keep_snapshot(home, name, getattr(reading.data, name), entry)
        _keep_snapshot(home, SUMMARIES, reading.data.search_terms, entry)
    elif layout_of(reading.kind):
        days = _keep_companion(home, reading, account, entry)
    elif reading.daily and reading.first_day:
        days = keep_days(home, DAYS[reading.kind], reading, entry)
    elif not reading.daily:
        _keep_snapshot(home, SUMMARIES, reading.data, entry)
    add(home, FILES, entry)
    whole = days or not entry["daily"][0]
    return Stored(reading.path.name, reading.kind, "stored" if whole else "older", days)


def known_files(home: Path, account: Account) -> set[str]:
    """Digests of an account's files that are stored.

    Raises:
        InputError: the store can't be read.
    """
    return set(read(home, FILES).filter(account=account.key).select("digest").collect()["digest"])


def _entry(reading: Reading, account: Account, as_of: date) -> pl.DataFrame:
    """The file's line in the list of files."""
    downloaded, dated = download_of(reading, as_of)
    entry = {
        "account": account.key,
        "kind": reading.kind,
        "name": reading.path.name,
        "dated": dated,
        "daily": _daily(reading),
        "window_days": reading.window_days,
        "first_day": reading.first_day,
        "downloaded": downloaded,
        "ended": reading.last_day,
        "file_rows": reading.read,
        "digest": reading.digest,
    }
    dates = {"first_day": pl.Date, "ended": pl.Date}
    return pl.DataFrame([entry], schema_overrides=dates).with_columns(month_of("downloaded"))


def _daily(reading: Reading) -> bool:
    layout = layout_of(reading.kind)
    return reading.daily and (layout is None or tells_days(layout))


def _keep_snapshot(home: Path, name: str, rows: pl.DataFrame, entry: pl.DataFrame) -> None:
    """A file's rows under its digest: doing it twice is doing it once."""
    if not rows.height:
        return
    own = entry.select("account", "month", "window_days", *RANK)
    marked = rows.join(own, how="cross")
    retrying(home, lambda: replace(open_table(home, name), name, marked, _of_file(entry)))


def _of_file(entry: pl.DataFrame) -> str:
    account, month, digest = (quoted(entry[name][0]) for name in ("account", "month", "digest"))
    return f"account = {account} AND month = {month} AND digest = {digest}"


def _keep_companion(home: Path, reading: Reading, account: Account, entry: pl.DataFrame) -> int:
    """The file's rows as they are, and, where it tells days, their sums; the number of days it is the newest of.

    Rows of days that it proves nothing of are left away.
    """
    assert isinstance(reading.data, pl.DataFrame)
    days = 0
    if entry["daily"][0] and reading.first_day:
        rows = reading.data.filter(pl.col("day").is_not_null())
        sums = sums_of(rows, reading, entry.select("account", "kind", "dated", "window_days", *RANK))
        if reading.rejected_days:
            known = companion(home, account, reading.kind, date.max, daily=True)
            unproven = unproven_days(reading.rejected_days, rows, known, sums["day"].to_list())
            sums = without_days(sums, unproven)
            reading = replaced(reading, data=without_days(reading.data, unproven))
        if sums.height:
            add_sums(home, sums)
            entries = pl.concat([sums_told(home, sums), sums.select("day", *RANK)])
            days = len(owned_days(entries, reading.digest))
    keep_file(home, reading, entry, _of_file(entry))
    return days
