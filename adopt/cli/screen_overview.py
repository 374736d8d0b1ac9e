"""What ``adopt daily`` shows last of several accounts: a table with a line for each."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import Any

from adopt.cli.screen import console, plain, table
from adopt.overview import Overview
from adopt.say import money_format, share, translator
from adopt.write.workbook.overview import overview_columns
from adopt.write.workbook.sheet import Column
from adopt.write.workbook.style import beginning, display_width

_LONGEST = 50
"""Columns that a reason takes at most; it stands above in full."""
_HEADER = 10
"""Characters after which a header goes on in a second line."""
_NARROWEST = 175
"""Columns below which a table would break its numbers: there, the terminal breaks its lines."""


def show_overview(found: Overview, language: str, *, quiet: bool) -> None:
    """Prints the table, and the files written; that they couldn't be is said always."""
    say, screen = translator(language), console()
    if found.lines and not quiet:
        columns = overview_columns(found.lines, say)
        numbers = tuple(n for n, column in enumerate(columns) if column.kind in {"count", "money", "share"})
        shown = table(
            *(fill(column.header, _HEADER, break_long_words=False) for column in columns), numbers=numbers
        )
        for row in zip(*(_cells(column, language) for column in columns), strict=True):
            shown.add_row(*(plain(cell) for cell in row))
        screen.rule(plain(say("Overview")), align="left", style="dim")
        screen.width = max(screen.width, _NARROWEST)
        screen.print(shown)
        for path in found.written:
            screen.print(plain(say("wrote {path}", path=path)))
    if found.error:
        screen.print(plain(found.error.said(say)), style="red")


def _cells(column: Column, language: str) -> Iterator[str]:
    for place, value in enumerate(column.values):
        if value is None:
            yield "" if column.kind == "sentence" else "-"
        elif column.kind == "money":
            yield money_format(column.currencies[place], language)(value)
        else:
            yield _cell(value, column.kind)


def _cell(value: Any, kind: str) -> str:
    if kind == "share":
        return share(value)
    return f"{value:,}" if kind == "count" else _shortened(value)


def _shortened(text: str) -> str:
    """The text, as much of it as fits into `_LONGEST` columns."""
    return text if display_width(text) <= _LONGEST else f"{beginning(text, _LONGEST).rstrip()}…"
