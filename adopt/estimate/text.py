"""The words of search terms, as negatives and protection compare them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import polars as pl

from adopt.estimate.spelling import without_marks

_ODD_SPACE = r"\s{2,}|[^\S ]"
"""Runs of spaces, tabs, no-break spaces: whatever isn't one plain space, for Amazon tells no terms apart by them."""

ONE_PRODUCT = r'(?i)^asin\s*=\s*"?([a-z0-9]{10})"?$'
"""A targeting expression of a single product, and its ASIN."""

_SILENT = "['’‘ʼ´`®™]"
"""Apostrophes, as keyboards have them, and signs that titles add to names: no word is another one without them."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "ae", "Ö": "oe", "Ü": "ue"})

_WHOLE_LETTERS = {
    **dict.fromkeys("ßẞ", "ss"),
    **dict.fromkeys("łŁ", "l"),
    **dict.fromkeys("øØ", "o"),
    **dict.fromkeys("đĐ", "d"),
    **dict.fromkeys("æÆ", "ae"),
    **dict.fromkeys("œŒ", "oe"),
    "ı": "i",
}
"""Letters that aren't another one with a mark, to Unicode, and what is typed for them where a keyboard lacks them."""

_ASIN = r"^b0[a-z0-9]{8}$"
_ISBN = r"^([0-9]{9}[0-9x])$"
_FINDS_PAGES = r"^(?:asin\b|category\b|substitutes$|complements$)"


def is_asin(term: pl.Expr) -> pl.Expr:
    """Whether a search term is a product page (an ASIN) rather than words that a shopper typed."""
    return term.str.to_lowercase().str.contains(_ASIN)


def is_book_page(term: pl.Expr) -> pl.Expr:
    """Whether a search term, by the target that found it, is a book's page: its ASIN is its ISBN-10, with a right check digit.

    Shoppers type these numbers, too. But what aims at products or categories finds pages, and keywords and the clauses of
    automatic targeting that match searches find none. Where no target is named, it is taken for typed.
    """
    aimed = (pl.col("match_type") == "-") & pl.col("targeting").str.to_lowercase().str.contains(_FINDS_PAGES)
    return (aimed & _is_isbn(term)).fill_null(value=False)


def _is_isbn(term: pl.Expr) -> pl.Expr:
    number = term.str.to_lowercase().str.extract(_ISBN)
    places = [number.str.slice(place, 1).replace("x", "10").cast(pl.Int64) for place in range(10)]
    check = pl.sum_horizontal((10 - place) * digit for place, digit in enumerate(places))
    return number.is_not_null() & (check % 11 == 0)


def plain(text: pl.Expr) -> pl.Expr:
    """A text as Amazon compares it: without case or spare spaces, one way of writing each letter."""
    composed = _where_needed(text, text.str.normalize("NFC"))
    return composed.str.to_lowercase().str.strip_chars().str.replace_all(_ODD_SPACE, " ")


def _where_needed(text: pl.Expr, changed: pl.Expr) -> pl.Expr:
    """Letters of ASCII are written in one way only, and asking is a tenth of the work."""
    return pl.when(text.str.len_bytes() != text.str.len_chars()).then(changed).otherwise(text)


def folded(text: pl.Expr) -> pl.Expr:
    """Text as negatives compare it: lower case, single spaces, simple English plurals folded.

    Amazon publishes no stemming rules; this is a model of its "close variations", and said to be approximate.
    """
    return plain(text).str.replace_all(r"([a-z]{3,})s\b", "${1}")


def term_words() -> pl.Expr:
    """A search term as exact keywords and negatives compare it, of columns search_term and is_asin; product pages have one spelling only."""
    return pl.when("is_asin").then("search_term").otherwise(folded(pl.col("search_term")))


def protecting_words(term: pl.Expr, phrases: Sequence[str]) -> pl.Expr:
    """The first of the phrases that a term contains as whole words in order, null where it contains none.

    Punctuation, plurals and possessives don't hide a phrase: "acme" is in "acme's pan" and "acmes-pan", and a
    negative of those would block "acme pan" as well. Nor do accents and widths of letters, which shoppers leave out:
    "L'Oréal" is in "loreal", "Müller" in "muller" and "mueller". A phrase of a script without spaces counts wherever it stands.
    """
    wanted = {phrase: spellings_of(phrase) for phrase in (" ".join(text.split()) for text in phrases)}
    spaced = pl.lit(" ") + bare_words(term) + pl.lit(" ")
    hits = [
        pl.when(spaced.str.contains(words if _unspaced(words) else f" {words} ", literal=True)).then(
            pl.lit(phrase)
        )
        for phrase, every in wanted.items()
        for words in every
    ]
    return pl.coalesce(hits) if hits else pl.lit(None, dtype=pl.String)


def bare_words(text: pl.Expr) -> pl.Expr:
    """Words as protection compares them: without case, punctuation, accents and simple plurals."""
    bare = text.str.replace_all(_SILENT, "")
    plain_letters = without_marks(bare).str.replace_many(_WHOLE_LETTERS)
    return folded(_where_needed(bare, plain_letters).str.replace_all(r"\p{P}+", " "))


def spellings_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase, and again with its umlauts written out, as German shoppers type them; none of a phrase without words."""
    composed = unicodedata.normalize("NFC", phrase)
    texts = pl.Series([composed, composed.translate(_UMLAUTS)])
    words = pl.select(bare_words(pl.lit(texts))).to_series().unique(maintain_order=True)
    return tuple(words.filter(words != ""))


def _unspaced(phrase: str) -> bool:
    return re.search("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]", phrase) is not None
