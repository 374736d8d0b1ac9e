"""What ``adopt outcome`` shows: the sections of `adopt.cli.outcome_sections` on the screen."""

from __future__ import annotations

from adopt.cli.screen import console, plain, table
from adopt.lab.section import Section


def show(sections: list[Section]) -> None:
    """The verdict in bold, then tables and what they can't tell."""
    screen = console()
    head, *others = sections
    screen.rule(plain(head.title), align="left", style="dim")
    for place, line in enumerate(head.text):
        screen.print(plain(line), style="bold" if not place else "")
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
