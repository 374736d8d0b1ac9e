"""The file that Amazon takes: tab-separated text in UTF-8."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from adopt.history.whole import whole
from adopt.ship.lines import Line
from adopt.words.labels import confirmation


def write_confirmation(path: Path, lines: Sequence[Line]) -> None:
    """Writes the file wholly, or leaves what was there. No cell has a tab or a line break: sheets are read without them."""
    rows = [confirmation().columns, *lines]
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as file:
        file.write("".join("\t".join(cells) + "\r\n" for cells in rows).encode())
