"""The newest word: rows of several files, where later ones tell again what earlier ones told."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl


def newest_word(parts: Sequence[pl.DataFrame], key: Sequence[str]) -> pl.DataFrame:
    """All rows; of those that agree in ``key`` the ones of the last file that has any.

    Args:
        parts: rows of each file, the newest last.
        key: columns that tell what a row is of; those that no file has don't count.
    """
    numbered = [rows.with_columns(_file=pl.lit(place)) for place, rows in enumerate(parts)]
    every = pl.concat(numbered, how="diagonal_relaxed")
    there = [name for name in key if name in every.columns]
    newest = every.group_by(there).agg(pl.col("_file").max())
    kept = every.join(newest, on=[*there, "_file"], how="semi", nulls_equal=True, maintain_order="left")
    return kept.drop("_file")
