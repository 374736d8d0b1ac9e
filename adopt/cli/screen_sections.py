"""Sections of a report on the screen: a head with its verdict, then texts and tables."""

from __future__ import annotations

from collections.abc import Sequence

from adopt.cli.screen import console, plain, table
from adopt.lab.section import Section


def show_sections(sections: Sequence[Section], verdict: int, rest: str = "") -> None:
    """Prints them.

    Args:
        sections: the first one is the head.
        verdict: lines of the head that are the verdict: bold.
        rest: style of the head's other lines.
    """
    screen = console()
    head, *others = sections
    screen.rule(plain(head.title), align="left", style="dim")
    for place, line in enumerate(head.text):
        screen.print(plain(line), style="bold" if place < verdict else rest)
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
