"""Rows of a sheet, as the XML that a workbook holds (ECMA-376 part 1, 18.3.1).

Written as text: openpyxl builds a tree of elements for each cell, and a day's workbook has a hundred thousand of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2
_EXCEL_LONGEST = 32_767
_EXCEL_TALLEST = 409


class Cell(NamedTuple):
    """A cell: the number of its style in the workbook, and its value (text, number, bool, date, or None)."""

    style: int
    value: Any


def row_xml(number: int, cells: Iterable[Cell], height: float | None = None) -> str:
    """A row, from column A on.

    Args:
        number: of the row, from 1.
        cells: left to right, none left out.
        height: in points; None leaves it to the program that shows the sheet.
    """
    tall = f' ht="{safe_string(min(height, _EXCEL_TALLEST))}" customHeight="1"' if height else ""
    inside = "".join(
        cell_xml(f"{get_column_letter(column)}{number}", *cell) for column, cell in enumerate(cells, 1)
    )
    return f'<row r="{number}"{tall}>{inside}</row>'


def cell_xml(reference: str, style: int, value: Any) -> str:
    """A cell; a text stays a text whatever it begins with, and loses what a workbook can't hold."""
    start = f'<c r="{reference}" s="{style}" t='
    if isinstance(value, str):
        return f'{start}"inlineStr"{_text(_NO_XML.sub("", value)[:_EXCEL_LONGEST])}'
    if value is None:
        return f'{start}"n" />'
    if isinstance(value, bool):
        return f'{start}"b"><v>{value:d}</v></c>'
    return f'{start}"n"><v>{safe_string(to_excel(value) if isinstance(value, date) else value)}</v></c>'


def _text(text: str) -> str:
    if not text:
        return " />"
    kept = ' xml:space="preserve"' if text.strip() not in {"", text} else ""
    return f"><is><t{kept}>{escape(text)}</t></is></c>"
