"""A report found again by the SHA-256 of its bytes, whatever it is called now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from adopt.errors import InputError
from adopt.reports.folder import Names, inputs, is_input
from adopt.reports.identify import identify
from adopt.reports.refusal import RefusedError
from adopt.reports.unpack import is_archive, unpacked
from adopt.schema import Reading


def reading_of(digest: str, name: str, places: Sequence[Path], sellers: Names = ()) -> Reading | None:
    """The reading of the file with that digest; files of its old name are looked at first.

    Args:
        digest: SHA-256 of its bytes.
        name: what it was called.
        places: files and folders to look in, archives inside them too.
        sellers: column names that the seller gave, as for `identify`.
    """
    return _first(_candidates(name, places), digest, sellers)


def _candidates(name: str, places: Sequence[Path]) -> Iterator[Path]:
    files = dict.fromkeys(path for place in places for path in _files(place))
    yield from sorted(files, key=lambda path: path.name != name)


def _files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    try:
        return inputs(place)
    except InputError:  # thousands of files: no folder of downloads
        return []


def _first(files: Iterable[Path], digest: str, sellers: Names) -> Reading | None:
    """The first reading that is found, in archives inside archives too."""
    each = (
        _in_archive(file, digest, sellers) if is_archive(file) else _of(file, digest, sellers)
        for file in files
    )
    return next((found for found in each if found), None)


def _in_archive(path: Path, digest: str, sellers: Names) -> Reading | None:
    try:
        with unpacked(path) as members:
            return _first((file for shown, file in members if is_input(shown)), digest, sellers)
    except RefusedError:
        return None


def _of(path: Path, digest: str, sellers: Names) -> Reading | None:
    try:
        with path.open("rb") as stream:
            same = hashlib.file_digest(stream, "sha256").hexdigest() == digest
    except OSError:
        return None
    found = identify(path, sellers) if same else None
    return found if isinstance(found, Reading) else None
