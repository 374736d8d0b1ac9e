"""What the promises of all frames have in common."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, Self, overload

import dataframely as dy
import polars as pl


class Promise(dy.Schema):
    """The promise of a frame: its columns, and the rules that each row keeps.

    Nearly every frame keeps them, so that is asked first, of all rules in one pass: dataframely, which tells of each row
    which rules it breaks, took a sixth of a day's run for it.
    """

    @overload
    @classmethod
    def validate(cls, df: pl.DataFrame, /, *, cast: bool = False, **kwargs: Any) -> dy.DataFrame[Self]: ...
    @overload
    @classmethod
    def validate(cls, df: pl.LazyFrame, /, *, cast: bool = False, **kwargs: Any) -> dy.LazyFrame[Self]: ...
    @classmethod
    def validate(
        cls, df: pl.DataFrame | pl.LazyFrame, /, *, cast: bool = False, **kwargs: Any
    ) -> dy.DataFrame[Self] | dy.LazyFrame[Self]:
        """As `dataframely.Schema.validate`; a frame of exactly these columns that keeps all rules is returned as it is."""
        if isinstance(df, pl.DataFrame) and not cast and _keeps(cls, df):
            names = cls.column_names()
            kept: dy.DataFrame[Self] = _untyped(df if df.columns == names else df.select(names))
            return kept
        return super().validate(df, cast=cast, **kwargs)

    @classmethod
    def create_empty(cls, *, lazy: Literal[False] = False) -> dy.DataFrame[Self]:  # type: ignore[override]  # never a lazy one
        """A frame of these columns without rows."""
        assert not lazy
        empty: dy.DataFrame[Self] = _untyped(_nothing(cls).clone())
        return empty


def _untyped(df: pl.DataFrame) -> Any:
    return df


def _keeps(schema: type[dy.Schema], df: pl.DataFrame) -> bool:
    """Whether a frame has the columns, of the right types, and each row keeps the rules; as in dataframely, null keeps a rule."""
    has = df.schema
    if not all(name in has and column.validate_dtype(has[name]) for name, column in _columns(schema).items()):
        return False
    # Side by side: joined into one expression, a hundred rules take ten times as long.
    return df.is_empty() or all(df.select(_rules(schema)).row(0))


@cache
def _columns(schema: type[dy.Schema]) -> dict[str, dy.Column]:
    return schema.columns()


@cache
def _rules(schema: type[dy.Schema]) -> list[pl.Expr]:
    """Whether all rows keep a rule, for each rule of a column; and no two rows have the same key."""
    by_column = ((pl.col(name), column) for name, column in _columns(schema).items())
    rules = [rule for cell, column in by_column for rule in column.validation_rules(cell).values()]
    key = schema.primary_key()
    return [
        rule.all().alias(str(place))
        for place, rule in enumerate([*rules, *([pl.struct(key).is_unique()] if key else [])])
    ]


@cache
def _nothing(schema: type[dy.Schema]) -> pl.DataFrame:
    return pl.DataFrame(schema={name: column.dtype for name, column in schema.columns().items()})
