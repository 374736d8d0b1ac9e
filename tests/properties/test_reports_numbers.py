"""What is written in a supported notation reads back exactly, to the millionth."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.reports.numbers import micros, settle

CENTS = st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=20)


def western(cents: int) -> str:
    return f"{cents / 100:,.2f}"


def indian(cents: int) -> str:
    whole, fraction = f"{abs(cents) / 100:.2f}".split(".")
    head, tail = whole[:-3], whole[-3:]
    groups = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return ("-" if cents < 0 else "") + ",".join([*groups, tail]) + "." + fraction


def continental(cents: int) -> str:
    return western(cents).translate(str.maketrans(",.", ".,"))


NOTATIONS: list[Callable[[int], str]] = [
    lambda cents: str(cents / 100),
    western,
    indian,
    continental,
    lambda cents: western(cents).replace(",", ""),
    lambda cents: western(cents).replace(",", "\u202f").replace(".", ","),
    lambda cents: f"${western(cents)}",
    lambda cents: f"{continental(cents)} €",
    lambda cents: f"₹{indian(cents)}",
    lambda cents: f"({western(abs(cents))})" if cents < 0 else western(cents),
]


@pytest.mark.parametrize("notation", NOTATIONS)
@settings(max_examples=30, deadline=None)
@given(cents=CENTS)
def test_amounts_read_back_exactly(notation: Callable[[int], str], cents: list[int]) -> None:
    cells = pl.Series("a", [notation(amount) for amount in cents])
    style = settle(cells, whole=False, numbers_are_cells=False)
    read = cells.to_frame().select(micros(pl.col("a"), style)).to_series().to_list()
    assert style.ambiguous is None
    assert read == [amount * 10_000 for amount in cents]


@settings(max_examples=50, deadline=None)
@given(cents=CENTS)
def test_a_decimal_comma_is_never_lost(cents: list[int]) -> None:
    cells = pl.Series("a", [continental(amount) for amount in cents] + ["1.50"])
    style = settle(cells, whole=False, numbers_are_cells=False)
    read = cells.to_frame().select(micros(pl.col("a"), style)).to_series().to_list()
    allowed = [(amount * 10_000, None) for amount in cents] + [(1_500_000, None)]
    assert all(value in pair for value, pair in zip(read, allowed, strict=True))
