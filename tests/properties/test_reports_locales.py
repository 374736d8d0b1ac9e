"""Amounts and days as each supported language writes them read back exactly, or are refused; never anything else."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.reports.dates import day, settle_dates
from adopt.reports.numbers import count, micros, settle
from adopt.words import languages, markets
from adopt.words.companions import cells

LOCALES = [*languages(), *cells()["month_languages"], "en_GB", "en_IN", "es_MX", "de_CH"]
CURRENCIES = sorted({market.currency for market in markets().values()} - {"JPY"})
IN_LANGUAGE = pytest.mark.parametrize("locale", LOCALES)
CENTS = st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=12)
DAYS = st.lists(st.dates(date(2001, 1, 1), date(2099, 12, 31)), min_size=1, max_size=12)


def amounts(written: list[str]) -> tuple[list[int | None], str | None]:
    """Millionths that a column is read as, and an amount that has two readings."""
    frame = pl.DataFrame({"a": written})
    style = settle(frame["a"], whole=False, numbers_are_cells=False)
    return frame.select(micros(pl.col("a"), style)).to_series().to_list(), style.ambiguous


def days(written: list[str]) -> tuple[list[date | None], str | None]:
    frame = pl.DataFrame({"a": written})
    style = settle_dates(frame["a"])
    return frame.with_columns(read=day(pl.col("a"), style))["read"].to_list(), style.ambiguous


@IN_LANGUAGE
@settings(max_examples=25, deadline=None)
@given(cents=CENTS)
def test_amounts(locale: str, cents: list[int]) -> None:
    written = [str(format_decimal(amount / 100, "#,##0.00", locale=locale)) for amount in cents]
    assert amounts(written) == ([amount * 10_000 for amount in cents], None)


@IN_LANGUAGE
@settings(max_examples=25, deadline=None)
@given(cents=CENTS, currency=st.sampled_from(CURRENCIES))
def test_amounts_with_the_sign_of_a_currency(locale: str, cents: list[int], currency: str) -> None:
    written = [str(format_currency(amount / 100, currency, locale=locale)) for amount in cents]
    assert amounts(written) == ([amount * 10_000 for amount in cents], None)


@IN_LANGUAGE
@settings(max_examples=25, deadline=None)
@given(numbers=st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_counts(locale: str, numbers: list[int]) -> None:
    frame = pl.DataFrame({"a": [str(format_decimal(number, locale=locale)) for number in numbers]})
    style = settle(frame["a"], whole=True, numbers_are_cells=False)
    read = frame.select(count(pl.col("a"), style)).to_series().to_list()
    assert style.ambiguous is not None or read == numbers  # "1.000" alone may be one with three decimals


@IN_LANGUAGE
@pytest.mark.parametrize("width", ["medium", "long"])
@settings(max_examples=25, deadline=None)
@given(when=DAYS)
def test_days(locale: str, width: str, when: list[date]) -> None:
    read, ambiguous = days([str(format_date(one, width, locale=locale)) for one in when])
    assert ambiguous is not None or read == when


@IN_LANGUAGE
@settings(max_examples=25, deadline=None)
@given(when=DAYS)
def test_short_days_are_read_or_refused_but_never_misread(locale: str, when: list[date]) -> None:
    read, ambiguous = days([str(format_date(one, "short", locale=locale)) for one in when])
    # "26. 1. 5." and a year of two digits that might be of the last century are refused row by row
    assert ambiguous is not None or all(found in (one, None) for found, one in zip(read, when, strict=True))


@settings(max_examples=50, deadline=None)
@given(
    when=DAYS,
    serial=st.booleans(),
    offset=st.sampled_from(["", "T00:00:00Z", "T23:59:59-08:00", " 00:00:00", "T00:00+05:30"]),
)
def test_days_without_a_language(when: list[date], serial: bool, offset: str) -> None:
    written = [str((one - date(1899, 12, 30)).days) if serial else f"{one}{offset}" for one in when]
    assert days(written) == (when, None)
