"""``adopt daily``: the whole road from today's downloads to the plan and its files."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import Day, as_json, lang, languages, settings_file, today


@click.command("daily")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to write. [default: FOLDER/adopt-out]",
)
@click.option(
    "--config", type=click.Path(dir_okay=False, path_type=Path), help="Settings. [default: FOLDER/adopt.toml]"
)
@click.option("--as-of", type=Day, help="Day of the run, YYYY-MM-DD. [default: today, UTC]")
@as_json
@lang
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: rejected rows, joins, left-out files.")
@says_errors
def command(
    folder: Path,
    out: Path | None,
    config: Path | None,
    as_of: datetime | None,
    as_json: bool,
    lang: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read the reports in FOLDER, decide, and write the plan, the workbook and the upload files.

    With --json the plan is printed on stdout as well.
    """
    from adopt import daily
    from adopt.cli.screen_daily import progress, show
    from adopt.settings import load_settings
    from adopt.write import plan_json

    settings = load_settings(settings_file(folder, config))
    day = as_of.date() if as_of else today()
    target = out or folder / "adopt-out"
    with progress(quiet=quiet):
        done = daily.run(folder, target, settings, day, languages(lang))
    if not quiet:
        for language in languages(lang):
            show(done, target, language, verbose=verbose)
    if as_json:
        click.echo(plan_json(done.plan), nl=False)
