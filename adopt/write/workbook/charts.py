"""The sheet Charts: where the spend goes, where money is lost, what the plan is worth, ACoS and TACoS by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import polars as pl
from openpyxl import Workbook
from openpyxl.chart import Reference, Series
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter

from adopt.plan.days import WEEK, trailing_shares
from adopt.plan.losses import gains_by_code, losses_by_campaign
from adopt.plan.plan import Plan
from adopt.plan.verdicts import STATUSES, judged_terms, spend_by_verdict
from adopt.say.advice import action_name
from adopt.say.money import round_money
from adopt.say.speaker import Speaker
from adopt.say.translate import later
from adopt.write.workbook.chart import Line, bar_chart, line_chart
from adopt.write.workbook.columns import cents
from adopt.write.workbook.sheet import Column, Sheet
from adopt.write.workbook.style import HEADER, QUIET, display_width, money_number_format
from adopt.write.workbook.words import sheet_title

_WIDTHS = (44, *(14,) * 9)
_HIGH, _LEFT, _SPLIT, _RIGHT = 23, 0, 4, 10  # rows of a chart, and the columns where charts begin and end
_TOP = 2
_GAP = 120_000  # between charts, in English metric units
_CAMPAIGNS = 10
_NAME = 30
_WHOLE = 20  # from this amount on, an axis needs no decimals

_VERDICTS = {
    "negate": later("Negate"),
    "own": later("Keyword of its own"),
    "own_lower": later("Own keyword, lower bid"),
    "lower": later("Lower bid"),
    "raise": later("Raise bid"),
    "watch": later("Watch"),
    "keep": later("Keep as it is"),
}
_OWN = {"H201": _VERDICTS["own"], "H202": _VERDICTS["own_lower"]}
"""Said of a plan's worth as they are of its spend, for both stand side by side."""

_STATUSES = {
    "accepted": later("Accepted"),
    "asked": later("Your decision"),
    "unchanged": later("No change"),
}


class _Bars(NamedTuple):
    """Figures of a chart of bars: its title, its table's name and first header, its labels, how many rows each, its sums."""

    title: str
    table: str
    what: str
    labels: list[str]
    count: Column
    sums: pl.DataFrame


