"""What to write instead of a negative that Amazon would refuse."""

from __future__ import annotations

import polars as pl

from adopt.decide.legal import keyword_problem
from adopt.estimate.text import folded
from adopt.words import bulksheet


def phrase_instead(term: str, others: pl.Series) -> str | None:
    """The narrowest legal negative phrase in ``term`` that blocks none of ``others``; None where there is none.

    Narrowest is most words, then most letters. Phrases of one word are too wide to propose.

    Args:
        term: a search term that can't be a negative exact itself.
        others: search terms of the same campaign that must stay.
    """
    spaced = pl.lit(" ") + folded(pl.col("other")) + pl.lit(" ")
    kept = others.to_frame("other").select(other=spaced)["other"]
    for phrase in _phrases(term):
        words = pl.select(folded(pl.lit(phrase))).item()
        if not kept.str.contains(f" {words} ", literal=True).any():
            return phrase
    return None


def _phrases(term: str) -> list[str]:
    words = term.split()
    most = bulksheet()["keyword"]["max_words"]["negativePhrase"]
    found = [" ".join(words[i : i + n]) for n in range(2, most + 1) for i in range(len(words) - n + 1)]
    legal = pl.Series("phrase", sorted(set(found)), dtype=pl.String).to_frame()
    legal = legal.filter(keyword_problem(pl.col("phrase"), "negativePhrase").is_null())
    return sorted(legal["phrase"], key=lambda phrase: (-len(phrase.split()), -len(phrase), phrase))
