"""Saves a workbook so that the same content gives the same bytes."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest time that a zip archive can hold
_UNIX = 3
_READABLE = 0o600 << 16


class _TimelessZip(ZipFile):
    """A zip archive whose entries carry no time and no trace of the system that wrote them."""

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        entry = ZipInfo(getattr(zinfo_or_arcname, "filename", zinfo_or_arcname), _EPOCH)
        entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, _UNIX, _READABLE
        super().writestr(entry, data)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        self.writestr(arcname or filename, Path(filename).read_bytes())


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
    with _TimelessZip(path, "w", ZIP_DEFLATED, allowZip64=True) as archive:
        ExcelWriter(book, archive).write_data()
