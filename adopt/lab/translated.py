"""Amazon's files in other languages: headers, tokens, dates and numbers, from the names that adopt reads."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from adopt.lab.columns import Column, tables
from adopt.reports.bulk_english import TOKEN_COLUMNS
from adopt.reports.headers import fold, folded, tokens
from adopt.words import headers

ENGLISH = "en"
_STATES = ("campaign_state_info", "ad_group_state_info")


def layout_in(layout: Sequence[Column], kind: str, language: str) -> list[Column]:
    """A layout under another language's headers, less the columns whose name there isn't known."""
    if language == ENGLISH:
        return list(layout)
    named = [column._replace(header=_header(column.header, kind, language)) for column in layout]
    return [column for column in named if column.header]


def _header(english: str, kind: str, language: str) -> str:
    """The first name of a column, or one that is told by its words; empty where neither is known."""
    ours = folded(kind, ENGLISH).get(fold(english), "")
    names = headers(kind)[language].get(ours) or [tables()["by_words"].get(language, {}).get(ours, "")]
    return names[0]


def cells_in(frame: pl.DataFrame, layout: Sequence[Column], kind: str, language: str) -> pl.DataFrame:
    """The fields of a layout with Amazon's tokens in another language; those without a known word stay English."""
    if language == ENGLISH:
        return frame
    known = TOKEN_COLUMNS | dict.fromkeys(_STATES, "states")
    fields = {folded(kind, ENGLISH).get(fold(column.header), ""): column.field for column in layout}
    return frame.with_columns(
        pl.col(field).replace(_words(frame[field], known[ours], language))
        for ours, field in fields.items()
        if field and ours in known
    )


def token_in(token: str, kind: str, language: str) -> str:
    """A token as another language writes it; as it is where that isn't known."""
    return headers(kind).get(language, {}).get(token, [token])[0]


def _words(cells: pl.Series, kind: str, language: str) -> dict[str, str]:
    found = {cell: tokens(kind).get(fold(cell)) for cell in cells.drop_nulls().unique()}
    words = headers(kind).get(language, {})
    return {cell: words[token][0] for cell, token in found.items() if token in words}


def tab_in(role: str, english: str, language: str) -> str:
    """The name of a bulk download's tab."""
    return headers("bulk_tabs").get(language, {}).get(role, [english])[0]


def country_in(code: str, language: str) -> str:
    """The name of a country."""
    from babel import Locale

    return str(Locale(language).territories[code])


def day_in(day: date, language: str) -> str:
    """A day as the language's readers write it: 14.07.2026, 14 juil. 2026, 2026年7月14日."""
    from babel.dates import format_date

    return str(format_date(day, "medium", locale=language))


def amount_in(value: float, language: str) -> str:
    """An amount with two decimals: 1.234,56 in German, 1 234,56 in French."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, "#,##0.00", locale=language))


def separator_in(language: str) -> str:
    """What parts the cells of a text file: a semicolon where the comma is a decimal point."""
    return ";" if "," in amount_in(0.5, language) else ","
