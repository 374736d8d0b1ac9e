"""``adopt undo``: the upload files that take a plan back."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import as_json, as_of, home, lang, languages, own_home, today

if TYPE_CHECKING:
    from adopt.after.undo import Undone


@click.command("undo")
@click.argument("plan")
@click.option(
    "--bulk",
    type=click.Path(exists=True, path_type=Path),
    help="Bulk download made after the plan's uploads, or a folder of such. [default: the newest in this folder or the plan's]",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write into. [default: undo in the plan's folder; ./undo for a plan named by day or digest]",
)
@click.option("--only", multiple=True, metavar="KEY", help="Undo this action alone; may be given again.")
@click.option("--force", is_flag=True, help="Undo what somebody has changed since, too.")
@home
@as_of
@as_json
@lang
@click.option("-v", "--verbose", is_flag=True, help="Name every action.")
@says_errors
def command(
    plan: str,
    bulk: Path | None,
    out: Path | None,
    only: tuple[str, ...],
    force: bool,
    home: Path | None,
    as_of: datetime | None,
    as_json: bool,
    lang: str,
    verbose: bool,
) -> None:
    """Write upload files that set everything back to what it was before PLAN.

    PLAN is the path of a plan.json or of its folder, or a kept plan's day (2026-11-22) or the beginning of its digest.
    Make a bulk download first (with zero impressions): it tells what is in force now, and the IDs of what was created.

    Only accepted actions are undone. What somebody has changed since stays as it is, unless --force. What was created is
    archived, which is for good.

    Ends with 0 when done, 2 for wrong usage, 3 for a plan or download that can't be used, 4 for rows that Amazon would
    refuse.
    """
    from adopt.after.undo import undo_plan
    from adopt.cli.screen_undo import show

    day = as_of.date() if as_of else today()
    done = undo_plan(plan, bulk, out, home or own_home(), day, only, force=force)
    for language in languages(lang):
        show(done, language, verbose=verbose)
    if as_json:
        click.echo(json.dumps(_data(done), ensure_ascii=False, indent=2))


def _data(done: Undone) -> dict[str, Any]:
    return {
        "plan": done.held.told.digest,
        "as_of": done.inverse.as_of.isoformat(),
        "download": str(done.download),
        "actions": done.inverse.fates.to_dicts(),
        "written": [str(path) for path in done.written],
    }
