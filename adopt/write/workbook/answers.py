"""What the seller wrote into the workbook: every row of the sheets that have the columns Key and Accept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from adopt.errors import InputError, Sentence
from adopt.plan.review import Answer
from adopt.say.translate import LANGUAGES, later, translator
from adopt.write.workbook.identity import opened

ACCEPT, OWN, KEY = later("Accept"), later("Your value"), later("Key")
_NEEDED = {ACCEPT, KEY}
_MOST_ABOVE = 100
"""Rows among which the header stands, whatever the seller puts above it."""
_DIGITS = 12
"""Digits of a number that count: spreadsheet programs leave residues of binary fractions behind them."""


def answers(path: Path) -> tuple[Answer, ...]:
    """Rows with a key, an answer or a value, whatever their order, filters and hidden columns.

    Raises:
        InputError: the file can't be read, no sheet has both columns, or one has lost one of them: its rows would count as
            deleted.
    """
    with opened(path) as book:
        found = [_of_sheet(page, path) for page in book.worksheets]
    if not any(rows is not None for rows in found):
        raise InputError(
            "{file}: no sheet has the columns Accept and Key; they may be moved and hidden, but not removed or renamed",
            file=path,
        )
    return tuple(answer for rows in found for answer in rows or ())


def _of_sheet(page: Any, path: Path) -> list[Answer] | None:
    """The answers of a sheet; None if it asks for none."""
    # Other programs write a used range that needn't be true.
    page.reset_dimensions()
    rows = enumerate(page.iter_rows(), 1)
    places = next((found for _, row in islice(rows, _MOST_ABOVE) if (found := _header(row))), None)
    if places is None:
        return None
    for column in sorted(_NEEDED - places.keys()):
        raise InputError(
            "{file}, sheet {sheet}: its column {column} was renamed or removed; give it its name back, and apply it again",
            file=path,
            sheet=page.title,
            column=Sentence(column),
        )
    return list(_answered(page.title, places, rows))


def _header(row: Sequence[Any]) -> dict[str, int] | None:
    """Where the columns are, if this row names two of them; the first of equal names counts."""
    names = {translator(one)(name): name for one in LANGUAGES for name in (ACCEPT, OWN, KEY)}
    cells = [cell.value.strip() if isinstance(cell.value, str) else None for cell in row]
    found = {names[cell]: place for place, cell in reversed(list(enumerate(cells))) if cell in names}
    return found if len(found) > 1 else None


def _answered(
    sheet: str, places: Mapping[str, int], rows: Iterator[tuple[int, Sequence[Any]]]
) -> Iterator[Answer]:
    for number, row in rows:
        key, accept, own = (
            _text(row[places[name]]) if name in places and places[name] < len(row) else None
            for name in (KEY, ACCEPT, OWN)
        )
        if key or accept or own:
            yield Answer(sheet, number, key, accept, own)


def _text(cell: Any) -> str | None:
    """A cell as the seller sees it: 0.2 in a cell of percentages is 20%."""
    value = cell.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        percent = "%" in (cell.number_format or "")
        return f"{value * 100:.{_DIGITS}g}%" if percent else f"{value:.{_DIGITS}g}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip() or None if value is not None else None
