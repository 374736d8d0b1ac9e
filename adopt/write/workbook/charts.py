"""The sheet Charts: where the spend goes, ACoS and TACoS by day, where money is lost, what the plan is worth."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.chart import BarChart, LineChart
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter

from adopt.plan.plan import Plan
from adopt.plan.verdicts import judged_terms
from adopt.say.speaker import Speaker
from adopt.write.package import Book
from adopt.write.workbook.chart import Line, bar_chart, line_chart
from adopt.write.workbook.chart_figures import Bars, Days, day_lines, gain_bars, loss_bars, spend_bars
from adopt.write.workbook.chart_series import table_series
from adopt.write.workbook.sheet import Sheet
from adopt.write.workbook.style import HEADER, QUIET
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


def charts_sheet(book: Book, plan: Plan, speaker: Speaker) -> None:
    """Add the sheet where there is something to draw; below the charts stand the figures that they are drawn from."""
    if not has_charts(plan):
        return
    judged = judged_terms(plan.terms, plan.actions)
    found = [
        spend_bars(judged, speaker),
        day_lines(plan, speaker),
        loss_bars(judged, speaker),
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
    columns = [bars.labels, bars.counted, *bars.parts]
    sheet.heading(bars.title)
    sheet.table(bars.table, columns)
    # The labels say the currency; on the axis its sign would only crowd the figures.
    number = "#,##0" if bars.most >= _WHOLE else "0.00"
    return bar_chart(bars.title, table_series(sheet, columns, bars.parts), number, sheet.speaker.language)


def _draw_days(sheet: Sheet, found: Days) -> LineChart:
    columns = [found.days, *found.amounts, *found.shares]
    sheet.heading(found.title)
    sheet.note(
        sheet.speaker.say(
            "Each day's shares are those of the 7 days up to it. Orders of the newest days are still arriving: ACoS there "
            "will fall."
        )
    )
    sheet.table("ChartsDays", columns)
    shares = table_series(sheet, columns, found.shares)
    return line_chart(found.title, shares, _LINES[: len(shares)], sheet.speaker.language)


def _places() -> Iterator[TwoCellAnchor]:
    """Two charts a row, tied to cells, so that no typeface makes one cover the tables."""
    top = _TOP
    while True:
        for left, right in ((_LEFT, _SPLIT), (_SPLIT, _RIGHT)):
            start = AnchorMarker(col=left, row=top, colOff=_GAP if left else 0)
            end = AnchorMarker(col=right, row=top + _HIGH - 1)
            yield TwoCellAnchor(editAs="oneCell", _from=start, to=end)
        top += _HIGH
