"""A workbook says to programs which plan it shows, and shows it to people in short."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from adopt.errors import InputError
from adopt.plan.review import Answer
from adopt.write.workbook.answers import answers
from adopt.write.workbook.book import write_workbooks
from adopt.write.workbook.identity import Identity, identity_of
from tests.after.books import small_book
from tests.write.workbook.rows import texts


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Plan 0123456789ab of 2026-11-01, by adopt 0.1.0, in English"),
        ("zh", "计划 0123456789ab，日期 2026-11-01，adopt 0.1.0，中文版"),
    ],
)
def test_its_properties_name_the_plan(
    open_book: Any, make_plan: Any, action: Any, language: str, said: str
) -> None:
    book = open_book(make_plan([action()]), language)
    assert {one.name: one.value for one in book.custom_doc_props.props} == {
        "adopt_plan": "0123456789abcdef" * 4,
        "adopt_as_of": "2026-11-01",
        "adopt_version": "0.1.0",
        "adopt_language": language,
    }
    assert said in texts(book.worksheets[0])


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, make_plan: Any, action: Any, days: Any) -> None:
    plan = make_plan([action(), action("B301")], days=days(20))
    for name in ("one.xlsx", "two.xlsx"):
        write_workbooks(plan, {"zh": tmp_path / name})
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    rows = [{"Key": f"B301|{n}", "Accept": "Yes", "Your value": n / 100, "Why": "costs"} for n in range(40)]
    return small_book(tmp_path / "reviewed.xlsx", "a" * 64, rows)


def read(path: Path) -> tuple[Identity, tuple[Answer, ...]]:
    return identity_of(path), answers(path)


def rewritten(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """A copy in which a part says otherwise and its checksum agrees."""
    copy = path.with_name("copy.xlsx")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w") as target:
        for name in source.namelist():
            target.writestr(name, change(source.read(name)) if name == part else source.read(name))
    return copy


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/styles.xml", "xl/worksheets/sheet1.xml", "docProps/custom.xml"]
)
@pytest.mark.parametrize("whole", [0.0, 0.5, 0.99])
def test_a_workbook_with_a_part_cut_off_is_damaged(reviewed: Path, part: str, whole: float) -> None:
    with pytest.raises(InputError, match=r"copy\.xlsx: is damaged or only half saved"):
        read(rewritten(reviewed, part, lambda said: said[: int(len(said) * whole)]))


def test_a_workbook_whose_bytes_are_others_is_damaged(reviewed: Path) -> None:
    data = bytearray(reviewed.read_bytes())
    with zipfile.ZipFile(reviewed) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    middle = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    data[middle : middle + 40] = bytes(one ^ 0x5A for one in data[middle : middle + 40])
    reviewed.write_bytes(data)
    with pytest.raises(InputError, match="is damaged or only half saved"):
        read(reviewed)


def test_an_empty_chart_sheet_ends_in_a_sentence(reviewed: Path) -> None:
    book = load_workbook(reviewed)
    book.create_chartsheet("mine")
    book.save(reviewed)
    with pytest.raises(InputError, match="is damaged or only half saved"):
        read(reviewed)


def test_a_file_that_breaks_off_and_an_archive_of_other_things_are_no_workbooks(reviewed: Path) -> None:
    reviewed.write_bytes(reviewed.read_bytes()[:3000])
    other = reviewed.with_name("other.xlsx")
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "x")
    for path in (reviewed, other):
        with pytest.raises(InputError, match="isn't an Excel workbook"):
            read(path)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_changed_bit_changes_no_answer(reviewed: Path, place: float, bit: int) -> None:
    data = bytearray(reviewed.read_bytes())
    data[int(place * len(data))] ^= 1 << bit
    copy = reviewed.with_name("copy.xlsx")
    copy.write_bytes(data)
    try:
        found = answers(copy)
    except InputError:
        return
    assert found == answers(reviewed)
