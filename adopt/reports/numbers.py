"""Text -> numbers, by the column's own evidence: "$1,234.56", "₹3,22,815.44", "1,50 €", "12.5%", "5E-2".

A decimal comma and a thousands comma look alike. The whole column settles which it is: the reading under which
more of its distinct values are numbers. Where both read all of them and differ, the column is ambiguous.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import polars as pl

from adopt.reports.currencies import currency_of, sign_pattern
from adopt.schema import MICROS

Decimal = Literal[".", ","]

_MOST = 9e9
"""Amounts over this aren't exact to the millionth in a float; no report's cell comes near."""

_SPACES = r"[\s\u00a0\u202f\u2009\u200e\u200f\u061c\u2066-\u2069]"
_GROUPED = {".": r",|'|’|" + _SPACES, ",": r"\.|'|’|" + _SPACES}
_NO_NUMBER = ("", "-", "--", "—", "–", "n/a", "#n/a", "null", "nan")


class Style(NamedTuple):
    """How a column writes its numbers.

    Attributes:
        decimal: its decimal sign.
        dressed: there are signs, separators or spaces to take off; a bare cast won't do.
        proven: the values themselves rule out the other reading.
        ambiguous: a value that both readings accept and read differently, None where there is none.
        currency: the one that its signs name.
    """

    decimal: Decimal = "."
    dressed: bool = False
    proven: bool = False
    ambiguous: str | None = None
    currency: str | None = None


def settle(values: pl.Series, *, whole: bool, numbers_are_cells: bool) -> Style:
    """The style of a column from its values.

    Args:
        values: the cells as text, all of them or a sample.
        whole: counts, which have no decimals.
        numbers_are_cells: from a workbook, whose stored numbers always have a decimal point.
    """
    texts = values.drop_nulls().unique().sort()
    tries = pl.DataFrame({"text": texts}).select(
        "text",
        bare=_bare_count(pl.col("text")) if whole else _bare(pl.col("text")),
        dot=_whole(_dressed(pl.col("text"), "."), whole=whole),
        comma=_whole(_dressed(pl.col("text"), ","), whole=whole),
        blank=_is_blank(pl.col("text")),
    )
    tries = tries.filter(~pl.col("blank"))
    dots, commas = tries["dot"].count(), tries["comma"].count()
    unequal = tries.filter(pl.col("dot") != pl.col("comma"))["text"]
    tied = dots == commas and len(unequal) > 0
    return Style(
        decimal="," if commas > dots else ".",
        dressed=tries["bare"].null_count() > 0 or len(tries) < len(texts) or commas > dots,
        proven=dots != commas,
        ambiguous=unequal[0] if tied and not (numbers_are_cells and _all_bare(tries)) else None,
        currency=_one_currency(texts) if tries["bare"].null_count() else None,
    )


def number(text: pl.Expr, style: Style) -> pl.Expr:
    """Float64; null for blanks and for what isn't a number. A percentage becomes a fraction."""
    value = _dressed(text, style.decimal) if style.dressed else _bare(text)
    return pl.when(value.is_finite() & (value.abs() < _MOST)).then(value)


def micros(text: pl.Expr, style: Style) -> pl.Expr:
    """Int64 millionths, rounded: Amazon's float residue (25.000000000000004) isn't money."""
    value = number(text, style) if style.dressed else _bare(text)  # the cast to Int64 drops what isn't finite
    return (value * MICROS).round().cast(pl.Int64, strict=False)


def count(text: pl.Expr, style: Style) -> pl.Expr:
    """Int64; null for blanks, for what isn't a number, and for what isn't whole."""
    if not style.dressed:
        return _bare_count(text)
    return _whole(number(text, style), whole=True).cast(pl.Int64, strict=False)


def readings(text: str) -> str:
    """Both readings of an ambiguous number, for the refusal: ``'1,234' is 1234 or 1.234``."""
    both = pl.select(dot=_dressed(pl.lit(text), "."), comma=_dressed(pl.lit(text), ",")).row(0)
    return f"'{text}' is {both[0]:.15g} or {both[1]:.15g}"


def _bare(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Float64, strict=False)


def _bare_count(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Int64, strict=False)


def _whole(value: pl.Expr, *, whole: bool) -> pl.Expr:
    return pl.when(value == value.round()).then(value) if whole else value


def _is_blank(text: pl.Expr) -> pl.Expr:
    return _stripped(text).str.to_lowercase().is_in(_NO_NUMBER)


def _all_bare(tries: pl.DataFrame) -> bool:
    return tries["bare"].null_count() == 0


def _stripped(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(rf"^{_SPACES}+|{_SPACES}+$", "")


@cache
def _shape(decimal: Decimal) -> str:
    """A number with whatever may stand around it; groups: bracket, sign, digits, decimals, exponent, percent."""
    sign, space = rf"(?:{sign_pattern()})", f"{_SPACES}*"
    group = _GROUPED[decimal]
    # western groups of three, or Indian ones (3,22,815): two digits but for the last three
    digits = rf"[0-9]+|[0-9]{{1,3}}(?:(?:{group})[0-9]{{3}})+|[0-9]{{1,2}}(?:,[0-9]{{2}})*,[0-9]{{3}}"
    digits = digits if decimal == "." else digits.rsplit("|", 1)[0]
    fraction = rf"\{decimal}[0-9]*"
    return (
        rf"(?i)^{space}(\(?){space}([+-]?){space}{sign}?{space}([+-]?){space}"
        rf"({digits})?({fraction})?(e[+-]?[0-9]+)?"
        rf"{space}{sign}?{space}(%?){space}(\)?){space}$"
    )


def _dressed(text: pl.Expr, decimal: Decimal) -> pl.Expr:
    """The number in a text, by one reading of its comma; null where that reading doesn't fit."""
    part = text.str.extract_groups(_shape(decimal))
    open_, before, after, digits, fraction, power, percent, close = (
        part.struct.field(str(place)).fill_null("") for place in range(1, 9)
    )
    plain = digits.str.replace_all(r"[^0-9]", "") + fraction.str.replace(r"^[.,]", ".") + power
    value = plain.cast(pl.Float64, strict=False)
    value = pl.when(percent == "%").then(value / 100).otherwise(value)
    minus = (open_ == "(") | (before == "-") | (after == "-")
    value = pl.when(minus).then(-value).otherwise(value)
    twice = (before != "") & (after != "")
    return pl.when((open_ == "(") == (close == ")"), ~twice).then(value)


def _one_currency(texts: pl.Series) -> str | None:
    marks = texts.str.extract_all(rf"(?i){sign_pattern()}").explode().drop_nulls().unique()
    codes = {code for mark in marks if (code := currency_of(mark))}
    return codes.pop() if len(codes) == 1 else None
