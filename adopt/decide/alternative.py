"""What to write instead of a negative that Amazon would refuse."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from adopt.decide.legal import keyword_problem
from adopt.estimate.text import folded
from adopt.words import bulksheet


def alternatives(judged: pl.DataFrame, terms: pl.DataFrame) -> pl.Series:
    """A legal negative phrase for each term that can't be written and, where one is found, blocks no term worth keeping.

    Args:
        judged: losing terms with their reason; null for each that can be written.
        terms: evidence of all search terms.
    """
    refused = judged.with_row_index("at").filter(pl.col("reason") == "cannot_be_written")
    worth_keeping = (pl.col("orders") > 0) | (pl.col("p_profitable") > 0.5)  # noqa: PLR2004 (more likely than not)
    asked = pl.col("campaign").is_in(refused["campaign"].unique().implode())
    kept = terms.filter(worth_keeping & asked).select("campaign", "search_term")
    others = kept.partition_by("campaign", as_dict=True)
    found: list[str | None] = [None] * judged.height
    for (campaign,), own in refused.group_by("campaign", maintain_order=True):
        there = others.get((campaign,), kept.clear())["search_term"]
        phrases = phrases_instead(own["search_term"], there)
        for at, phrase in zip(own["at"], phrases, strict=True):
            found[at] = phrase
    return pl.Series("alternative", found, dtype=pl.String)


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
