"""Product targeting expressions that are created."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.words import bulksheet

_COLUMN = "product_targeting_expression"


def is_clause() -> pl.Expr:
    """Whether an expression is one of the four of automatic campaigns."""
    return pl.col(_COLUMN).str.contains(bulksheet()["expression"]["clause"])


def expression_faults(rows: pl.DataFrame, *, own: bool) -> Iterator[pl.DataFrame]:
    """Expressions that Amazon doesn't know; of adopt's own sheets, all that aren't one ASIN or a clause."""
    created = rows.filter(pl.col("operation") == "Create")
    positive = created.filter(pl.col("entity") == "Product Targeting")
    negative = created.filter(pl.col("entity") == "Negative Product Targeting")
    if own:
        yield fault(positive, ~(_matches("asin") | is_clause()), _COLUMN, "expression")
        yield fault(negative, ~_matches("asin"), _COLUMN, "expression")
        return
    legal = pl.any_horizontal(_matches(name) for name in ("one_product", "category", "group", "clause"))
    yield fault(positive, ~legal, _COLUMN, "expression")
    taken = _matches("brand") | pl.col(_COLUMN).str.contains('(?i)^asin="[a-z0-9]{10}"$')
    yield fault(negative, legal & ~taken, _COLUMN, "negative_expression")
    yield fault(negative, ~legal & ~taken, _COLUMN, "expression")
    product = pl.concat([positive, negative])
    capitals = pl.col(_COLUMN).str.extract('"([^"]*)"').str.to_uppercase()
    small = pl.col(_COLUMN).str.contains('^(?i:asin)[^"]*"[^"]*[a-z][^"]*"$')
    yield fault(product, small & (legal | taken), _COLUMN, "asin_letters", capitals)


def _matches(name: str) -> pl.Expr:
    """Whether the cell is such an expression; a pattern may name others in braces."""
    patterns = bulksheet()["expression"]
    pattern = patterns[name].replace("{amount}", patterns["amount"]).replace("{stars}", patterns["stars"])
    return pl.col(_COLUMN).str.contains(pattern)
