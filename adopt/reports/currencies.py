"""Currency signs and codes beside amounts and in headers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from adopt.words import headers, markets

_ANY = "any"


@cache
def _signs() -> Mapping[str, str]:
    """Sign or code, casefolded -> ISO 4217, or "any" for a sign of several currencies."""
    signs = {sign: code for code, group in headers("currencies")["signs"].items() for sign in group}
    codes = {market.currency: market.currency for market in markets().values()}
    return {mark.casefold(): code for mark, code in (signs | codes).items()}


def is_currency_mark(text: str) -> bool:
    """Whether a text is nothing but a currency's sign or code."""
    return text.strip().casefold() in _signs()


def currency_of(text: str) -> str | None:
    """ISO 4217 of a sign or code; None where it isn't one, or stands for several currencies."""
    code = _signs().get(text.strip().casefold())
    return None if code == _ANY else code


@cache
def sign_pattern() -> str:
    """A regular expression for one sign or code, longest first."""
    return "|".join(re.escape(mark) for mark in sorted(_signs(), key=len, reverse=True))


def has_cents(code: str) -> bool:
    """Whether a currency has decimals: yen and won haven't."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(code) > 0
