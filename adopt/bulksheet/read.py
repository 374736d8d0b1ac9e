"""A file -> the Sponsored Products rows in it that have an Operation, and what is wrong with the file itself."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.bulksheet.fault import FAULTS, of_file
from adopt.bulksheet.marks import mark_faults
from adopt.bulksheet.sheet import ROW, Sheet, sheet_columns
from adopt.errors import InputError
from adopt.reports import raw
from adopt.reports.bulk import KIND, tabs_for
from adopt.reports.headers import Header, find_header, fold, folded, match_row, tokens
from adopt.reports.open import Source, open_file
from adopt.reports.raw import Table

_MORE = "bulk_more"
_FEWEST = 3
_MARKERS = (("entity", "operation"), ("entity", "product"))
_ENGLISH = "en"


class Read(NamedTuple):
    """What was read.

    Attributes:
        path: the file.
        tab: the tab's name; None for a text file.
        language: of its column names.
        sheet: the rows with an Operation.
        ignored: how many rows have none, and are ignored by Amazon.
        faults: those of the file itself, with the columns of `FAULTS`.
    """

    path: Path
    tab: str | None
    language: str
    sheet: Sheet
    ignored: int
    faults: pl.DataFrame


def read_sheet(path: Path) -> Read:
    """Read a bulk sheet, whoever made it.

    Raises:
        RefusedError: the file is missing, damaged, or no table.
        InputError: no tab has the columns of a bulk sheet.
    """
    source = open_file(path)
    found = [(table, header) for table in _tables(source) if (header := _header(table))]
    if not found:
        raise InputError(
            "{file}: no tab has the columns Product, Entity and Operation, so it isn't a bulk sheet",
            file=path.name,
        )
    table, header = found[0]
    columns = _columns(table, header)
    rows = _rows(table, header, columns)
    marked = rows.filter(_has_operation("operation")) if "operation" in columns else rows.clear()
    faults = [
        *_of_tab(table, header),
        *_of_columns(table, header),
        *_of_operations(source, table, header, marked),
        *mark_faults(source.path, table, columns, header, marked),
    ]
    told = pl.concat([pl.DataFrame(schema=FAULTS), *faults])
    sheet = Sheet(marked, frozenset(sheet_columns()) - {*columns}, dict(header.names))
    return Read(path, table.sheet, header.language, sheet, rows.height - marked.height, told)


def _rows(table: Table, header: Header, columns: dict[str, int]) -> pl.DataFrame:
    """The rows that have a cell in any of our columns."""
    cells = [pl.col(str(place)).replace("", None).alias(name) for name, place in columns.items()]
    rows = table.frame.slice(header.row).select(pl.col(raw.ROW).alias(ROW), *cells)
    return rows.filter(pl.any_horizontal(pl.col(name).is_not_null() for name in columns)).collect()


def _has_operation(column: str) -> pl.Expr:
    return (pl.col(column).str.strip_chars(raw.EDGES) != "").fill_null(value=False)


def _tables(source: Source) -> list[Table]:
    return [table for sheet in tabs_for(source, "campaigns") if (table := source.table(sheet))]


def _header(table: Table) -> Header | None:
    for markers in _MARKERS:
        header = find_header(table, KIND, markers)
        if header and len(header.columns) >= _FEWEST:
            return header
    return None


def _columns(table: Table, header: Header) -> dict[str, int]:
    """Our columns that an upload may carry -> their places."""
    places = header.columns | _more(table, header).columns
    return {name: places[name] for name in sheet_columns() if name in places}


def _more(table: Table, header: Header) -> Header:
    return match_row(table.head[header.row - 1], header.row, _MORE, _ENGLISH)


def _of_tab(table: Table, header: Header) -> list[pl.DataFrame]:
    faults = []
    if table.sheet is None:
        faults.append(of_file("", "not_xlsx"))
    elif tokens("bulk_tabs").get(fold(table.sheet)) != "campaigns":
        faults.append(of_file("", "tab", table.sheet))
    if header.row != 1:
        faults.append(of_file("", "header_row", row=header.row))
    return faults


def _of_columns(table: Table, header: Header) -> list[pl.DataFrame]:
    """Names that stand there twice, and names that Amazon doesn't know."""
    known = {**folded(KIND, _ENGLISH), **folded(KIND, header.language), **folded(_MORE, _ENGLISH)}
    cells = [name.strip() for name in table.head[header.row - 1] if name and name.strip()]
    twice = dict.fromkeys(
        (*header.twice, *(name for name in _more(table, header).twice if name in sheet_columns()))
    )
    faults = [of_file(header.names.get(name, name), "duplicate_column", row=header.row) for name in twice]
    # What Amazon adds for information has brackets in every language.
    strange = dict.fromkeys(
        name for name in cells if fold(name) not in known and not name.endswith((")", "）"))
    )
    return faults + [of_file(name, "unknown_column", row=header.row) for name in strange]


def _of_operations(source: Source, table: Table, header: Header, marked: pl.DataFrame) -> list[pl.DataFrame]:
    """Nothing to do; rows to do on other ad products' tabs, which aren't checked."""
    faults = []
    if "operation" not in header.columns:
        faults.append(of_file("Operation", "missing_column"))
    elif marked.is_empty():
        faults.append(of_file(header.names["operation"], "no_operation"))
    roles = tokens("bulk_tabs")
    others = [
        name for name in source.sheets if name and roles.get(fold(name)) == "ignored" and name != table.sheet
    ]
    faults += [
        of_file("", "other_tab", name, detail=str(n)) for name in others if (n := _marked(source, name))
    ]
    return faults


def _marked(source: Source, sheet: str) -> int:
    """How many rows of a tab have an Operation."""
    table = source.table(sheet)
    header = find_header(table, KIND, ("operation",)) if table else None
    if table is None or header is None:
        return 0
    has = _has_operation(str(header.columns["operation"]))
    return int(table.frame.slice(header.row).select(has.sum()).collect().item())
