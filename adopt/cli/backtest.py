"""``adopt backtest``: would adopt's decisions of past days have paid, by the seller's own data?"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import as_json, as_of, config, home, lang, languages, own_home, settings_file, today

if TYPE_CHECKING:
    from adopt.backtest import Known


@click.command("backtest")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), required=False)
@home
@config
@as_of
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the same as a page (.html), with a chart.",
)
@as_json
@lang
@says_errors
def command(
    folder: Path | None,
    home: Path | None,
    config: Path | None,
    as_of: datetime | None,
    out: Path | None,
    as_json: bool,
    lang: str,
) -> None:
    """Would adopt's decisions have paid? Measured on your own past days.

    With a daily search term report of 35 days or more in FOLDER (60 are better), adopt decides as of several past days,
    knowing nothing later, and the later rows tell what the negations would have brought; today's rules likewise. Days
    of the history are added. Without FOLDER, the history alone is used. Other reports are dealt into two halves: one
    decides, the other counts.

    Nothing is changed or kept. Ends with 0 when done, 2 for wrong usage or settings, 3 for reports that can't be used.
    """
    from adopt.backtest import backtest, data, page
    from adopt.cli.screen import progress
    from adopt.cli.screen_backtest import show
    from adopt.cli.written import make_folder, write

    day = as_of.date() if as_of else today()
    found = _known(folder, home or own_home(), config, day)
    if out:
        make_folder(out.parent)
    with progress():
        results = [backtest(known) for known in found]
    for language in languages(lang):
        for result in results:
            show(result, language)
    if out:
        write(out, page(results, languages(lang)))
        click.echo(str(out), err=True)
    if as_json:
        told = [data(result, languages(lang)[0]) for result in results]
        click.echo(json.dumps(told[0] if len(told) == 1 else told, ensure_ascii=False, indent=2))


def _known(folder: Path | None, home: Path | None, config: Path | None, day: date) -> tuple[Known, ...]:
    from adopt.backtest import known_in_folder, known_in_history
    from adopt.settings import load_settings

    if folder is None and home is not None:
        return known_in_history(home, load_settings(settings_file(Path(), config)), day)
    place = folder or Path()
    return known_in_folder(place, load_settings(settings_file(place, config)), day, home)
