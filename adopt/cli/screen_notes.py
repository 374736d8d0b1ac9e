"""What is to be known of the files and the run, on the screen: what asks for something first, marked."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from adopt.cli.screen import plain
from adopt.say import Translate
from adopt.say.notes import parted


def show_notes(notes: Sequence[tuple[str, str]], say: Translate, screen: Console) -> None:
    """Warnings (code, detail): those that ask for an act or a look with a mark, then those that only inform."""
    acts, informs = parted(notes, say)
    for sentence in acts:
        screen.print(plain(f"! {sentence}"), style="yellow")
    for sentence in informs:
        screen.print(plain(f"  {sentence}"), style="dim")
