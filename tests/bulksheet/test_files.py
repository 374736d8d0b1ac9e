"""Files as people make them: what is read, what is ignored, and what is wrong with the file itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from adopt.bulksheet import Verdict, judge
from adopt.bulksheet.sheet import headers
from adopt.errors import InputError
from adopt.reports.refusal import RefusedError
from adopt.words import headers as words
from tests.bulksheet.sheets import DAY, KEYWORD, TAB, Row, changed, created, row, with_cells, written


def verdict(path: Path, bulk: Path | None = None) -> Verdict:
    return judge(path, bulk, "US", DAY)


def told(path: Path) -> list[tuple[int, str, str]]:
    return verdict(path).faults.select("row", "column", "rule").rows()


@pytest.mark.parametrize("make", [created, changed])
def test_a_sound_file_has_no_error(tmp_path: Path, make: Any) -> None:
    found = verdict(written(tmp_path, make()))
    assert not found.refused
    assert (found.read.tab, found.read.sheet.rows.height, found.read.ignored) == (TAB, len(make()), 0)


def test_rows_without_an_operation_are_ignored_and_counted(tmp_path: Path) -> None:
    broken = [one | {"operation": None, "state": "nonsense"} for one in created()]
    blank: Row = {"operation": " ", "product": "x"}
    found = verdict(written(tmp_path, [*changed(), *broken, blank]))
    assert (found.read.sheet.rows.height, found.read.ignored, found.refused) == (
        len(changed()),
        len(broken) + 1,
        False,
    )


def test_a_file_without_any_operation_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, [one | {"operation": None} for one in changed()])
    assert told(path) == [(1, "Operation", "no_operation")]
    assert not verdict(path).refused


@pytest.mark.parametrize("tab", ["Sheet1", "Campaigns", "Sponsored Product Campaigns"])
def test_another_tabs_name_is_an_error(tmp_path: Path, tab: str) -> None:
    assert [one for one in told(written(tmp_path, created(), tab=tab)) if one[2] == "tab"] == [(1, "", "tab")]


@pytest.mark.parametrize(
    "tab", [TAB, "sponsored products campaigns", "商品推广活动", "Sponsored Products-Kampagnen"]
)
def test_the_tabs_name_in_any_case_and_known_language(tmp_path: Path, tab: str) -> None:
    assert not verdict(written(tmp_path, created(), tab=tab)).refused


def test_columns_that_amazon_does_not_know_are_ignored(tmp_path: Path) -> None:
    path = written(
        tmp_path, created(), more=("My notes", "Clicks", "ACOS", "Campaign Name (Informational only)")
    )
    assert told(path) == [(1, "My notes", "unknown_column")]


def test_a_column_that_rows_need_is_told_once(tmp_path: Path) -> None:
    names = {"match_type": "Kind of match"}
    assert told(written(tmp_path, created(), names=names)) == [
        (1, "Kind of match", "unknown_column"),
        (1, "Match Type", "missing_column"),
    ]
    only_bids = [row("Keyword", "Update", keyword_id=KEYWORD, bid="1")]
    assert told(written(tmp_path, only_bids, names={"match_type": "x", "operation": "y"}))[0] == (
        1,
        "Operation",
        "missing_column",
    )


def test_a_column_twice_is_told(tmp_path: Path) -> None:
    faults = told(written(tmp_path, created(), more=("campaign name",)))
    assert faults == [(1, "Campaign Name", "duplicate_column")]


def test_names_above_the_header_are_told(tmp_path: Path) -> None:
    path = written(tmp_path, with_cells(created(), 5, bid="0.01"))
    book = openpyxl.load_workbook(path)
    book[TAB].insert_rows(1)
    book[TAB]["A1"] = "My upload"
    book.save(path)
    assert told(path) == [(2, "", "header_row"), (6, "Bid", "bid_limits")]


def test_text_files_are_no_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    lines = [list(headers().values()), *([one.get(name) or "" for name in headers()] for one in created())]
    path.write_text("\n".join("\t".join(line) for line in lines), encoding="utf-8")
    assert told(path) == [(1, "", "not_xlsx")]


def test_other_ad_products_tabs_are_told_where_they_do_something(tmp_path: Path) -> None:
    path = written(tmp_path, created())
    book = openpyxl.load_workbook(path)
    for name, operation in (("Sponsored Brands Campaigns", "Update"), ("Sponsored Display Campaigns", None)):
        page = book.create_sheet(name)
        page.append(["Product", "Entity", "Operation"])
        page.append(["Sponsored Brands", "Campaign", operation])
    book.save(path)
    assert verdict(path).faults.select("rule", "value", "detail").rows() == [
        ("other_tab", "Sponsored Brands Campaigns", "1")
    ]


def _with(path: Path, cell: str, value: Any, kind: str | None = None) -> Path:
    book = openpyxl.load_workbook(path)
    place = book[TAB][cell]
    place.value = value
    if kind:
        place.data_type = kind
    book.save(path)
    return path


def _place(name: str, at: int) -> str:
    letter = openpyxl.utils.get_column_letter(list(headers()).index(name) + 1)
    return f"{letter}{at}"


@pytest.mark.parametrize(
    ("column", "value", "kind", "rules"),
    [
        ("bid", "=1+0.2", "f", {"formula"}),
        ("bid", "#REF!", "e", {"excel_error"}),
        ("keyword_id", 300000000000001, None, {"id_as_number"}),
        ("keyword_id", 3000000000000012, None, {"mangled_id"}),
        ("keyword_id", 30000000000000123456, None, {"mangled_id"}),
        ("keyword_id", 3e14, None, {"id_as_number", "mangled_id"}),
        ("bid", 1.2, None, set()),
        ("bid", 1.2000000000000002, None, set()),
    ],
)
def test_what_a_cell_is_beside_its_text(
    tmp_path: Path, column: str, value: Any, kind: str | None, rules: set[str]
) -> None:
    before = told(written(tmp_path, changed()))
    path = _with(written(tmp_path, changed()), _place(column, 5), value, kind)
    assert {one for one in told(path) if one not in before} == {
        (5, headers()[column], rule) for rule in rules
    }


def test_a_formula_in_a_row_that_is_ignored_or_a_column_of_ones_own_is_nothing(tmp_path: Path) -> None:
    ignored: Row = {"product": "x"}
    rows = [*created(), ignored]
    path = _with(written(tmp_path, rows, more=("Mine",)), f"{_place('bid', len(rows) + 1)}", "=1+1", "f")
    letter = openpyxl.utils.get_column_letter(len(headers()) + 1)
    assert told(_with(path, f"{letter}2", "=1+1", "f")) == [(1, "Mine", "unknown_column")]


@pytest.mark.parametrize("language", ["de", "es", "zh"])
def test_headers_of_other_languages_with_english_words_are_taken(tmp_path: Path, language: str) -> None:
    names = {name: of[0] for name, of in words("bulk")[language].items() if name in headers()}
    path = written(tmp_path, changed(), names=names)
    found = verdict(path)
    assert (found.read.language, found.refused) == (language, False)
    broken = verdict(written(tmp_path, with_cells(changed(), 5, bid="0.01"), names=names))
    (fault,) = broken.faults.filter(rule="bid_limits").rows(named=True)
    assert (fault["row"], fault["column"]) == (5, names["bid"])


@pytest.mark.parametrize("language", ["de", "es", "zh"])
def test_a_localised_download_with_an_operation_is_refused(tmp_path: Path, language: str) -> None:
    names = {name: of[0] for name, of in words("bulk")[language].items() if name in headers()}
    state = words("states")[language]["enabled"][0]
    entity = words("entities")[language]["keyword"][0]
    rows = [row("Keyword", "Update", keyword_id=KEYWORD, bid="1") | {"state": state, "entity": entity}]
    faults = told(written(tmp_path, rows, names=names))
    assert (2, names["state"], "localised") in faults
    assert ((2, names["entity"], "localised_word") in faults) == (entity != "Keyword")


def test_what_is_no_bulk_sheet_is_said(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no such file"):
        verdict(tmp_path / "none.xlsx")
    book = openpyxl.Workbook()
    book.active.append(["Date", "Clicks"])
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(InputError, match="isn't a bulk sheet"):
        verdict(tmp_path / "other.xlsx")
    path = written(tmp_path, changed())
    with pytest.raises(RefusedError, match="made for uploading"):
        verdict(path, path)
