"""Tokens in whatever spelling and language -> Amazon's, and which of them Amazon doesn't take."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import polars as pl

from adopt.bulksheet.fault import fault
from adopt.bulksheet.sheet import raw
from adopt.reports.bulk_english import TOKEN_COLUMNS
from adopt.reports.headers import fold, tokens
from adopt.words import bulksheet, headers

_STRICT = ("operation", "state", "match_type")
"""Columns whose translated words were refused in live uploads."""

EXACT, SPELLING, OTHER, LOCALISED, UNKNOWN = "exact", "spelling", "other_word", "localised", "token"


def in_amazons_words(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with Amazon's spelling of each token that is known; others stay as they are."""
    read = {name: {cell: _read(name, cell)[0] for cell in _cells(rows, name)} for name in _columns(rows)}
    return rows.with_columns(
        pl.col(name).replace_strict(words, default=None, return_dtype=pl.String)
        for name, words in read.items()
    )


def word_faults(rows: pl.DataFrame, *, own: bool) -> Iterator[pl.DataFrame]:
    """Tokens that aren't Amazon's, in another spelling, or translated.

    Args:
        rows: as `in_amazons_words` makes them, with what was written beside it.
        own: adopt's own sheets write less than Amazon takes.
    """
    for name in _columns(rows):
        written = raw(name)
        how = {cell: _read(name, cell)[1] for cell in _cells(rows, written)}
        ours = bulksheet()["own_tokens"].get(name) if own else None
        if {*how.values()} <= {EXACT} and {*how} <= {*(ours or how)}:
            continue
        kinds = pl.col(written).replace_strict(how, default=None, return_dtype=pl.String)
        known = ", ".join(_upload_words(name))
        yield fault(rows, kinds == UNKNOWN, name, UNKNOWN, known)
        yield fault(rows, kinds == SPELLING, name, SPELLING, pl.col(name))
        yield fault(rows, kinds == OTHER, name, OTHER, pl.col(name))
        translated = LOCALISED if name in _STRICT else "localised_word"
        yield fault(rows, kinds == LOCALISED, name, translated, pl.col(name))
        if ours:
            yield fault(
                rows, (kinds != UNKNOWN) & ~pl.col(written).is_in(ours), name, UNKNOWN, ", ".join(ours)
            )


def _columns(rows: pl.DataFrame) -> list[str]:
    return [name for name in ("entity", *bulksheet()["tokens"]) if name in rows.columns]


def _cells(rows: pl.DataFrame, name: str) -> list[str]:
    return rows[name].drop_nulls().unique().to_list()


def _upload_words(column: str) -> list[str]:
    if column == "entity":
        return [*bulksheet()["required"], *bulksheet()["unsupported"]]
    return list(bulksheet()["tokens"][column])


@cache
def _read(column: str, cell: str) -> tuple[str, str]:
    """Amazon's word for a cell, and how the cell comes to it."""
    words = _upload_words(column)
    if cell in words:
        return cell, EXACT
    folded = {fold(word): word for word in reversed(words)}
    if fold(cell) in folded:
        return folded[fold(cell)], SPELLING
    word = folded.get(fold(_english(column).get(fold(cell), "")))
    if word:
        return word, OTHER if fold(cell) in _english_names(column) else LOCALISED
    return cell, UNKNOWN


@cache
def _english(column: str) -> dict[str, str]:
    """Folded words of every language and time -> English ones."""
    if column == "operation":
        return {fold(word): english for english, words in bulksheet()["operations"].items() for word in words}
    kind = TOKEN_COLUMNS.get(column)
    if kind is None:
        return {}
    english = headers(kind)["en"]
    return {folded: english[ours][0] for folded, ours in tokens(kind).items() if folded and ours in english}


@cache
def _english_names(column: str) -> frozenset[str]:
    kind = TOKEN_COLUMNS.get(column)
    return (
        frozenset(fold(name) for names in headers(kind)["en"].values() for name in names)
        if kind
        else frozenset()
    )
