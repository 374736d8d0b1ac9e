"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

HOME = Path(".adopt")
"""Folder of the history, beside the seller's folders."""

Function = TypeVar("Function", bound=Callable[..., Any])

Day = click.DateTime(formats=["%Y-%m-%d"])

lang = click.option(
    "--lang",
    type=click.Choice(["en", "zh", "both"]),
    default="en",
    show_default=True,
    help="English, Chinese, or both. 语言：英文、中文或两者。",
)
folder = click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
"""The folder of today's downloads."""
config = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Settings. [default: FOLDER/adopt.toml if it is there, else adopt's defaults]",
)
as_of = click.option(
    "--as-of",
    type=Day,
    metavar="YYYY-MM-DD",
    help="The day on which the reports were downloaded. [default: today, UTC]",
)
tuning = click.option(
    "--tuning", is_flag=True, help="Take the accounts for choosing (seeds 0 to 99), not those for judging."
)
jobs = click.option(
    "--jobs", type=click.IntRange(min=1), help="Processes. [default: as processors and memory allow]"
)
home = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the history. [default: ./.adopt if it is there, else none]",
)
as_json = click.option("--json", "as_json", is_flag=True, help="Print data as JSON on stdout.")


def accounts(most: int) -> Callable[[Function], Function]:
    """How many accounts of each simulated world a command plays."""
    return click.option(
        "--seeds", type=int, default=most, show_default=True, help="Accounts in each world; 2 or more."
    )


def lab_out(files: str) -> Callable[[Function], Function]:
    """The folder in which a command of the laboratory writes ``files``."""
    return click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        default="lab-out",
        show_default=True,
        help=f"Folder for {files}.",
    )


def languages(chosen: str) -> tuple[str, ...]:
    """The languages behind the option's value."""
    return ("en", "zh") if chosen == "both" else (chosen,)


def today() -> date:
    """The date of the clock, in UTC: the daily run is at a fixed hour of UTC."""
    return now().date()


def now(as_of: datetime | None = None) -> datetime:
    """The moment of the only clock in adopt; with a day given, 12:00 UTC of it, when a day's run takes place."""
    if as_of is None:
        return datetime.now(UTC)
    from adopt.checked import moment_of  # whoever asks for today needs none of the rooms behind

    return moment_of(as_of.date())


def own_home() -> Path | None:
    """The history in the current folder, if one was begun there."""
    return HOME if HOME.is_dir() else None


def settings_file(folder: Path, named: Path | None) -> Path | None:
    """The settings file named, or the folder's own adopt.toml, or none."""
    own = folder / "adopt.toml"
    return named or (own if own.is_file() else None)
