"""A text file (.csv, .txt, .tsv) -> a table, scanned lazily. Encoding and separator are found out."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from adopt.reports.raw import OVERFLOW, ROW, Fingerprint, Table, fingerprint
from adopt.reports.refusal import RefusedError, refuse
from adopt.reports.text_damage import refuse_broken_utf8, refuse_half, refuse_undecoded, refuse_zeros
from adopt.reports.text_quotes import quotes_are_letters, refuse_open_quote, uneven_row

HEAD_ROWS = 20
_LOOKED_AT = 200
_SAMPLE = 1 << 18
_FEWEST, _NARROWEST = 2, 3
"""Lines, and cells in the first of them, of a table that lies in one column."""
_HIGH = re.compile(rb"[\x80-\xff]+")
_GB2312 = re.compile(rb"[\xa1-\xa9\xb0-\xf7][\xa1-\xfe]")
_RARE, _WORD, _MOST = 0xD8, 4, 0.8
_SEPARATORS = (",", ";", "\t", "|")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def text_table(path: Path, mark: Fingerprint) -> Table | None:
    """The table in a text file, None where there are no rows.

    Raises:
        RefusedError: the bytes aren't text, or a damaged one.
    """
    source, sample = _utf8(path, mark)
    separator, head = _layout(sample)
    if not head:
        return None
    if _in_one_column(head):
        source, sample = _unwrapped(source)
        separator, head = _layout(sample)
    letters = separator == "\t" and quotes_are_letters(source)
    if letters:
        head = _rows(sample, separator, quoted=False)[:HEAD_ROWS]
    width = max(len(cells) for cells in head)
    # A sample may end within a cell that the file closes.
    whole = path.stat().st_size <= _SAMPLE
    if whole and width > 1 and len(head) < HEAD_ROWS and not letters:
        refuse_open_quote(path, sample, separator)
    refuse_half(path, source, separator, width)
    names = [str(place) for place in range(width)]
    frame = pl.scan_csv(
        source,
        has_header=False,
        schema=dict.fromkeys([*names, OVERFLOW], pl.String),
        separator=separator,
        quote_char=None if letters else '"',
        extra_columns="ignore",
        missing_columns="insert",
        row_index_name=ROW,
        row_index_offset=1,
        glob=False,
    )
    return Table(
        sheet=None,
        head=tuple(_padded(cells, width) for cells in head),
        frame=frame,
    )


def open_quote(path: Path) -> str:
    """The row at which the rows of a text file begin to run into one another; empty where none does."""
    try:
        source, sample = _utf8(path, fingerprint(path))
    except RefusedError:
        return ""
    text = source if isinstance(source, bytes) else source.read_bytes()
    separator, head = _layout(sample)
    return uneven_row(text.decode("utf-8-sig", errors="replace"), separator, max(map(len, head), default=0))


def _utf8(path: Path, mark: Fingerprint) -> tuple[Path | bytes, str]:
    """What Polars shall scan (the file itself where it is plain UTF-8), and a sample of its text."""
    with path.open("rb") as stream:
        start = stream.read(_SAMPLE)
    encoding = next((name for bom, name in _BOMS if start.startswith(bom)), None)
    plain = mark.is_utf8 and encoding in (None, "utf-8-sig") and not mark.has_zeros
    if plain and not _old_mac(start):
        return path, start.decode("utf-8-sig", errors="ignore")
    text = _decoded(path, encoding or ("utf-8" if plain else None), is_utf8=mark.is_utf8)
    refuse_zeros(path, text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode(), text[:_SAMPLE]


def _in_one_column(head: list[list[str]]) -> bool:
    """Whether each line is one quoted cell that holds a line: so does Excel save a table whose separator isn't its own."""
    lines = [row[0] for row in head if row]
    if len(lines) < _FEWEST or any(len(row) > 1 for row in head):
        return False
    return any(len(_rows(lines[0], separator)[0]) >= _NARROWEST for separator in _SEPARATORS)


def _unwrapped(source: Path | bytes) -> tuple[bytes, str]:
    text = (source if isinstance(source, bytes) else source.read_bytes()).decode("utf-8-sig")
    lines = csv.reader(io.StringIO(text, newline=""))
    # A program broke at its own commas what isn't quoted to it.
    inner = "".join(f"{','.join(cells)}\n" for cells in lines)
    return inner.encode(), inner[:_SAMPLE]


def _old_mac(start: bytes) -> bool:
    return b"\r" in start and b"\n" not in start


def _decoded(path: Path, encoding: str | None, *, is_utf8: bool) -> str:
    content = path.read_bytes()
    if not encoding and not is_utf8:
        refuse_broken_utf8(path, content)
    names = [encoding] if encoding else [_guess(content), *_LAST_RESORTS]
    text = next((text for name in names if name and (text := _attempt(content, name))), None)
    if text is None and encoding:
        refuse_undecoded(path, content, encoding)
    if text is None:
        refuse(path, None, "wrong_type")
    return text.removeprefix("\ufeff")


def _attempt(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _guess(content: bytes) -> str | None:
    from charset_normalizer import from_bytes

    # lines in plain ASCII say nothing, and a long report may have few others; UTF-16 has no lines of bytes
    telling = content if b"\0" in content[:_SAMPLE] else b"\n".join(_telling_lines(content))
    if _is_chinese(telling):
        return "gb18030"
    best = from_bytes(telling[:_SAMPLE], cp_isolation=list(_ENCODINGS)).best()
    return best.encoding if best else None


def _is_chinese(telling: bytes) -> bool:
    """Few words are too few for statistics: pairs of high bytes, most of them common characters, several in a row.

    Accented letters seldom stand side by side, and Japanese has lead bytes below these.
    """
    runs = _HIGH.findall(telling)
    pairs = [run[place : place + 2] for run in runs for place in range(0, len(run), 2)]
    if not runs or max(map(len, runs)) < _WORD or not all(map(_GB2312.fullmatch, pairs)):
        return False
    common = sum(pair[0] < _RARE for pair in pairs)
    return bool(common >= _MOST * len(pairs))


def _telling_lines(content: bytes) -> Iterator[bytes]:
    return (line for line in io.BytesIO(content) if not line.isascii())


_ENCODINGS = ("utf_16_le", "utf_16_be", "gb18030", "cp932", "cp1252")
"""What Excel and Amazon's console write where they don't write UTF-8."""

_LAST_RESORTS = ("gb18030", "cp1252")
"""The first is strict enough to fail on Western text, the second reads nearly everything."""


def _layout(sample: str) -> tuple[str, list[list[str]]]:
    """The separator that cuts the first rows into most cells, row by row alike, and the first of those rows."""
    tries = {separator: _rows(sample, separator) for separator in _SEPARATORS}
    separator = max(tries, key=lambda one: _cells_in_line(tries[one]))
    return separator, tries[separator][:HEAD_ROWS]


def _cells_in_line(rows: list[list[str]]) -> int:
    """Cells of rows that are of one length, more for each further row: commas in titles cut rows at random."""
    lengths = Counter(len(cells) for cells in rows if len(cells) > 1)
    return max((length * (2 * count - 1) for length, count in lengths.items()), default=0)


def _rows(sample: str, separator: str, *, quoted: bool = True) -> list[list[str]]:
    lines = io.StringIO(sample, newline="")
    reader = csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    try:
        return [cells for _, cells in zip(range(_LOOKED_AT), reader, strict=False)]
    except csv.Error:
        return []


def _padded(cells: list[str], width: int) -> tuple[str | None, ...]:
    return tuple([cell or None for cell in cells] + [None] * (width - len(cells)))
