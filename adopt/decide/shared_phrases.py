"""The phrases that enough search terms of a place share: found by their numbers, so that a million terms fit.

A phrase has no more terms and clicks than each of its parts, so longer ones are only looked for where both their parts of
one word less are frequent themselves. Agrawal and Srikant 1994.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import polars as pl

from adopt.settings import Negate

_PAIR = 1 << 32
_NOTHING = {"row": pl.UInt32, "start": pl.UInt32, "size": pl.Int32}
_TERMS = 1 << 17
"""Terms whose phrases are looked for at once, or those of one place if it has more: each word of each is in memory then."""


def shared_phrases(words: pl.DataFrame, place: list[str], negate: Negate, most: int) -> pl.DataFrame:
    """Every phrase of one to ``most`` words in as many terms and clicks of a place as the settings ask for.

    Phrases that a term worth keeping has are left out, as no negative may block it.

    Args:
        words: one line per term with row, clicks, words (folded), search_term, kept, and what names its place.
        place: the columns that name a campaign, or an ad group.
        negate: phrase_terms and phrase_clicks.
        most: words of the longest phrase.

    Returns:
        row, phrase (folded), text (as typed), size; each phrase once a row, where it stands first.
    """
    parts = (_by_size(_placed(part), negate, most) for part in _by_place(words, place))
    found = pl.concat([pl.DataFrame(schema=_NOTHING), *chain.from_iterable(parts)]).sort(
        "size", "start", "row"
    )
    # Only terms of phrases that were found are cut into texts again.
    split = words.join(found, on="row", how="semi", maintain_order="left").select(
        "row", word=pl.col("words").str.split(" "), typed=pl.col("search_term").str.split(" ")
    )
    cut = pl.col("start"), pl.col("size")
    return found.join(split, on="row", how="left", maintain_order="left").select(
        "row",
        phrase=pl.col("word").list.slice(*cut).list.join(" "),
        text=pl.col("typed").list.slice(*cut).list.join(" "),
        size="size",
    )


def _by_place(words: pl.DataFrame, place: list[str]) -> Iterator[pl.DataFrame]:
    """The terms with the number of their place, in parts of some places each."""
    known = _numbered(words, place, "group").select("row", "clicks", "kept", "words", "group")
    sizes = known.group_by("group", maintain_order=True).agg(terms=pl.len())
    parts = sizes.select("group", part=pl.col("terms").cum_sum() // _TERMS)
    for _, part in parts.group_by("part", maintain_order=True):
        yield known.join(part, on="group", how="semi", maintain_order="left")


def _placed(known: pl.DataFrame) -> pl.DataFrame:
    """Every word of every term as a number, with its place, in order."""
    # Words become numbers while they are lists still: a column of all words as text would be the largest of the run.
    split = known["words"].str.split(" ")
    kinds = pl.Enum(split.explode(empty_as_null=False).unique(maintain_order=True))
    numbered = known.drop("words").with_columns(
        phrase=split.cast(pl.List(kinds)),
        start=pl.int_ranges(split.list.len(), dtype=pl.UInt32),
    )
    return numbered.explode("phrase", "start", empty_as_null=False).with_columns(
        pl.col("phrase").to_physical().cast(pl.UInt32)
    )


def _by_size(level: pl.DataFrame, negate: Negate, most: int) -> Iterator[pl.DataFrame]:
    for size in range(1, most + 1):
        if level.is_empty():
            return
        level, free = _frequent(level, negate)
        yield free.select("row", "start", size=pl.lit(size, pl.Int32))
        level = _longer(level)


def _frequent(level: pl.DataFrame, negate: Negate) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The places of frequent phrases; and, once a row, those of phrases that no kept term has."""
    once = level.filter(~_again(level))
    sums = once.group_by("group", "phrase").agg(
        pl.col("kept").any(), terms=pl.len(), total=pl.col("clicks").sum()
    )
    often = sums.filter((pl.col("terms") >= negate.phrase_terms) & (pl.col("total") >= negate.phrase_clicks))
    on = ["group", "phrase"]
    free = once.join(often.filter(~pl.col("kept")), on=on, how="semi", maintain_order="left")
    del once, sums
    return level.join(often, on=on, how="semi", maintain_order="left"), free


def _again(level: pl.DataFrame) -> pl.Series:
    """Whether a phrase stood in its term before: told by the places before it, for hashing them all would fill the memory."""
    most = level["start"].max() or 0
    assert isinstance(most, int)
    row, phrase = level["row"], level["phrase"]
    again = pl.repeat(value=False, n=level.height, eager=True)
    for back in range(1, most + 1):
        again |= ((row == row.shift(back)) & (phrase == phrase.shift(back))).fill_null(value=False)
    return again


def _longer(level: pl.DataFrame) -> pl.DataFrame:
    """Phrases of one word more: two that overlap in all but their first and last word."""
    follows = (pl.col("row") == pl.col("row").shift(-1)) & (pl.col("start") + 1 == pl.col("start").shift(-1))
    both = level.with_columns(following=pl.col("phrase").shift(-1)).filter(follows)
    longer = pl.col("phrase").cast(pl.UInt64) * _PAIR + pl.col("following")
    return _numbered(both.with_columns(longer=longer), ["longer"], "phrase").drop("longer", "following")


def _numbered(frame: pl.DataFrame, keys: list[str], name: str) -> pl.DataFrame:
    """The frame, in its order, with a number for each distinct combination of keys."""
    numbers = frame.select(keys).unique(maintain_order=True).with_row_index("number")
    joined = frame.join(numbers, on=keys, how="left", nulls_equal=True, maintain_order="left")
    return joined.with_columns(pl.col("number").alias(name)).drop("number")
