"""The sheet Charts: where the spend goes, ACoS and TACoS by day, where money is lost, what the plan is worth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter

from adopt.plan.plan import Plan
from adopt.say.speaker import Speaker
from adopt.write.workbook.chart import Line, bar_chart, line_chart
from adopt.write.workbook.chart_figures import Bars, Days, day_lines, gain_bars, loss_bars, spend_bars
from adopt.write.workbook.sheet import Sheet
from adopt.write.workbook.style import HEADER, QUIET, money_number_format
from adopt.write.workbook.words import sheet_title

_WIDTHS = (44, *(14,) * 9)
_TOP, _HIGH = 2, 23  # rows above the charts, and of each
_LEFT, _SPLIT, _RIGHT = 0, 4, 10  # columns where charts begin and end
_GAP = 120_000  # between charts, in English metric units
_WHOLE = 20  # from this amount on, an axis needs no decimals

_BAND = Line(QUIET, "sysDot", 1.25)
_LINES = (Line("B45309", "solid", 2.25), Line(HEADER, "dash", 2.25), _BAND, _BAND)


def has_charts(plan: Plan) -> bool:
    """Whether there is a sheet Charts: without spend there is nothing to draw."""
    return bool((plan.terms["spend"] > 0).any())


def charts_sheet(book: Workbook, plan: Plan, speaker: Speaker) -> None:
    """Add the sheet where there is something to draw; below the charts stand the figures that they are drawn from."""
    if not has_charts(plan):
        return
    found = [
        spend_bars(plan, speaker),
        day_lines(plan, speaker),
        loss_bars(plan, speaker),
        gain_bars(plan, speaker),
    ]
    drawn = [one for one in found if isinstance(one, Days) or (one and one.labels.values)]
    sheet = Sheet(book, sheet_title("charts", speaker), speaker)
    sheet.settle(_WIDTHS)
    sheet.title(speaker.say("The account and this plan at a glance"))
    for _ in range(_TOP - 1 + _HIGH * ((len(drawn) + 1) // 2)):
        sheet.skip()
    sheet.page.print_area = f"A1:{get_column_letter(_RIGHT)}{sheet.row}"
    sheet.note(
        speaker.say(
            "Each search term counts once: by what the plan does about the term itself, else about the bid that it came by."
        )
    )
    sheet.skip()
    for one, anchor in zip(drawn, _places(), strict=False):
        chart = _draw_days(sheet, one) if isinstance(one, Days) else _draw_bars(sheet, one)
        chart.anchor = anchor
        sheet.page.add_chart(chart)
        sheet.skip()


def _draw_bars(sheet: Sheet, bars: Bars) -> BarChart:
    sheet.heading(bars.title)
    sheet.table(bars.table, [bars.labels, bars.counted, *bars.parts])
    first = sheet.row - len(bars.labels.values) + 1
    currency, language = sheet.speaker.currency, sheet.speaker.language
    number = money_number_format(currency, language, whole=bars.most >= _WHOLE)
    parts = _series(sheet, range(3, 3 + len(bars.parts)), first)
    return bar_chart(bars.title, parts, _cells(sheet, 1, first), number, language)


def _draw_days(sheet: Sheet, found: Days) -> LineChart:
    sheet.heading(found.title)
    sheet.note(
        sheet.speaker.say(
            "Each day's shares are those of the 7 days up to it. Orders of the newest days are still arriving: ACoS there "
            "will fall."
        )
    )
    columns = [found.days, *found.amounts, *found.shares]
    sheet.table("ChartsDays", columns)
    first = sheet.row - len(found.days.values) + 1
    shares = _series(sheet, range(len(columns) - len(found.shares) + 1, len(columns) + 1), first)
    lines = _LINES[: len(shares)]
    return line_chart(found.title, shares, lines, _cells(sheet, 1, first), sheet.speaker.language)


def _series(sheet: Sheet, columns: Sequence[int], first: int) -> list[Series]:
    """A series a column down to the sheet's last row, named by the header above its first."""
    return [SeriesFactory(_cells(sheet, column, first - 1), title_from_data=True) for column in columns]


def _cells(sheet: Sheet, column: int, first: int) -> Reference:
    return Reference(sheet.page, min_col=column, min_row=first, max_row=sheet.row)


def _places() -> Iterator[TwoCellAnchor]:
    """Two charts a row, tied to cells, so that no typeface makes one cover the tables."""
    top = _TOP
    while True:
        for left, right in ((_LEFT, _SPLIT), (_SPLIT, _RIGHT)):
            start = AnchorMarker(col=left, row=top, colOff=_GAP if left else 0)
            end = AnchorMarker(col=right, row=top + _HIGH - 1)
            yield TwoCellAnchor(editAs="oneCell", _from=start, to=end)
        top += _HIGH
