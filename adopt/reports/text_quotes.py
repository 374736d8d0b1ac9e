"""Quotation marks in a text file: around a cell, a letter of it (24" pan), or lost, so that rows run into one another."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from adopt.reports.refusal import refuse

_INNER = re.compile(rb'[^\t\r\n"]"[^\t\r\n"]')
"""A mark that neither opens nor closes a cell nor is doubled, as every program doubles those within quoted cells."""


def quotes_are_letters(source: Path | bytes) -> bool:
    """Whether the marks of a text with tabs are letters, as in Amazon's flat files, which quote nothing.

    They are where one stands in the middle of a cell; or where a line has an odd number of them, though each line is a
    whole row: a quoted cell that goes on in the next line leaves both with fewer cells.
    """
    text = source if isinstance(source, bytes) else source.read_bytes()
    if b'"' not in text:
        return False
    lines = text.splitlines()
    odd = any(line.count(b'"') % 2 for line in lines)
    return bool(_INNER.search(text)) or (odd and len({line.count(b"\t") for line in lines if line}) == 1)


def refuse_open_quote(path: Path, text: str, separator: str) -> None:
    """A quoted cell that is still open where the text ends has swallowed what came behind it.

    Raises:
        RefusedError: there is such a cell; told with the row that it stands in.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 0
    try:
        for _ in reader:
            line = reader.line_num
    except csv.Error as error:
        if "end of data" in str(error):
            refuse(path, None, "open_quote", f"A{line + 1}")


def uneven_row(text: str, separator: str, width: int) -> str:
    """The first row below the header that isn't as wide, as a spreadsheet's place; empty where there is none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    below, line = False, 0
    try:
        for cells in reader:
            if below and (len(cells) != width or any("\n" in cell for cell in cells)):
                break
            below, line = below or len(cells) == width, reader.line_num
        else:
            return ""
    except csv.Error:  # a cell longer than any: all that came behind the mark
        pass
    return f"A{line + 1}"
