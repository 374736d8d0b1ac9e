"""Puts titles, lines and named tables on a sheet that is written row by row."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import DataBarRule
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from adopt.say.money import money_format
from adopt.say.speaker import Speaker
from adopt.write.package import Book
from adopt.write.rows import Cell, row_xml
from adopt.write.workbook.style import (
    HEADER,
    LINE_HEIGHT,
    MONEY_BAR,
    QUIET,
    Kind,
    alignment,
    display_width,
    fill,
    font,
    hairline,
    kinds,
    lines,
)

_FILTER_BUTTON = 3  # characters that a table's filter button covers
_INDENT = 2
_A4 = 9
_NORMAL = 10
MOST_PRINTED = 150
"""Rows of a long sheet on paper: nobody reads on there."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its header, its kind (see `style.kinds`), its values.

    ``currencies``: of each amount, where rows have currencies of their own; else amounts are in the sheet's.
    """

    header: str
    kind: str
    values: Sequence[Any]
    currencies: Sequence[str] = ()


class Sheet:
    """A sheet being written from the top; widths must be settled before its first table."""

    def __init__(self, book: Book, title: str, speaker: Speaker) -> None:
        self.page = book.create_sheet(title)
        self.speaker = speaker
        self.row = 0
        self._rows = book.rows.setdefault(self.page.title, [])
        self._widths: Sequence[float] = ()
        self._kinds = kinds(speaker.currency, speaker.language)
        self._print_setup()

    def settle(self, widths: Sequence[float], *, freeze: str | None = None) -> None:
        """Fix column widths, and the cell above and left of which nothing scrolls."""
        self._widths = widths
        for index, width in enumerate(widths, 1):
            self.page.column_dimensions[get_column_letter(index)].width = width
        self.page.freeze_panes = freeze
        self.page.sheet_view.showGridLines = False

    def widths(self, columns: Sequence[Column]) -> list[float]:
        """Widths that suit the columns, within the bounds of their kinds."""
        return [_width(column, self._kinds[column.kind], self.speaker) for column in columns]

    def skip(self) -> None:
        """Leave a row empty."""
        self._append([])

    def title(self, text: str) -> None:
        """A heading in large letters."""
        self._append([self._cell(text, bold=True, colour=HEADER, size=16)], height=26)

    def heading(self, text: str) -> None:
        """A heading above a block."""
        self._append([self._cell(text, bold=True, colour=HEADER, size=12)], height=20)

    def note(self, text: str) -> None:
        """A quiet line that may run over the cells to its right."""
        self._append([self._cell(text, colour=QUIET)])

    def line(self, *values: Any, kinds: Sequence[str], width: float = 0, size: float = 10) -> None:
        """A row outside tables, bold where it is large; ``width`` is that of its wrapped cell, for the height."""
        cells = [
            Cell(self._style(self._kinds[kind], bold=size > _NORMAL, size=size), value)
            for value, kind in zip(values, kinds, strict=True)
        ]
        tallest = max((lines(v, width) for v in values if isinstance(v, str)), default=1) if width else 1
        self._append(cells, height=(LINE_HEIGHT * tallest + 3) * size / _NORMAL)

    def table(
        self, name: str, columns: Sequence[Column], *, fills: dict[int, Sequence[str | None]] | None = None
    ) -> str:
        """A named table; returns its range. ``fills``: backgrounds per cell by column index.

        A table without rows would be refused by Excel: it gets one empty row.
        """
        top = self.row + 1
        tallest = max(
            _header_lines(column.header, wide) for column, wide in zip(columns, self._widths, strict=False)
        )
        self._append([self._header(column) for column in columns], height=LINE_HEIGHT * max(2, tallest) + 4)
        looks = [self._kinds[column.kind] for column in columns]
        plain = [self._style(look, border=True) for look in looks]
        own = [index for index, column in enumerate(columns) if column.currencies]
        paints = self._paints(fills or {}, looks)
        rows = list(zip(*(column.values for column in columns), strict=True)) or [(None,) * len(columns)]
        for position, row in enumerate(rows):
            styles = plain.copy()
            for index in own:
                styles[index] = self._in_currency(columns[index], position)
            for index, colours in (fills or {}).items():
                styles[index] = paints.get((index, _at(colours, position)), plain[index])
            self._append(list(map(Cell, styles, row)), height=_height(row, looks, self._widths))
        reference = f"A{top}:{get_column_letter(len(columns))}{self.row}"
        self.page.tables.add(_table(name, reference, columns))
        return reference

    def repeat_header(self, row: int) -> None:
        """Print the header row on every page."""
        self.page.print_title_rows = f"{row}:{row}"

    def print_columns(self, count: int) -> None:
        """Print the first columns, so that they can be read, and at most `MOST_PRINTED` rows."""
        self.page.print_area = f"A1:{get_column_letter(count)}{min(self.row, MOST_PRINTED)}"

    def money_bars(self, reference: str, index: int) -> None:
        """Bars behind the amounts of a table's column, from zero; ``reference``: the table's range."""
        (_, top), (_, last) = (coordinate_from_string(corner) for corner in reference.split(":"))
        letter = get_column_letter(index + 1)
        bars = DataBarRule(start_type="num", start_value=0, end_type="max", color=MONEY_BAR)
        self.page.conditional_formatting.add(f"{letter}{top + 1}:{letter}{last}", bars)

    def _paints(
        self, fills: dict[int, Sequence[str | None]], looks: Sequence[Kind]
    ) -> dict[tuple[int, str | None], int]:
        return {
            (index, colour): self._style(looks[index], border=True, bold=True, background=colour)
            for index, colours in fills.items()
            for colour in sorted({colour for colour in colours if colour})
        }

    def _in_currency(self, column: Column, position: int) -> int:
        """The style of an amount whose row has a currency of its own."""
        return self._style(
            kinds(column.currencies[position], self.speaker.language)[column.kind], border=True
        )

    def _append(self, cells: Sequence[Cell], height: float | None = None) -> None:
        self.row += 1
        self._rows.append(row_xml(self.row, cells, height))

    def _cell(self, text: str, *, bold: bool = False, colour: str, size: float = 10) -> Cell:
        styled = WriteOnlyCell(self.page)
        styled.font = font(self.speaker.language, bold=bold, colour=colour, size=size)
        return Cell(styled.style_id, text)

    def _header(self, column: Column) -> Cell:
        styled = WriteOnlyCell(self.page)
        styled.font = font(self.speaker.language, bold=True, colour="FFFFFF")
        styled.fill = fill(HEADER)
        styled.alignment = alignment(self._kinds[column.kind], header=True)
        return Cell(styled.style_id, column.header)

    def _style(
        self,
        look: Kind,
        *,
        border: bool = False,
        bold: bool = False,
        size: float = 10,
        background: str | None = None,
    ) -> int:
        """The number that a style has in the workbook."""
        styled = WriteOnlyCell(self.page)
        styled.font = font(self.speaker.language, bold=bold, size=size)
        styled.alignment = alignment(look)
        styled.number_format = look.number_format
        if border:
            styled.border = hairline()
        if background:
            styled.fill = fill(background)
        return int(styled.style_id)

    def _print_setup(self) -> None:
        self.page.page_setup.orientation = "landscape"
        self.page.page_setup.paperSize = _A4
        self.page.page_setup.fitToWidth, self.page.page_setup.fitToHeight = 1, 0
        self.page.sheet_properties.pageSetUpPr.fitToPage = True
        margins = self.page.page_margins
        margins.left = margins.right = margins.top = 0.4
        margins.bottom, margins.footer = 0.6, 0.3
        footer = self.page.oddFooter
        footer.left.text, footer.right.text = "&A", "&P / &N"
        footer.left.size = footer.right.size = 8


def _at(colours: Sequence[str | None], position: int) -> str | None:
    return colours[position] if position < len(colours) else None


def _width(column: Column, kind: Kind, speaker: Speaker) -> float:
    longest = max((display_width(text) for text in _widest(column, speaker)), default=0)
    header = max((_unbroken(word) for word in column.header.split()), default=0) + _FILTER_BUTTON
    return float(min(max(longest + 2, header, kind.narrowest), max(kind.widest, header)))


def _header_lines(header: str, width: float) -> int:
    """Lines that a header takes: words stand together as far as they fit, and a longer one breaks."""
    count, left = 0, 0.0
    for word in header.split():
        wide = display_width(word)
        if wide > left:
            count, left = count + math.ceil(wide / width), width
        left -= wide + 1
    return count


def _unbroken(word: str) -> int:
    """The width that a word of a header needs on two lines: Chinese breaks anywhere, other scripts only between words."""
    wide = display_width(word)
    return min(wide, 2 * math.ceil(wide / 4) + _INDENT) if wide > len(word) else wide


def _widest(column: Column, speaker: Speaker) -> list[str]:
    """Texts among which the column's widest is, as they are shown; of numbers the two extremes will do."""
    values = [value for value in column.values if value is not None]
    if column.kind not in {"money", "count"}:
        return [part for value in values if isinstance(value, str) for part in value.split("\n")]
    if column.currencies:
        return [
            money_format(currency, speaker.language)(value)
            for value, currency in zip(column.values, column.currencies, strict=True)
            if value is not None
        ]
    extremes = [min(values), max(values)] if values else []
    return [speaker.money(one) if column.kind == "money" else f"{one:,}" for one in extremes]


def _height(row: Sequence[Any], looks: Sequence[Kind], widths: Sequence[float]) -> float:
    wrapped = [
        lines(value, width)
        for value, look, width in zip(row, looks, widths, strict=False)
        if look.wrap and isinstance(value, str)
    ]
    return LINE_HEIGHT * max(wrapped, default=1) + 3


def _table(name: str, reference: str, columns: Sequence[Column]) -> Table:
    table = Table(displayName=name, name=name, ref=reference)
    table.tableColumns = [TableColumn(id=n, name=column.header) for n, column in enumerate(columns, 1)]
    table.autoFilter = AutoFilter(ref=reference)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    return table
