"""Tracking results: a carrier's table, or the seller's own log of shipments."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from adopt.errors import Sentence
from adopt.ship.sheets import Sheet, find_sheet, is_long
from adopt.words.labels import result_names

_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+|[0-9]{15}0{3,}")
"""9.40011E+21, or fifteen digits and zeros: what a spreadsheet program saves of a long number."""

_MARKERS = ("order", "tracking")


class Result(NamedTuple):
    """A parcel's row, its cells as they are; empty where it doesn't say."""

    row: int
    order: str
    item: str
    quantity: str
    day: str
    tracking: str
    code: str
    carrier: str
    method: str


class Results(NamedTuple):
    """Rows to confirm, and the IDs of orders that the log says are confirmed already."""

    rows: tuple[Result, ...]
    done: tuple[str, ...]
    sheet: Sheet

    def is_eaten(self, tracking: str) -> bool:
        """Whether a spreadsheet program took a tracking number for a number, and has eaten its digits."""
        if _ROUNDED.fullmatch(tracking):
            return True
        stored = "tracking" in self.sheet.numbers and is_long(tracking)
        return stored and int(float(tracking)) == int(tracking)

    def column(self, name: str) -> str:
        """What the file calls a column; ours where it hasn't got it."""
        return self.sheet.names.get(name, result_names()[name][0])


def read_results(path: Path) -> Results:
    """The rows of a file.

    Raises:
        InputError: it has no column of orders, or none of tracking numbers.
    """
    sheet = find_sheet(path, result_names(), _MARKERS, Sentence("tracking results"))
    every = [(line.cells, _result(line.row, line.cells)) for line in sheet.lines]
    open_ = tuple(one for cells, one in every if not cells.get("confirmed"))
    done = dict.fromkeys(one.order for cells, one in every if cells.get("confirmed"))
    return Results(open_, tuple(done), sheet)


def _result(row: int, cells: dict[str, str]) -> Result:
    said = {name: cells.get(name, "") for name in Result._fields if name != "row"}
    return Result(row, **said | {"tracking": said["tracking"].replace(" ", "")})
