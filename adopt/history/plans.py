"""The plans that were made, each in a folder of its own, with what became of it beside it.

``HOME/plans/<account>/<day>-<digest>/plan.json.gz``; the account's part is a digest, since a folder shall not tell whose
it was. Files of what became of a plan: `adopt.history.course`.
"""

from __future__ import annotations

import gzip
import hashlib
import shutil
from datetime import date
from pathlib import Path

from adopt.errors import InputError
from adopt.history.account import Account
from adopt.history.plan_names import account_in, told_apart
from adopt.history.whole import whole
from adopt.reports.folder import inputs

PLAN, KEPT_PLAN = "plan.json", "plan.json.gz"
_FOLDER = "plans"
SHORT = 12
"""Digits of a digest that name a plan: enough for every plan a seller will ever make."""
_LEAST = 4
"""Digits from which on a plan can be named."""


def keep_plan(home: Path, account: Account, as_of: date, digest: str, text: str) -> Path:
    """Keeps a plan's file; one that is there already stays, with what became of it. Returns its folder.

    Args:
        home: folder of the history; made where missing.
        account: whose plan it is.
        as_of: the day it was made for.
        digest: that names it.
        text: its ``plan.json``.

    Raises:
        InputError: the folder can't be written.
    """
    folder = _of_account(home, account.key) / f"{as_of}-{digest[:SHORT]}"
    try:
        if not (folder / KEPT_PLAN).exists():
            folder.mkdir(parents=True, exist_ok=True)
            with whole(folder / KEPT_PLAN) as file:
                file.write(gzip.compress(text.encode(), mtime=0))
    except OSError as error:
        raise InputError("{home}: the plan can't be kept: {error}", home=home, error=error) from error
    return folder


def plans_of(home: Path, account: Account) -> tuple[Path, ...]:
    """Folders of an account's plans, oldest first: by their days, and of one day in the order in which they were kept."""
    return _in(_of_account(home, account.key))


def plan_named(name: str, home: Path | None) -> Path:
    """The folder of a plan, by the path of its ``plan.json`` or its folder, by its day, or by the beginning of its digest.

    A plan that was kept is found where it is kept, whichever copy of it is named: there lies what became of it.

    Raises:
        InputError: there is no such plan, or several.
    """
    path = Path(name)
    if path.is_file():
        return path.parent
    if any((path / file).is_file() for file in (PLAN, KEPT_PLAN)):
        return path
    if inside := plans_inside(path):
        raise InputError(
            "{folder} holds the plans of several accounts: {found}; name one account's folder",
            folder=name,
            found=", ".join(one.name for one in inside),
        )
    every = _every(home)
    found = [folder for folder in every if _is_named(folder.name, name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            "several plans are called {name}: {found}; write more of the one you mean",
            name=name,
            found=told_apart([folder / KEPT_PLAN for folder in found[:5]]),
        )
    if home is None:
        raise InputError(
            "{name}: no plan.json lies there, and there is no history here; name the history's folder with --home",
            name=name,
        )
    raise InputError(
        "{name}: no plan.json lies there, and no kept plan has this day or digest; known: {known}",
        name=name,
        known=", ".join(folder.name for folder in every[-5:]) or "-",
    )


def plans_inside(folder: Path) -> tuple[Path, ...]:
    """The accounts' folders in the folder of a run over several accounts.

    None where downloads lie there, too: then a run wrote its own folder beside them.
    """
    found = tuple(sorted(path.parent for path in folder.glob(f"*/{PLAN}"))) if folder.is_dir() else ()
    return () if found and inputs(folder) else found


def kept_of_plan(home: Path | None, as_of: date, digest: str) -> Path | None:
    """The folder where a plan is kept; None without a history, or where it wasn't kept."""
    name = f"{as_of}-{digest[:SHORT]}"
    found = [] if home is None else sorted((home / _FOLDER).glob(f"*/{name}"))
    return found[0] if found else None


def newest_plan(home: Path | None, account: str | None = None) -> Path | None:
    """The folder of the newest plan of any account; of the account of that name, if one of it is kept. None where none is."""
    newest_first = sorted(_every(home), key=_turn, reverse=True)
    own = (folder for folder in newest_first if account and account_in(folder / KEPT_PLAN) == account.lower())
    return next(own, newest_first[0] if newest_first else None)


def of_its_day(folder: Path) -> int:
    """How many plans are kept of a kept plan's account and day, itself counted."""
    return sum(one.name[:10] == folder.name[:10] for one in _in(folder.parent))


def forget_plans(home: Path, key: str, first_day: date | None = None) -> None:
    """Removes the plans of an account, those made before ``first_day`` excepted: a later one may hold figures of that day."""
    for folder in _in(_of_account(home, key)):
        if first_day is None or folder.name >= str(first_day):
            shutil.rmtree(folder)


def _of_account(home: Path, key: str) -> Path:
    return home / _FOLDER / hashlib.sha256(key.encode()).hexdigest()[:20]


def _every(home: Path | None) -> tuple[Path, ...]:
    """Folders of all accounts' plans."""
    return () if home is None else tuple(p for a in sorted((home / _FOLDER).glob("*")) for p in _in(a))


def _in(account: Path) -> tuple[Path, ...]:
    return tuple(sorted((path.parent for path in account.glob(f"*/{KEPT_PLAN}")), key=_turn))


def _turn(folder: Path) -> tuple[str, float, str]:
    return folder.name[:10], (folder / KEPT_PLAN).stat().st_mtime, folder.name


def _is_named(folder: str, name: str) -> bool:
    day, digest = folder[:10], folder[11:]
    short = name[:SHORT]
    return name in {folder, day} or (len(name) >= _LEAST and digest.startswith(short))
