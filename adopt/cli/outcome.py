"""``adopt outcome``: what past plans promised, and what came of it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from adopt.cli.failure import says_errors
from adopt.cli.options import HOME, Day, as_json, lang, languages, today

if TYPE_CHECKING:
    from adopt.lab.section import Section


@click.command("outcome")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=HOME,
    show_default=True,
    help="Folder of the history.",
)
@click.option(
    "--account", metavar="ACCOUNT", help="As 'adopt history' shows it, or its first part. [default: all]"
)
@click.option("--since", type=Day, metavar="YYYY-MM-DD", help="Plans of this day and later. [default: all]")
@click.option(
    "--as-of", type=Day, metavar="YYYY-MM-DD", help="What was known on this day. [default: today, UTC]"
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the same into this file, as Markdown.",
)
@as_json
@lang
@says_errors
def command(
    home: Path,
    account: str | None,
    since: datetime | None,
    as_of: datetime | None,
    out: Path | None,
    as_json: bool,
    lang: str,
) -> None:
    """Did the plans keep what they promised? Spend saved, orders kept, profit, with a 95 % interval.

    The days since a change are held against what became of its likes: search terms and targets that were seen alike and left
    alone, over the same days. So seasons, and luck that would have ended by itself, don't count. Says where a promise was
    wrong, and how stated probabilities compare with what was observed.

    Plans are those that 'adopt daily --home' kept, days those of all downloads since. Nothing is changed.
    Ends with 0 when done, 2 for wrong usage, 3 where no plan is kept or the history can't be read.
    """
    from adopt.after.outcome import accounts_with_plans, outcome
    from adopt.cli.outcome_data import data
    from adopt.cli.outcome_sections import sections
    from adopt.cli.screen_sections import show_sections
    from adopt.cli.written import write
    from adopt.lab.section import markdown

    day, first = as_of.date() if as_of else today(), since.date() if since else None
    found = [outcome(home, one, day, first) for one in accounts_with_plans(home, account)]
    told = [sections(one, language) for language in languages(lang) for one in found]
    if as_json:
        click.echo(json.dumps([data(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in told:
            show_sections(one, 1)
    if out:
        write(out, "\n".join(markdown(_escaped(one)) for one in told))


def _escaped(sections: list[Section]) -> list[Section]:
    """With bars that don't end a cell: names of campaigns are full of them."""
    return [
        section._replace(
            tables=tuple(
                table._replace(
                    rows=tuple(tuple(cell.replace("|", "\\|") for cell in row) for row in table.rows)
                )
                for table in section.tables
            )
        )
        for section in sections
    ]
