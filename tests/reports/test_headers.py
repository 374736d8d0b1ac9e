from __future__ import annotations

import polars as pl
import pytest

from adopt.reports.headers import find_header, fold, match_row
from adopt.reports.ids import identifier
from adopt.reports.raw import Table


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("7 Day Total Sales ", "7 DAY TOTAL SALES"),
        ("7 Day Total Sales (€)", "7 Day Total Sales"),
        ("14 Day Total Sales (₹)", "14 Day Total Sales"),
        ("Total Sales (USD)", "Total sales"),
        ("Campaign Id", "Campaign ID"),
        ("Click-Thru Rate (CTR)", "Click‐Thru Rate (CTR) "),
        ("Total Advertising Cost of Sales (ACoS)", "Total Advertising Cost of Sales (ACOS) "),
    ],
)
def test_spelling_does_not_matter(name: str, other: str) -> None:
    assert fold(name) == fold(other)


def test_informational_columns_stay_apart() -> None:
    assert fold("Campaign Name (Informational only)") != fold("Campaign Name")


def test_a_currency_in_brackets_is_remembered() -> None:
    header = match_row(["Spend", "14 Day Total Sales (₹)"], 1, "search_term", "en")
    assert header.currencies == {"INR"}


def test_a_column_that_stands_there_twice_is_told() -> None:
    assert match_row(["Clicks", "clicks "], 1, "search_term", "en").twice == ("clicks",)


def test_the_header_is_found_below_junk() -> None:
    head = ((None, None), ("Clicks of last month", None), ("Clicks", "Spend"), ("1", "2"))
    header = find_header(Table(None, head, pl.LazyFrame()), "search_term", ["clicks", "spend"])
    assert header is not None
    assert (header.row, header.columns) == (3, {"clicks": 0, "spend": 1})


def test_without_its_markers_a_row_is_no_header() -> None:
    head = (("Clicks", "Impressions"),)
    assert find_header(Table(None, head, pl.LazyFrame()), "search_term", ["clicks", "spend"]) is None


@pytest.mark.parametrize(
    ("cell", "numbers", "read"),
    [
        ("347066231335202", False, "347066231335202"),
        ("347066231335202", True, "347066231335202"),
        (' ="347066231335202"', False, "347066231335202"),
        ("1.23E+17", False, None),
        ("1.23E17", False, None),
        ("347066231335202.0", False, None),
        ("123456789012345000", False, None),
        ("123456789012345678", False, "123456789012345678"),
        ("123456789012345696", True, None),
    ],
)
def test_an_id_is_digits_or_nothing(cell: str, numbers: bool, read: str | None) -> None:
    frame = pl.DataFrame({"0": [cell]})
    assert frame.select(identifier("0", numbers=numbers)).item() == read
