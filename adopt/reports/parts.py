"""Whether an archive still holds what was packed into it: each part is followed by the checksum of its bytes.

A reader of workbooks stops where a sheet's table ends and never compares it, so that a changed byte would be a changed
figure, and a lost one a row less.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from html import unescape
from os import SEEK_END
from pathlib import Path
from struct import unpack_from
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile

from adopt.reports.refusal import refuse

FAULTS = (BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, zlib.error)
"""What Python raises for an archive that isn't whole, or says what no archive can."""

_CHUNK, _STEP = 1 << 20, 1 << 12
_END, _COUNT, _TAIL = b"PK\5\6", 10, (1 << 16) + 22
"""How the record begins that ends an archive (APPNOTE.TXT 4.3.16), where the number of parts stands in it, and the last
bytes of a file among which it is: a comment or stray bytes may follow it."""
_MANY = 0xFFFF
_SHEETS = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^>]*)")
_ATTRIBUTE = re.compile(r'\b(\w+)="([^"]*)"')


def check_workbook(path: Path) -> None:
    """Compare every part of a workbook with its checksum.

    Raises:
        RefusedError: one differs, is cut off or missing; told with its sheet and the last row that is whole.
    """
    try:
        with ZipFile(path) as archive:
            broken = broken_part(archive)
            place = _place(archive, broken) if broken else ""
            lost = not broken and _said(path) not in (len(archive.infolist()), _MANY)
    except FAULTS:
        refuse(path, None, "damaged")
    if broken or lost:
        refuse(path, None, "damaged_part", place)


def other_archive(path: Path) -> bool:
    """Whether a file is an archive that packs no workbook."""
    try:
        with ZipFile(path) as archive:
            return not any(name.startswith("xl/") for name in archive.namelist())
    except (BadZipFile, NotImplementedError, ValueError, OSError):  # what a broken list of parts raises
        return False


def breaks_off(path: Path, sheet: str) -> bool:
    """Whether the part of a workbook's sheet ends before its XML does: a reader may take that for an empty sheet."""
    with ZipFile(path) as archive:
        parser = ParserCreate()
        try:
            for part in (part for part, name in _sheets(archive).items() if name == sheet):
                for chunk in _read(archive, part, _CHUNK):
                    parser.Parse(chunk)
                parser.Parse(b"", True)
        except (ExpatError, KeyError):
            return True
    return False


def broken_part(archive: ZipFile) -> str | None:
    """The name of the first part whose bytes can't be unpacked or aren't those of its checksum."""
    return next((name for name in archive.namelist() if not _is_whole(archive, name)), None)


def _is_whole(archive: ZipFile, name: str) -> bool:
    try:
        for _ in _read(archive, name, _CHUNK):
            pass
    except FAULTS:
        return False
    return True


def _read(archive: ZipFile, name: str, size: int) -> Iterator[bytes]:
    with archive.open(name) as part:
        while chunk := part.read(size):
            yield chunk


def _said(path: Path) -> int:
    """How many parts the archive says that it has: a reader that believes it would pass over the others."""
    with path.open("rb") as stream:
        size = stream.seek(0, SEEK_END)
        stream.seek(max(0, size - _TAIL))
        tail = stream.read()
    return int(unpack_from("<H", tail, tail.rindex(_END) + _COUNT)[0])


def _place(archive: ZipFile, part: str) -> str:
    """A sheet's place as spreadsheets write it (``'Campaigns'!A120``); the name of a part that is no sheet."""
    sheet, row = _sheets(archive).get(part), _last_row(archive, part)
    return f"'{sheet}'" + (f"!A{row}" if row else "") if sheet else part


def _last_row(archive: ZipFile, part: str) -> str | None:
    """The last row that begins before the fault; None where only the checksum tells that there is one."""
    rows: list[str] = []
    parser = ParserCreate()
    parser.StartElementHandler = lambda name, having: rows.append(having["r"]) if name == "row" else None
    try:
        for chunk in _read(archive, part, _STEP):
            parser.Parse(chunk)
    except BadZipFile:
        return None
    except (ExpatError, KeyError, *FAULTS):
        pass
    return rows[-1] if rows else None


def _sheets(archive: ZipFile) -> dict[str, str]:
    """Part -> name of its sheet, as far as the workbook's own parts can be read."""
    try:
        links, sheets = (archive.read(part).decode() for part in (_LINKS, _SHEETS))
    except (*FAULTS, KeyError):
        return {}
    targets = {found["id"]: found["target"] for found in _elements(_RELATION, links, ("id", "target"))}
    named = _elements(_SHEET, sheets, ("id", "name"))
    return {_part(targets.get(one["id"], "")): unescape(one["name"]) for one in named}


def _elements(tag: re.Pattern[str], xml: str, names: Sequence[str]) -> list[dict[str, str]]:
    """The attributes of those elements that have all of these, whatever their prefixes."""
    found = [{name.lower(): value for name, value in _ATTRIBUTE.findall(one)} for one in tag.findall(xml)]
    return [one for one in found if one.keys() >= {*names}]


def _part(target: str) -> str:
    """A link's target as a part's name: they are given from the folder of the workbook or from the root."""
    return "xl/" + target.removeprefix("/").removeprefix("xl/")
