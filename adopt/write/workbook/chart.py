"""How charts look: bars by what happens, and lines by day. Colour is never the only sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.axis import DateAxis
from openpyxl.chart.data_source import NumFmt
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)

from adopt.write.workbook.style import HEADER, INK, QUIET, typeface

ACCEPTED, ASKED, UNCHANGED = "2E7D5B", "D97706", "C3C9D2"
_GRID = "E5E7EB"
_POINT = 12_700
"""English metric units of a point, in which lines are measured."""


class Line(NamedTuple):
    """How a line of a chart is drawn: its colour, its dashes, its width in points."""

    colour: str
    dash: str
    width: float


def bar_chart(
    title: str, series: Sequence[Series], labels: Reference, number: str, language: str
) -> BarChart:
    """Stacked bars, the first category at the top; accepted is solid, asked hatched, unchanged pale.

    Args:
        title: says what a bar is.
        series: up to three: accepted, asked, unchanged.
        labels: of the categories.
        number: format of the amounts.
        language: of the reader, for the typeface.
    """
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 45
    for one, look in zip(series, (_solid(ACCEPTED), _hatched(ASKED), _solid(UNCHANGED)), strict=False):
        one.graphicalProperties = look
        one.invertIfNegative = False
        chart.series.append(one)
    chart.set_categories(labels)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.crosses = "max"
    chart.y_axis.scaling.min = 0
    _finish(chart, title, number, language)
    chart.x_axis.tickLblSkip = 1
    return chart


def line_chart(
    title: str, series: Sequence[Series], lines: Sequence[Line], days: Reference, language: str
) -> LineChart:
    """Shares by day, each line with dashes of its own.

    Args:
        title: says what the lines are.
        series: of as many points as there are days.
        lines: how each is drawn.
        days: the cells with the days.
        language: of the reader, for the typeface.
    """
    chart = LineChart()
    for one, line in zip(series, lines, strict=True):
        one.graphicalProperties = GraphicalProperties(
            ln=LineProperties(solidFill=line.colour, prstDash=line.dash, w=int(line.width * _POINT))
        )
        one.marker.symbol = "none"
        one.smooth = False
        chart.series.append(one)
    chart.set_categories(days)
    chart.x_axis = DateAxis(crossAx=100, majorUnit=7, majorTimeUnit="days", lblOffset=100)
    chart.x_axis.baseTimeUnit = "days"
    chart.y_axis.crossAx = 500
    chart.y_axis.scaling.min = 0
    _finish(chart, title, "0%", language)
    chart.x_axis.number_format = "mm-dd"
    return chart


def _finish(chart: BarChart | LineChart, title: str, number: str, language: str) -> None:
    chart.title = _title(title, language)
    chart.legend.position = "b"
    chart.legend.txPr = _text(language, 900, INK)
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.txPr = _text(language, 900, INK)
    chart.y_axis.txPr = _text(language, 900, QUIET)
    chart.y_axis.numFmt = NumFmt(formatCode=number, sourceLinked=False)
    chart.x_axis.majorTickMark = chart.y_axis.majorTickMark = "none"
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=_GRID, w=_POINT // 2))
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=QUIET, w=_POINT // 2))
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(solidFill=_GRID, w=_POINT))
    chart.roundedCorners = False


def _title(text: str, language: str) -> Title:
    look = _characters(language, 1200, HEADER, bold=True)
    run = RegularTextRun(rPr=look, t=text)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), r=[run])
    rich = RichText(bodyPr=RichTextProperties(), p=[paragraph])
    return Title(
        tx=Text(rich=rich),
        overlay=False,
        layout=Layout(manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.02, y=0.03)),
    )


def _text(language: str, size: int, colour: str, *, bold: bool = False) -> RichText:
    look = _characters(language, size, colour, bold=bold)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _characters(language: str, size: int, colour: str, *, bold: bool = False) -> CharacterProperties:
    face = Font(typeface=typeface(language))
    return CharacterProperties(sz=size, b=bold, solidFill=ColorChoice(srgbClr=colour), latin=face, ea=face)


def _solid(colour: str) -> GraphicalProperties:
    return GraphicalProperties(solidFill=colour, ln=LineProperties(noFill=True))


def _hatched(colour: str) -> GraphicalProperties:
    """Stripes, which stay to be seen in black and white."""
    stripes = PatternFillProperties(
        prst="wdUpDiag", fgClr=ColorChoice(srgbClr=colour), bgClr=ColorChoice(srgbClr="FFFFFF")
    )
    return GraphicalProperties(pattFill=stripes, ln=LineProperties(solidFill=colour, w=_POINT // 2))
