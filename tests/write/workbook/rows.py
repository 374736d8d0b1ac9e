"""What a sheet says."""

from __future__ import annotations

from typing import Any


def table(sheet: Any, name: str) -> list[dict[str, Any]]:
    """The rows of a named table."""
    header, *rows = ([cell.value for cell in row] for row in sheet[sheet.tables[name].ref])
    return [dict(zip(header, row, strict=True)) for row in rows]


def texts(sheet: Any) -> list[str]:
    """All that stands on a sheet, row by row."""
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
