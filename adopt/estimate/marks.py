"""What is told of each search term, as marks: its words, pairs of neighbouring words, and where it was found.

A mark has a name, which lasts (``wpan``, ``psteel pan``, ``cCampaign A``, ``mexact``, ``gloose-match``, ``n2``, ``asin``, ``brand``;
of an ASIN's page ``tpan``, ``oacme`` and ``$9``), and a code, which holds for the terms at hand: a million terms have ten million marks, and numbers are counted where texts would
fill the memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse

from adopt.estimate.pages import page_marks, pages_of, title_words
from adopt.estimate.spelling import one_spelling, parts_of_compounds
from adopt.estimate.text import is_asin, protecting_words

# Scripts without spaces: each character stands as a word of its own, so that pairs become 2-grams.
_UNSPACED = r"([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}])"
_SEEN_IN = 2
_MANY = 3
"""Campaigns from which on it no longer matters how many they are."""
_PAIR = 1 << 32


class Marks(NamedTuple):
    """All marks of the terms of an account.

    Attributes:
        pairs: row (of the term) and code (of the mark); a mark that a term has twice is there twice.
        single: names of all marks but pairs of words. Number i of them has code i; words i and j have (i + 1) 2^32 + j.
        height: number of terms.
        hidden: of each term, whether it is an ASIN whose page isn't known.
        words: how many words a typed term has on average; 0 where there is none.
    """

    pairs: pl.DataFrame
    single: pl.Series
    height: int
    hidden: np.ndarray
    words: float

    def frequent(self) -> pl.DataFrame:
        """Name and code of the marks that occur twice or more, by name: one that occurs once tells no two terms apart."""
        often = self.pairs.group_by("code").len().filter(pl.col("len") >= _SEEN_IN)
        single = pl.lit(self.single)
        first, second = (
            single.gather(part) for part in (pl.col("code") // _PAIR - 1, pl.col("code") % _PAIR)
        )
        pair = pl.col("code") >= _PAIR
        texts = pl.format("p{} {}", first.str.slice(1), second.str.slice(1))
        pairs, rest = often.filter(pair), often.filter(~pair)
        named = [pairs.select(texts.alias("name"), "code"), rest.select(second.alias("name"), "code")]
        return pl.concat(named).sort("name")

    def known(self, names: pl.Series) -> pl.DataFrame:
        """Name and code of the marks with these names, in their order; code is null where no term has it."""
        known = self.single.to_frame("text").with_columns(code=pl.int_range(pl.len(), dtype=pl.UInt64))
        words = pl.col("name").str.slice(1).str.split(" ")
        pair = pl.col("name").str.starts_with("p")
        said = names.to_frame("name").with_columns(
            first=pl.when(pair).then(pl.lit("w") + words.list.first()),
            second=pl.when(pair).then(pl.lit("w") + words.list.last()).otherwise("name"),
        )
        for part in ("first", "second"):
            own = known.rename({"text": part, "code": f"{part}_code"})
            said = said.join(own, on=part, how="left", maintain_order="left")
        both = (pl.col("first_code") + 1) * _PAIR + pl.col("second_code")
        return said.select("name", code=pl.when(pair).then(both).otherwise("second_code"))

    def matrix(self, codes: pl.Series) -> tuple[sparse.csr_matrix, np.ndarray]:
        """A sparse 0/1 matrix: one row per term, one column per code; and how many marks of each term are none of these."""
        columns = codes.to_frame("code").with_row_index("column").drop_nulls()
        placed = self.pairs.join(columns, on="code")
        places = (placed["row"].to_numpy(), placed["column"].to_numpy())
        there = np.ones(placed.height, dtype=np.int8)
        matrix = sparse.csr_matrix((there, places), shape=(self.height, codes.len()))
        marks, known = (
            np.bincount(part["row"].to_numpy(), minlength=self.height) for part in (self.pairs, placed)
        )
        matrix.sum_duplicates()
        matrix.data = np.ones(matrix.nnz)
        return matrix, marks - known


def features(
    terms: pl.DataFrame, brands: Sequence[str] = (), products: pl.DataFrame | None = None
) -> sparse.csr_matrix:
    """A sparse 0/1 matrix, one row per term, of the marks that occur twice or more, in the order of their names.

    Args:
        terms, brands, products: as in `marked`.
    """
    marks = marked(terms, brands, products)
    return marks.matrix(marks.frequent()["code"])[0]


def marked(terms: pl.DataFrame, brands: Sequence[str] = (), products: pl.DataFrame | None = None) -> Marks:
    """The marks of terms: words in one spelling and parts of compounds, pairs of words, campaign, match type, ASIN, brand.

    Where no keyword found a term, what did is one too: a clause of automatic targeting, a category, a product. Amazon's
    loose-match and complements are by their own names further off. The words of an ASIN's title are words like those that
    shoppers type, either teaches the other; and marks of pages.

    Args:
        terms: search_term, campaign, targeting, match_type.
        brands: the seller's own brands.
        products: what the pages of ASINs show, as `adopt.schema.ProductPage` has it.
    """
    numbered = terms.with_row_index("row").with_columns(brand=protecting_words(pl.col("search_term"), brands))
    pages = pages_of(numbered, products)
    typed, titled = _words(numbered.select("row", text="search_term")), _words(title_words(pages))
    words = pl.concat([typed, titled])
    parts = words.join(parts_of_compounds(words["word"].unique()), on="word")
    asin = numbered.select(is_asin(pl.col("search_term"))).to_series()
    single = [
        words.select("row", name=pl.lit("w") + pl.col("word")),
        parts.select("row", name=pl.lit("w") + pl.col("part")),
        numbered.select("row", name=pl.lit("c") + pl.col("campaign")),
        numbered.select("row", name=pl.lit("m") + pl.col("match_type")),
        numbered.filter(asin).select("row", name=pl.lit("asin")),
        _campaigns(numbered),
        numbered.filter(pl.col("match_type") == "-").select("row", name=pl.lit("g") + pl.col("targeting")),
        numbered.drop_nulls("brand").select("row", name=pl.lit("brand")),
        page_marks(pages, titled),
    ]
    names, coded = _coded(pl.concat(single))
    pairs = [_pairs(coded.head(typed.height)), _pairs(coded.slice(typed.height, titled.height))]
    hidden = asin & ~numbered["row"].is_in(titled["row"].unique().implode())
    return Marks(pl.concat([coded, *pairs]), names, terms.height, hidden.to_numpy(), _usual(typed, asin))


def _usual(typed: pl.DataFrame, asin: pl.Series) -> float:
    """Words of a typed term, on average; an ASIN is one word."""
    terms = asin.len() - int(asin.sum())
    return (typed.height - int(asin.sum())) / terms if terms else 0.0


def _campaigns(numbered: pl.DataFrame) -> pl.DataFrame:
    """Row and mark of the terms that two campaigns have found, or more.

    What several campaigns find by themselves is mostly what shoppers of such products type; that of one alone is more often
    something else. Campaigns are counted, not ad groups: two ad groups alike are as one with their sums.
    """
    places = numbered.select("search_term", "campaign").unique().group_by("search_term").len("places")
    several = places.filter(pl.col("places") > 1).with_columns(pl.col("places").clip(upper_bound=_MANY))
    found = numbered.select("row", "search_term").join(several, on="search_term", maintain_order="left")
    return found.select("row", name=pl.format("n{}", "places"))


def _words(texts: pl.DataFrame) -> pl.DataFrame:
    """Row and word: the words of the texts in one spelling, in order."""
    typed = texts.select("row", typed=pl.col("text").str.extract_all(r"\S+"))
    placed = typed.explode("typed", empty_as_null=False)
    # Each distinct word is spelt once: there are fifty times fewer.
    spaced = one_spelling(pl.col("typed")).str.replace_all(_UNSPACED, " ${1} ")
    spelt = placed.select(pl.col("typed").unique()).with_columns(word=spaced.str.extract_all(r"\S+"))
    parts = spelt.explode("word", empty_as_null=False)
    return placed.join(parts, on="typed", maintain_order="left_right").select("row", "word")


def _coded(named: pl.DataFrame) -> tuple[pl.Series, pl.DataFrame]:
    """The distinct names; and row and code, the number of the name."""
    names = named["name"].unique(maintain_order=True)
    codes = names.to_frame().with_columns(code=pl.int_range(pl.len(), dtype=pl.UInt64))
    return names, named.join(codes, on="name", how="left", maintain_order="left").select("row", "code")


def _pairs(words: pl.DataFrame) -> pl.DataFrame:
    """Row and code of each two words that stand side by side."""
    following = pl.when(pl.col("row") == pl.col("row").shift(-1)).then(pl.col("code").shift(-1))
    code = (pl.col("code") + 1) * _PAIR + following
    return words.select("row", code=code).drop_nulls()
