"""The overview of several accounts: a line for each, in its own currency, written and shown in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from adopt.cli.screen_overview import show_overview
from adopt.errors import InputError, SettingsError
from adopt.overview import Overview
from adopt.plan.brief import Brief, brief
from adopt.plan.limits import OVER
from adopt.write import remove_overview, write_overview
from adopt.write.workbook.overview import Line

DAY = date(2026, 11, 1)
WHY = (
    "{file}: the one sheet that it has is protected by a password that nobody here knows; save it without one"
)
DOLLARS = Brief("US", "USD", 60, 1234.5, 0.312, 0.118, 12, 83.25, 3, 4.5, 2)
YEN = Brief("JP", "JPY", 30, 98765.0, None, None, 4, 1200.0, 0, 0.0, 0, (("no_bulk", ""), (OVER, "changes")))
LINES = (
    Line("a1-US-USD", DOLLARS, 2, 3),
    Line("b2-JP-JPY", YEN, 0),
    Line("c3-DE-EUR", error=InputError(WHY, file="terms.xlsx")),
    Line("d4-US-USD", DOLLARS._replace(safe=0, safe_weekly=0.0), 0),
)


def shown(lines: Sequence[Line], language: str, capsys: Any, *, quiet: bool = False) -> list[str]:
    show_overview(Overview(tuple(lines), (Path("out/overview.xlsx"),)), language, quiet=quiet)
    said: str = capsys.readouterr().err
    return said.splitlines()


def cells(path: Path) -> Any:
    return openpyxl.load_workbook(path).active


def test_a_plan_in_a_few_figures(make_plan: Any, action: Any) -> None:
    rows = [
        action(),
        action(key="two", money_per_week=1.5),
        action(key="three", consent="ask", money_per_week=2.0),
        action(key="four", consent="ask", money_per_week=0.5) | {"code": "H202", "entity": "Keyword"},
        action(key="five", consent="watch", money_per_week=9.0) | {"code": "W601"},
        action(key="six", money_per_week=9.0) | {"code": "T401", "entity": "Account"},
    ]
    found = brief(make_plan(rows, withheld=(("no_bulk", ""),)))
    assert (found.marketplace, found.currency, found.days, found.spend) == ("US", "USD", 60, 412.05)
    assert (found.acos, found.tacos) == (412.05 / 667.79, 0.196)
    assert (found.safe, found.safe_weekly) == (2, 5.75)
    assert (found.asked, found.asked_weekly, found.watched) == (2, 2.5, 1)
    assert found.withheld == (("no_bulk", ""),)


def test_without_sales_there_is_no_acos(make_plan: Any) -> None:
    plan = make_plan()
    assert brief(make_plan(facts=plan.facts._replace(sales=0.0))).acos is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_amounts_keep_the_currency_of_their_account(language: str, tmp_path: Path) -> None:
    (path,) = write_overview(LINES, DAY, tmp_path, (language,))
    sheet = cells(path)
    (name,) = sheet.tables
    assert sheet.tables[name].ref == f"A2:N{len(LINES) + 2}"
    assert sheet.freeze_panes == "B3"
    spend = [sheet.cell(row, 5) for row in range(3, 7)]
    assert [cell.value for cell in spend] == [1234.5, 98765, None, 1234.5]
    dollar, yen = ("$", "¥") if language == "en" else ("US$", "JP¥")
    assert spend[0].number_format == f'"{dollar}"#,##0.00;-"{dollar}"#,##0.00'
    assert spend[1].number_format == f'"{yen}"#,##0;-"{yen}"#,##0'
    assert [sheet.cell(4, column).number_format for column in (9, 11)] == [spend[1].number_format] * 2
    assert [sheet.cell(3, column).value for column in (6, 7)] == [0.312, 0.118]
    assert sheet.cell(4, 6).value is None
    assert sheet.cell(3, 6).number_format == "0.0%"
    assert sheet.max_row == len(LINES) + 2  # nothing is summed up below


def test_the_reasons_stand_in_the_workbook_in_full(tmp_path: Path) -> None:
    english, chinese = (cells(path) for path in write_overview(LINES, DAY, tmp_path, ("en", "zh")))
    assert [english.cell(row, 13).value for row in range(3, 7)] == [
        "3 written",
        "withheld",
        "no plan",
        "nothing to upload",
    ]
    assert [english.cell(row, 14).value for row in range(3, 7)] == [
        None,
        "no bulk download; over a limit: number of changes",
        WHY.format(file="terms.xlsx"),
        None,
    ]
    assert [chinese.cell(row, 13).value for row in range(3, 7)] == [
        "已写入 3 个",
        "未写出",
        "没有计划",
        "无需上传",
    ]
    assert chinese.cell(4, 14).value == "没有批量下载文件；超出上限：改动数量"


def test_the_same_lines_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = (write_overview(LINES, DAY, tmp_path / name) for name in ("one", "two"))
    assert one[0].read_bytes() == two[0].read_bytes()


def test_languages_of_an_earlier_run_go_with_it(tmp_path: Path) -> None:
    write_overview(LINES, DAY, tmp_path, ("en", "zh"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["overview.xlsx", "overview.zh.xlsx"]
    write_overview(LINES, DAY, tmp_path, ("zh",))
    assert [path.name for path in tmp_path.iterdir()] == ["overview.xlsx"]
    assert cells(tmp_path / "overview.xlsx").title == "总览"


def test_only_an_overview_as_it_was_written_is_removed(tmp_path: Path) -> None:
    (mine,) = write_overview(LINES, DAY, tmp_path)
    own = tmp_path / "overview.zh.xlsx"
    with ZipFile(own, "w") as archive:
        archive.writestr("mine.txt", "a workbook of somebody else's")
    remove_overview(tmp_path)
    assert not mine.exists()
    assert own.exists()


def test_the_screen_has_a_line_for_each_account(capsys: Any) -> None:
    _, _, header, *lines, wrote = shown(LINES, "en", capsys)
    assert header.split()[:1] == ["Account"]
    assert wrote == "wrote out/overview.xlsx"
    first, second, third, fourth = lines
    assert first.split() == [
        *("a1-US-USD", "US", "USD", "60", "$1,234.50", "31.2%", "11.8%", "12", "$83.25", "3", "$4.50", "2"),
        *("3", "written"),
    ]
    assert second.split()[:12] == [
        *("b2-JP-JPY", "JP", "JPY", "30", "¥98,765", "-", "-", "4", "¥1,200", "0", "¥0", "0"),
    ]
    assert " ".join(second.split()[12:]) == "withheld no bulk download; over a limit: number of changes"
    assert third.split()[:12] == ["c3-DE-EUR", *["-"] * 11]
    assert "no plan" in third
    assert third.rstrip().endswith("…")
    assert fourth.split()[12:] == ["nothing", "to", "upload"]


def test_the_screen_speaks_chinese(capsys: Any) -> None:
    said = "\n".join(shown(LINES, "zh", capsys))
    for words in (
        "总览",
        "账户",
        "站点",
        "币种",
        "US$1,234.50",
        "JP¥98,765",
        "没有批量下载文件",
        "已写入 3 个",
        "没有计划",
    ):
        assert words in said


def test_a_narrow_terminal_breaks_no_number(capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("adopt.cli.screen._WIDE", 60)
    said = "\n".join(shown(LINES, "en", capsys))
    for number in ("$1,234.50", "¥98,765", "31.2%", "a1-US-USD"):
        assert number in said


def test_quiet_and_single_accounts_see_no_table(capsys: Any) -> None:
    assert shown(LINES, "en", capsys, quiet=True) == []
    show_overview(Overview(), "en", quiet=False)
    assert capsys.readouterr().err == ""


def test_that_it_could_not_be_written_is_said_always(capsys: Any) -> None:
    show_overview(Overview(LINES, error=SettingsError("it is open")), "en", quiet=True)
    assert capsys.readouterr().err == "it is open\n"
