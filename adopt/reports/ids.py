"""IDs are text. A spreadsheet program that took one for a number has eaten its digits."""

from __future__ import annotations

import polars as pl

_EXACT_DIGITS = 15
"""Significant digits that Excel keeps of a number."""


def identifier(source: str, *, numbers: bool) -> pl.Expr:
    """An ID of Amazon's, digits only; null where it is blank or mangled (1.23E+17, 123456789012345000).

    Args:
        source: the frame's column.
        numbers: some of its cells are stored as numbers, so that long ones have lost their last digits.
    """
    text = pl.col(source).str.strip_chars().str.replace(r'^="?([^"]*)"?$', "$1")
    digits = pl.when(text.str.contains(r"^[0-9]+$")).then(text)
    long = digits.str.len_chars() > _EXACT_DIGITS
    # one zero at the end of sixteen digits may be true, two or more at the end of a longer number hardly are
    eaten = digits.str.contains(rf"^[0-9]{{{_EXACT_DIGITS}}}00+$")
    return pl.when(~(long if numbers else eaten)).then(digits)
