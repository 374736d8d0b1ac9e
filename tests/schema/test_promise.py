"""A promise is asked for in one pass; what it lets through, and what it refuses, is what dataframely does."""

from __future__ import annotations

from datetime import date
from typing import Any

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from adopt.schema.promise import Promise

DAY = date(2026, 3, 10)


class _Small(Promise):
    name = dy.String(primary_key=True)
    day = dy.Date(primary_key=True)
    clicks = dy.Int64(min=0)
    share = dy.Float64(nullable=True, min=0, max=1)
    state = dy.String(nullable=True, check=lambda cell: cell.is_in(["enabled", "paused"]))


_CELLS = {
    "name": st.sampled_from(["a", "b", None]),
    "day": st.sampled_from([DAY, None]),
    "clicks": st.sampled_from([0, 3, -1, None]),
    "share": st.sampled_from([0.0, 0.5, 1.5, float("nan"), float("inf"), None]),
    "state": st.sampled_from(["enabled", "archived", None]),
}
_TYPES: dict[str, Any] = {
    "name": pl.String,
    "day": pl.Date,
    "clicks": pl.Int64,
    "share": pl.Float64,
    "state": pl.String,
}
_FRAMES = st.lists(st.fixed_dictionaries(_CELLS), max_size=3).map(
    lambda rows: pl.DataFrame(rows, schema=_TYPES)
)


def _said(schema: type[dy.Schema], frame: pl.DataFrame, how: Any) -> pl.DataFrame | str:
    try:
        return pl.DataFrame(how(schema, frame))
    except (dy.exc.ValidationError, dy.exc.SchemaError) as refused:
        return str(refused)


def _same(frame: pl.DataFrame) -> bool:
    """Whether it was let through; by dataframely as by us."""
    ours = _said(_Small, frame, lambda schema, one: schema.validate(one))
    theirs = _said(_Small, frame, lambda schema, one: super(Promise, schema).validate(one))
    if isinstance(ours, str) or isinstance(theirs, str):
        assert ours == theirs
        return False
    assert_frame_equal(ours, theirs)
    return True


@given(_FRAMES)
def test_rows_are_let_through_and_refused_as_by_dataframely(frame: pl.DataFrame) -> None:
    _same(frame)


def _good(**changes: pl.Expr) -> pl.DataFrame:
    rows = [{"name": name, "day": DAY, "clicks": 1, "share": None, "state": None} for name in ("a", "b")]
    return pl.DataFrame(rows, schema=_TYPES).with_columns(**changes)


@pytest.mark.parametrize(
    ("frame", "passes"),
    [
        (_good(), True),
        (_good(more=pl.lit(1)), True),
        (_good().select(*reversed(_TYPES)), True),
        (_good().head(0), True),
        (_good(share=pl.lit(0.5)), True),
        (_good(clicks=pl.col("clicks").cast(pl.Int32)), False),
        (_good().drop("state"), False),
        (_good().head(0).drop("state"), False),
        (_good(name=pl.lit("a")), False),
        (_good(clicks=pl.lit(-1)), False),
        (_good(state=pl.lit("archived")), False),
    ],
)
def test_columns_types_keys_and_rules_count(frame: pl.DataFrame, passes: bool) -> None:
    assert _same(frame) == passes


class _Free(Promise):
    said = dy.Int64(nullable=True)


class _Ordered(Promise):
    low = dy.Int64(nullable=True)
    high = dy.Int64(nullable=True)

    @dy.rule()
    def in_order(cls) -> pl.Expr:  # noqa: N805  dataframely's own way
        return pl.col("low") <= pl.col("high")


def test_a_promise_without_rules_is_kept() -> None:
    frame = pl.DataFrame({"said": [3, None]})
    assert_frame_equal(_Free.validate(frame), frame)


@pytest.mark.parametrize(
    ("rows", "passes"),
    [([(1, 2)], True), ([(None, 2)], True), ([(1, 2), (3, 1)], False)],
)
def test_rules_of_several_columns_count(rows: list[tuple[int | None, int]], passes: bool) -> None:
    frame = pl.DataFrame(rows, schema={"low": pl.Int64, "high": pl.Int64}, orient="row")
    if passes:
        assert_frame_equal(_Ordered.validate(frame), frame)
    else:
        with pytest.raises(dy.exc.ValidationError):
            _Ordered.validate(frame)


def test_a_frame_that_keeps_it_is_not_copied() -> None:
    frame = _good()
    kept: Any = _Small.validate(frame)
    assert kept is frame
