"""The charts: drawn from the tables below them, in both languages, never by colour alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.write.workbook.rows import table, texts

TITLES = {
    "en": [
        "Where the spend goes, and what the plan does about it",
        "ACoS 30.0%, TACoS 15.0% over 7 days (band 15% to 25%)",
        "Where money is lost: campaigns, expected loss per week",
        "What the plan is worth, expected gain per week",
    ],
    "zh": [
        "花费去向，以及本计划如何处理",
        "近 7 天 ACoS 30.0%，TACoS 15.0%（区间 15% 至 25%）",
        "钱亏在哪里：各广告活动预期每周亏损",
        "本计划的价值：预期每周收益",
    ],
}
TABLES = ["ChartsSpend", "ChartsDays", "ChartsLosses", "ChartsGains"]
SHEETS = {"en": "Charts", "zh": "图表"}


def _title(chart: Any) -> str:
    return str(chart.title.tx.rich.p[0].r[0].t)


def _range(sheet: str, column: str, ref: str, *, header: bool = False) -> str:
    """The cells of a column of a table's range, as charts name them."""
    first, last = (int("".join(filter(str.isdigit, corner))) for corner in ref.split(":"))
    if header or first + 1 == last:
        return f"'{sheet}'!${column}${first if header else last}"
    return f"'{sheet}'!${column}${first + 1}:${column}${last}"


@pytest.fixture
def plan(make_plan: Any, action: Any, days: Any) -> Any:
    asked = action(
        key="b", campaign="Rugs", search_term="red mat", consent="ask", spend=8.8, money_per_week=2.0
    )
    return make_plan([action(), asked, action("B301")], days=days(20))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_chart_says_what_it_shows_and_draws_all_of_its_table(
    open_book: Any, plan: Any, language: str
) -> None:
    sheet = open_book(plan, language)[SHEETS[language]]
    assert [_title(chart) for chart in sheet._charts] == TITLES[language]
    assert list(sheet.tables) == TABLES
    for name, chart in zip(TABLES, sheet._charts, strict=True):
        ref, letters = sheet.tables[name].ref, "EFGH" if name == "ChartsDays" else "CDE"
        for letter, series in zip(letters, chart.series, strict=False):
            labels = series.cat.strRef or series.cat.numRef
            assert labels.f == _range(sheet.title, "A", ref)
            assert series.val.numRef.f == _range(sheet.title, letter, ref)
            assert series.tx.strRef.f == _range(sheet.title, letter, ref, header=True).replace("$", "")
        assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)
    assert [len(chart.series) for chart in sheet._charts] == [3, 4, 3, 2]


def test_labels_carry_the_amounts(open_book: Any, plan: Any) -> None:
    sheet = open_book(plan)["Charts"]
    (row,) = table(sheet, "ChartsSpend")
    assert row == {
        "Verdict": "Negate: $50.00 (100%)",
        "Search terms": 2,
        "Accepted": 41.2,
        "Your decision": 8.8,
        "No change": 0,
    }
    assert [row["Action"] for row in table(sheet, "ChartsGains")] == [
        "Negate search term: $6.25",
        "Change bid: $4.25",
    ]
    assert [row["Losing terms"] for row in table(sheet, "ChartsLosses")] == [1, 1]


def test_bars_differ_in_more_than_colour_and_so_do_lines(open_book: Any, plan: Any) -> None:
    bars, lines, *_ = open_book(plan)["Charts"]._charts
    accepted, asked, unchanged = (series.graphicalProperties for series in bars.series)
    assert asked.pattFill.prst == "wdUpDiag"
    assert accepted.pattFill is unchanged.pattFill is None
    dashes = [series.graphicalProperties.ln.prstDash for series in lines.series]
    assert dashes == ["solid", "dash", "sysDot", "sysDot"]


def test_charts_stand_above_their_figures_and_are_what_is_printed(open_book: Any, plan: Any) -> None:
    sheet = open_book(plan)["Charts"]
    lowest = max(chart.anchor.to.row for chart in sheet._charts) + 1
    first = min(int(one.ref.split(":")[0].strip("A")) for one in sheet.tables.values())
    printed = int(sheet.print_area.rsplit("$", 1)[1])
    assert lowest <= printed < first


@pytest.mark.parametrize(("count", "charts"), [(0, 3), (13, 3), (14, 4), (15, 4)])
def test_two_weeks_of_days_make_a_line(open_book: Any, plan: Any, days: Any, count: int, charts: int) -> None:
    sheet = open_book(replace(plan, days=days(count)))["Charts"]
    assert len(sheet._charts) == charts
    assert ("ChartsDays" in sheet.tables) is (charts == 4)


def test_without_all_sales_there_is_acos_alone(
    open_book: Any, make_plan: Any, action: Any, days: Any
) -> None:
    sheet = open_book(make_plan([action()], days=days(14, total=None)))["Charts"]
    assert _title(sheet._charts[1]) == "ACoS 30.0% over 7 days"
    assert len(sheet._charts[1].series) == 1
    assert [row["ACoS"] for row in table(sheet, "ChartsDays")] == [None] * 6 + [0.3] * 8


def test_without_spend_there_is_no_such_sheet(open_book: Any, make_plan: Any, action: Any) -> None:
    book = open_book(make_plan())
    assert "Charts" not in book.sheetnames
    assert not [text for text in texts(book["Read me"]) if text.startswith("Charts")]
    assert [text for text in texts(open_book(make_plan([action()]))["Read me"]) if text.startswith("Charts:")]


def test_long_names_of_campaigns_are_cut(open_book: Any, make_plan: Any, action: Any) -> None:
    rows = [action(key=name, campaign=name) for name in ("瑜伽垫 | " * 9, "x" * 30, "y" * 31)]
    cut = [
        row["Campaign"].split(":")[0] for row in table(open_book(make_plan(rows))["Charts"], "ChartsLosses")
    ]
    assert sorted(cut) == ["x" * 30, "y" * 29 + "…", "瑜伽垫 | 瑜伽垫 | 瑜伽垫 | 瑜…"]


@pytest.mark.parametrize(
    ("currency", "language", "label", "number_format"),
    [
        ("USD", "en", "Negate: $1,235 (100%)", '"$"#,##0.00;-"$"#,##0.00'),
        ("JPY", "en", "Negate: ¥1,235 (100%)", '"¥"#,##0;-"¥"#,##0'),
        ("INR", "zh", "否定：₹1,235 (100%)", '"₹"#,##0.00;-"₹"#,##0.00'),
        ("USD", "zh", "否定：US$1,235 (100%)", '"US$"#,##0.00;-"US$"#,##0.00'),
    ],
)
def test_amounts_have_their_currencys_form(
    open_book: Any, make_plan: Any, action: Any, currency: str, language: str, label: str, number_format: str
) -> None:
    sheet = open_book(make_plan([action(spend=1234.56)], currency=currency), language)[SHEETS[language]]
    top = int(sheet.tables["ChartsSpend"].ref.split(":")[0].strip("A")) + 1
    assert sheet.cell(top, 1).value == label
    assert sheet.cell(top, 3).number_format == number_format
    assert sheet._charts[0].y_axis.numFmt.formatCode == "#,##0"
