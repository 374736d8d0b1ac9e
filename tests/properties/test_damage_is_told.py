"""Damage is never taken for a file of no use: every row is read as it was, or the file is refused so that a run stops."""

from __future__ import annotations

import gzip
import io
import json
import tempfile
import zipfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.errors import InputError
from adopt.lab.account import simulate
from adopt.lab.console_file import write_console_report
from adopt.lab.world import load_world
from adopt.reports import REASONS, Folder, Refusal, identify
from adopt.reports.choose import choose
from adopt.reports.unusable import HARMLESS
from adopt.say import translator
from adopt.schema import Reading
from adopt.settings import load_settings

MADE = datetime(2026, 11, 22, 15, 4, 10, tzinfo=UTC)
ROWS = 40
SHEET = "xl/worksheets/sheet1.xml"
DAMAGE = {
    "damaged",
    "damaged_part",
    "damaged_sheet",
    "cut_short",
    "open_quote",
    "zero_bytes",
    "broken_text",
    "broken_json",
}


@cache
def written(name: str) -> bytes:
    """A report as the laboratory writes it, a workbook or a text by its name."""
    report = simulate(3, load_world("badly_tuned", clicks_per_day=20.0)).report.head(ROWS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_console_report(path, report, MADE)
        return path.read_bytes()


def answer(content: bytes, name: str) -> Reading | Refusal:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return identify(path)


def rows(content: bytes, name: str) -> pl.DataFrame:
    found = answer(content, name)
    assert isinstance(found, Reading)
    assert isinstance(found.data, pl.DataFrame)
    return found.data


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(written("report.xlsx"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def the_same_or_damaged(content: bytes, name: str) -> None:
    found = answer(content, name)
    if isinstance(found, Refusal):
        assert found.reason in DAMAGE
        assert found.reason not in HARMLESS
    else:
        assert rows(content, name).equals(rows(written(name), name))
        assert found.rejected.is_empty()


@settings(max_examples=60)
@given(data=st.data())
def test_any_byte_of_a_workbook_changed(data: st.DataObject) -> None:
    content = bytearray(written("report.xlsx"))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    the_same_or_damaged(bytes(content), "report.xlsx")


@settings(max_examples=40)
@given(data=st.data())
def test_any_byte_of_the_list_of_a_workbooks_parts_changed(data: st.DataObject) -> None:
    content = bytearray(written("report.xlsx"))
    place = data.draw(st.integers(content.index(b"PK\x01\x02"), len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    the_same_or_damaged(bytes(content), "report.xlsx")


@settings(max_examples=30)
@given(data=st.data())
def test_a_workbook_cut_anywhere(data: st.DataObject) -> None:
    whole = written("report.xlsx")
    found = answer(whole[: data.draw(st.integers(1, len(whole) - 1))], "report.xlsx")
    assert isinstance(found, Refusal)
    assert found.reason in DAMAGE


@settings(max_examples=30)
@given(data=st.data())
def test_a_sheet_cut_before_its_table_ends_in_a_sound_archive(data: st.DataObject) -> None:
    own = parts()
    sheet = own[SHEET]
    kept = sheet[: data.draw(st.integers(0, sheet.index(b"</sheetData>")))]
    found = answer(packed({**own, SHEET: kept}), "report.xlsx")
    assert isinstance(found, Refusal)
    assert (found.reason, found.detail) == ("damaged_sheet", "'Sponsored Product Search Term R'")


def test_a_sheet_cut_before_its_table_begins() -> None:
    own = parts()
    kept = own[SHEET][: own[SHEET].index(b"<sheetData")]
    found = answer(packed({**own, SHEET: kept}), "report.xlsx")
    assert isinstance(found, Refusal)
    assert found.reason == "damaged_sheet"


@pytest.mark.parametrize("lost", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET])
def test_a_part_that_is_gone(lost: str) -> None:
    found = answer(packed({name: part for name, part in parts().items() if name != lost}), "report.xlsx")
    assert isinstance(found, Refusal)
    assert found.reason in DAMAGE


def test_a_dimension_that_promises_more_rows_is_no_damage() -> None:
    """Excel leaves it so behind rows that were emptied, and Amazon's own is always wrong."""
    own = parts()
    sheet = own[SHEET].replace(b'<dimension ref="A1"/>', b'<dimension ref="A1:Z5000"/>')
    assert sheet != own[SHEET]
    assert rows(packed({**own, SHEET: sheet}), "a.xlsx").height == ROWS


def test_a_broken_sheet_is_told_with_its_last_whole_row() -> None:
    whole = written("report.xlsx")
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        sheet = archive.getinfo(SHEET)
    middle = sheet.header_offset + 30 + len(SHEET) + sheet.compress_size // 2
    found = answer(whole[:middle] + b"\xff" * 40 + whole[middle + 40 :], "report.xlsx")
    assert isinstance(found, Refusal)
    assert found.reason == "damaged_part"
    name, _, row = found.detail.partition("!A")
    assert name == "'Sponsored Product Search Term R'"
    assert 1 < int(row) < ROWS


@settings(max_examples=40)
@given(data=st.data(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_a_text_cut_within_a_row(data: st.DataObject, encoding: str) -> None:
    text = written("report.csv").decode("utf-8-sig").replace("\r\n", "\n")
    begin = text.rindex("\n", 0, -1) + 1
    cut = text[: data.draw(st.integers(begin + 1, text.rindex(",")))]
    found = answer(cut.encode(encoding), "report.csv")
    assert isinstance(found, Refusal)
    assert found.reason in {"cut_short", "open_quote"}  # the first cell is quoted
    assert found.detail == f"A{ROWS + 1}"


@given(cut=st.integers(100, 2_000).map(lambda half: 2 * half + 1))
def test_utf_16_cut_within_a_character(cut: int) -> None:
    content = written("report.csv").decode("utf-8-sig").encode("utf-16")[:cut]
    for whole in (content, content[2:]):
        found = answer(whole, "report.csv")
        assert isinstance(found, Refusal)
        assert found.reason in DAMAGE


@given(place=st.integers(0, 5_000), many=st.integers(1, 600))
def test_zero_bytes_in_a_text(place: int, many: int) -> None:
    content = written("report.csv")
    found = answer(content[:place] + bytes(many) + content[place + many :], "report.csv")
    assert isinstance(found, Refusal)
    assert found.reason == "zero_bytes"


def test_zero_bytes_alone_and_far_behind() -> None:
    whole = written("report.csv")
    header, _, row = whole.partition(b"\n")
    long = header + b"\n" + row * 40
    lines = long.count(b"\n")
    for content, place in ((bytes(4_096), "A1"), (long + bytes(9), f"A{lines + 1}")):
        found = answer(content, "report.csv")
        assert isinstance(found, Refusal)
        assert (found.reason, found.detail) == ("zero_bytes", place)


def test_utf_8_with_a_letter_torn() -> None:
    content = written("report.csv").replace(b"EXACT", "精准".encode()).replace(b"PHRASE", "词组".encode())
    content = content.replace(b"BROAD", "广泛".encode())
    torn = content.rindex("广泛".encode() if "广泛".encode() in content else "精准".encode())
    lines = content[:torn].count(b"\n")
    found = answer(content[: torn + 1] + content[torn + 2 :], "report.csv")
    assert isinstance(found, Refusal)
    assert (found.reason, found.detail) == ("broken_text", f"A{lines + 1}")


@settings(max_examples=30)
@given(data=st.data(), zipped=st.booleans())
def test_half_a_list_of_records(data: st.DataObject, zipped: bool) -> None:
    record = {"searchTerm": "steel pan", "date": "2026-11-03", "clicks": 3, "impressions": 90}
    whole = json.dumps([record] * 30).encode()
    half = whole[: data.draw(st.integers(len(json.dumps(record)), len(whole) - 1))]
    found = answer(gzip.compress(half) if zipped else half, "report.json")
    assert isinstance(found, Refusal)
    assert found.reason == "broken_json"


@pytest.mark.parametrize("title", ['24" pan', '"best" pan', '"5 inch pan', 'pan 5"'])
def test_marks_in_a_flat_file_are_letters(title: str) -> None:
    header = "order-id\torder-item-id\tpurchase-date\tsku\tproduct-name\tquantity-purchased"
    made = [f"1-{n}\t{n}\t2026-11-03T01:02:03+00:00\tA\tpan\t1" for n in range(30)]
    made[12] = made[12].replace("\tpan\t", f"\t{title}\t")
    found = answer("\n".join([header, *made, ""]).encode(), "orders.txt")
    assert not (isinstance(found, Refusal) and found.reason in DAMAGE)


@pytest.mark.parametrize("reason", sorted(DAMAGE))
def test_a_run_stops_at_damage_in_both_languages(reason: str) -> None:
    refusal = Refusal(Path("report.xlsx"), None, reason, "'Terms'!A12")
    folder = Folder(Path(), (), (refusal,), ())
    with pytest.raises(InputError) as stopped:
        choose(folder, load_settings(), MADE.date())
    english, chinese = str(stopped.value), stopped.value.said(translator("zh"))
    assert REASONS[reason] in english
    assert "download it again" in english
    assert "请重新下载" in chinese
    assert all("report.xlsx" in said and "'Terms'!A12" in said for said in (english, chinese))
