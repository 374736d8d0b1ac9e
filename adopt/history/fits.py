"""What the last fit of an account taught, kept from day to day: one file for each account, replaced as a whole."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import IO, NamedTuple

import polars as pl

from adopt.errors import InputError
from adopt.history.account import Account
from adopt.history.whole import whole
from adopt.schema import FitTables

_FOLDER = "fits"
_TABLES = ("marks", "terms")


class KeptFit(NamedTuple):
    """A fit, the day it was made on, and all that it depends on beside the reports (`adopt.estimate.fit.basis_of`)."""

    tables: FitTables
    made_on: date
    basis: str


class UnreadableFitError(Exception):
    """What lies there is no fit, or not all of one."""


def keep_fit(home: Path, account: Account, kept: KeptFit) -> None:
    """Puts a fit in the place of the account's last one, wholly or not at all; a later day's stays.

    Raises:
        InputError: the folder can't be written.
    """
    path = _path(home, account.key)
    try:
        last = read_fit(home, account)
    except UnreadableFitError:
        last = None
    if last and last.made_on > kept.made_on:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as file:
            _write(file, kept)
    except OSError as error:
        raise InputError("{home}: what was fitted can't be kept: {error}", home=home, error=error) from error


def read_fit(home: Path, account: Account) -> KeptFit | None:
    """The account's last fit; None where there is none.

    Raises:
        UnreadableFitError: what lies there can't be read, or isn't what was written.
    """
    path = _path(home, account.key)
    if not path.exists():
        return None
    try:
        with zipfile.ZipFile(path) as packed:
            said = json.loads(packed.read("fit.json"))
            tables = [pl.read_parquet(packed.read(f"{name}.parquet")) for name in _TABLES]
        found = FitTables(said["numbers"], *tables)
        if found.digest != said["digest"]:
            raise UnreadableFitError(path.name)
        return KeptFit(found, date.fromisoformat(said["made_on"]), str(said["basis"]))
    except (OSError, EOFError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnreadableFitError(path.name) from error
    except pl.exceptions.PolarsError as error:
        raise UnreadableFitError(path.name) from error


def fresh_fit(home: Path, account: Account, basis: str, as_of: date, refit_days: int) -> KeptFit | None:
    """The account's last fit, where it may stand for fitting today: made on an earlier day, less than ``refit_days`` ago,
    on the same basis. One of today isn't taken, so that a day's run made again gives the same plan.

    Raises:
        UnreadableFitError: as `read_fit`.
    """
    kept = read_fit(home, account) if refit_days else None
    if kept is None or kept.basis != basis:
        return None
    return kept if timedelta(0) < as_of - kept.made_on < timedelta(days=refit_days) else None


def forget_fit(home: Path, key: str) -> None:
    """Removes the fit of an account, by its key; days that are forgotten may be in it."""
    _path(home, key).unlink(missing_ok=True)


def _path(home: Path, key: str) -> Path:
    # Names of accounts hold what names of files can't, and a folder shall not tell whose it was.
    return home / _FOLDER / f"{hashlib.sha256(key.encode()).hexdigest()[:20]}.zip"


def _write(file: IO[bytes], kept: KeptFit) -> None:
    said = {
        "numbers": kept.tables.numbers,
        "digest": kept.tables.digest,
        "made_on": kept.made_on.isoformat(),
        "basis": kept.basis,
    }
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("fit.json", json.dumps(said))
        for name, table in zip(_TABLES, (kept.tables.marks, kept.tables.terms), strict=True):
            with packed.open(f"{name}.parquet", "w") as member:
                table.write_parquet(member)
