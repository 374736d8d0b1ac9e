"""A workbook of one sheet, every cell a text: no carrier's program shall make a date of a number, or a formula of an address."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

from adopt.history.whole import whole

_TEXT = "@"


def write_sheet(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Writes the file wholly, or leaves what was there."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for number, cells in enumerate((header, *rows), start=1):
        for place, text in enumerate(cells, start=1):
            if text:
                cell = sheet.cell(number, place, text)
                cell.data_type, cell.number_format = "s", _TEXT
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole(path) as file:
        book.save(file)