def charts_sheet(book: Workbook, plan: Plan, speaker: Speaker) -> None:
    """Add the sheet where there is something to draw; below the charts stand the figures that they are drawn from."""
    if not has_charts(plan):
        return
    bars = [one for one in _bars(plan, speaker) if one.labels]
    sheet = Sheet(book, sheet_title("charts", speaker), speaker)
    sheet.settle(_WIDTHS)
    sheet.title(speaker.say("The account and this plan at a glance"))
    daily = _daily(plan)
    count = len(bars) + (daily.height > 0)
    for _ in range(_TOP - 1 + _HIGH * ((count + 1) // 2)):
        sheet.skip()
    sheet.page.print_area = f"A1:{get_column_letter(_RIGHT)}{sheet.row}"
    sheet.note(
        speaker.say(
            "Each search term counts once: by what the plan does about the term itself, else about the bid that it came by."
        )
    )
    sheet.skip()
    places = iter(range(count))
    first, *others = bars
    _draw_bars(sheet, first, next(places))
    if daily.height:
        _draw_days(sheet, daily, plan, next(places))
    for one in others:
        _draw_bars(sheet, one, next(places))


def has_charts(plan: Plan) -> bool:
    """Whether there is a sheet Charts: without spend there is nothing to draw."""
    return bool((plan.terms["spend"] > 0).any())


def _bars(plan: Plan, speaker: Speaker) -> list[_Bars]:
    say = speaker.say
    judged = judged_terms(plan.terms, plan.actions)
    spend, lost = spend_by_verdict(judged), losses_by_campaign(judged, _CAMPAIGNS)
    worth = gains_by_code(plan.actions)
    every = float(spend.select(pl.sum_horizontal(STATUSES).sum()).item()) or 1.0
    verdicts = [say(_VERDICTS[one]) for one in spend["verdict"]]
    codes = [say(_OWN[code]) if code in _OWN else action_name(code, speaker) for code in worth["code"]]
    return [
        _Bars(
            say("Where the spend goes, and what the plan does about it"),
            "ChartsSpend",
            say("Verdict"),
            _labels(verdicts, spend, speaker, of=every),
            Column(say("Search terms"), "count", spend["terms"].to_list()),
            spend,
        ),
        _Bars(
            say("Where money is lost: campaigns, expected loss per week"),
            "ChartsLosses",
            say("Campaign"),
            _labels([_short(name) for name in lost["campaign"]], lost, speaker),
            Column(say("Losing terms"), "count", lost["terms"].to_list()),
            lost,
        ),
        _Bars(
            say("What the plan is worth, expected gain per week"),
            "ChartsGains",
            say("Action"),
            _labels(codes, worth, speaker),
            Column(say("Rows"), "count", worth["rows"].to_list()),
            worth,
        ),
    ]


def _labels(names: Sequence[str], sums: pl.DataFrame, speaker: Speaker, of: float | None = None) -> list[str]:
    """Names with their amounts, and with the share of all where that is asked for: a bar then needs no figures on it."""
    amounts = sums.select(pl.sum_horizontal(_statuses(sums))).to_series()
    said = [round_money(amount, speaker.currency, speaker.language) for amount in amounts]
    if of is None:
        return [f"{name}: {money}" for name, money in zip(names, said, strict=True)]
    return [
        f"{name}: {money} ({amount / of:.0%})"
        for name, money, amount in zip(names, said, amounts, strict=True)
    ]


def _statuses(sums: pl.DataFrame) -> list[str]:
    return [status for status in STATUSES if status in sums.columns]


def _draw_bars(sheet: Sheet, bars: _Bars, place: int) -> None:
    speaker = sheet.speaker
    named = _statuses(bars.sums)
    sums = [Column(speaker.say(_STATUSES[one]), "money", cents(bars.sums[one])) for one in named]
    sheet.heading(bars.title)
    sheet.table(bars.table, [Column(bars.what, "text", bars.labels), bars.count, *sums])
    first, last = sheet.row - len(bars.labels) + 1, sheet.row
    sheet.skip()
    totals = bars.sums.select(pl.sum_horizontal(named)).to_series()
    number = money_number_format(speaker.currency, speaker.language, whole=float(str(totals.max())) >= _WHOLE)
    columns = range(3, 3 + len(named))
    labels = Reference(sheet.page, min_col=1, min_row=first, max_row=last)
    chart = bar_chart(bars.title, _series(sheet, columns, first, last), labels, number, speaker.language)
    _anchor(sheet, chart, place)


def _daily(plan: Plan) -> pl.DataFrame:
    """Days with the ratios of the week up to them; none where there aren't two weeks of them."""
    return trailing_shares(plan.days) if plan.days.height >= 2 * WEEK else plan.days.clear()


def _draw_days(sheet: Sheet, days: pl.DataFrame, plan: Plan, place: int) -> None:
    speaker, say = sheet.speaker, sheet.speaker.say
    low, high = plan.settings.tacos_low, plan.settings.tacos_high
    known = days["tacos"].is_not_null().any()
    title = _days_title(days, low, high, speaker)
    shares = [Column("ACoS", "share", days["acos"].to_list())]
    lines = [Line("B45309", "solid", 2.25)]
    if known:
        shares += [
            Column("TACoS", "share", days["tacos"].to_list()),
            Column(say("TACoS band, low"), "share", [low] * days.height),
            Column(say("TACoS band, high"), "share", [high] * days.height),
        ]
        band = Line(QUIET, "sysDot", 1.25)
        lines += [Line(HEADER, "dash", 2.25), band, band]
    columns = [
        Column(say("Day"), "date", days["day"].to_list()),
        Column(say("Spend"), "money", cents(days["spend"])),
        Column(say("Sales from ads"), "money", cents(days["sales"])),
        Column(say("All sales"), "money", days["total_sales"].to_list()),
        *shares,
    ]
    sheet.heading(title)
    sheet.note(
        say(
            "Each day's shares are those of the 7 days up to it. Orders of the newest days are still arriving: ACoS there "
            "will fall."
        )
    )
    sheet.table("ChartsDays", columns)
    first, last = sheet.row - days.height + 1, sheet.row
    sheet.skip()
    dates = Reference(sheet.page, min_col=1, min_row=first, max_row=last)
    series = _series(sheet, range(5, 5 + len(shares)), first, last)
    _anchor(sheet, line_chart(title, series, lines, dates, speaker.language), place)


def _days_title(days: pl.DataFrame, low: float, high: float, speaker: Speaker) -> str:
    """What the lines say at their end."""
    acos, tacos = (days[name].drop_nulls().last() for name in ("acos", "tacos"))
    if tacos is None:
        return speaker.say("ACoS {acos} over 7 days", acos=_share(acos, speaker))
    return speaker.say(
        "ACoS {acos}, TACoS {tacos} over 7 days (band {low} to {high})",
        acos=_share(acos, speaker),
        tacos=speaker.share(tacos),
        low=f"{low:.0%}",
        high=f"{high:.0%}",
    )


def _share(value: float | None, speaker: Speaker) -> str:
    return "-" if value is None else speaker.share(value)


def _series(sheet: Sheet, columns: Sequence[int], first: int, last: int) -> list[Series]:
    """A series a column, named by the header above its first row."""
    return [
        SeriesFactory(
            Reference(sheet.page, min_col=column, min_row=first - 1, max_row=last), title_from_data=True
        )
        for column in columns
    ]


def _anchor(sheet: Sheet, chart: object, place: int) -> None:
    """Put a chart into its place: two a row, tied to cells, so that no typeface makes it cover the tables."""
    left, right = ((_LEFT, _SPLIT), (_SPLIT, _RIGHT))[place % 2]
    top = _TOP + _HIGH * (place // 2)
    start = AnchorMarker(col=left, row=top, colOff=_GAP if left else 0)
    end = AnchorMarker(col=right, row=top + _HIGH - 1)
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=start, to=end)  # type: ignore[attr-defined]
    sheet.page.add_chart(chart)


def _short(name: str) -> str:
    if display_width(name) <= _NAME:
        return name
    while display_width(name) >= _NAME:
        name = name[:-1]
    return f"{name}…"
