"""Which plan a workbook shows: document properties that survive sorting, filtering and other spreadsheet programs."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import is_zipfile

from openpyxl import Workbook, load_workbook
from openpyxl.packaging.custom import StringProperty
from openpyxl.utils.exceptions import InvalidFileException

from adopt.errors import InputError
from adopt.plan.plan import Plan
from adopt.reports.parts import FAULTS, other_archive
from adopt.say.translate import LANGUAGES, later, translator

NOTE = later("Plan {digest} of {day}, by adopt {version}, in English")
"""The line of the sheet Read me that names the plan, too."""
_DAMAGE = (*FAULTS, InvalidFileException, SyntaxError, AttributeError, LookupError, TypeError)
"""What openpyxl lets through of a workbook that isn't whole; every parser of XML says a SyntaxError."""


class Identity(NamedTuple):
    """What a workbook says of itself; ``digest`` of its plan, at least the first 12 digits."""

    digest: str
    as_of: str | None
    version: str | None
    language: str | None


def stamp(book: Workbook, plan: Plan, language: str) -> None:
    """Writes into the document's properties which plan the workbook shows."""
    said = {
        "adopt_plan": plan.digest,
        "adopt_as_of": plan.as_of.isoformat(),
        "adopt_version": plan.version,
        "adopt_language": language,
    }
    for name, value in said.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))


def identity_of(path: Path) -> Identity:
    """Which plan the workbook shows; by its sheet Read me where a program has dropped the properties.

    Raises:
        InputError: the file can't be read, or isn't a workbook of adopt's.
    """
    with opened(path) as book:
        said = {one.name: str(one.value) for one in book.custom_doc_props}
        digest = said.get("adopt_plan") or _noted(book)
    if digest is None:
        raise InputError(
            "{file}: isn't a workbook of adopt daily (it names no plan); expected recommendations.xlsx",
            file=path,
        )
    return Identity(digest, said.get("adopt_as_of"), said.get("adopt_version"), said.get("adopt_language"))


@contextmanager
def opened(path: Path) -> Iterator[Workbook]:
    """The workbook with the values of its cells, row by row: they are read, and may turn out damaged, as long as the block lasts.

    What other programs write and openpyxl only warns of (styles, dates out of bounds) doesn't matter here.

    Raises:
        InputError: the file can't be read, isn't a workbook, or is damaged.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with closing(_loaded(path)) as book:
                yield book
        except _DAMAGE as error:
            raise InputError(
                "{file}: is damaged or only half saved; open it in Excel, take out sheets of your own, save it as a new .xlsx, and name that one",
                file=path,
            ) from error


def _loaded(path: Path) -> Workbook:
    try:
        # From memory: of a sheet that is damaged openpyxl leaves the file open, and nobody has it to close.
        return load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except OSError as error:
        raise InputError("{file}: can't be read ({why})", file=path, why=error.strerror or error) from error
    except _DAMAGE as error:
        if is_zipfile(path) and not other_archive(path):
            raise
        raise InputError(
            "{file}: isn't an Excel workbook (.xlsx); save it as one, or name another", file=path
        ) from error


def _noted(book: Workbook) -> str | None:
    """The digits that the first sheets show."""
    lines = [re.compile(_pattern(translator(one)(NOTE))) for one in LANGUAGES]
    cells = (
        cell
        for page in book.worksheets
        for row in page.iter_rows(max_row=60, max_col=3, values_only=True)
        for cell in row
    )
    found = (line.fullmatch(cell.strip()) for cell in cells if isinstance(cell, str) for line in lines)
    return next((match[1] for match in found if match), None)


def _pattern(note: str) -> str:
    """What finds the digest in a line of this form."""
    digest = re.escape(note).replace(r"\{digest\}", "([0-9a-f]{12})")
    return re.sub(r"\\{\w+\\}", ".+", digest)
