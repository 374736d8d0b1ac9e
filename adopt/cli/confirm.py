"""``adopt confirm``: what Amazon did with a plan's uploads."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import as_json, as_of, home, lang, languages, own_home, today

if TYPE_CHECKING:
    from adopt.after.confirm import Confirmed


@click.command("confirm")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--plan",
    help="The plan: its path, day or digest. [default: the one in this folder, else the newest kept]",
)
@click.option(
    "--upload",
    "uploaded",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The file that was uploaded, for a report that tells row numbers alone.",
)
@home
@as_of
@as_json
@lang
@click.option("-v", "--verbose", is_flag=True, help="Name every action.")
@says_errors
def command(
    file: Path,
    plan: str | None,
    uploaded: Path | None,
    home: Path | None,
    as_of: datetime | None,
    as_json: bool,
    lang: str,
    verbose: bool,
) -> None:
    """Read what Amazon did with a plan's uploads, and say what each refusal means and how to mend it.

    FILE is the report that Amazon gives after an upload (console: Bulk operations, the upload's row), or a bulk download made
    the day after. Each report is of one upload file: confirm them one after the other. A folder stands for its newest bulk
    download; a run's output folder, for its plan and the newest download around it. What is known is kept beside the
    plan; a later file says more, never less.

    Ends with 0 when done, 2 for wrong usage, 3 for a file or plan that can't be used.
    """
    from adopt.after.confirm import confirm_plan
    from adopt.cli.screen_confirm import show

    done = confirm_plan(file, plan, uploaded, home or own_home(), as_of.date() if as_of else today())
    for language in languages(lang):
        show(done, language, verbose=verbose)
    if as_json:
        click.echo(json.dumps(_data(done), ensure_ascii=False, indent=2))


def _data(done: Confirmed) -> dict[str, Any]:
    """Results with what they mean, in English: the machine's language."""
    from adopt.say import translator
    from adopt.say.confirmed import advice

    say = translator("en")
    rows = [{**row, "seen_on": row["seen_on"].isoformat()} for row in done.results.iter_rows(named=True)]
    return {
        "plan": done.held.told.digest,
        "file": str(done.file),
        "kind": done.kind,
        "strange_rows": done.strange,
        "actions": [row | advice(row, say)._asdict() for row in rows],
    }
