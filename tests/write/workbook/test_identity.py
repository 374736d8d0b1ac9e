"""A workbook says to programs which plan it shows, and shows it to people in short."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adopt.write.workbook.book import write_workbooks
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
