"""Names and targets in the one form in which a console report and a bulk download agree."""

from __future__ import annotations

import polars as pl

_EXPRESSION = r"^(asin|asin-expanded|category|brand|keyword-group)\s*="


def name_key(name: pl.Expr) -> pl.Expr:
    """A campaign's or ad group's name: exact, but for runs of spaces."""
    return name.str.strip_chars().str.replace_all(r"\s+", " ")


def target_key(targeting: pl.Expr) -> pl.Expr:
    """Keyword text, auto clause or expression, without case, spaces around signs and curly quotes."""
    text = name_key(targeting).str.to_lowercase().str.replace_all(r"[“”„]", '"')
    tight = text.str.replace_all(r"\s*([=<>])\s*", "${1}")
    return pl.when(text.str.contains(_EXPRESSION)).then(tight).otherwise(text)
