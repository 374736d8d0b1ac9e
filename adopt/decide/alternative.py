"""What to write instead of a negative that Amazon would refuse."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from adopt.decide.legal import keyword_problem
from adopt.estimate.text import folded
from adopt.words import bulksheet


def phrases_instead(terms: pl.Series, others: pl.Series) -> list[str | None]:
    """The narrowest legal negative phrase in each term that blocks none of ``others``; None where there is none.

    Narrowest is most words, then most letters. Phrases of one word are too wide to propose.

    Args:
        terms: search terms that can't be negative exacts themselves.
        others: search terms of the same campaign that must stay.
    """
    phrases = {term: _phrases(term) for term in terms}
    legal = _legal(phrase for found in phrases.values() for phrase in found)
    # One text: thousands of phrases are looked for in it, and a call of Polars for each would take ten times as long.
    kept = "\n".join(others.to_frame("other").select(other=_spaced("other"))["other"])
    return [
        next((one for one in phrases[term] if one in legal and legal[one] not in kept), None)
        for term in terms
    ]


def _phrases(term: str) -> list[str]:
    """Every phrase of two words or more that Amazon's length allows, the narrowest first."""
    words = term.split()
    most = bulksheet()["keyword"]["max_words"]["negativePhrase"]
    found = {" ".join(words[i : i + n]) for n in range(2, most + 1) for i in range(len(words) - n + 1)}
    return sorted(found, key=lambda phrase: (-len(phrase.split()), -len(phrase), phrase))


def _legal(phrases: Iterable[str]) -> dict[str, str]:
    """The phrases that Amazon takes, and each one's words as negatives compare them, between spaces."""
    frame = pl.Series("phrase", sorted(set(phrases)), dtype=pl.String).to_frame()
    legal = frame.filter(keyword_problem(pl.col("phrase"), "negativePhrase").is_null())
    return dict(legal.select("phrase", words=_spaced("phrase")).iter_rows())


def _spaced(name: str) -> pl.Expr:
    return pl.lit(" ") + folded(pl.col(name)) + pl.lit(" ")
