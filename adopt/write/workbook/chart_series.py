"""A table's columns as series of a chart, with their values kept in the chart: previews draw from these alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from openpyxl.chart import Reference, Series
from openpyxl.chart.data_source import AxDataSource, NumData, NumRef, NumVal, StrData, StrRef, StrVal
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.utils.datetime import to_excel

from adopt.write.workbook.sheet import Column, Sheet


def table_series(sheet: Sheet, columns: Sequence[Column], drawn: Sequence[Column]) -> list[Series]:
    """A series for each column drawn, along the table's first column.

    Args:
        sheet: whose last rows are the table.
        columns: of the table, left to right.
        drawn: those of them that the chart shows.
    """
    first = sheet.row - len(columns[0].values) + 1
    places = [next(at for at, column in enumerate(columns, 1) if column is one) for one in drawn]
    return [
        _series(sheet, column, columns[0], place, first) for place, column in zip(places, drawn, strict=True)
    ]


def _series(sheet: Sheet, column: Column, along: Column, place: int, first: int) -> Series:
    made = SeriesFactory(_cells(sheet, place, first - 1), title_from_data=True)
    made.tx.strRef.strCache = _texts([column.header])
    made.val.numRef.numCache = _numbers(column.values)
    made.cat = _along(str(_cells(sheet, 1, first)), along.values)
    return made


def _along(cells: str, values: Sequence[Any]) -> AxDataSource:
    if isinstance(values[0], date):
        return AxDataSource(
            numRef=NumRef(f=cells, numCache=_numbers([to_excel(value) for value in values], "yyyy-mm-dd"))
        )
    return AxDataSource(strRef=StrRef(f=cells, strCache=_texts(values)))


def _cells(sheet: Sheet, column: int, first: int) -> Reference:
    return Reference(sheet.page, min_col=column, min_row=first, max_row=sheet.row)


def _numbers(values: Sequence[float | None], number_format: str = "General") -> NumData:
    points = [NumVal(idx=at, v=value) for at, value in enumerate(values) if value is not None]
    return NumData(formatCode=number_format, ptCount=len(values), pt=points)


def _texts(values: Sequence[str]) -> StrData:
    return StrData(ptCount=len(values), pt=[StrVal(idx=at, v=value) for at, value in enumerate(values)])
