"""Workbooks as a seller hands them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty

from adopt.say import translator

HEADERS = ("Accept", "Action", "Change", "Your value", "Why", "Key")


def small_book(
    path: Path,
    digest: str,
    rows: Sequence[Mapping[str, object]],
    language: str = "en",
    shuffled: np.random.Generator | None = None,
) -> Path:
    """A workbook of the columns that count and some others: ``rows`` by English headers; all may be in any order."""
    book, headers, rows = Workbook(), list(HEADERS), list(rows)
    if shuffled:
        headers = [headers[place] for place in shuffled.permutation(len(headers))]
        rows = [rows[place] for place in shuffled.permutation(len(rows))]
    page = book.active
    page.title = "Decide today"
    page.append(["a line of the seller's own"])
    page.append([translator(language)(name) for name in headers])
    for row in rows:
        page.append([row.get(name) for name in headers])
    if shuffled:
        page.row_dimensions[3].hidden = True
        page.column_dimensions["B"].hidden = True
    book.custom_doc_props.append(StringProperty(name="adopt_plan", value=digest))
    book.save(path)
    return path


def answered(
    source: Path, target: Path, answers: Mapping[str, str | None], values: Mapping[str, object]
) -> Path:
    """The workbook of a run with other answers and values in the rows of these keys."""
    book = load_workbook(source)
    for page in book.worksheets:
        headers = [[cell.value for cell in page[row]] for row in (1, 2)]
        for language in ("en", "zh"):
            say = translator(language)
            names = [say(name) for name in ("Accept", "Your value", "Key")]
            place = next((row for row in headers if set(names) <= set(row)), None)
            if place:
                accept, own, key = (place.index(name) + 1 for name in names)
                for row in range(3, page.max_row + 1):
                    found = page.cell(row, key).value
                    if found in answers:
                        page.cell(row, accept).value = answers[found]
                    if found in values:
                        page.cell(row, own).value = values[found]
    book.save(target)
    return target
