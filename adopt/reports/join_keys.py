"""Names and targets in the one form in which a console report and a bulk download agree."""

from __future__ import annotations

import polars as pl

_UNSEEN = r"[\x{061c}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}\x{2066}-\x{2069}\x{feff}]"
_DASHES = r"[\x{2010}-\x{2015}\x{2212}]"
_EXPRESSION = r"^(asin|asin-expanded|category|brand|keyword-group)\s*="


def name_key(name: pl.Expr) -> pl.Expr:
    """A campaign's or ad group's name: exact, but for spaces, dashes, full-width letters and unseen marks.

    Amazon's own files differ in these for one and the same name.
    """
    plain = name.str.normalize("NFKC").str.replace_all(_UNSEEN, "").str.replace_all(_DASHES, "-")
    return plain.str.replace_all(r"\s+", " ").str.strip_chars()


def target_key(targeting: pl.Expr) -> pl.Expr:
    """Keyword text, auto clause or expression, without case, spaces around signs and curly quotes."""
    text = name_key(targeting).str.to_lowercase().str.replace_all(r"[“”„]", '"')
    tight = text.str.replace_all(r"\s*([=<>])\s*", "${1}")
    return pl.when(text.str.contains(_EXPRESSION)).then(tight).otherwise(text)
