"""An account, or days of it, leave the store for good: rows, past versions of them, and what the log says of them."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from adopt.errors import InputError
from adopt.history.delta import open_table, quoted, read, retrying
from adopt.history.fits import forget_fit
from adopt.history.plans import forget_plans
from adopt.history.tables import DAYS, FILES, OF_DAY, RESTATEMENTS, companion_tables, is_companion, schemas

_KEEP = {
    "delta.logRetentionDuration": "interval 30 days",
    "delta.deletedFileRetentionDuration": "interval 1 week",
}
_KEEP_NOTHING = dict.fromkeys(_KEEP, "interval 0 seconds")
_A_TICK = 1.1
"""The log counts whole seconds: a file deleted within the same second isn't old enough to be removed."""
_ABANDONED = 3600
"""Seconds after which a file that no version names was left by a run that was killed, not by one still writing."""


def forget(home: Path, account: str, first_day: date | None, last_day: date | None) -> int:
    """Removes rows of an account (key or name, then in every marketplace); returns how many.

    What was fitted on the account's days goes in any case, and so do the plans made since the first of the days. With days, rows of these days and snapshots downloaded on them (where they state no day of their own) go; the list of files stays, so that reading an old
    file again doesn't bring them back. Without, everything goes.

    Raises:
        InputError: history knows no such account.
    """
    keys = _keys(home, account)
    for key in keys:
        forget_fit(home, key)
        forget_plans(home, key, first_day)
    whole = first_day is None and last_day is None
    tables = [*(name for name in schemas() if (home / name).exists()), *companion_tables(home)]
    names = [name for name in tables if whole or name != FILES]
    # The list of files goes first: who is stopped halfway is left with rows that the next reading replaces.
    ordered = sorted(names, key=lambda name: name != FILES)
    removed = sum(_delete(home, name, _where(name, keys, first_day, last_day)) for name in ordered)
    for name in ordered:
        _set(home, name, _KEEP_NOTHING)
    time.sleep(_A_TICK)
    for name in ordered:
        _purge(home, name)
    time.sleep(_A_TICK)
    for name in ordered:
        _shorten_log(home, name)
    return removed


def _keys(home: Path, account: str) -> list[str]:
    known = read(home, FILES).select("account").unique().collect()["account"].sort().to_list()
    found = [key for key in known if account in {key, key.rsplit("-", 2)[0]}]
    if not found:
        raise InputError(
            "{home}: no account '{account}' in the history; known: {known}",
            home=home,
            account=account,
            known=", ".join(known) or "-",
        )
    return found


def _where(name: str, keys: list[str], first_day: date | None, last_day: date | None) -> str:
    parts = [f"account IN ({', '.join(quoted(key) for key in keys)})"]
    parts += [f"{_day_of(name)} >= '{first_day}'"] if first_day else []
    parts += [f"{_day_of(name)} <= '{last_day}'"] if last_day else []
    return " AND ".join(parts)


def _day_of(name: str) -> str:
    if is_companion(name):
        return OF_DAY
    return "day" if name in {*DAYS.values(), RESTATEMENTS} else "downloaded"


def _delete(home: Path, name: str, where: str) -> int:
    return int(retrying(home, lambda: open_table(home, name).delete(where))["num_deleted_rows"])


def _set(home: Path, name: str, properties: dict[str, str]) -> None:
    retrying(home, lambda: open_table(home, name).alter.set_table_properties(properties))


def _purge(home: Path, name: str) -> None:
    """Files of past versions, and those that a killed run left behind."""
    table = open_table(home, name)
    table.vacuum(retention_hours=0, dry_run=False, enforce_retention_duration=False)
    named = {Path(uri).name for uri in open_table(home, name).file_uris()}
    oldest = time.time() - _ABANDONED
    for path in (home / name).rglob("*.parquet"):
        data = "_delta_log" not in path.parts
        if data and path.name not in named and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _shorten_log(home: Path, name: str) -> None:
    """One checkpoint in the place of the log: what was deleted isn't named any more."""
    table = open_table(home, name)
    table.create_checkpoint()
    table.cleanup_metadata()
    _set(home, name, _KEEP)
    for folder in sorted((home / name).rglob("account=*"), reverse=True):
        _prune(folder)


def _prune(folder: Path) -> None:
    for path in (*folder.iterdir(), folder):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
