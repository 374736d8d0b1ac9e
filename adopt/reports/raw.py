"""A table as text, and the fingerprint of a file."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

ROW = "row"
"""Column of the 1-based row number, as a spreadsheet program shows it."""

OVERFLOW = "overflow"
"""Column that is filled only where a line has more cells than its header."""

EDGES = (
    " \t\n\r\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029"
    "\u202f\u205f\u3000\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
"""What stands unseen around a cell: spaces of every width, marks of the direction of writing, a byte order mark."""

_CHUNK = 1 << 20


class Table(NamedTuple):
    """A sheet or a text file; every cell is text or null.

    Attributes:
        sheet: its name, None for a text file.
        head: the first rows, for finding the header in them.
        frame: all rows with `ROW`, columns named "0", "1", ... from the left; `OVERFLOW` in text files.
        numbers_are_cells: a workbook, where numbers are stored as numbers and a dot is a decimal point.
        has_numbers: whether the column at this place holds cells stored as numbers, below so many rows.
        stored: of the column at this place, below so many rows, each cell that is stored as a number, as text.
    """

    sheet: str | None
    head: tuple[tuple[str | None, ...], ...]
    frame: pl.LazyFrame
    numbers_are_cells: bool = False
    has_numbers: Callable[[int, int], bool] = lambda _place, _rows: False
    stored: Callable[[int, int], pl.Series] = lambda _place, _rows: pl.Series(dtype=pl.String)


class Fingerprint(NamedTuple):
    """SHA-256 of a file's bytes, whether they are UTF-8, and whether zero bytes are among them."""

    digest: str
    is_utf8: bool
    has_zeros: bool


def fingerprint(path: Path) -> Fingerprint:
    """Read a file once for its digest and its encoding."""
    sha, decoder, is_utf8, has_zeros = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), True, False
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            sha.update(chunk)
            has_zeros = has_zeros or b"\0" in chunk
            plain = chunk.isascii() and not decoder.getstate()[0]  # ten times faster than decoding it
            is_utf8 = is_utf8 and (plain or _decodes(decoder, chunk))
    return Fingerprint(sha.hexdigest(), is_utf8 and _decodes(decoder, b"", final=True), has_zeros)


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True
