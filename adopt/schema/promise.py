"""What the promises of all frames have in common."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, Self, overload

import dataframely as dy
import polars as pl


class Promise(dy.Schema):
    """The promise of a frame: its columns, and the rules that each row keeps.

    No row breaks no rule. Most rules of a day's run find nothing on most accounts, and where accounts are small, holding
    nothing to every rule was a sixth of the run.
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
        """As `dataframely.Schema.validate`; an empty frame of exactly these columns is returned as it is."""
        if isinstance(df, pl.DataFrame) and df.is_empty() and df.schema == _nothing(cls).schema:
            empty: dy.DataFrame[Self] = _untyped(df)
            return empty
        return super().validate(df, cast=cast, **kwargs)

    @classmethod
    def create_empty(cls, *, lazy: Literal[False] = False) -> dy.DataFrame[Self]:  # type: ignore[override]  # never a lazy one
        """A frame of these columns without rows."""
        assert not lazy
        empty: dy.DataFrame[Self] = _untyped(_nothing(cls).clone())
        return empty


def _untyped(df: pl.DataFrame) -> Any:
    return df


@cache
def _nothing(schema: type[dy.Schema]) -> pl.DataFrame:
    return pl.DataFrame(schema={name: column.dtype for name, column in schema.columns().items()})
