"""The number in a text under one reading of its comma: fast where the text is plain, thorough where it isn't."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import polars as pl

from adopt.reports.currencies import is_currency_mark, sign_pattern
from adopt.words.companions import cells

Decimal = Literal[".", ","]

SPACES = r"[\s\u00a0\u202f\u2009\u200e\u200f\u061c\u2066-\u2069]"
_GROUPS = {".": r",|'|’|" + SPACES, ",": r"\.|'|’|" + SPACES}
_PLAIN_GROUPS = {
    ".": (r"^-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]*)?$", ","),
    ",": (r"^-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]*)?$", "."),
}


class Dress(NamedTuple):
    """What most numbers of a column have before and after them."""

    before: str = ""
    after: str = ""


@cache
def _shape(decimal: Decimal) -> str:
    """A number with whatever may stand around it: bracket, sign, sign, digits, decimals, exponent, percent, bracket.

    Thousands begin with no zero: of "0,450" the comma is a decimal one.
    """
    mark, space = rf"(?:{sign_pattern()})", f"{SPACES}*"
    group = _GROUPS[decimal]
    digits = rf"[0-9]+|[1-9][0-9]{{0,2}}(?:(?:{group})[0-9]{{3}})+"
    if decimal == ".":  # Indian groups: 3,22,815
        digits += r"|[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}"
    return (
        rf"(?i)^{space}(\(?){space}([+-]?){space}{mark}?{space}([+-]?){space}"
        rf"({digits})?(\{decimal}[0-9]*)?(e[+-]?[0-9]+)?"
        rf"{space}{mark}?{space}(%?){space}(\)?){space}$"
    )


@cache
def _nothing() -> str:
    """Zero as accounts write it, and Excel's accounting format saves it in text files: " $-   "."""
    mark, space = rf"(?:{sign_pattern()})", f"{SPACES}*"
    return rf"(?i)^{space}(?:{mark}{space}[-–—]|[-–—]{space}{mark}){space}$"


@cache
def _latin() -> dict[str, str]:
    """Digits and signs of other scripts -> ours."""
    return {other: ours for ours, others in cells()["digits"].items() for other in others}


def shaped(text: pl.Expr, decimal: Decimal) -> pl.Expr:
    """Float64 of any supported notation; null where this reading doesn't fit. A percentage becomes a fraction."""
    latin = text.str.replace_many(_latin())
    part = latin.str.extract_groups(_shape(decimal))
    opened, before, after, digits, fraction, power, percent, closed = (
        part.struct.field(str(place)).fill_null("") for place in range(1, 9)
    )
    plain = digits.str.replace_all(r"[^0-9]", "") + fraction.str.replace(r"^[.,]", ".") + power
    value = plain.cast(pl.Float64, strict=False)
    value = pl.when(percent == "%").then(value / 100).otherwise(value)
    minus = (opened == "(") | (before == "-") | (after == "-")
    value = pl.when(minus).then(-value).otherwise(value)
    signed_twice = (before != "") & (after != "")
    written = pl.when((opened == "(") == (closed == ")"), ~signed_twice).then(value)
    return pl.when(latin.str.contains(_nothing())).then(0.0).otherwise(written)


def undressed(cells: pl.Series, decimal: Decimal, dress: Dress) -> pl.Series:
    """The same numbers as `shaped`, many times faster: only what isn't plain goes the long way, and once each."""
    text = pl.col(cells.name).str.strip_prefix(dress.before).str.strip_suffix(dress.after)
    if is_currency_mark(dress.before + "."):  # "Rs" taken off "Rs.96" would leave .96
        text = pl.when(~text.str.starts_with(".")).then(text)
    value = cells.to_frame().select(_plain(text, decimal)).to_series()
    if value.null_count() == cells.null_count():
        return value
    left = cells.filter(value.is_null()).drop_nulls().unique().to_frame(cells.name)
    grouped = left.select(pl.col(cells.name).alias("text"), _grouped(text, decimal).alias("value"))
    rare = grouped.filter(pl.col("value").is_null())
    if rare.height:  # a look at the thorough pattern costs more than a small column
        grouped = pl.concat([grouped, rare.with_columns(value=shaped(pl.col("text"), decimal))])
    known = grouped.drop_nulls()
    return value.fill_null(
        cells.replace_strict(known["text"], known["value"], default=None, return_dtype=pl.Float64)
    )


def _plain(text: pl.Expr, decimal: Decimal) -> pl.Expr:
    if decimal == ".":
        return text.cast(pl.Float64, strict=False)
    dotted = pl.when(~text.str.contains(".", literal=True)).then(text)
    return dotted.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def _grouped(text: pl.Expr, decimal: Decimal) -> pl.Expr:
    pattern, group = _PLAIN_GROUPS[decimal]
    whole = pl.when(text.str.contains(pattern)).then(text.str.replace_all(group, "", literal=True))
    return whole.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)


def dress_of(texts: pl.Series) -> Dress:
    """What stands before and after most of these numbers, all of them written correctly."""
    mark, text = rf"(?:{sign_pattern()})", pl.col("text")
    ends = texts.to_frame("text").select(
        before=text.str.extract(rf"(?i)^({SPACES}*{mark}?{SPACES}*)[0-9]"),
        after=text.str.extract(rf"(?i)[0-9]({SPACES}*{mark}?{SPACES}*)$"),
    )
    common = [
        ends[side].drop_nulls().value_counts().sort("count", side, descending=True) for side in ends.columns
    ]
    return Dress(*(str(side.item(0, 0)) if side.height else "" for side in common))
