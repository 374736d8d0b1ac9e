"""Workbooks as Amazon's own export writes them: inline strings, a wrong <dimension>, floats everywhere.

Nothing in them depends on the clock, so that the same rows give the same bytes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

_EPOCH = date(1899, 12, 30)
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FORMATS = {
    "date": "MMM dd, yyyy",
    "share": "0.0000%",
    "money": "[$$]#,##0.00;([$$]#,##0.00)",
}
_REMEMBERED = 10_000
"""Cells whose text is kept: names, days and small numbers come again and again."""
_STYLES = ("text", "date", "count", "ratio", "share", "money", "number")


class Sheet(NamedTuple):
    """A sheet: headers, one format per column (text, date, count, ratio, share, money, number), rows of cells.

    A cell of None is left out where ``blanks`` is False, and is an empty string where it is True.
    """

    name: str
    headers: Sequence[str]
    formats: Sequence[str]
    rows: Iterable[Sequence[object]]
    state: str = "visible"
    blanks: bool = False


def write_xlsx(path: Path, sheets: Sequence[Sheet], made: datetime) -> None:
    """Writes the sheets to ``path``; ``made`` is the time that the file claims for itself."""
    stamp = made.timetuple()[:6]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in _parts(sheets, made):
            part = zipfile.ZipInfo(name, (stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, text)


def _parts(sheets: Sequence[Sheet], made: datetime) -> Iterator[tuple[str, str]]:
    yield "[Content_Types].xml", _content_types(len(sheets))
    yield "_rels/.rels", _relations((("officeDocument", "xl/workbook.xml"),))
    yield "docProps/app.xml", _properties()
    yield "docProps/core.xml", _core(made)
    yield "xl/styles.xml", _styles()
    yield "xl/workbook.xml", _workbook(sheets)
    numbered = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1)]
    yield "xl/_rels/workbook.xml.rels", _relations((*numbered, ("styles", "styles.xml")))
    for number, sheet in enumerate(sheets, 1):
        yield f"xl/worksheets/sheet{number}.xml", "".join(_worksheet(sheet))


def _worksheet(sheet: Sheet) -> Iterator[str]:
    places = [f'<c r="{get_column_letter(column)}' for column in range(1, len(sheet.formats) + 1)]
    yield f'{_HEAD}<worksheet xmlns="{_MAIN}"><dimension ref="A1"/><sheetViews><sheetView workbookViewId="0"/>'
    yield '</sheetViews><sheetFormatPr defaultRowHeight="15.0"/><sheetData>\n'
    yield _row(1, places, ["text"] * len(places), sheet.headers, blanks=sheet.blanks)
    for number, cells in enumerate(sheet.rows, 2):
        yield _row(number, places, sheet.formats, cells, blanks=sheet.blanks)
    yield '</sheetData><pageMargins bottom="0.75" footer="0.3" header="0.3" left="0.7" right="0.7" top="0.75"/>'
    yield "</worksheet>"


def _row(
    number: int, places: list[str], formats: Sequence[str], cells: Sequence[object], *, blanks: bool
) -> str:
    written = [
        f"{place}{number}{_text(cell or '') if cell is None or isinstance(cell, str) else _number(cell, kind)}"
        for place, kind, cell in zip(places, formats, cells, strict=False)
        if blanks or cell is not None
    ]
    return f'<row r="{number}">\n{"".join(written)}</row>\n'


@lru_cache(_REMEMBERED)
def _text(value: str) -> str:
    """The rest of a cell, from the end of its place on."""
    space = ' xml:space="preserve"' if value != value.strip() else ""
    return f'" s="0" t="inlineStr"><is><t{space}>{escape(value)}</t></is></c>'


@lru_cache(_REMEMBERED)
def _number(value: object, kind: str) -> str:
    number = float((value - _EPOCH).days) if isinstance(value, date) else float(str(value))
    return f'" s="{_STYLES.index(kind)}" t="n"><v>{number!r}</v></c>'


def _content_types(sheets: int) -> str:
    parts = {
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/xl/styles.xml": f"{_TYPE}.styles+xml",
        "/xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        **{f"/xl/worksheets/sheet{number}.xml": f"{_TYPE}.worksheet+xml" for number in range(1, sheets + 1)},
    }
    overrides = "".join(f'<Override ContentType="{kind}" PartName="{name}"/>' for name, kind in parts.items())
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>'
        f'<Default ContentType="application/xml" Extension="xml"/>{overrides}</Types>'
    )


def _relations(parts: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Target="{target}" Type="{_OFFICE}/{kind}"/>'
        for number, (kind, target) in enumerate(parts, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELS}">{links}</Relationships>'


def _properties() -> str:
    name = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return f'{_HEAD}<Properties xmlns="{name}"><Application>adopt.lab</Application></Properties>'


def _core(made: datetime) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dcterms:created xsi:type="dcterms:W3CDTF">'
        f"{made:%Y-%m-%dT%H:%M:%SZ}</dcterms:created><dc:creator>adopt.lab</dc:creator></cp:coreProperties>"
    )


def _styles() -> str:
    codes = {name: 164 + number for number, name in enumerate(_FORMATS)} | {"count": 1, "ratio": 2}
    formats = "".join(
        f'<numFmt numFmtId="{codes[name]}" formatCode="{escape(code)}"/>' for name, code in _FORMATS.items()
    )
    cells = "".join(
        f'<xf numFmtId="{codes.get(style, 0)}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="true"/>'
        for style in _STYLES
    )
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="{len(_FORMATS)}">{formats}</numFmts>'
        '<fonts count="1"><font><sz val="11.0"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="darkGray"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_STYLES)}">{cells}</cellXfs></styleSheet>'
    )


def _workbook(sheets: Sequence[Sheet]) -> str:
    entries = "".join(
        f'<sheet name="{escape(sheet.name)}" r:id="rId{number}" sheetId="{number}"'
        + ("" if sheet.state == "visible" else f' state="{sheet.state}"')
        + "/>"
        for number, sheet in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="false"/>'
        f'<bookViews><workbookView activeTab="0"/></bookViews><sheets>{entries}</sheets></workbook>'
    )
