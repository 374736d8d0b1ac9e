"""Rows are read as they were written, by a reader that others wrote."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.write.package import Book, save_workbook
from adopt.write.rows import Cell, cell_xml, row_xml

DAY = date(2026, 11, 22)
LONGEST = 32_767


def _read(path: Path, *rows: list[Any]) -> Any:
    book = Book()
    page = book.create_sheet("One")
    book.rows[page.title] = [
        row_xml(n, [Cell(0, value) for value in row], height=20) for n, row in enumerate(rows, 1)
    ]
    save_workbook(book, path, DAY, "rows")
    return openpyxl.load_workbook(path)["One"]


@pytest.mark.parametrize(
    "value",
    [
        "a",
        "=1+1",
        "+1",
        "#N/A",
        "TRUE",
        "1",
        " led by a space",
        "two\nlines",
        "<b>&amp;\"'",
        "保温杯",
        3,
        -0.5,
        0,
        True,
        None,
    ],
)
def test_a_value_is_read_as_it_was_written(value: Any, tmp_path: Path) -> None:
    (cell,) = next(_read(tmp_path / "book.xlsx", [value]).iter_rows())
    assert (cell.value, type(cell.value)) == (value, type(value))
    assert cell.data_type in {"s", "n", "b"}


def test_a_day_is_the_number_that_excel_has_for_it(tmp_path: Path) -> None:
    row = next(
        _read(tmp_path / "book.xlsx", [DAY, datetime.combine(DAY, time(12))]).iter_rows(values_only=True)
    )
    assert row == (46348, 46348.5)


def test_cells_stand_in_their_columns_and_rows_have_their_height(tmp_path: Path) -> None:
    sheet = _read(tmp_path / "book.xlsx", list(range(30)), [None, "b"])
    assert (sheet["A1"].value, sheet["AD1"].value, sheet["B2"].value, sheet.max_column) == (0, 29, "b", 30)
    assert sheet.row_dimensions[2].height == 20


def test_no_row_is_taller_than_excel_takes() -> None:
    assert row_xml(1, [], 5_000) == '<row r="1" ht="409" customHeight="1"></row>'
    assert row_xml(1, []) == '<row r="1"></row>'


@given(st.text(st.characters()))
def test_a_text_loses_only_what_a_workbook_cant_hold(text: str) -> None:
    kept = "".join(
        glyph
        for glyph in text
        if glyph in "\t\n\r" or (" " <= glyph not in "\ufffe\uffff" and not _half(glyph))
    )
    (read,) = ET.fromstring(cell_xml("A1", 1, "." + text)).itertext()  # noqa: S314 (what adopt wrote)
    assert read == "." + kept.replace("\r\n", "\n").replace("\r", "\n")


def _half(glyph: str) -> bool:
    return unicodedata.category(glyph) == "Cs"


def test_a_text_is_cut_at_what_excel_takes() -> None:
    assert "a" * LONGEST in cell_xml("A1", 1, "a" * 40_000)
    assert "a" * (LONGEST + 1) not in cell_xml("A1", 1, "a" * 40_000)
