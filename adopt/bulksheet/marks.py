"""What a cell of a workbook is, beside its text: a formula, an error, an ID that is stored as a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import polars as pl

from adopt.bulksheet.fault import FAULTS
from adopt.bulksheet.sheet import ROW
from adopt.reports.headers import Header
from adopt.reports.raw import Table
from adopt.words import bulksheet

_EXACT_DIGITS = 15
"""Significant digits that Excel keeps of a number."""

_ODD = re.compile(rb"<(?:\w+:)?f[\s>/]|\bt=\"e\"")
_CHUNK = 1 << 20
_OVERLAP = 32


def mark_faults(
    path: Path, table: Table, columns: Mapping[str, int], header: Header, rows: pl.DataFrame
) -> Iterator[pl.DataFrame]:
    """Formulas, errors, and IDs that are numbers, in the rows that have an Operation.

    A workbook's cells are looked at one by one only where it has such ones at all: that takes a while.

    Args:
        path: the file.
        table: its sheet.
        columns: our columns that an upload may carry -> their places.
        header: where the rows begin.
        rows: those to look at.
    """
    if not table.numbers_are_cells or rows.is_empty():
        return
    ids = {
        name: place for name, place in columns.items() if name in bulksheet()["ids"] and rows[name].count()
    }
    numbered = {place for place in ids.values() if table.has_numbers(place, header.row)}
    if not numbered and not _has_odd_cells(path):
        return
    wanted, names = set(rows[ROW].to_list()), {place: name for name, place in columns.items()}
    found = [
        (row, names[place], rule, value, None)
        for row, place, cell in _cells(path, table.sheet)
        if row in wanted and place in names
        for rule, value in _marks(cell, is_id=place in numbered)
    ]
    said = {name: header.names.get(name, name) for name in columns}
    yield pl.DataFrame(found, schema=FAULTS, orient="row").with_columns(pl.col("column").replace(said))


def _has_odd_cells(path: Path) -> bool:
    """Whether any sheet has a formula or an error."""
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(_ODD.search(part) for name in sheets for part in _parts(archive, name))


def _parts(archive: ZipFile, name: str) -> Iterator[bytes]:
    before = b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:]


def _cells(path: Path, sheet: str | None) -> Iterator[tuple[int, int, Any]]:
    """Row, place from the left, cell: of all that aren't empty."""
    from openpyxl import load_workbook

    # From memory: of a sheet that is damaged openpyxl would leave the file open.
    book = load_workbook(BytesIO(path.read_bytes()), read_only=True)
    try:
        page = book[sheet]
        page.reset_dimensions()  # Amazon's own files state a wrong one
        for number, row in enumerate(page.iter_rows(), start=1):
            yield from ((number, place, cell) for place, cell in enumerate(row) if cell.value is not None)
    finally:
        book.close()


def _marks(cell: Any, *, is_id: bool) -> Iterator[tuple[str, str]]:
    if cell.data_type == "f":
        yield "formula", str(cell.value)
    elif cell.data_type == "e":
        yield "excel_error", str(cell.value)
    elif is_id and cell.data_type == "n":
        digits = f"{cell.value:.0f}"
        yield "mangled_id" if len(digits) > _EXACT_DIGITS else "id_as_number", digits
