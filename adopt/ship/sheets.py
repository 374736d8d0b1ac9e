"""Rows of a file as text, under names of ours; personal columns too, which every other reader of adopt leaves alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.errors import InputError, Sentence
from adopt.reports.folder import inputs
from adopt.reports.headers import fold
from adopt.reports.open import open_file
from adopt.reports.raw import EDGES, ROW, Table
from adopt.reports.refusal import RefusedError
from adopt.words.companions import Layout

Names = Mapping[str, Sequence[str]]
_EXACT_DIGITS = 15
_TEXT_CELL = re.compile(r'^="(.*)"$')


class Line(NamedTuple):
    """A row: its 1-based number and its cells, blank ones as empty texts."""

    row: int
    cells: dict[str, str]


class Sheet(NamedTuple):
    """A table of a file.

    Attributes:
        file: its name.
        names: what the file calls our columns.
        lines: its rows that aren't blank.
        numbers: our columns with long numbers some of which a workbook stores as numbers: they have lost their last digits.
    """

    file: str
    names: dict[str, str]
    lines: tuple[Line, ...]
    numbers: frozenset[str]


def names_of(layout: Layout) -> dict[str, tuple[str, ...]]:
    """All columns of a layout, those with personal data too ("ship-address-1" as ``ship_address_1``)."""
    own = {column.ours: column.names for column in layout.columns}
    return own | {name.replace("-", "_"): (name,) for name in layout.unread}


def read_sheet(path: Path, names: Names, markers: Collection[str]) -> Sheet | None:
    """The first table of a file whose header has all the markers (names of ours); None where none has.

    Raises:
        RefusedError: it can't be read as a table.
    """
    for table in open_file(path).tables():
        for place, cells in enumerate(table.head):
            columns = _columns(cells, names)
            if set(markers) <= columns.keys():
                shown = {ours: str(cells[places[0]]).strip() for ours, places in columns.items()}
                lines = _lines(table, place + 1, columns)
                return Sheet(path.name, shown, lines, _numbers(table, place + 1, columns, lines))
    return None


def find_sheet(place: Path, names: Names, markers: Collection[str], what: Sentence) -> Sheet:
    """The sheet of a file, or of the one file of a folder that has it.

    Raises:
        InputError: there is none, or more than one.
    """
    paths = inputs(place) if place.is_dir() else [place]
    found = [sheet for path in paths if (sheet := _try(path, names, markers, alone=len(paths) == 1))]
    if not found:
        raise InputError(
            "{place} has no {what}; expected columns {columns}. Download it and put it there",
            place=place,
            what=what,
            columns=", ".join(names[marker][0] for marker in markers),
        )
    if len(found) > 1:
        files = ", ".join(sheet.file for sheet in found)
        raise InputError(
            "{place} has several {what}: {files}. Name the one", place=place, what=what, files=files
        )
    return found[0]


def _try(path: Path, names: Names, markers: Collection[str], *, alone: bool) -> Sheet | None:
    """A file of a folder that can't be read is some other report's business; one that was named is told of."""
    try:
        return read_sheet(path, names, markers)
    except RefusedError as error:
        if alone:
            said = error.refusal.sentence()
            raise InputError(said.template, **said.params) from error
        return None


def _columns(cells: Sequence[str | None], names: Names) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, cell in enumerate(cells):
        if cell:
            places.setdefault(fold(cell), []).append(place)
    found = {
        ours: [one for name in said for one in places.get(fold(name), ())] for ours, said in names.items()
    }
    return {ours: there for ours, there in found.items() if there}


def _lines(table: Table, header: int, columns: Mapping[str, Sequence[int]]) -> tuple[Line, ...]:
    rows = table.frame.filter(pl.col(ROW) > header).collect()
    every = (_line(row, columns) for row in rows.iter_rows(named=True))
    return tuple(line for line in every if any(line.cells.values()))


def _numbers(
    table: Table, header: int, columns: Mapping[str, Sequence[int]], lines: Sequence[Line]
) -> frozenset[str]:
    long = {ours for line in lines for ours, cell in line.cells.items() if is_long(cell)}
    return frozenset(
        ours for ours in long if any(table.has_numbers(place, header) for place in columns[ours])
    )


def is_long(cell: str) -> bool:
    """Whether a number has more digits than a spreadsheet program keeps."""
    return len(cell) > _EXACT_DIGITS and cell.isdecimal()


def _line(row: Mapping[str, object], columns: Mapping[str, Sequence[int]]) -> Line:
    """Of several columns that tell the same thing, the first that says something."""
    cells = {
        ours: next(filter(None, (_clean(row.get(str(place))) for place in places)), "")
        for ours, places in columns.items()
    }
    number = row[ROW]
    assert isinstance(number, int)
    return Line(number, cells)


def _clean(cell: object) -> str:
    """A cell without what stands unseen around it, on one line."""
    text = re.sub(r"\s+", " ", str(cell or "")).strip(EDGES)
    return _TEXT_CELL.sub(r"\1", text)
