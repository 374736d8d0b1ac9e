"""Search terms as features: their words, and where they were found."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy import sparse

from adopt.estimate.spelling import one_spelling, parts_of_compounds

# Scripts without spaces: each character stands as a word of its own, so that pairs become 2-grams.
_UNSPACED = r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])"
_ASIN = r"^b0[a-z0-9]{8}$"
_SEEN_IN = 2


def is_asin(term: pl.Expr) -> pl.Expr:
    """Whether a search term is a product page (an ASIN) rather than words that a shopper typed."""
    return term.str.to_lowercase().str.contains(_ASIN)


def folded(text: pl.Expr) -> pl.Expr:
    """Text as negatives compare it: lower case, single spaces, simple English plurals folded.

    Amazon publishes no stemming rules; this is a model of its "close variations", and said to be approximate.
    """
    return (
        text.str.to_lowercase()
        .str.strip_chars()
        .str.replace_all(r"\s+", " ")
        .str.replace_all(r"([a-z]{3,})s\b", "${1}")
    )


def protecting_words(term: pl.Expr, phrases: Sequence[str]) -> pl.Expr:
    """The first of the phrases that a term contains as whole words in order, null where it contains none.

    Punctuation, plurals and possessives don't hide a phrase: "acme" is in "acme's pan" and "acmes-pan", and a
    negative of those would block "acme pan" as well. A phrase of a script without spaces counts wherever it stands.
    """
    wanted = {phrase: _plain_words(phrase) for phrase in (" ".join(text.split()) for text in phrases)}
    spaced = pl.lit(" ") + _words(term) + pl.lit(" ")
    hits = [
        pl.when(spaced.str.contains(words if _unspaced(words) else f" {words} ", literal=True)).then(
            pl.lit(phrase)
        )
        for phrase, words in wanted.items()
        if words
    ]
    return pl.coalesce(hits) if hits else pl.lit(None, dtype=pl.String)


def _words(text: pl.Expr) -> pl.Expr:
    bare = text.str.replace_all("['’]", "").str.replace_all(r"\p{P}+", " ")
    return folded(bare)


def _plain_words(phrase: str) -> str:
    return str(pl.select(_words(pl.lit(phrase))).item())


def features(terms: pl.DataFrame, brands: Sequence[str] = ()) -> sparse.csr_matrix:
    """A sparse 0/1 matrix, one row per term, of word 1- and 2-grams, campaign, match type, ASIN and brand marks.

    Words in one spelling (`adopt.estimate.spelling`); a compound has the marks of its parts beside its own.

    A feature needs at least two terms: one that occurs once can't tell one term from another.

    Args:
        terms: search_term, campaign, match_type.
        brands: the seller's own brands.
    """
    pairs = _marks(terms, brands)
    counted = (
        pairs.group_by("mark").len().filter(pl.col("len") >= _SEEN_IN).sort("mark").with_row_index("column")
    )
    placed = pairs.join(counted.select("mark", "column"), on="mark").select("row", "column").unique()
    rows, columns = placed["row"].to_numpy(), placed["column"].to_numpy()
    shape = (terms.height, counted.height)
    matrix = sparse.csr_matrix((np.ones(rows.size), (rows, columns)), shape=shape)
    matrix.sort_indices()
    return matrix


def _marks(terms: pl.DataFrame, brands: Sequence[str]) -> pl.DataFrame:
    """All (row, mark) pairs; the first letter of a mark tells its kind."""
    numbered = terms.with_row_index("row").with_columns(brand=protecting_words(pl.col("search_term"), brands))
    spaced = one_spelling(pl.col("search_term")).str.replace_all(_UNSPACED, " ${1} ")
    words = (
        numbered.select("row", word=spaced.str.extract_all(r"\S+"))
        .explode("word", empty_as_null=False)
        .with_columns(following=pl.col("word").shift(-1).over("row"))
    )
    term = pl.col("search_term")
    within = words.join(parts_of_compounds(words["word"]), on="word")
    parts = [
        words.select("row", mark=pl.lit("w") + pl.col("word")),
        within.select("row", mark=pl.lit("w") + pl.col("part")),
        words.drop_nulls("following").select(
            "row", mark=pl.lit("p") + pl.col("word") + " " + pl.col("following")
        ),
        numbered.select("row", mark=pl.lit("c") + pl.col("campaign")),
        numbered.select("row", mark=pl.lit("m") + pl.col("match_type")),
        numbered.filter(is_asin(term)).select("row", mark=pl.lit("asin")),
        numbered.drop_nulls("brand").select("row", mark=pl.lit("brand")),
    ]
    return pl.concat(parts)


def _unspaced(phrase: str) -> bool:
    return re.search("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]", phrase) is not None
