"""``adopt daily``: the whole road from today's downloads to the plan and its files."""

from __future__ import annotations

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
    lang,
    languages,
    now,
    own_home,
    settings_file,
    today,
)

if TYPE_CHECKING:
    from adopt.daily import Round


@click.command("daily")
@folder
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write into; files of an earlier run are replaced, your answers aren't. [default: FOLDER/adopt-out]",
)
@config
@as_of
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the history, which keeps what was read. [default: ./.adopt if it is there, else none]",
)
@click.option("--force", is_flag=True, help="Write upload files although the plan passes a limit.")
@as_json
@lang
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Say more: how names were joined with IDs, every rejected row."
)
@says_errors
def command(
    folder: Path,
    out: Path | None,
    config: Path | None,
    as_of: datetime | None,
    home: Path | None,
    force: bool,
    as_json: bool,
    lang: str,
    quiet: bool,
    verbose: bool,
) -> None:
    """Read the reports in FOLDER (the current one by default), decide, and write what to do.

    Folders and zip files inside it are read too. Files of several accounts or marketplaces are never mixed: each gets
    a plan in a folder of its own, and all of them a line in an overview. An adopt.toml in a folder inside makes it an
    account of its own, with these settings.

    \b
    Written are:
      recommendations.xlsx  every decision with its reason: read this first
      negatives.xlsx        to upload as it is
      keywords.xlsx         to upload as it is
      bids.xlsx             to upload as it is
      budgets.xlsx          to upload as it is
      launch.xlsx           to upload as it is
      placements.xlsx       to upload as it is
      states.xlsx           to upload as it is
      checklist.csv         the rest of the round, for Notion and Airtable
      checklist.md          the same to read and tick off
      plan.json             the plan as data; --json prints it as well
      overview.xlsx         of several accounts, beside their folders: a line for each

    Without a bulk download in FOLDER there are no upload files, nor where the plan passes a limit ([limits] in adopt.toml): it
    says then which lines to drop. Ends with 0 when done, 2 for wrong usage or settings, 3 for reports that can't be used or
    don't belong together, 4 for a plan that passes a limit, unless --force, or that Amazon would refuse.
    """  # noqa: D301 (backslash b is click's sign for lines that stay as they are)
    from adopt import daily
    from adopt.after.confirm_days import confirm_days
    from adopt.cli.screen import progress
    from adopt.cli.screen_confirm import show_days
    from adopt.cli.screen_daily import show, show_failed, show_kept, show_reviews
    from adopt.cli.screen_limits import show_over
    from adopt.cli.screen_overview import show_overview
    from adopt.errors import UnsafePlanError
    from adopt.overview import leave_overview
    from adopt.plan.limits import is_over
    from adopt.settings import load_settings

    settings = load_settings(settings_file(folder, config))
    day = as_of.date() if as_of else today()
    target = out or folder / "adopt-out"
    with progress(quiet=quiet):
        where = home or own_home()
        done = daily.run(folder, target, settings, day, languages(lang), where, force=force, now=now(as_of))
        confirmed = confirm_days(done, home or own_home())
        found = leave_overview(done, day, target, languages(lang))
    for language in languages(lang):
        if quiet:
            show_over(done, language)
        else:
            show(done, language, verbose=verbose)
        show_reviews(done, language, quiet=quiet)
        show_kept(done, language, quiet=quiet)
        if not quiet:
            show_days(confirmed, language)
        show_failed(done, language)
        show_overview(found, language, quiet=quiet)
    if as_json:
        click.echo(_json(done), nl=False)
    over = [UnsafePlanError.exit_code for one in done.days.values() if is_over(one.plan.withheld)]
    failed = [*done.failed.values(), *filter(None, [found.error])]
    if codes := [*(error.exit_code for error in failed), *over]:
        raise SystemExit(max(codes))


def _json(done: Round) -> str:
    """The plan; of several accounts, a list of plans."""
    from adopt.write import plan_json

    plans = [plan_json(day.plan) for day in done.days.values()]
    return plans[0] if len(plans) + len(done.failed) == 1 else f"[{','.join(plans)}]\n"
