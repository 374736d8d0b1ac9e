"""Rows of upload files are told to their actions by what they say, whatever became of the file since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from adopt.plan.told_rows import keyed_rows
from adopt.plan.undo import undo
from adopt.reports.processing import read_processing
from adopt.schema import Result
from adopt.write.bulk_sheet import KEY
from adopt.write.inverse import inverse_sheets
from adopt.write.outputs import UPLOADS, upload_sheets
from adopt.write.upload import write_upload
from tests.after.amazon_report import write_report
from tests.after.market import bulk_of, everything, morning, plan, uploaded


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, list[str]]:
    """The plan's upload files, and the key of each of their rows."""
    folder, bulk = tmp_path_factory.mktemp("uploads"), bulk_of(morning())
    made = {}
    for name, sheet in upload_sheets(plan(), bulk).items():
        write_upload(sheet, folder / name, plan(), bulk)
        made[folder / name] = sheet[KEY].to_list()
    assert {path.name for path in made} == set(UPLOADS)
    return made


def keys(path: Path) -> list[tuple[int, str]]:
    rows = read_processing(path).rows
    assert rows is not None
    return keyed_rows(rows, everything(), plan().created, 2).rows()


def test_every_row_of_every_file_is_told_to_its_action(files: dict[Path, list[str]]) -> None:
    for path, wanted in files.items():
        assert keys(path) == list(enumerate(wanted, start=2)), path.name


def test_a_file_that_was_sorted_and_written_otherwise_is_understood(
    files: dict[Path, list[str]], tmp_path: Path
) -> None:
    """Spreadsheet programs sort, rewrite numbers, and people write tokens as downloads show them."""
    for path, wanted in files.items():
        book = load_workbook(path)
        page = book.active
        head, *rows = list(page.iter_rows(values_only=True))
        page.delete_rows(2, len(rows))
        for row in reversed(rows):
            page.append([_otherwise(cell) for cell in row])
        book.save(tmp_path / path.name)
        assert keys(tmp_path / path.name) == list(enumerate(reversed(wanted), start=2)), path.name
        assert head[0] == "Product"


def _otherwise(cell: object) -> object:
    spelt = {
        "negativeExact": "Negative exact",
        "negativePhrase": "Negative Phrase",
        "exact": "Exact",
        "enabled": "Enabled",
    }
    return f" {spelt.get(cell, cell)} " if isinstance(cell, str) else cell


def test_no_row_that_takes_the_plan_back_is_told_to_it(tmp_path: Path) -> None:
    bulk = bulk_of(uploaded(morning(), everything()))
    inverse = undo(plan(), everything(), Result.create_empty(), bulk, date(2026, 6, 8), 2)
    for name, sheet in inverse_sheets(inverse, bulk).items():
        write_upload(sheet, tmp_path / name, inverse, bulk)
        assert keys(tmp_path / name) == [], name


@pytest.mark.parametrize("beside", [False, True])
def test_what_amazon_says_is_read_from_either_place(
    files: dict[Path, list[str]], tmp_path: Path, beside: bool
) -> None:
    path = next(path for path in files if path.name == "bids.xlsx")
    said = {
        2: ("Warning", "Not Processed", "not processed due to errors from other rows"),
        4: ("Error", "", "X"),
    }
    report = read_processing(write_report(tmp_path / "r.xlsx", path, said, beside=beside))
    assert report.told
    assert report.said.sort("row").select("row", "type", "message").rows() == [
        (2, "Warning", "not processed due to errors from other rows"),
        (4, "Error", "X"),
    ]
    plain = read_processing(path)
    assert (plain.told, plain.said.height) == (False, 0)


def test_a_launch_that_was_accepted_with_another_budget_keeps_its_rows(files: dict[Path, list[str]]) -> None:
    path = next(path for path in files if path.name == "launch.xlsx")
    rows = read_processing(path).rows
    assert rows is not None
    doubled = rows.with_columns(pl.col("daily_budget").cast(pl.Float64).mul(2).cast(pl.String))
    assert keyed_rows(doubled, everything(), plan().created, 2)["key"].to_list() == files[path]
