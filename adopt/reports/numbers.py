"""Text -> numbers, by the column's own evidence: "$1,234.56", "₹3,22,815.44", "1,50 €", "12.5%", "5E-2".

A decimal comma and a thousands comma look alike. The whole column settles which it is: the reading under which
more of its distinct values are numbers. Where both read all of them and differ, the column is ambiguous.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import polars as pl

from adopt.reports.currencies import currency_of, sign_pattern
from adopt.reports.number_shapes import SPACES, Decimal, Dress, dress_of, shaped, undressed
from adopt.schema import MICROS

_MOST = 9e9
"""Amounts over this aren't exact to the millionth in a float; no report's cell comes near."""

_LOOKED_AT = 20_000
_FEW = 8
_WHOLE = r"^-?[0-9]{1,15}$"
_POINTED = r"^-?[0-9]{1,15}(?:\.[0-9]{1,15})?$"
_GROUPED = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
"""Of what is pointed: what may be thousands."""
_THOUSANDS_TOO = rf"{_GROUPED}|^-?[0-9]+$"
"""Of what is pointed: what a decimal comma could read as well."""

NO_NUMBER = ("", "-", "--", "—", "–", "n/a", "#n/a", "null", "nan")
"""What stands where there is no number, in lower case and without spaces around it."""


class Style(NamedTuple):
    """How a column writes its numbers.

    Attributes:
        decimal: its decimal sign.
        dress: what most of its numbers have around them; None where a bare cast reads them all.
        proven: the values themselves rule out the other reading.
        ambiguous: a value that both readings accept and read differently, None where there is none.
        currency: the one that its signs name.
        cents: whether any amount has decimals; false where there are no signs.
        stored: cells that a workbook holds as numbers beside others that are texts; they have a decimal point.
    """

    decimal: Decimal = "."
    dress: Dress | None = None
    proven: bool = False
    ambiguous: str | None = None
    currency: str | None = None
    cents: bool = False
    stored: frozenset[str] = frozenset()


def settle(values: pl.Series, *, whole: bool, numbers_are_cells: bool) -> Style:
    """The style of a column from its values (of very many distinct ones, from evenly spread ones).

    Args:
        values: the cells as text, all of them or a sample.
        whole: counts, which have no decimals.
        numbers_are_cells: from a workbook, whose stored numbers always have a decimal point.
    """
    texts = values.drop_nulls().unique().sort()
    if texts.is_empty():  # of Amazon's reports with a hundred columns most are
        return Style()
    if len(texts) <= _FEW:  # small files, and columns of many a large one: zeros, a share, one price
        return _style_of_few(tuple(texts), whole=whole, numbers_are_cells=numbers_are_cells)
    spread = texts.gather_every(1 + len(texts) // _LOOKED_AT)
    return _style_of(spread, whole=whole, numbers_are_cells=numbers_are_cells)


@lru_cache(maxsize=4_096)
def _style_of_few(texts: tuple[str, ...], *, whole: bool, numbers_are_cells: bool) -> Style:
    return _style_of(pl.Series(texts), whole=whole, numbers_are_cells=numbers_are_cells)


def _style_of(texts: pl.Series, *, whole: bool, numbers_are_cells: bool) -> Style:
    text = pl.col("text")
    written = texts.to_frame("text").filter(~_is_blank(text))
    if (plain := _plainly(written["text"], whole=whole)) is not None:
        return plain
    tries = written.with_columns(
        bare=_bare_count(text) if whole else _bare(text),
        dot=_whole(shaped(text, "."), whole=whole),
        comma=_whole(shaped(text, ","), whole=whole),
    )
    dots, commas = tries["dot"].count(), tries["comma"].count()
    unequal = tries.filter(pl.col("dot") != pl.col("comma"))["text"]
    all_bare = tries["bare"].null_count() == 0
    chosen = "comma" if commas > dots else "dot"
    return Style(
        decimal="," if commas > dots else ".",
        dress=None
        if all_bare and dots >= commas
        else dress_of(tries.filter(pl.col(chosen).is_not_null())["text"]),
        proven=dots != commas,
        ambiguous=unequal[0]
        if dots == commas and len(unequal) and not (numbers_are_cells and all_bare)
        else None,
        currency=None if all_bare else _one_currency(tries["text"]),
        cents=not all_bare and bool((tries[chosen] != tries[chosen].round()).any()),
    )


def speaks_for_itself(values: pl.Series) -> bool:
    """Whether all numbers of a column have a decimal point or none, and no text among them could mean another one by it."""
    texts = values.drop_nulls()
    return bool(texts.str.contains(_POINTED).all() and not texts.str.contains(_GROUPED).any())


def _plainly(texts: pl.Series, *, whole: bool) -> Style | None:
    """The style of digits with at most a point between them, as most columns have; None where it takes a longer look."""
    if texts.str.contains(_WHOLE).all():
        return Style()
    pointed = not whole and texts.str.contains(_POINTED).all()
    return Style(proven=True) if pointed and not texts.str.contains(_THOUSANDS_TOO).all() else None


def number(text: pl.Expr, style: Style) -> pl.Expr:
    """Float64; null for blanks, for what isn't a number, and over nine thousand million."""
    value = _value(text, style)
    return pl.when(value.is_finite() & (value.abs() < _MOST)).then(value)


def micros(text: pl.Expr, style: Style) -> pl.Expr:
    """Int64 millionths, rounded: Amazon's float residue (25.000000000000004) isn't money."""
    return (_value(text, style) * MICROS).round().cast(pl.Int64, strict=False)


def count(text: pl.Expr, style: Style) -> pl.Expr:
    """Int64; null for blanks, for what isn't a number, and for what isn't whole."""
    if style.dress is None:
        return _bare_count(text)
    return _whole(_value(text, style), whole=True).cast(pl.Int64, strict=False)


def readings(text: str) -> str:
    """Both readings of an ambiguous number, for the refusal: ``'1,234' is 1234 or 1.234``."""
    dot, comma = pl.select(dot=shaped(pl.lit(text), "."), comma=shaped(pl.lit(text), ",")).row(0)
    return f"'{text}' is {dot:.15g} or {comma:.15g}"


def _value(text: pl.Expr, style: Style) -> pl.Expr:
    dress, decimal = style.dress, style.decimal
    if dress is None:
        return _bare(text)
    written = text.map_batches(
        lambda cells: undressed(cells, decimal, dress), return_dtype=pl.Float64, is_elementwise=True
    )
    if not style.stored:
        return written
    return pl.when(text.is_in(list(style.stored))).then(_bare(text)).otherwise(written)


def _bare(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Float64, strict=False)


def _bare_count(text: pl.Expr) -> pl.Expr:
    return text.cast(pl.Int64, strict=False)


def _whole(value: pl.Expr, *, whole: bool) -> pl.Expr:
    return pl.when(value == value.round()).then(value) if whole else value


def _is_blank(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(rf"^{SPACES}+|{SPACES}+$", "").str.to_lowercase().is_in(NO_NUMBER)


def _one_currency(texts: pl.Series) -> str | None:
    marks = texts.str.extract_all(rf"(?i){sign_pattern()}").explode().drop_nulls().unique()
    codes = {code for mark in marks if (code := currency_of(mark))}
    return codes.pop() if len(codes) == 1 else None
