from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.reports import numbers
from adopt.reports.numbers import Style, count, micros, number, readings, settle


def read(cells: list[str | None], *, in_workbook: bool = False) -> list[int | None]:
    series = pl.Series("a", cells, dtype=pl.String)
    style = settle(series, whole=False, numbers_are_cells=in_workbook)
    return series.to_frame().select(micros(pl.col("a"), style)).to_series().to_list()


def style_of(cells: list[str], *, whole: bool = False, in_workbook: bool = False) -> Style:
    return settle(pl.Series("a", cells), whole=whole, numbers_are_cells=in_workbook)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("$1,234.56", 1_234_560_000),
        ("-$1,234.56", -1_234_560_000),
        ("₹3,22,815.44", 322_815_440_000),
        ("Rs.96.5", 96_500_000),
        ("1234.5", 1_234_500_000),
        ("12.5%", 125_000),
        ("5E-2", 50_000),
        ("25.000000000000004", 25_000_000),
        ("(5.25)", -5_250_000),
        (" 7.5 ", 7_500_000),
        ("USD 7.5", 7_500_000),
        (" $-   ", 0),
        ("- €", 0),
    ],
)
def test_each_supported_way_of_writing(cell: str, value: int) -> None:
    assert read([cell, "0.5"]) == [value, 500_000]


@pytest.mark.parametrize(
    "cell", ["", "-", "#N/A", "n/a", None, "abc", "1.2.3", "nan", "inf", "1e400", "$", "1,50"]
)
def test_blanks_and_other_texts_are_no_numbers(cell: str | None) -> None:
    assert read([cell, "0.5"]) == [None, 500_000]


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1,50", "2,75"], [1_500_000, 2_750_000]),
        (["1,234", "1,5"], [1_234_000, 1_500_000]),
        (["1,234", "12.5"], [1_234_000_000, 12_500_000]),
        (["1.234,56 €", "3,20 €"], [1_234_560_000, 3_200_000]),
        (["1\u202f234,56", "5"], [1_234_560_000, 5_000_000]),
        (["$1,234.5", "$12", "$.5"], [1_234_500_000, 12_000_000, 500_000]),
        (["Rs.1000.0", "Rs.96", "Rs.5"], [1_000_000_000, 96_000_000, 5_000_000]),
    ],
)
def test_the_whole_column_settles_the_comma(cells: list[str], values: list[int]) -> None:
    assert read(list(cells)) == values


def test_a_sign_with_a_dot_leaves_no_decimal_point() -> None:
    assert read(["Rs5", "Rs6", "Rs.96"]) == [5_000_000, 6_000_000, 96_000_000]


@pytest.mark.parametrize("cells", [["1,234"], ["1.234"], ["$1,234", "$2,345"], ["1,234", "5"]])
def test_two_readings_are_ambiguous(cells: list[str]) -> None:
    assert style_of(cells).ambiguous is not None


def test_a_workbook_stores_numbers_with_a_point() -> None:
    assert style_of(["1.234"], in_workbook=True).ambiguous is None
    assert read(["1.234"], in_workbook=True) == [1_234_000]


def test_both_readings_are_named() -> None:
    assert readings("1,234") == "'1,234' is 1234 or 1.234"


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1,234", "5"], [1234, 5]),
        (["1.234", "5"], [1234, 5]),
        (["12.0", "5"], [12, 5]),
        (["1.5", "5"], [None, 5]),
        (["1,50", "5"], [None, 5]),
    ],
)
def test_counts_are_whole(cells: list[str], values: list[int | None]) -> None:
    frame = pl.DataFrame({"a": cells})
    style = settle(frame["a"], whole=True, numbers_are_cells=False)
    assert frame.select(count(pl.col("a"), style)).to_series().to_list() == values


def test_amounts_beyond_exactness_are_refused() -> None:
    frame = pl.DataFrame({"a": ["9000000001.5", "0.5"]})
    style = style_of(["9000000001.5", "0.5"])
    assert frame.select(number(pl.col("a"), style)).to_series().to_list() == [None, 0.5]


def test_signs_name_the_currency_unless_they_stand_for_several() -> None:
    assert style_of(["€1.50", "€2"]).currency == "EUR"
    assert style_of(["$1.50", "$2"]).currency is None


@settings(max_examples=25)
@given(
    cells=st.lists(
        st.from_regex(r"-?[0-9]{1,16}(\.[0-9]{1,4})?|-|0", fullmatch=True), min_size=1, max_size=4
    ),
    whole=st.booleans(),
    in_workbook=st.booleans(),
)
def test_plain_digits_have_the_style_that_a_longer_look_finds(
    cells: list[str], *, whole: bool, in_workbook: bool
) -> None:
    found = style_of(cells, whole=whole, in_workbook=in_workbook)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(numbers, "_plainly", lambda *_, **__: None)
        patch.setattr(numbers, "_FEW", 0)
        assert style_of(cells, whole=whole, in_workbook=in_workbook) == found
