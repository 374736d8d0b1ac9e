"""Upload workbooks: what a seller hands to Amazon."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils import get_column_letter

from adopt.errors import Sentence, UnsafePlanError
from adopt.plan.changes import Changes
from adopt.schema import Bulk, RuleWords
from adopt.words import bulksheet
from adopt.words.rules import sheet_rules
from adopt.write.bulk_sheet import KEY, upload_columns
from adopt.write.package import save_workbook
from adopt.write.validate import FIRST_ROW, faults

_WIDEST = 60
"""Characters of the widest column."""


def write_upload(sheet: pl.DataFrame, path: Path, plan: Changes, bulk: Bulk) -> None:
    """Write an upload workbook with one sheet, after checking it against Amazon's rules.

    Args:
        sheet: rows as `adopt.write.sheets` makes them.
        path: the ``.xlsx`` to write.
        plan: where the rows come from: its currency and marketplace choose the limits.
        bulk: the download that the rows refer to.

    Raises:
        UnsafePlanError: a rule is broken; nothing is written.
        OSError: the file can't be written.
    """
    broken = faults(sheet, bulk, plan.currency, plan.marketplace, plan.as_of)
    if broken.height:
        raise _unsafe(path.name, broken, _outside(sheet, broken, plan))
    save_workbook(_workbook(sheet), path, plan.as_of, f"adopt: {path.stem}")


def _outside(sheet: pl.DataFrame, broken: pl.DataFrame, plan: Changes) -> RuleWords | None:
    """The rule from outside whose row is broken first."""
    code = sheet[KEY][broken["row"][0] - FIRST_ROW].split("|")[0]
    return next((rule for rule in plan.rules if rule.code == code), None)


def _unsafe(name: str, broken: pl.DataFrame, rule: RuleWords | None) -> UnsafePlanError:
    first = broken.row(0, named=True)
    first["what"] = Sentence(sheet_rules()[first["rule"]].what, detail=first["detail"])
    if rule:
        return UnsafePlanError(
            "{file}: row {row}, column {column}: '{value}' would be refused by Amazon ({rule}). {what} The row is of rule {outside}: "
            "take {code} out of rules.trusted in adopt.toml, and tell its author; nothing was written",
            file=name,
            outside=rule.title,
            code=rule.code,
            **first,
        )
    return UnsafePlanError(
        "{file}: row {row}, column {column}: '{value}' would be refused by Amazon ({rule}; {count} such cells in all). {what} "
        "Nothing was written: please report this as an error of adopt",
        file=name,
        count=broken.height,
        **first,
    )


def _workbook(sheet: pl.DataFrame) -> Workbook:
    book = Workbook(write_only=True)
    page = book.create_sheet(bulksheet()["sheet"])
    numbers = set(bulksheet()["numbers"])
    _lay_out(page, sheet)
    page.append(list(bulksheet()["columns"].values()))
    cells = [WriteOnlyCell(page) for _ in upload_columns()]
    for cell, name in zip(cells, upload_columns(), strict=True):
        # Excel turns an ID into a rounded number when someone edits its cell, unless the cell is formatted as text.
        cell.number_format = "General" if name in numbers else "@"
    for row in sheet.select(upload_columns()).iter_rows():
        for cell, name, value in zip(cells, upload_columns(), row, strict=True):
            _fill(cell, value, number=name in numbers)
        page.append([cell if cell.value is not None else None for cell in cells])
    return book


def _lay_out(page: Any, sheet: pl.DataFrame) -> None:
    """Columns as wide as what is in them, and a header that stays: people look before they upload."""
    page.freeze_panes = "A2"
    for number, (name, header) in enumerate(
        zip(upload_columns(), bulksheet()["columns"].values(), strict=True), 1
    ):
        longest = max((len(str(value)) for value in sheet[name].drop_nulls()), default=0)
        width = min(max(len(header), longest) + 2, _WIDEST)
        page.column_dimensions[get_column_letter(number)].width = width


def _fill(cell: WriteOnlyCell, value: str | None, *, number: bool) -> None:
    if number and value:
        cell.value = float(value)
        return
    cell.value = value
    if value is not None:
        # openpyxl takes "=..." for a formula; a term that starts so is a text like any other.
        cell.data_type = "s"
