"""A workbook of 5,000 decisions stays one that opens at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from adopt.write.workbook.book import write_workbooks

ROWS = 5_000
MOST_BYTES = 1_500_000
MOST_LOOKS = 30
MOST_RULES = 3  # money bars of Decide, Later and Evidence


@pytest.mark.slow
def test_looks_are_shared_and_rules_are_few(tmp_path: Path, make_plan: Any, action: Any) -> None:
    rows = [
        action(
            key=f"N101:{n}",
            search_term=f"yoga mat no {n}",
            to_text=f"yoga mat no {n}",
            consent="safe" if n % 2 else "ask",
            money_per_week=n / 1000,
            clicks=20 + n % 80,
        )
        for n in range(ROWS)
    ]
    path = tmp_path / "book.xlsx"
    write_workbooks(make_plan(rows), {"en": path})
    assert path.stat().st_size < MOST_BYTES
    with ZipFile(path) as book:
        looks = re.search(r'<cellXfs count="(\d+)"', book.read("xl/styles.xml").decode())
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/sheet" in name]
    assert looks
    assert int(looks[1]) <= MOST_LOOKS
    assert sum(sheet.count("<conditionalFormatting") for sheet in sheets) <= MOST_RULES
    assert not [sheet for sheet in sheets if "<f>" in sheet]
    assert sum(sheet.count("<row ") for sheet in sheets) > 2 * ROWS
