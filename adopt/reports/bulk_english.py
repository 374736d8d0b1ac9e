"""Cells of a bulk download in another language -> Amazon's English tokens: the only ones that every upload takes."""

from __future__ import annotations

import polars as pl

from adopt.reports.headers import fold, tokens
from adopt.words import headers

TOKEN_COLUMNS = {
    "product": "products",
    "entity": "entities",
    "state": "states",
    "match_type": "bulk_match_types",
    "targeting_type": "targeting_types",
    "bidding_strategy": "strategies",
    "placement": "placements",
}
"""Columns whose cells are tokens, and the table of their spellings."""


def in_english(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with English tokens; a token that isn't known becomes null: Amazon would refuse its row."""
    return rows.with_columns(
        pl.col(name).replace_strict(_spellings(rows[name], kind), default=None, return_dtype=pl.String)
        for name, kind in TOKEN_COLUMNS.items()
        if name in rows.columns
    )


def _spellings(cells: pl.Series, kind: str) -> dict[str, str]:
    known, english = tokens(kind), headers(kind)["en"]
    found = {cell: known.get(fold(cell)) for cell in cells.drop_nulls().unique()}
    return {cell: english[token][0] for cell, token in found.items() if token}
