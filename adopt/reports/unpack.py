"""Files packed into a zip archive, which a workbook is too but isn't meant here; and one packed by gzip, as APIs deliver it."""

from __future__ import annotations

import gzip
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo, is_zipfile

from adopt.reports.open_api import GZIP, has_search_terms
from adopt.reports.refusal import refuse

_MOST_BYTES = 8 << 30
"""What an archive may unpack to: ten times the largest reports, less than the disk of the smallest machine."""
_START, _CHUNK = 1 << 14, 1 << 20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_OFFICE = ("[Content_Types].xml", "mimetype")


class Member(NamedTuple):
    """A file of an archive: its place as a seller would write it (``archive.zip/report.csv``), and its bytes."""

    shown: Path
    file: Path


def is_archive(path: Path) -> bool:
    """Whether a file packs others; workbooks don't count, nor what is damaged (its reader says so)."""
    if not path.is_file():
        return False
    return _packs_one(path) or (is_zipfile(path) and _packs_several(path))


def _packs_one(path: Path) -> bool:
    """Whether gzip packed it; search terms of the Ads API have a reader that unpacks them as it goes."""
    try:
        with path.open("rb") as stream:
            if stream.read(len(GZIP)) != GZIP:
                return False
        with gzip.open(path) as packed:
            return not has_search_terms(packed.read(_START))
    except (EOFError, OSError, zlib.error):
        return False


def _packs_several(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return not any(name in _OFFICE for name in archive.namelist())
    except (BadZipFile, NotImplementedError, OSError, ValueError):
        return False


@contextmanager
def unpacked(path: Path) -> Iterator[list[Member]]:
    """The files of an archive by name, on the disk as long as the block lasts.

    Raises:
        RefusedError: it is locked with a password, damaged, or far too large.
    """
    folder = Path(tempfile.mkdtemp(prefix="adopt-"))
    try:
        if _packs_one(path):
            yield [_unpacked_one(path, folder)]
            return
        with ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(path, entries)
            yield sorted(_member(archive, path, folder / str(n), entry) for n, entry in enumerate(entries))
    except (BadZipFile, EOFError, NotImplementedError, ValueError, gzip.BadGzipFile, zlib.error):
        refuse(path, None, "damaged")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpacked_one(path: Path, folder: Path) -> Member:
    file, left = folder / (path.stem if path.suffix else "file"), _room()
    with gzip.open(path) as packed, file.open("wb") as stream:
        while chunk := packed.read(_CHUNK):
            left -= len(chunk)
            if left < 0:
                refuse(path, None, "huge_archive")
            stream.write(chunk)
    return Member(path / file.name, file)


def _room() -> int:
    return min(_MOST_BYTES, shutil.disk_usage(tempfile.gettempdir()).free)


def _check(path: Path, entries: list[ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        refuse(path, None, "locked_archive")
    size = sum(entry.file_size for entry in entries)
    if size > _room():
        refuse(path, None, "huge_archive", f"{size / (1 << 30):,.0f} GB")


def _member(archive: ZipFile, path: Path, folder: Path, entry: ZipInfo) -> Member:
    """Written into a folder of its own under its last name only, whatever path the archive claims for it."""
    shown = PurePosixPath(_name(entry).replace("\\", "/"))
    parts = [part for part in shown.parts if part not in ("/", "..")]
    folder.mkdir()
    file = folder / (parts[-1] if parts else "file")
    try:
        with archive.open(entry) as packed, file.open("wb") as stream:
            shutil.copyfileobj(packed, stream)
    except (BadZipFile, EOFError, zlib.error):
        refuse(path, None, "damaged_part", str(shown))
    return Member(path.joinpath(*parts), file)


def _name(entry: ZipInfo) -> str:
    """Windows in Chinese packs names in its own code page without saying so."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
