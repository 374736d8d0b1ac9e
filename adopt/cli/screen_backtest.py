"""What ``adopt backtest`` shows: three lines, tables, and what they can't tell."""

from __future__ import annotations

from adopt.backtest import Backtest, sections
from adopt.cli.screen_sections import show_sections

_VERDICT = 3
"""Lines of the verdict; what follows says what it rests on."""


def show(result: Backtest, language: str) -> None:
    """The verdict in bold, then the tables."""
    show_sections(sections(result, language), _VERDICT, rest="dim")
