"""An empty frame is held to its columns as any other, and a row to every rule."""

from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl
import pytest

import adopt.schema
from adopt.schema import AccountDay
from adopt.schema.promise import Promise

EVERY = [
    one
    for one in vars(adopt.schema).values()
    if isinstance(one, type) and issubclass(one, Promise) and one is not Promise
]


@pytest.mark.parametrize("promise", EVERY, ids=lambda one: one.__name__)
def test_an_empty_frame_is_as_its_schema_says(promise: type[Promise]) -> None:
    empty = promise.create_empty()
    assert empty.schema == dy.Schema.create_empty.__func__(promise).schema  # type: ignore[attr-defined]
    assert promise.validate(empty).schema == empty.schema
    assert promise.is_valid(empty)


def test_an_empty_frame_of_other_columns_is_no_such_frame() -> None:
    empty = AccountDay.create_empty()
    for other in (empty.drop("sales"), empty.with_columns(pl.col("sales").cast(pl.Int64))):
        with pytest.raises(dy.exc.SchemaError):
            AccountDay.validate(other)
    assert AccountDay.validate(empty.with_columns(more=pl.lit(1))).columns == empty.columns
    assert AccountDay.validate(empty.select(reversed(empty.columns))).columns == empty.columns


def test_a_row_is_held_to_every_rule() -> None:
    row = {"day": [date(2026, 11, 22)], "spend": [-1.0], "sales": [0.0], "total_sales": [None]}
    with pytest.raises(dy.exc.ValidationError, match="spend"):
        AccountDay.validate(pl.DataFrame(row, schema=AccountDay.create_empty().schema))


def test_an_empty_frame_isnt_shared() -> None:
    AccountDay.create_empty().insert_column(0, pl.Series("more", [], dtype=pl.Int64))
    assert "more" not in AccountDay.create_empty().columns
