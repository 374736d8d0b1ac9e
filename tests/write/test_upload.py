from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest

from adopt.errors import UnsafePlanError
from adopt.say.translate import translator
from adopt.schema import Bulk
from adopt.words import bulksheet
from adopt.write.sheets.bids import bids
from adopt.write.sheets.negatives import negatives
from adopt.write.upload import _workbook, write_upload


def test_the_file_holds_one_sheet_with_english_headers(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk
) -> None:
    plan = make_plan([action("B301")])
    write_upload(bids(plan, bulk), tmp_path / "bids.xlsx", plan, bulk)
    book = openpyxl.load_workbook(tmp_path / "bids.xlsx")
    assert book.sheetnames == ["Sponsored Products Campaigns"]
    header, row = book.worksheets[0].iter_rows(values_only=True)
    assert list(header) == list(bulksheet()["columns"].values())
    cells = dict(zip(header, row, strict=True))
    formats = {cell.number_format for cell in book.worksheets[0][2] if isinstance(cell.value, str)}
    assert formats == {"@"}
    assert (cells["Bid"], cells["Campaign ID"], cells["Keyword ID"]) == (
        0.64,
        "100000000000001",
        "300000000000001",
    )


def test_ids_read_back_as_text_by_another_reader(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk
) -> None:
    plan = make_plan([action(), action("N102")])
    write_upload(negatives(plan, bulk), tmp_path / "negatives.xlsx", plan, bulk)
    read = pl.read_excel(tmp_path / "negatives.xlsx")
    assert read.schema["Ad Group ID"] == pl.String
    assert read["Keyword Text"].to_list() == ["yoga mat", None]


@pytest.mark.parametrize("text", ["=1+1", "+a", "-a", "'a", '"a"', "@a"])
def test_no_text_becomes_a_formula(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk, text: str
) -> None:
    sheet = negatives(make_plan([action()]), bulk).with_columns(keyword_text=pl.lit(text))
    _workbook(sheet).save(tmp_path / "texts.xlsx")
    with ZipFile(tmp_path / "texts.xlsx") as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
    assert pl.read_excel(tmp_path / "texts.xlsx")["Keyword Text"].to_list() == [text]


def test_a_broken_rule_stops_before_anything_is_written(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk
) -> None:
    plan = make_plan([action(to_text="mat, blue")])
    with pytest.raises(
        UnsafePlanError, match=r"row 2, column Keyword Text: 'mat, blue'.*forbidden_character"
    ) as failed:
        write_upload(negatives(plan, bulk), tmp_path / "negatives.xlsx", plan, bulk)
    assert "The keyword has a character that Amazon refuses: ," in str(failed.value)
    assert "关键词含有亚马逊拒绝的字符：" in failed.value.said(translator("zh"))
    assert not list(tmp_path.iterdir())


def test_the_file_carries_no_trace_of_the_clock(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk
) -> None:
    plan = make_plan([action()])
    for name in ("one.xlsx", "two.xlsx"):
        write_upload(negatives(plan, bulk), tmp_path / name, plan, bulk)
    with ZipFile(tmp_path / "one.xlsx") as one, ZipFile(tmp_path / "two.xlsx") as two:
        assert {entry.date_time for entry in one.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert one.read("docProps/core.xml").count(b"2026-11-01T00:00:00Z") == 2
        assert one.namelist() == two.namelist()
        for name in set(one.namelist()) - {"docProps/core.xml"}:
            assert one.read(name) == two.read(name)


def test_who_looks_into_it_reads_every_cell_whole(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk
) -> None:
    plan = make_plan([action("B301")])
    write_upload(bids(plan, bulk), tmp_path / "bids.xlsx", plan, bulk)
    page = openpyxl.load_workbook(tmp_path / "bids.xlsx").worksheets[0]
    assert page.freeze_panes == "A2"
    for column in page.iter_cols():
        widest = max(len(str(cell.value or "")) for cell in column)
        assert page.column_dimensions[column[0].column_letter].width >= min(widest, 60)
