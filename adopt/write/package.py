"""Saves a workbook so that the same content gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from adopt.reports.parts import FAULTS

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time that a zip archive can hold
_UNIX = 3
_READABLE = 0o600 << 16
_NO_ROWS = re.compile(rb"<sheetData(?: ?/>|></sheetData>)")


class Book(Workbook):  # type: ignore[misc]  # openpyxl is untyped
    """A write-only workbook whose rows openpyxl doesn't write.

    Attributes:
        rows: of each sheet, by its title, as `adopt.write.rows` writes them; they are put in when the book is saved.
    """

    def __init__(self) -> None:
        super().__init__(write_only=True)
        self.rows: dict[str, list[str]] = {}


class _TimelessZip(ZipFile):
    """A zip archive whose entries carry no time and no trace of the system that wrote them.

    Sheets get their ``rows``, by the name of their entry.
    """

    def __init__(self, path: Path, rows: Mapping[str, list[str]]) -> None:
        super().__init__(path, "w", ZIP_DEFLATED, allowZip64=True)
        self._rows = rows

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        entry = ZipInfo(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname), _EPOCH)
        entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
        super().writestr(entry, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        name, data = arcname or filename, Path(filename).read_bytes()
        self.writestr(name, _with_rows(data, self._rows[name]) if name in self._rows else data)


def _with_rows(sheet: bytes, rows: list[str]) -> bytes:
    before, after = _NO_ROWS.split(sheet, maxsplit=1)
    return b"".join([before, b"<sheetData>", "".join(rows).encode(), b"</sheetData>", after])


def is_untouched(path: Path) -> bool:
    """Whether a workbook is as `save_workbook` left it: whatever saves one anew marks its entries otherwise."""
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except FAULTS:
        return False
    marks = {(one.date_time, one.create_system, one.external_attr) for one in entries}
    return marks == {(_EPOCH, _UNIX, _READABLE)}


def save_workbook(book: Workbook, path: Path, made_for: date, title: str) -> None:
    """Save ``book`` at ``path``.

    Args:
        book: a workbook; write-only ones can't be used afterwards.
        path: where.
        made_for: the day that stands as its time of creation, so that the clock doesn't show.
        title: its title in the document properties.

    Raises:
        OSError: the file can't be written.
    """
    day = datetime.combine(made_for, time.min)
    book.properties.creator, book.properties.title = "adopt", title
    book.properties.created = book.properties.modified = day
    told = book.rows if isinstance(book, Book) else {}
    rows = {
        f"xl/worksheets/sheet{n}.xml": told[title]
        for n, title in enumerate(book.sheetnames, 1)
        if title in told
    }
    with _TimelessZip(path, rows) as archive:
        ExcelWriter(book, archive).write_data()
