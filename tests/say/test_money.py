from __future__ import annotations

from decimal import ROUND_HALF_UP, localcontext

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from adopt.say import currency_digits, money_format, share
from adopt.say.money import round_money


@pytest.mark.parametrize(
    ("amount", "currency", "language", "said"),
    [
        (1234.5, "USD", "en", "$1,234.50"),
        (1234.5, "USD", "zh", "US$1,234.50"),
        (-3.2, "GBP", "en", "-£3.20"),
        (1234.0, "JPY", "en", "¥1,234"),
        (99, "INR", "en", "₹99.00"),
        (5, "SEK", "en", "SEK\N{NO-BREAK SPACE}5.00"),
        (-0.001, "USD", "en", "$0.00"),
        (0.0, "EUR", "en", "€0.00"),
        (2.365, "USD", "en", "$2.37"),
        (2.375, "USD", "en", "$2.38"),
        (-2.365, "USD", "en", "-$2.37"),
        (2.5, "JPY", "en", "¥3"),
    ],
)
def test_amounts(amount: float, currency: str, language: str, said: str) -> None:
    assert money_format(currency, language)(amount) == said


@given(
    st.floats(-1e12, 1e12) | st.decimals(-1000, 1000, places=3).map(float),
    st.sampled_from(["USD", "EUR", "GBP", "JPY", "INR", "SEK", "AED", "PLN"]),
    st.sampled_from(["en_US", "zh_Hans_CN"]),
)
def test_amounts_are_written_as_babel_writes_them(amount: float, currency: str, locale: str) -> None:
    with localcontext(rounding=ROUND_HALF_UP):  # as Excel does
        babels = format_currency(amount, currency, locale=locale).replace("\N{NO-BREAK SPACE}", "")
    nothing = not any(digit in babels for digit in "123456789")
    said = money_format(currency, locale[:2])(amount).replace("\N{NO-BREAK SPACE}", "")
    assert said == (babels.removeprefix("-") if nothing else babels)


@pytest.mark.parametrize(
    ("amount", "currency", "language", "said"),
    [
        (99.99, "USD", "en", "$99.99"),
        (100.0, "USD", "en", "$100"),
        (1234.56, "USD", "zh", "US$1,235"),
        (-1234.56, "GBP", "en", "-£1,235"),
        (1234.56, "JPY", "en", "¥1,235"),
        (99.6, "JPY", "en", "¥100"),
        (100.5, "USD", "en", "$101"),
        (101.5, "USD", "en", "$102"),
    ],
)
def test_amounts_for_a_quick_look(amount: float, currency: str, language: str, said: str) -> None:
    assert round_money(amount, currency, language) == said


@pytest.mark.parametrize(
    ("value", "said"), [(0.3, "30.0%"), (0.0112, "1.1%"), (0.0004, "0.0%"), (1, "100.0%")]
)
def test_shares(value: float, said: str) -> None:
    assert share(value) == said


def test_digits() -> None:
    assert [currency_digits(currency) for currency in ("USD", "JPY", "EUR")] == [2, 0, 2]
