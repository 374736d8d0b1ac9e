"""The verbs of a notebook: paths and dates as text, everything else as in the rooms behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from adopt.daily import Day, Round
from adopt.daily import decide as decide_day
from adopt.daily import decide_each as decide_each_day
from adopt.daily import read as read_day
from adopt.errors import SettingsError
from adopt.morning import Morning, mornings
from adopt.reports import Folder, Refusal
from adopt.reports.folder import read_file
from adopt.rules import Rule
from adopt.schema import Reading
from adopt.settings import Settings, load_settings


def settings(path: str | Path | None = None, **changes: Any) -> Settings:
    """Settings from an adopt.toml (None: the defaults), with changes: ``settings(target_acos=0.25)``.

    Raises:
        SettingsError: a setting is unknown or out of its bounds.
    """
    return load_settings(Path(path) if path else None, **changes)


class Downloads(NamedTuple):
    """A folder of reports as it was when it was read.

    Attributes:
        folder: its files.
        settings: those that it was read with; of plans, too, for which none are given.
    """

    folder: Folder
    settings: Settings

    def __repr__(self) -> str:
        """Its main facts in a line, for a notebook."""
        used, not_used = len(self.folder.readings), len(self.folder.refusals)
        return f"<Downloads {self.folder.path}; files read: {used:,}, refused: {not_used:,}>"


def read(folder: str | Path, settings: Settings | None = None) -> Downloads:
    """A folder of reports, read once for several calls of `decide`, `decide_each` and `check` under other settings.

    Args:
        folder: today's downloads.
        settings: as from `adopt.settings`; those of its adopt.toml by default. Column names of the seller's own count here, and
            not in later calls.

    Raises:
        InputError: there are thousands of files: it isn't a folder of downloads.
        SettingsError: an adopt.toml is wrong.
    """
    own = Path(folder) / "adopt.toml"
    chosen = settings or load_settings(own if own.is_file() else None)
    return Downloads(read_day(Path(folder), chosen), chosen)


def decide(
    folder: str | Path | Downloads,
    as_of: str | date | None = None,
    settings: Settings | None = None,
    rules: Sequence[Rule] = (),
) -> Day:
    """The day's plan for a folder of reports; `Day.write` writes its files.

    Args:
        folder: today's downloads of one account, read (`read`) or not; its adopt.toml is used unless ``settings`` are given.
        as_of: the day of the run, ``YYYY-MM-DD``; today in UTC by default.
        settings: as from `adopt.settings`.
        rules: decisions of your own (`adopt.rules.Rule`), beside those of installed packages.

    Raises:
        InputError: nothing usable in the folder, or files of several accounts.
        SettingsError: ``as_of`` is no day, or a rule can't be loaded, fails, or returns what is no list of actions.
    """
    at = _downloads(folder, settings)
    return decide_day(at.folder, at.settings, _day(as_of), rules=rules)


def decide_each(
    folder: str | Path | Downloads,
    as_of: str | date | None = None,
    settings: Settings | None = None,
    rules: Sequence[Rule] = (),
) -> Round:
    """The day's plan for each account whose reports lie in a folder, as ``days``; those without one, as ``failed``.

    Arguments as in `decide`.

    Raises:
        InputError: the only account has nothing usable, or it can't be told whose a report is.
    """
    at = _downloads(folder, settings)
    return decide_each_day(at.folder, at.settings, _day(as_of), rules=rules)


def check(
    folder: str | Path | Downloads, as_of: str | date | None = None, settings: Settings | None = None
) -> list[Morning]:
    """The daily checks of each account whose reports lie in a folder, those without ads reports too; writes nothing.

    Arguments as in `decide`; deadlines are told as of 12:00 UTC of the day. `decide` makes them as well (`Day.findings`).

    Raises:
        InputError: ads reports that can't be used, or of which it can't be told whose they are.
        SettingsError: ``as_of`` is no day, or a rule can't be loaded or fails.
    """
    at = _downloads(folder, settings)
    return mornings(at.folder, at.settings, _day(as_of))


def _downloads(folder: str | Path | Downloads, settings: Settings | None) -> Downloads:
    """What is read now, or what was read, under the settings that are given now."""
    if isinstance(folder, Downloads):
        return folder._replace(settings=settings or folder.settings)
    return read(folder, settings)


def _day(as_of: str | date | None) -> date:
    """The day that is named; a moment isn't one, for which day it is depends on a time zone."""
    day = datetime.now(UTC).date() if as_of is None else as_of
    try:
        found = date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        found = None
    if not isinstance(found, date) or isinstance(found, datetime):
        raise SettingsError(
            "as_of is {value}; expected a day: YYYY-MM-DD as text, or a datetime.date", value=repr(as_of)
        )
    return found


def identify(files: str | Path | Sequence[str | Path]) -> list[Reading | Refusal]:
    """What each file is: a reading with its rows and totals, or a refusal with its reason.

    Of an archive, what each file in it is; of a search term report of several countries, each country's part.
    """
    paths = [files] if isinstance(files, str | Path) else files
    return [found for path in paths for found in read_file(Path(path))]
