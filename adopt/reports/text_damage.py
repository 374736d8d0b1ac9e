"""How a text file shows that it is damaged: it has no checksum, so only what no writer writes tells.

A file cut off right behind a row, or with a letter changed for another one, looks whole: nothing can tell it.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from adopt.reports.refusal import refuse

_TAIL = 1 << 16
_REPLACED = "\ufffd"
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f]")
"""Characters that no table holds, and that pictures and programs are full of."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_MOST_BROKEN = 0.1
_HEADER = 3
"""Cells of the shortest header; a note in one line has fewer."""
_DIGIT, _LETTER = re.compile(r"[0-9]"), re.compile(r"[^\W\d_]")


def refuse_zeros(path: Path, text: str) -> None:
    """Zero bytes are what a full disk or a broken download leaves in a text.

    Raises:
        RefusedError: there are some, or the file is no text at all.
    """
    place = text.find("\0")
    if place < 0:
        return
    if _CONTROLS.search(text, 0, _TAIL):
        refuse(path, None, "wrong_type")
    refuse(path, None, "zero_bytes", _row_after(text[:place]))


def refuse_broken_utf8(path: Path, content: bytes) -> None:
    """Letters of several bytes are UTF-8 by design only: where nearly all of them are, the others were broken.

    Raises:
        RefusedError: bytes of a UTF-8 text were lost or changed.
    """
    text = content.decode("utf-8-sig", errors="replace")
    broken = text.count(_REPLACED)
    sound = sum(len(line) - len(line.encode("ascii", errors="ignore")) for line in text.splitlines()) - broken
    if 0 < broken <= _MOST_BROKEN * sound:
        refuse(path, None, "broken_text", _row_after(text[: text.index(_REPLACED)]))


def refuse_undecoded(path: Path, content: bytes, encoding: str) -> None:
    """Bytes that aren't of the encoding that the file says it has.

    Raises:
        RefusedError: always, with the row in which they stand.
    """
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        refuse(
            path, None, "broken_text", _row_after(content[: error.start].decode(encoding, errors="ignore"))
        )


def refuse_half(path: Path, source: Path | bytes, separator: str, width: int) -> None:
    """A last line without an end and with fewer cells than the row above it is the beginning of a row.

    So is one line of several cells that nothing ends: even a report without rows ends its header.

    Args:
        path: the file.
        source: it, or its text as UTF-8.
        separator: between cells.
        width: cells of its header.

    Raises:
        RefusedError: the file ends in the middle of a row.
    """
    tail = _tail(source)
    if not tail or tail.endswith(("\n", "\r")):
        return
    above, _, last = tail.rpartition("\n")
    row, half = _cells(above.rpartition("\n")[2], separator), _cells(last, separator)
    in_header = not above and len(half) >= _HEADER
    if in_header or (len(half) < len(row) == width and _begins(half, row)):
        lines = (source if isinstance(source, bytes) else source.read_bytes()).count(b"\n")
        refuse(path, None, "cut_short", f"A{lines + 1}")


def _tail(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        return source[-_TAIL:].decode(errors="ignore")
    with source.open("rb") as stream:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, size - _TAIL))
        return stream.read().decode("utf-8-sig", errors="ignore")


def _cells(line: str, separator: str) -> list[str]:
    return next(csv.reader([line.rstrip("\r")], delimiter=separator), [""])


def _begins(last: list[str], above: list[str]) -> bool:
    """Whether a line may be a row cut off: a line of its own, as of a sum, has one cell, which isn't like a row's first."""
    return len(last) > 1 or bool(_DIGIT.search(last[0]) and _shape(above[0]).startswith(_shape(last[0])))


def _shape(cell: str) -> str:
    """Digits and letters for any of them: what days and numbers of orders have in common."""
    return _LETTER.sub("a", _DIGIT.sub("0", cell))


def _row_after(text: str) -> str:
    """The row that a text breaks off in, as a spreadsheet's place."""
    return f"A{len(_LINE_END.findall(text)) + 1}"
