from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Cells = Sequence[Sequence[Any]]

HEADER = [
    "Date",
    "Portfolio name",
    "Currency",
    "Campaign Name",
    "Ad Group Name",
    "Targeting",
    "Match Type",
    "Customer Search Term",
    "Impressions",
    "Clicks",
    "Spend",
    "7 Day Total Sales ",
    "7 Day Total Orders (#)",
    "7 Day Total Units (#)",
]
ROW = [
    "2026-11-03",
    "",
    "USD",
    "Pans",
    "Steel",
    "pan",
    "BROAD",
    "steel pan",
    "90",
    "3",
    "1.25",
    "20.5",
    "1",
    "2",
]


@pytest.fixture
def report() -> Callable[..., list[list[Any]]]:
    """Cells of a daily report; each keyword changes a column of a row: ``report({"Clicks": "x"}, {})``."""

    def make(*rows: Mapping[str, Any], header: Sequence[str] = HEADER) -> list[list[Any]]:
        plain = dict(zip(HEADER, ROW, strict=True))
        return [list(header), *([{**plain, **row}.get(name) for name in header] for row in rows)]

    return make


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    def write(
        rows: Cells, *, name: str = "report.csv", encoding: str = "utf-8", sep: str = ",", end: str = "\n"
    ) -> Path:
        lines = [
            sep.join('"' + str("" if cell is None else cell).replace('"', '""') + '"' for cell in row)
            for row in rows
        ]
        path = tmp_path / name
        path.write_bytes((end.join(lines) + end).encode(encoding))
        return path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    def write(sheets: Mapping[str, Cells], *, name: str = "report.xlsx", hidden: Sequence[str] = ()) -> Path:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
            if title in hidden:
                sheet.sheet_state = "veryHidden"
        path = tmp_path / name
        book.save(path)
        return path

    return write


@pytest.fixture
def csv(csv_file: Callable[..., Path], report: Callable[..., list[list[Any]]], tmp_path: Path) -> Path:
    """A report with a row that can't be read, beside the test's folder and not in it."""
    made = csv_file(report({}, {"Clicks": "many"}), name="made.csv")
    return made.replace(tmp_path.parent / "made.csv")
