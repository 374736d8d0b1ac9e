"""``adopt lab halves``: adopt's negations on a published table of keywords, half deciding, half counting."""

from __future__ import annotations

from pathlib import Path

import click

from adopt.cli import options as shared
from adopt.cli.failure import says_errors


@click.command("halves", short_help="Judge the method on a table of clicks, dealt into halves.")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", metavar="NAME", help="Sheet of a workbook. [default: its first]")
@click.option(
    "--target-acos",
    "levels",
    type=click.FloatRange(0, 1, min_open=True),
    multiple=True,
    default=(0.1, 0.2),
    show_default=True,
    help="Share of sales that ads may cost; may be given several times.",
)
@shared.lab_out("halves.md")
@says_errors
def command(table: Path, sheet: str | None, levels: tuple[float, ...], out: Path) -> None:
    """Deal the clicks of TABLE (.csv, .xls, .xlsx) into halves, decide on one, count on the other; write OUT/halves.md.

    TABLE has one keyword a row: keyword, clicks, orders, cost and revenue; campaign, ad group and impressions if it has them.
    """
    from adopt.backtest import backtest
    from adopt.backtest.keyword_paper import keyword_paper
    from adopt.backtest.keyword_table import known_of_table, read_table
    from adopt.cli.screen import console
    from adopt.cli.written import make_folder, write
    from adopt.lab.section import markdown
    from adopt.settings import load_settings

    cells = read_table(table, sheet)
    make_folder(out)
    results = [
        (acos, backtest(known_of_table(cells, table.stem, load_settings(target_acos=acos))))
        for acos in levels
    ]
    given = " ".join(
        [
            "adopt lab halves",
            table.name,
            *([f"--sheet {sheet}"] if sheet else []),
            *(f"--target-acos {acos}" for acos in levels),
        ]
    )
    target = out / "halves.md"
    write(target, markdown(keyword_paper(results, given)))
    console().print(f"Wrote {target}.", markup=False)
