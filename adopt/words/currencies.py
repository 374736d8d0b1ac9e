"""What each currency's amounts come in: whole yen, hundredths of a dollar."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache


@cache
def currency_digits(currency: str) -> int:
    """Decimals of the currency (ISO 4217): 2 for USD, 0 for JPY."""
    from babel.numbers import get_currency_precision

    digits: int = get_currency_precision(currency)
    return digits


def in_coins(amount: float, currency: str) -> Decimal:
    """An amount rounded to the currency's decimals; half a cent goes up, away from zero, as Excel shows it."""
    exact = Decimal(str(amount)).quantize(Decimal(1).scaleb(-currency_digits(currency)), ROUND_HALF_UP)
    # A loss that rounds to nothing is nothing: never "-$0.00".
    return exact or abs(exact)
