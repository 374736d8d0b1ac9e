"""Dates whose month is written in words, in any language of a marketplace: "jul 14, 2026", "14 de juil. 2026", "14-Jul-26"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache

from adopt.words import languages
from adopt.words.companions import cells

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_YEAR_DIGITS = 4
_BRIEF = re.compile(r"(\d{1,2})[-./]\s*([^\W\d_]+)[-./\s]+(\d{2})")
"""As Excel saves a day in a text file. No other order, and nothing else in it: "Nov 5 - 11" is a week."""


def named_day(text: str) -> date | None:
    """The day of a text with a month's name, a year of four digits and a day, or of "14-Jul-26"; None for any other text."""
    if brief := _BRIEF.fullmatch(text):
        text = f"{brief[1]} {brief[2]} 20{brief[3]}"
    months = {months_by_name()[word] for word in _words(text) if word in months_by_name()}
    numbers = _NUMBER.findall(text)
    years = [int(number) for number in numbers if len(number) == _YEAR_DIGITS]
    days = [int(number) for number in numbers if len(number) < _YEAR_DIGITS]
    if len(months) != 1 or len(years) != 1 or len(days) != 1:
        return None
    try:
        return date(years[0], months.pop(), days[0])
    except ValueError:
        return None


@cache
def months_by_name() -> Mapping[str, int]:
    """Month names of all languages, long and short, from CLDR's tables; names that mean two months are left out."""
    from babel import Locale

    found: dict[str, set[int]] = defaultdict(set)
    for language in (*languages(), *cells()["month_languages"]):
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms[width].items():
                    for word in _words(name):
                        found[word].add(number)
    return {word: numbers.pop() for word, numbers in found.items() if len(numbers) == 1}


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
