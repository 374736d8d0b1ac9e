"""Header names: folded, matched against the tables in ``words``, and found below junk rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType
from typing import NamedTuple

from adopt.reports.currencies import currency_of, is_currency_mark
from adopt.reports.raw import Table
from adopt.words import headers

_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]{1,6})[)）\]]")
_NOT_NAME = re.compile(r"[\W_]+")

_ENGLISH = "en"
_METRICS = ("sales", "orders", "units")
_BY_WORDS = ("search_term",)
_WINDOW = re.compile(r"(?<![0-9])(7|14)(?![0-9])")

Row = Sequence[str | None]


class Header(NamedTuple):
    """A header row that was recognised.

    Attributes:
        row: its 1-based row.
        language: of its names.
        columns: our column -> its place from the left.
        names: our column -> the name that Amazon wrote.
        currencies: what the brackets in its names say, as ISO 4217.
        twice: our columns that more than one of its names stands for.
        guessed: Amazon's names that aren't known as such and were told by the words in them.
    """

    row: int
    language: str
    columns: dict[str, int]
    names: dict[str, str]
    currencies: frozenset[str]
    twice: tuple[str, ...]
    guessed: tuple[str, ...] = ()

    def lacks(self, needed: Iterable[str]) -> tuple[str, ...]:
        """Those of the needed columns that aren't there."""
        return tuple(name for name in needed if name not in self.columns)

    def cell(self, name: str) -> str | None:
        """The frame's column of ours, None where the report hasn't got it."""
        place = self.columns.get(name)
        return None if place is None else str(place)


@lru_cache(maxsize=8192)
def fold(name: str) -> str:
    """A name without case, spaces, punctuation and a currency in brackets; "(Informational only)" stays."""
    text = unicodedata.normalize("NFKC", name)
    text = _BRACKETS.sub(lambda found: "" if is_currency_mark(found[1]) else found[0], text)
    return _NOT_NAME.sub("", unicodedata.normalize("NFKC", text.casefold()))


@cache
def folded(kind: str, language: str) -> Mapping[str, str]:
    """Folded name -> our column or token, for one table of ``words/headers.toml``."""
    return {fold(name): ours for ours, names in headers(kind)[language].items() for name in names}


@cache
def tokens(kind: str) -> Mapping[str, str]:
    """Folded value -> our token, over all languages; a value without letters ("-") stands for itself."""
    groups = (group for language in headers(kind).values() for group in language.items())
    return {fold(name) or name: ours for ours, names in groups for name in names}


def find_header(
    table: Table, kind: str, markers: Iterable[str], sellers: Sequence[Mapping[str, str]] = ()
) -> Header | None:
    """The header row of a report kind among the first rows: the one that has all the markers and matches most.

    Amazon leaves single columns in English in other languages' reports, so English names count in each language.

    Args:
        table: where to look.
        kind: of report.
        markers: our columns that must be there.
        sellers: names that the seller gave for reports of this kind, our column -> name, each for another layout.
    """
    wanted = tuple(markers)
    found = (
        match_row(cells, number, kind, language, names)
        for number, cells in enumerate(table.head, start=1)
        for language in headers(kind)
        for names in (*sellers, {})
    )
    claims = [header for header in found if not header.lacks(wanted)]
    return max(claims, key=lambda header: len(header.columns), default=None)


def match_row(
    cells: Row, number: int, kind: str, language: str, sellers: Mapping[str, str] = MappingProxyType({})
) -> Header:
    """What a row would be as the header of a report kind in a language; the seller's names go before ours."""
    known = {**folded(kind, _ENGLISH), **folded(kind, language)}
    known = {name: column for name, column in known.items() if column not in sellers}
    known |= {fold(name): column for column, name in sellers.items()}
    ours = [known.get(fold(name)) if name else None for name in cells]
    guesses = by_words(cells, ours, language) if kind in _BY_WORDS else {}
    columns: dict[str, int] = {}
    names: dict[str, str] = {}
    twice: list[str] = []
    for place, name in enumerate(cells):
        column = ours[place] or guesses.get(place)
        if column is None or name is None:
            continue
        if column in columns:
            twice.append(column)
        else:
            columns[column], names[column] = place, name.strip()
    guessed = tuple(name.strip() for place, name in enumerate(cells) if name and place in guesses)
    return Header(number, language, columns, names, _currencies(names.values()), tuple(twice), guessed)


def by_words(cells: Row, ours: Sequence[str | None], language: str) -> dict[int, str]:
    """Place -> our column, of sales, orders and units whose names aren't known but have their words and a 7 or 14.

    Only a column that fits alone counts: of two that fit, neither does.
    """
    words = headers("metric_words").get(language, {})
    fits: dict[str, list[int]] = {}
    for place, name in enumerate(cells):
        column = None if ours[place] or not name else _by_its_words(name.casefold(), words)
        if column and column not in ours:
            fits.setdefault(column, []).append(place)
    return {places[0]: column for column, places in fits.items() if len(places) == 1}


def _by_its_words(name: str, words: Mapping[str, Sequence[str]]) -> str | None:
    days = _WINDOW.findall(name)
    if len(days) != 1 or any(word in name for word in words.get("never", ())):
        return None
    found = [metric for metric in _METRICS if any(word in name for word in words.get(metric, ()))]
    return f"{found[0]}_{days[0]}" if len(found) == 1 else None


def has_names(cells: Row, names: Iterable[str]) -> bool:
    """Whether a row has all these names, folded."""
    there = {fold(cell) for cell in cells if cell}
    return all(fold(name) in there for name in names)


def _currencies(names: Iterable[str]) -> frozenset[str]:
    marks = (mark for name in names for mark in _BRACKETS.findall(name))
    return frozenset(code for mark in marks if (code := currency_of(mark)))
