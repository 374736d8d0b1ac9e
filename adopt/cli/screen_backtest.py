"""What ``adopt backtest`` shows: three lines, tables, and what they can't tell."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from adopt.backtest import Backtest, sections
from adopt.cli.screen import console, plain, table

_VERDICT = 3
"""Lines of the verdict; what follows says what it rests on."""


@contextmanager
def progress() -> Iterator[None]:
    """A spinner while the past is played, on a terminal only."""
    screen = console()
    if not screen.is_terminal:
        yield
        return
    with screen.status("adopt ..."):
        yield


def show(result: Backtest, language: str) -> None:
    """The verdict in bold, then the tables."""
    screen = console()
    head, *others = sections(result, language)
    screen.rule(plain(head.title), align="left", style="dim")
    for place, line in enumerate(head.text):
        screen.print(plain(line), style="bold" if place < _VERDICT else "dim")
    for section in others:
        screen.print()
        screen.print(plain(section.title), style="bold")
        for line in section.text:
            screen.print(plain(line))
        for one in section.tables:
            shown = table(*one.columns, numbers=tuple(range(1, len(one.columns))))
            for row in one.rows:
                shown.add_row(*(plain(cell) for cell in row))
            screen.print(shown)
    screen.print()
