"""Money and shares as a seller reads them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from adopt.words.currencies import currency_digits, in_coins

_LOCALES = {"en": "en_US", "zh": "zh_Hans_CN"}


@cache
def money_format(currency: str, language: str) -> Callable[[float], str]:
    """What writes amounts of ``currency`` (ISO 4217) as ``language`` does: $1,234.50, £3.20, ¥1,234, ₹99.00.

    Half a cent goes up, away from zero, as Excel shows it: the screen and the workbook say the same.
    """
    spaced = _spaced(currency, language)

    # English and Chinese write amounts alike, and a workbook has a hundred thousand: Babel's patterns are too slow for them.
    def write(amount: float) -> str:
        exact = in_coins(amount, currency)
        return f"{'-' if exact < 0 else ''}{spaced}{abs(exact):,}"

    return write


_ENOUGH = 100


def round_money(amount: float, currency: str, language: str) -> str:
    """An amount for a quick look: without decimals from 100 on: $1,235, $12.35."""
    if abs(amount) < _ENOUGH:
        return money_format(currency, language)(amount)
    whole = Decimal(str(amount)).quantize(Decimal(1), ROUND_HALF_UP)
    said, digits = money_format(currency, language)(float(whole)), currency_digits(currency)
    return said[: -digits - 1] if digits else said


def finer_money(amount: float, currency: str, language: str, decimals: int) -> str:
    """An amount with so many decimals, but never fewer than its currency has: $0.834."""
    digits = max(decimals, currency_digits(currency))
    return f"{'-' if amount < 0 else ''}{_spaced(currency, language)}{abs(amount):,.{digits}f}"


@cache
def _spaced(currency: str, language: str) -> str:
    """The currency's sign as it stands before an amount."""
    symbol = currency_symbol(currency, language)
    return f"{symbol}\N{NO-BREAK SPACE}" if symbol[-1].isalpha() else symbol


@cache
def currency_symbol(currency: str, language: str) -> str:
    """The currency's sign in ``language``: $, £, US$ (in Chinese), SEK."""
    from babel.numbers import get_currency_symbol

    symbol: str = get_currency_symbol(currency, locale=_LOCALES[language])
    return symbol


def share(value: float, decimals: int = 1) -> str:
    """A fraction as a percentage: 0.312 is 31.2%."""
    return f"{value:.{decimals}%}"
