"""``adopt check``: the rest of the morning round, with or without ads reports."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import (
    as_json,
    as_of,
    config,
    folder,
    home,
    lang,
    languages,
    now,
    own_home,
    settings_file,
    today,
)

if TYPE_CHECKING:
    from adopt.morning import Morning


@click.command("check")
@folder
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write checklist.csv (for Notion and Airtable) and checklist.md into. [default: written nowhere]",
)
@click.option(
    "--fail-on",
    type=click.Choice(["act", "watch"]),
    help="End with 1 if something is as urgent as this, or more.",
)
@config
@as_of
@home
@as_json
@lang
@click.option(
    "-v", "--verbose", is_flag=True, help="Show what is fine, too, and what missing downloads would tell."
)
@says_errors
def command(
    folder: Path,
    out: Path | None,
    fail_on: str | None,
    config: Path | None,
    as_of: datetime | None,
    home: Path | None,
    as_json: bool,
    lang: str,
    verbose: bool,
) -> None:
    """Check account health, stock, orders, messages, prices, listings and deadlines by the downloads in FOLDER.

    What isn't there is told with the place to download it. The same is part of 'adopt daily'; here it is made alone, and
    without ads reports, too. docs/checks.md lists all checks, their rules and their sources.

    Ends with 0 when done, 1 for a finding as urgent as --fail-on, 2 for wrong usage or settings, 3 for reports that can't
    be used.
    """
    from adopt.cli.screen import progress
    from adopt.cli.screen_checks import show
    from adopt.morning import mornings
    from adopt.settings import load_settings

    settings = load_settings(settings_file(folder, config))
    day = as_of.date() if as_of else today()
    with progress():
        found = mornings(folder, settings, day, home or own_home(), now(as_of))
    for language in languages(lang):
        show(found, language, verbose=verbose)
    if out:
        _write(found, out, languages(lang))
    if as_json:
        click.echo(json.dumps([_data(morning) for morning in found], ensure_ascii=False, indent=2))
    if _urgent(found, fail_on):
        raise SystemExit(1)


def _write(found: list[Morning], out: Path, languages: tuple[str, ...]) -> None:
    """The checklists of each account; of several, each in a folder of its name."""
    from adopt.cli.screen import console, plain
    from adopt.say import translator
    from adopt.write.checklist import write_checklists

    say, screen = translator(languages[-1]), console()
    for one in found:
        place = out / one.name if len(found) > 1 else out
        for path in write_checklists(
            one.findings, one.as_of, one.marketplace, one.currency, place, languages
        ):
            screen.print(plain(say("wrote {path}", path=path)))


def _urgent(found: list[Morning], fail_on: str | None) -> bool:
    levels = {"act": ["act"], "watch": ["act", "watch"], None: []}[fail_on]
    return any(morning.findings["status"].is_in(levels).any() for morning in found)


def _data(morning: Morning) -> dict[str, object]:
    """A round as data: times in ISO 8601, shares as fractions."""
    return {
        "account": morning.name,
        "as_of": str(morning.as_of),
        "marketplace": morning.marketplace,
        "currency": morning.currency,
        "notes": [{"code": code, "detail": detail} for code, detail in morning.notes],
        "findings": json.loads(morning.findings.write_json()),
    }
