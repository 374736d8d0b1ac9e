"""Workbooks whose columns hold numbers in some cells and texts in others, as after pasting from another locale."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.reports import Refusal, identify
from adopt.schema import Reading


def spent(reading: Reading | Refusal) -> list[float]:
    assert isinstance(reading, Reading), reading
    assert isinstance(reading.data, pl.DataFrame)
    assert reading.rejected.is_empty(), reading.rejected
    return [micros / 1_000_000 for micros in reading.data["spend_micros"]]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        ([1.25, 2.5, 3.75, "0,45", "1.234,56"], [1.25, 2.5, 3.75, 0.45, 1234.56]),
        ([1.25, "2,50", "3,75", "0,45", "1.234,56"], [1.25, 2.5, 3.75, 0.45, 1234.56]),
        ([1.234, "2,50", "3,75", "0,45"], [1.234, 2.5, 3.75, 0.45]),
        ([5, 7.5, "1.234", "0,45"], [5, 7.5, 1234, 0.45]),
        ([1.25, "1,234.56", "0.45"], [1.25, 1234.56, 0.45]),
        ([1.25, "0,450"], [1.25, 0.45]),
        ([*range(1, 2_500), 1.234, "0,45"], [*range(1, 2_500), 1.234, 0.45]),
    ],
)
def test_texts_are_read_by_texts_and_numbers_as_they_are(
    cells: list[Any],
    values: list[float],
    workbook: Callable[..., Path],
    report: Callable[..., list[list[Any]]],
) -> None:
    rows = [{"Spend": cell, "Customer Search Term": f"pan {place}"} for place, cell in enumerate(cells)]
    assert spent(identify(workbook({"Report": report(*rows)}))) == values


@pytest.mark.parametrize("cells", [[5, 7, "1.234"], [0.45, 7.5, "1.234"], [1.25, "1,234"]])
def test_numbers_beside_it_dont_settle_a_text(
    cells: list[Any], workbook: Callable[..., Path], report: Callable[..., list[list[Any]]]
) -> None:
    rows = [{"7 Day Total Sales ": 20.5, "Spend": cell} for cell in cells]
    refusal = identify(workbook({"Report": report(*rows)}))
    assert isinstance(refusal, Refusal), refusal
    assert refusal.reason == "ambiguous_numbers"
    assert f"'{cells[-1]}'" in refusal.detail


def test_a_text_far_below_numbers_is_looked_at(
    workbook: Callable[..., Path], report: Callable[..., list[list[Any]]]
) -> None:
    rows = [{"Customer Search Term": f"pan {place}"} for place in range(2_100)]
    cells = [{**row, "Spend": 0.25, "7 Day Total Sales ": 20.5} for row in rows]
    refusal = identify(workbook({"Report": report(*cells[1:], {**cells[0], "Spend": "1.234"})}))
    assert isinstance(refusal, Refusal), refusal
    assert refusal.reason == "ambiguous_numbers"


def test_texts_of_another_column_settle_it(
    workbook: Callable[..., Path], report: Callable[..., list[list[Any]]]
) -> None:
    rows = [{"Spend": 7.5, "7 Day Total Sales ": "20,50"}, {"Spend": "1.234", "7 Day Total Sales ": 1.5}]
    assert spent(identify(workbook({"Report": report(*rows)}))) == [7.5, 1234]
