"""A file -> its text tables, whatever the container. Nothing is converted here."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from json import detect_encoding
from pathlib import Path
from zipfile import is_zipfile

from adopt.reports.headers import fold
from adopt.reports.open_api import GZIP, api_table
from adopt.reports.open_json import json_tables
from adopt.reports.open_text import text_table
from adopt.reports.open_xlsx import xlsx_tables
from adopt.reports.raw import Table, fingerprint
from adopt.reports.refusal import refuse
from adopt.words.named import REPORT, report_of

_ZIP = b"PK\x03\x04"
_WRONG = (b"%PDF", b"{\\rtf", GZIP, b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf")
_RECORDS = (b"{", b"[")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_NO_WORKBOOK = ("WordDocument", "PowerPoint Document", "__substg1.0_")
"""Names in old files of Word, PowerPoint and Outlook, which have the form of an old workbook."""
_PAGES = (b"<!doctype html", b"<html", b"<?xml", b"<table")


@dataclass(frozen=True)
class Source:
    """An opened file: its digest, and its tables, loaded one by one when they are asked for."""

    path: Path
    digest: str
    sheets: tuple[str | None, ...]
    _load: Callable[[str | None], Table | None]
    sellers: Sequence[Mapping[str, str]] = ()
    is_json: bool = False
    _loaded: dict[str | None, Table | None] = field(default_factory=dict)

    def table(self, sheet: str | None) -> Table | None:
        """The table of a sheet; None where it is hidden by Amazon or empty."""
        if sheet not in self._loaded:
            self._loaded[sheet] = self._load(sheet)
        return self._loaded[sheet]

    def names_for(self, report: str) -> list[dict[str, str]]:
        """The seller's names for the columns of a kind of report, our column -> name, each for another layout."""
        mine = [dict(names) for names in self.sellers if report_of(dict(names)) == report]
        return [{ours: name for ours, name in names.items() if ours != REPORT} for names in mine]

    def tables(self, *, without: Container[str] = ()) -> list[Table]:
        """All tables but those of sheets with these (folded) names."""
        sheets = [sheet for sheet in self.sheets if not sheet or fold(sheet) not in without]
        return [table for sheet in sheets if (table := self.table(sheet))]


def open_file(path: Path) -> Source:
    """Open a report.

    Raises:
        RefusedError: the file is missing, empty, damaged or not a table.
    """
    if not path.is_file():
        refuse(path, None, "missing_file")
    with path.open("rb") as stream:
        start = stream.read(2048)
    if _ZIP.startswith(start):  # not even the first four bytes of a workbook arrived
        refuse(path, None, "damaged" if start else "empty_file")
    if start.startswith(_OLD_OFFICE):
        refuse(path, None, "wrong_type" if _is_no_workbook(path.read_bytes()) else "old_excel")
    if records := _records(path, start):
        return records
    if start.startswith(_WRONG) or _text_start(start).startswith(_PAGES):
        refuse(path, None, "wrong_type")
    if start.startswith(_ZIP):
        names, load = xlsx_tables(path)
        return Source(path, fingerprint(path).digest, names, load)
    if is_zipfile(path):  # the list of an archive's parts at its end, and no beginning
        refuse(path, None, "damaged")
    return _text(path, start)


def _is_no_workbook(content: bytes) -> bool:
    return any(name.encode("utf-16-le") in content for name in _NO_WORKBOOK)


def _text(path: Path, start: bytes) -> Source:
    """A file of letters: JSON, or a table."""
    mark = fingerprint(path)
    if _text_start(start).startswith(_RECORDS):
        if found := json_tables(path):
            return Source(path, mark.digest, *found, is_json=True)
        if _text_start(start).startswith((b"{", b"[{")):
            refuse(path, None, "wrong_type")
    return Source(path, mark.digest, (None,), lambda _: text_table(path, mark))


def _records(path: Path, start: bytes) -> Source | None:
    """A file of the Ads API, packed or not."""
    if not (start.startswith(GZIP) or _text_start(start).startswith(_RECORDS)):
        return None
    table = api_table(path, start)
    return Source(path, fingerprint(path).digest, (None,), lambda _: table) if table else None


def _text_start(start: bytes) -> bytes:
    """The first letters in UTF-8, whatever the file's own encoding of Unicode."""
    return start.decode(detect_encoding(start), errors="ignore").lstrip("\ufeff").lstrip().lower().encode()
