"""An Excel workbook -> text tables, through fastexcel: Amazon's wrong <dimension> doesn't matter to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from adopt.reports.parts import breaks_off, check_workbook, other_archive
from adopt.reports.raw import ROW, Table
from adopt.reports.refusal import refuse

if TYPE_CHECKING:
    import fastexcel

HEAD_ROWS = 20


def xlsx_tables(path: Path) -> tuple[tuple[str, ...], Callable[[str | None], Table | None]]:
    """Names of the sheets, and a function that loads one; it gives None for very hidden and for empty sheets.

    Raises:
        RefusedError: not a workbook, or a damaged one.
    """
    import fastexcel

    check_workbook(path)
    # Told by its bytes: by a name in .xls, as some programs give it, it would be taken for an older kind.
    source = path if path.suffix.lower() == ".xlsx" else path.read_bytes()
    try:
        reader = fastexcel.read_excel(source)
    except fastexcel.FastExcelError:
        refuse(path, None, "wrong_type" if other_archive(path) else "damaged")
    if not reader.sheet_names:
        refuse(path, None, "wrong_type" if other_archive(path) else "damaged")

    def load(name: str | None) -> Table | None:
        try:
            sheet = reader.load_sheet(name or 0, header_row=None, skip_rows=0, dtypes="string")
            frame = sheet.to_polars()
        except fastexcel.FastExcelError:
            refuse(path, None, "damaged_sheet", f"'{name}'")
        if name and not frame.height and breaks_off(path, name):
            refuse(path, None, "damaged_sheet", f"'{name}'")
        if sheet.visible == "veryhidden" or not frame.height:
            return None
        return _table(
            name,
            frame,
            has_numbers=lambda place, rows: _has_numbers(reader, name, place, rows),
            stored=lambda place, rows: _stored(reader, name, place, rows),
        )

    return tuple(reader.sheet_names), load


def _has_numbers(reader: fastexcel.ExcelReader, name: str | None, place: int, rows: int) -> bool:
    import fastexcel

    try:
        sheet = reader.load_sheet(
            name or 0, header_row=None, skip_rows=rows, use_columns=[place], dtype_coercion="strict"
        )
    except fastexcel.FastExcelError:  # several types in one column
        return True
    return any(column.dtype in ("int", "float") for column in sheet.selected_columns)


def _stored(reader: fastexcel.ExcelReader, name: str | None, place: int, rows: int) -> pl.Series:
    """Read once more as truth values, cells are null where they are texts, whatever these say."""
    texts, truths = (
        reader.load_sheet(
            name or 0, header_row=None, skip_rows=rows, use_columns=[place], dtypes={place: dtype}
        )
        .to_polars()
        .to_series()
        for dtype in ("string", "boolean")
    )
    return texts.filter(truths.is_not_null())


def _table(
    name: str | None,
    frame: pl.DataFrame,
    *,
    has_numbers: Callable[[int, int], bool],
    stored: Callable[[int, int], pl.Series],
) -> Table:
    frame = frame.rename({old: str(place) for place, old in enumerate(frame.columns)})
    return Table(
        sheet=name,
        head=tuple(frame.head(HEAD_ROWS).rows()),
        frame=frame.with_row_index(ROW, offset=1).lazy(),
        numbers_are_cells=True,
        has_numbers=has_numbers,
        stored=stored,
    )
