"""``adopt apply``: the reviewed workbook becomes upload files."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import Day, as_json, home, lang, languages, own_home, today

if TYPE_CHECKING:
    from adopt.after.apply import AppliedReview


@click.command("apply")
@click.argument("workbook", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the upload files. [default: accepted beside WORKBOOK]",
)
@click.option(
    "--plan",
    metavar="PLAN",
    help="The plan: its plan.json or folder, its day, or the beginning of its digest. [default: beside WORKBOOK, or kept]",
)
@click.option(
    "--bulk",
    type=click.Path(exists=True, path_type=Path),
    help="The bulk download that the plan was made with, or its folder. [default: beside or above WORKBOOK]",
)
@home
@click.option("--as-of", type=Day, metavar="YYYY-MM-DD", help="The day of the upload. [default: today, UTC]")
@click.option("--force", is_flag=True, help="Apply a plan that is older than apply.max_age_days.")
@as_json
@lang
@click.option("-q", "--quiet", is_flag=True, help="Say only what went wrong.")
@says_errors
def command(
    workbook: Path,
    out: Path | None,
    plan: str | None,
    bulk: Path | None,
    home: Path | None,
    as_of: datetime | None,
    force: bool,
    as_json: bool,
    lang: str,
    quiet: bool,
) -> None:
    """Write the upload files of the rows that you accepted in WORKBOOK (recommendations.xlsx, saved after your review).

    A row counts as accepted where its cell in the column Accept says Yes; a row that you deleted isn't. Sorting,
    filtering, hiding and moving columns change nothing. In "Your value" you may write another bid, daily budget,
    percentage or match type. What can't be followed is shown by its row, and that row isn't accepted.

    Ends with 0 when done, 2 for wrong usage, 3 for a workbook that can't be used (another plan, too old, no download), 4
    for files that Amazon would refuse.
    """
    from adopt.after.apply import apply
    from adopt.cli.screen_apply import show, show_refused

    day = as_of.date() if as_of else today()
    done = apply(workbook, day, out, plan, bulk, home or own_home(), force=force)
    for language in languages(lang):
        show_refused(done, language)
        if not quiet:
            show(done, language)
    if as_json:
        click.echo(json.dumps(_document(done), ensure_ascii=False, indent=2, sort_keys=True))


def _document(done: AppliedReview) -> dict[str, Any]:
    from adopt.say.review import by_hand_code

    review, withheld = done.review, bool(done.plan.withheld)
    rows = {row["key"]: row for row in done.plan.actions.to_dicts()}
    return {
        "plan": done.plan.digest,
        "as_of": done.plan.as_of.isoformat(),
        "accepted": review.rows().to_dicts(),
        "unseen": review.unseen,
        "declined": review.declined,
        "open": review.left,
        "removed": review.removed,
        "refused": [
            {**one._asdict(), "problem": one.problem.code, "expected": one.problem.expected}
            for one in review.refused
        ],
        "needless": list(done.needless),
        "carried": list(done.carried),
        "by_hand": [{"key": key, "why": by_hand_code(rows[key], withheld=withheld)} for key in done.by_hand],
        "large_steps": list(done.steps),
        "files": [str(path) for path in done.written],
    }
