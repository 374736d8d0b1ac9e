"""What the screen is made with: messages, money, a table, a spinner. Everything on stderr."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.table import Table
from rich.text import Text

_WIDE = 200


def console() -> Console:
    """A console on stderr that leaves numbers and paths in plain colour; wide where nobody's terminal limits it."""
    made = Console(stderr=True, highlight=False, soft_wrap=True)
    return made if made.is_terminal else Console(stderr=True, highlight=False, soft_wrap=True, width=_WIDE)


def table(*columns: str, numbers: tuple[int, ...] = ()) -> Table:
    """An unboxed table; columns named in ``numbers`` stand to the right."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for place, column in enumerate(columns):
        made.add_column(column, justify="right" if place in numbers else "left", overflow="fold")
    return made


def plain(value: object) -> Text:
    """Text as it is: a file's name or a search term is never taken for markup."""
    return Text("" if value is None else str(value))


@contextmanager
def progress(*, quiet: bool = False) -> Iterator[None]:
    """A spinner while adopt works, on a terminal only."""
    screen = console()
    if quiet or not screen.is_terminal:
        yield
        return
    with screen.status("adopt ..."):
        yield
