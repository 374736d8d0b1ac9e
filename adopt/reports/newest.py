"""The newest word: rows of several files, where later ones tell again what earlier ones told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from adopt.words.places import place_code

_FILE = pl.col("_file")


def newest_word(
    parts: Sequence[pl.DataFrame], key: Sequence[str], country: str | None = None, since: str | None = None
) -> pl.DataFrame:
    """All rows; of those that agree in ``key`` the ones of the last file that has any.

    Args:
        parts: rows of each file, the newest last.
        key: columns that tell what a row is of; those that no file has don't count.
        country: the column of the marketplace. In the key, a blank one agrees with every other: a file without it may be of
            any, and would count a second time what another says with it.
        since: the column of the day on which a row begins to hold, blank for always: what the last file says begins with its
            first day, and before that the files before it still speak.
    """
    numbered = [rows.with_columns(_file=pl.lit(place)) for place, rows in enumerate(parts)]
    every = pl.concat(numbered, how="diagonal_relaxed")
    there = [name for name in key if name in every.columns and name != country]
    if country is None or country not in key or country not in every.columns:
        return _told(every, there, _newest(there), since).drop("_file")
    codes = {name: place_code(name) or name for name in every[country].drop_nulls().unique()}
    coded = every.with_columns(_place=pl.col(country).replace(codes))
    return _told(coded, [*there, "_place"], _newest_here(there), since).drop("_file", "_place")


def _told(every: pl.DataFrame, key: Sequence[str], newest: pl.Expr, since: str | None) -> pl.DataFrame:
    """Rows of the last file, and those that hold before all that later files say of the same."""
    if since is None:
        return every.filter(newest <= _FILE)
    begins = pl.col(since).fill_null(date.min)
    first = every.group_by(*key, "_file").agg(_first=begins.min()).sort("_file", descending=True)
    until = first.with_columns(_until=pl.col("_first").cum_min().shift(1).over(key)).drop("_first")
    both = every.join(until, on=[*key, "_file"], nulls_equal=True, maintain_order="left")
    return both.filter(pl.col("_until").is_null() | (begins < pl.col("_until"))).drop("_until")


def _newest(key: Sequence[str], file: pl.Expr = _FILE) -> pl.Expr:
    return file.max().over(key or pl.lit(0))


def _newest_here(key: Sequence[str]) -> pl.Expr:
    """The last file that agrees with a row in a place, too."""
    blank = pl.col("_place").is_null()
    here = pl.max_horizontal(_newest([*key, "_place"]), _newest(key, _FILE.filter(blank)))
    return pl.when(blank).then(_newest(key)).otherwise(here)
