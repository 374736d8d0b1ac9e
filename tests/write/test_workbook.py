from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adopt.reports.headers import tokens
from adopt.say import LANGUAGES, translator, warning
from adopt.say.speaker import Speaker
from adopt.settings import load_settings
from adopt.write.workbook import decide, evidence, settings, watch
from adopt.write.workbook.book import write_workbooks
from adopt.write.workbook.style import display_width, lines, money_number_format
from adopt.write.workbook.words import SETTINGS


@pytest.fixture
def open_book(tmp_path: Path) -> Any:
    def make(plan: Any, language: str = "en", **more: Any) -> Any:
        write_workbooks(plan, {language: tmp_path / "book.xlsx"}, **more)
        return openpyxl.load_workbook(tmp_path / "book.xlsx")

    return make


def _table(sheet: Any, name: str) -> list[dict[str, Any]]:
    header, *rows = ([cell.value for cell in row] for row in sheet[sheet.tables[name].ref])
    return [dict(zip(header, row, strict=True)) for row in rows]


def _texts(sheet: Any) -> list[str]:
    return [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def test_sheets_in_order_and_language(open_book: Any, make_plan: Any, action: Any) -> None:
    plan = make_plan([action()])
    assert open_book(plan).sheetnames == [
        "Read me",
        "Summary",
        "Charts",
        "Decide",
        "Watch",
        "Evidence",
        "Settings",
        "Glossary",
    ]
    assert open_book(plan, "zh").sheetnames == [
        "说明",
        "摘要",
        "图表",
        "决策",
        "观察",
        "证据",
        "设置",
        "术语",
    ]


def test_safe_rows_are_accepted_and_asked_ones_are_open(open_book: Any, make_plan: Any, action: Any) -> None:
    rows = [
        action(key="a", money_per_week=1.0),
        action(key="b", money_per_week=5.0, consent="ask", reason="loses_money_with_orders", orders=1),
        action(key="c", money_per_week=9.0, consent="watch"),
    ]
    decide = _table(open_book(make_plan(rows))["Decide"], "Decide")
    assert [(row["Key"], row["Accept"], row["Money per week"]) for row in decide] == [
        ("b", None, 5),
        ("a", "Yes", 1),
    ]


def test_each_row_says_why_with_its_numbers(open_book: Any, make_plan: Any, action: Any) -> None:
    row = _table(
        open_book(make_plan([action()]), placed={"N101:yoga mat": "negatives.xlsx: 2"})["Decide"], "Decide"
    )[0]
    assert row["Why"] == (
        "32 clicks cost $41.20 and brought no order; at the expected conversion rate of 1.1% (0.2% to 2.9%) "
        "a click is worth $0.10 and costs $1.29."
    )
    assert row["In upload file"] == "negatives.xlsx: 2"
    assert row["ACoS"] is None
    assert row["Change"] == "negativeExact"


def test_changes_are_said_in_amazons_words_and_in_money(open_book: Any, make_plan: Any, action: Any) -> None:
    rows = _table(open_book(make_plan([action("N102"), action("B301")]))["Decide"], "Decide")
    assert {row["Code"]: row["Change"] for row in rows} == {
        "N102": 'asin="B0ABCDEFGH"',
        "B301": "$0.95 → $0.64",
    }
    assert {row["Code"]: row["Action"] for row in rows} == {"N102": "Negate product", "B301": "Lower bid"}


def test_new_keywords_and_negatives_taken_back_say_their_change(
    open_book: Any, make_plan: Any, action: Any
) -> None:
    made = make_plan([action("H201"), action("H201 product"), action("U101")])
    rows = _table(open_book(made)["Decide"], "Decide")
    assert {row["Action"]: row["Change"] for row in rows} == {
        "Add exact keyword": "exact, $1.20",
        "Add product target": 'asin="B0ABCDEFGH", $1.20',
        "Take negative back": "Archive",
    }
    assert "Mats > Mats exact" in rows[0]["Why"]


def test_chinese_changes_are_said_in_words_that_your_value_takes(
    open_book: Any, make_plan: Any, action: Any
) -> None:
    phrase = action(key="p", to_match_type="negativePhrase")
    made = make_plan([action("H201"), action("H201 product"), action("U101"), action(), phrase])
    rows = _table(open_book(made, "zh")["决策"], "Decide")
    said = [row["改动"] for row in rows]
    assert sorted(said) == sorted(
        ["精准，US$1.20", 'asin="B0ABCDEFGH"，US$1.20', "归档", "否定精准", "否定词组"]
    )
    taken = tokens("bulk_match_types")
    assert [taken[word] for word in ("精准", "否定精准", "否定词组")] == [
        "exact",
        "negativeExact",
        "negativePhrase",
    ]


def test_chinese_names_automatic_targets_as_the_console_does(
    open_book: Any, make_plan: Any, action: Any
) -> None:
    automatic = {"entity": "Product Targeting", "targeting": "close-match", "match_type": "-"}
    rows = [action("B301", **automatic), action("W601", **automatic, key="watched")]
    for language, sheets, about, where, said in (
        ("en", ("Decide", "Watch"), "Term or target", "Targeting", "close-match"),
        ("zh", ("决策", "观察"), "搜索词或投放", "投放", "紧密匹配"),
    ):
        book = open_book(make_plan(rows), language)
        bid, watched = (
            _table(book[sheet], name)[0] for sheet, name in zip(sheets, ("Decide", "Watch"), strict=True)
        )
        assert (bid[about], bid[where], watched[where]) == (said, said, said)


def test_the_gain_of_new_keywords_has_its_line(open_book: Any, make_plan: Any, action: Any) -> None:
    sheet = open_book(make_plan([action("H201", money_per_week=3.5), action()]))["Summary"]
    assert [sheet.cell(row, 2).value for row in (2, 3, 4, 5)] == [4.25, 3.5, 0, 0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_reads_well(open_book: Any, make_plan: Any, action: Any, language: str) -> None:
    book = open_book(make_plan([action(), action("B301"), action(key="w", consent="watch")]), language)
    names = [name for sheet in book for name in sheet.tables]
    assert len(names) == len(set(names))
    for sheet in book:
        for table in sheet.tables.values():
            assert len(set(table.column_names)) == len(table.column_names)
        assert not sheet.merged_cells.ranges
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("&A", "&P / &N")
    for sheet in book.worksheets[3:7]:
        assert sheet.freeze_panes is not None
    (choices,) = book.worksheets[3].data_validations.dataValidation
    assert (str(choices.sqref), choices.formula1) == ("A3:A4", '"Yes,No"' if language == "en" else '"是,否"')
    (bars,) = book.worksheets[3].conditional_formatting
    assert (str(bars.sqref), bars.rules[0].type) == ("G3:G4", "dataBar")


def test_texts_of_strangers_are_never_formulas(open_book: Any, make_plan: Any, action: Any) -> None:
    term = "=cmd|' /C calc'!A0\x0b"
    row = action(search_term=term, campaign="+campaign", ad_group="@group")
    book = open_book(make_plan([row, row | {"key": "w", "consent": "watch"}]))
    assert all(cell.data_type != "f" for sheet in book for cells in sheet.iter_rows() for cell in cells)
    assert _table(book["Decide"], "Decide")[0]["Term or target"] == "=cmd|' /C calc'!A0"


def test_without_a_download_it_says_which_one_to_make(open_book: Any, make_plan: Any, action: Any) -> None:
    text = "\n".join(_texts(open_book(make_plan([action()], withheld=(("no_bulk", ""),)))["Read me"]))
    for words in ("Bulk operations", "Campaign items with zero impressions", "Placement data for campaigns"):
        assert words in text


def test_the_way_on_is_printed_on_one_page(open_book: Any, make_plan: Any, action: Any) -> None:
    sheet = open_book(make_plan([action()], withheld=(("no_bulk", ""),)))["Read me"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)


def test_the_summary_says_the_money_and_the_rest(open_book: Any, make_plan: Any, action: Any) -> None:
    rows = [action(), action("B301", money_per_week=2.5), action(key="b", consent="ask", money_per_week=1.25)]
    sheet = open_book(make_plan(rows))["Summary"]
    texts = _texts(sheet)
    assert [sheet.cell(row, 2).value for row in (2, 3, 4, 5)] == [4.25, 0, 2.5, 1.25]
    assert "19.6%, within your band of 15.0% to 25.0%" in texts
    assert any("2 safe rows are in no upload file" in text for text in texts)
    assert _table(sheet, "SummaryRejected")[0]["Reason"] == "not a number"
    assert _table(sheet, "SummaryNames")[1]["Rows"] == 10


@pytest.mark.parametrize(
    ("language", "title", "first", "known"),
    [
        ("en", "Summary", "Read this first", "Good to know, nothing to do"),
        ("zh", "摘要", "请先看这里", "供您了解，无须处理"),
    ],
)
def test_notes_that_ask_for_nothing_dont_stand_under_read_this_first(
    open_book: Any, make_plan: Any, action: Any, language: str, title: str, first: str, known: str
) -> None:
    informs, acts = ("bulk_tab_left_out", "bulk.xlsx"), ("stale_data", "9")
    both = _texts(open_book(make_plan([action()], warnings=(informs, acts)), language)[title])
    at = {text: place for place, text in enumerate(both)}
    say = translator(language)
    assert both[at[first] + 1] == f"!  {warning(*acts, say)}"
    assert both[at[known] + 1] == warning(*informs, say)
    assert at[first] < at[known]
    none = _texts(open_book(make_plan([action()], warnings=(informs,)), language)[title])
    assert first not in none
    assert known in none


def test_chinese_sheets_have_chinese_brackets_and_commas(open_book: Any, make_plan: Any, action: Any) -> None:
    book = open_book(make_plan([action("N101")]), "zh", files=("negatives.xlsx", "bids.xlsx"))
    said = [*_texts(book["说明"]), *_texts(book["摘要"])]
    assert any(re.search(r"\d（60 天）$", text) for text in said)
    assert not [text for text in said if re.search(r"[一-鿿]\)|\.xlsx, ", text)]
    assert any("negatives.xlsx、bids.xlsx 中" in text for text in said)


def test_every_setting_has_its_meaning() -> None:
    names = {name for name, _ in settings._flat(load_settings().model_dump(mode="json"))}
    assert names == set(SETTINGS)


def test_each_aim_has_a_row_that_says_what_it_says() -> None:
    chosen = load_settings(aims=[{"campaign": "*", "level": 1.2}, {"name": "x", "sku": "A", "steer": False}])
    said = dict(settings._flat(chosen.model_dump(mode="json")))
    assert said["aims.1"] == ["campaign = *", "level = 1.2"]
    assert said["aims.2"] == ["name = x", "sku = A", "steer = False"]
    assert settings._meaning("aims.2", Speaker("zh", "USD")).startswith("为其所列对象")


def test_a_safe_row_that_could_not_be_joined_says_why(open_book: Any, make_plan: Any, action: Any) -> None:
    row = action(join="none", join_reason="campaign_archived", ad_group_id=None)
    assert (
        _table(open_book(make_plan([row]))["Decide"], "Decide")[0]["In upload file"]
        == "the campaign is archived"
    )


def test_an_empty_plan_still_opens(open_book: Any, make_plan: Any) -> None:
    book = open_book(make_plan())
    assert _texts(book["Decide"])[0] == "Nothing to decide today."
    assert [row["Key"] for row in _table(book["Decide"], "Decide")] == [None]


def test_what_is_cut_is_said(
    open_book: Any, make_plan: Any, action: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for sheet in (decide, watch, evidence):
        monkeypatch.setattr(sheet, "MOST_ROWS", 1)
    rows = [
        action(
            key=f"{consent} {n}",
            consent=consent,
            spend=float(n),
            money_per_week=float(n),
            search_term=f"{consent} {n}",
        )
        for consent in ("safe", "watch")
        for n in (1, 2)
    ]
    book = open_book(make_plan(rows))
    for name, said in (
        ("Decide", "1 of 2 rows; all are in plan.json"),
        ("Watch", "1 of 2 rows"),
        ("Evidence", "1 of 4"),
    ):
        assert f"The first {said}" in _texts(book[name])[0]
        assert [row["Spend"] for row in _table(book[name], name)] == [2]


def test_chinese_glyphs_count_two() -> None:
    assert display_width("瑜伽 mat") == 8
    assert lines("瑜" * 30, 32) == 2
    assert lines("", 32) == 1


@pytest.mark.parametrize(
    ("currency", "number_format"),
    [
        ("USD", '"$"#,##0.00;-"$"#,##0.00'),
        ("JPY", '"¥"#,##0;-"¥"#,##0'),
        ("SEK", '"SEK "#,##0.00;-"SEK "#,##0.00'),
    ],
)
def test_money_has_its_currencys_form(currency: str, number_format: str) -> None:
    assert money_number_format(currency, "en") == number_format


def test_what_waits_says_for_what_and_how_long(open_book: Any, make_plan: Any, action: Any) -> None:
    (row,) = _table(open_book(make_plan([action("W601")]))["Watch"], "Watch")
    assert row["Considered"] == "Wait before negating search term"
    told = ("Waits for", "Clicks still needed", "Or orders", "Days at today's pace", "Code")
    assert [row[name] for name in told] == ["N101", 9, 2, 17, "W601"]


def test_launches_are_told_by_their_campaigns_and_never_as_a_gain(
    open_book: Any, make_plan: Any, action: Any, created: Any
) -> None:
    low = action(
        "L501", key="low", reason="launch_budget_low", campaign_id="1", from_value=5.0, to_value=20.0
    )
    asked = action("L501", key="ask", consent="ask", reason="no_price", to_value=None, measured=None)
    book = open_book(make_plan([action("L501"), low, asked], created=created))
    changes = {row["Key"]: row["Change"] for row in _table(book["Decide"], "Decide")}
    assert changes == {"L501|*|*|NEW -": "AUTO + MANUAL, $20.00", "low": "$5.00 → $20.00", "ask": "-"}
    texts = _texts(book["Summary"])
    assert "Expected from launches per week, no gain counted" in texts
    assert "Gain per week by higher budgets" in texts
    rows = _table(book["Launch"], "Launch")
    assert [row["Keyword from"] for row in rows if row["Entity"] == "Keyword"] == ["yours", "similar product"]
