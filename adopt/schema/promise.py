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
        """As `dataframely.Schema.validate`; a frame of exactly these columns that keeps all rules is returned itself, no copy."""
        if isinstance(df, pl.DataFrame) and not cast and cls._keeps(df):
            names = cls.column_names()
            kept: dy.DataFrame[Self] = _untyped(df if df.columns == names else df.select(names))
            return kept
        return super().validate(df, cast=cast, **kwargs)

    @classmethod
    def _keeps(cls, df: pl.DataFrame) -> bool:
        """Whether a frame has the columns, of the right types, and each row keeps the rules; as in dataframely, null keeps a rule."""
        has, rules = df.schema, cls._asked()
        if not all(
            name in has and column.validate_dtype(has[name]) for name, column in _columns(cls).items()
        ):
            return False
        return df.is_empty() or not rules or all(df.select(rules).row(0))

    @classmethod
    @cache
    def _asked(cls) -> list[pl.Expr]:
        """Of each rule, whether all rows keep it: side by side, for joined into one expression a hundred take ten times as long."""
        rules = cls._validation_rules(with_cast=False).values()
        return [rule.expr.all().alias(str(place)) for place, rule in enumerate(rules)]

    @classmethod
    def create_empty(cls, *, lazy: Literal[False] = False) -> dy.DataFrame[Self]:  # type: ignore[override]  # never a lazy one
        """A frame of these columns without rows."""
        assert not lazy
        empty: dy.DataFrame[Self] = _untyped(_nothing(cls).clone())
        return empty


def _untyped(df: pl.DataFrame) -> Any:
    return df


@cache
def _columns(schema: type[dy.Schema]) -> dict[str, dy.Column]:
    return schema.columns()


@cache
def _nothing(schema: type[dy.Schema]) -> pl.DataFrame:
    return pl.DataFrame(schema={name: column.dtype for name, column in _columns(schema).items()})
