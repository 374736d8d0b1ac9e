"""Amazon's processing report of an upload: what it says of which row, and the rows themselves where it repeats them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.reports import bulk
from adopt.reports.bulk_english import TOKEN_COLUMNS
from adopt.reports.columns import Columns
from adopt.reports.headers import fold, tokens
from adopt.reports.open import Source, open_file
from adopt.reports.raw import ROW, Table
from adopt.reports.sieve import text
from adopt.words import bulksheet
from adopt.words.messages import report_names

SAID = {ROW: pl.Int64, "type": pl.String, "code": pl.String, "message": pl.String}
"""What Amazon says of a sheet row; of the whole file where the row is null."""


class ProcessingReport(NamedTuple):
    """What Amazon made of an upload file.

    Attributes:
        told: whether the file tells results at all; some only repeat the upload.
        said: with the columns of `SAID`.
        rows: the upload's rows as text, by `ROW`, under our names of Amazon's columns; tokens are ours (``keyword``), other
            words as they stand. None where the file doesn't repeat them.
    """

    told: bool
    said: pl.DataFrame
    rows: pl.DataFrame | None


def read_processing(path: Path) -> ProcessingReport:
    """The processing report in a file; ``told`` is false and ``rows`` None for whatever is none.

    Raises:
        RefusedError: the file can't be opened.
    """
    source = open_file(path)
    summaries = list(_summaries(source))
    echoed = next(iter(bulk.find(source)), None)
    beside = _beside(echoed) if echoed else None
    parts = [*summaries, *([] if beside is None else [beside])]
    said = pl.concat(parts).unique(maintain_order=True) if parts else pl.DataFrame(schema=SAID)
    return ProcessingReport(bool(parts), said, upload_rows(echoed) if echoed else None)


def upload_rows(columns: Columns) -> pl.DataFrame:
    """The rows of a sheet that was made for uploading, as `ProcessingReport.rows` has them."""
    names = [name for name in bulksheet()["columns"] if columns.header.cell(name) is not None]
    cells = [text(str(columns.header.cell(name))).alias(name) for name in names]
    rows = columns.rows.select(pl.col(ROW).cast(pl.Int64), *cells).collect()
    kinds = {**TOKEN_COLUMNS, "operation": "operations"}
    ours = [_token(rows, name, kinds[name]) for name in names if name in kinds]
    blank = [pl.lit(None, pl.String).alias(name) for name in bulksheet()["columns"] if name not in names]
    return rows.with_columns(ours).with_columns(blank).select(ROW, *bulksheet()["columns"])


def _token(rows: pl.DataFrame, name: str, kind: str) -> pl.Expr:
    known: Mapping[str, str] = tokens(kind) if kind != "operations" else {}
    found = {cell: known.get(fold(cell), fold(cell)) for cell in rows[name].drop_nulls().unique().to_list()}
    return pl.col(name).replace_strict(found, default=None, return_dtype=pl.String).alias(name)


def _summaries(source: Source) -> Iterator[pl.DataFrame]:
    """The tables with a column of sheet rows and one of messages, whatever their tab is called."""
    for table in source.tables():
        found = _header(table, ("record", "message"))
        if found:
            yield _said(table, *found)


def _beside(columns: Columns) -> pl.DataFrame | None:
    """Error columns at the right of the campaign tab; of each row that has any."""
    places = _places(columns.table.head[columns.header.row - 1])
    if "message" not in places:
        return None
    said = _said(columns.table, columns.header.row, {**places, "record": ROW})
    return said.filter(pl.any_horizontal(pl.col("type", "code", "message").is_not_null()))


def _header(table: Table, needed: tuple[str, ...]) -> tuple[int, dict[str, str]] | None:
    for number, cells in enumerate(table.head, start=1):
        places = _places(cells)
        if all(name in places for name in needed):
            return number, places
    return None


def _places(cells: tuple[str | None, ...]) -> dict[str, str]:
    """Part of the report -> column of the table's frame."""
    known = {fold(name): part for part, names in report_names().items() for name in names if part != "tabs"}
    found = {
        known[fold(cell)]: str(place) for place, cell in enumerate(cells) if cell and fold(cell) in known
    }
    return dict(found)


def _said(table: Table, header: int, places: Mapping[str, str]) -> pl.DataFrame:
    cells = [
        (text(places[part]) if part in places else pl.lit(None, pl.String)).alias(part)
        for part in ("type", "code", "message")
    ]
    # "12" and, from a cell that holds a number, "12.0"
    record = pl.col(places["record"]).cast(pl.String).str.extract(r"^\s*([0-9]+)").cast(pl.Int64)
    rows = table.frame.slice(header).select(record.alias("record"), *cells).collect()
    some = rows.filter(pl.any_horizontal(pl.col("type", "code", "message").is_not_null()))
    return some.rename({"record": ROW}).select(list(SAID))
