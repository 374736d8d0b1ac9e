"""Opens the workbook of a plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import dataframely as dy
import openpyxl
import polars as pl
import pytest

from adopt.schema import AccountDay
from adopt.write.workbook.book import write_workbooks

FIRST = date(2026, 9, 1)


@pytest.fixture
def open_book(tmp_path: Path) -> Callable[..., Any]:
    """Writes a plan's workbook and opens it: ``open_book(plan, "zh")``."""

    def make(plan: Any, language: str = "en") -> Any:
        write_workbooks(plan, {language: tmp_path / "book.xlsx"})
        return openpyxl.load_workbook(tmp_path / "book.xlsx")

    return make


@pytest.fixture
def days() -> Callable[..., dy.DataFrame[AccountDay]]:
    """Makes days that spend 3 and sell for 10 by ads, and for 20 in all if that is known: ``days(14)``."""

    def make(count: int, *, total: float | None = 20.0) -> dy.DataFrame[AccountDay]:
        rows = [(FIRST + timedelta(days=n), 3.0, 10.0, total) for n in range(count)]
        return AccountDay.validate(pl.DataFrame(rows, schema=AccountDay.create_empty().schema, orient="row"))

    return make
