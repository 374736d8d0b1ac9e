"""``adopt history``: what is known by now; ``adopt history forget``: what shall not be known any more."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import HOME, Day, as_json, lang, languages, today
from adopt.errors import SettingsError

if TYPE_CHECKING:
    from adopt.history import Coverage, History

_home = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=HOME,
    show_default=True,
    help="Folder of the history.",
)


@click.group("history", invoke_without_command=True)
@_home
@click.option(
    "--as-of", type=Day, metavar="YYYY-MM-DD", help="The day that ages are counted to. [default: today, UTC]"
)
@as_json
@lang
@click.pass_context
@says_errors
def command(context: click.Context, home: Path, as_of: datetime | None, as_json: bool, lang: str) -> None:
    """Show what is known from all downloads so far: kinds, days, gaps, age, restatements, size.

    'adopt daily' keeps what it reads where --home is given or ./.adopt is there.
    """
    if context.invoked_subcommand:
        return
    from adopt.cli.screen_history import show
    from adopt.history import History

    history, day = History(home), as_of.date() if as_of else today()
    if as_json:
        click.echo(json.dumps(_data(history, day), ensure_ascii=False, indent=2))
        return
    for language in languages(lang):
        show(history, day, language)


@command.command("forget", short_help="Remove an account, or some of its days, for good.")
@click.argument("account")
@click.option(
    "--from", "first", type=Day, metavar="YYYY-MM-DD", help="First day to forget. [default: the oldest]"
)
@click.option(
    "--to", "last", type=Day, metavar="YYYY-MM-DD", help="Last day to forget. [default: the newest]"
)
@click.option("--yes", is_flag=True, help="Yes, for good. Without it nothing is removed.")
@_home
@lang
@says_errors
def _forget(
    account: str, first: datetime | None, last: datetime | None, yes: bool, home: Path, lang: str
) -> None:
    """Remove ACCOUNT, or its days in a range, from the history for good: also from what is kept of earlier versions.

    ACCOUNT as 'adopt history' shows it, or its first part for every marketplace.
    """
    from adopt.history import History
    from adopt.say import translator

    if not yes:
        raise SettingsError("this can't be undone; nothing was removed. Add --yes to remove it")
    removed = History(home).forget(account, first.date() if first else None, last.date() if last else None)
    for language in languages(lang):
        said = translator(language).plural(
            "Removed {n} row of {account} for good.",
            "Removed {n} rows of {account} for good.",
            removed,
            account=account,
        )
        click.echo(said, err=True)


def _data(history: History, day: date) -> dict[str, Any]:
    known = history.coverage()
    return {
        "home": str(history.home),
        "bytes": history.size(),
        "known": [_entry(one, day) for one in known],
        "maturity": {
            one.account: _maturity(history, one.account)
            for one in known
            if one.kind == "search_term" and one.daily
        },
    }


def _maturity(history: History, account: str) -> list[dict[str, Any]]:
    """The learned curve, the default where nothing was restated yet."""
    from adopt.estimate.learned import learned_curve
    from adopt.history import account_named

    told = history.restatements(account_named(account)).filter(kind="search_term", window_days=7)
    return learned_curve(told).to_dicts()


def _entry(one: Coverage, day: date) -> dict[str, Any]:
    return {
        **one._asdict(),
        "first_day": one.first_day.isoformat() if one.first_day else None,
        "last_day": one.last_day.isoformat() if one.last_day else None,
        "gaps": [[first.isoformat(), last.isoformat()] for first, last in one.gaps],
        "newest_download": one.newest_download.isoformat(),
        "age_days": one.age(day),
    }
