"""What product pages show, as marks of the search terms that are ASINs: such a term has no words of its own."""

from __future__ import annotations

import polars as pl

from adopt.estimate.spelling import one_spelling
from adopt.estimate.text import is_asin

_SAID = {"title": pl.String, "brand": pl.String, "price": pl.Float64}
# Titles have the signs that shoppers don't type; hyphens and the like stay within words.
_SIGNS = (r"[\p{P}\p{S}&&[^\-'’&.+]]", r"(?:^|\s)[^\p{L}\p{N}]+", r"[^\p{L}\p{N}\p{M}]+(?:\s|$)")
_BANDS_PER_DOUBLING = 2


def pages_of(numbered: pl.DataFrame, products: pl.DataFrame | None) -> pl.DataFrame:
    """Row, title, brand and price of each term whose page is known, in the order of the terms.

    Args:
        numbered: row, search_term.
        products: as `adopt.schema.ProductPage` has them; None where no report tells of any.
    """
    if products is None:
        return (
            numbered.select("row")
            .clear()
            .with_columns(pl.lit(None, kind).alias(name) for name, kind in _SAID.items())
        )
    asked = numbered.filter(is_asin(pl.col("search_term")))
    asked = asked.select("row", asin=pl.col("search_term").str.to_uppercase())
    return asked.join(products, on="asin", maintain_order="left").select("row", *_SAID)


def title_words(pages: pl.DataFrame) -> pl.DataFrame:
    """Row and text: the titles as a shopper would type them; of a page without one, its brand."""
    text = pl.coalesce("title", "brand")
    for sign in _SIGNS:
        text = text.str.replace_all(sign, " ")
    return pages.select("row", text=text).drop_nulls()


def page_marks(pages: pl.DataFrame, titled: pl.DataFrame) -> pl.DataFrame:
    """Row and name: title words (``tpan``), brand (``oacme``), and price in bands of half a doubling (``$9``: 22.6 to 32).

    A title's words have marks of their own beside those that they share with typed words: who stands before a steel pan
    may buy otherwise than who asks for one. What both have in common is learned together, what differs apart.

    Args:
        pages: as from `pages_of`.
        titled: row and word of titles, in one spelling.
    """
    band = (pl.col("price").log(2) * _BANDS_PER_DOUBLING).floor().cast(pl.Int64)
    brand, price = pl.lit("o") + one_spelling(pl.col("brand")), pl.lit("$") + band.cast(pl.String)
    own = titled.select("row", name=pl.lit("t") + pl.col("word"))
    return pl.concat([own, *(pages.select("row", name=name).drop_nulls() for name in (brand, price))])


def told_of(products: pl.DataFrame | None) -> tuple[str, ...]:
    """Which of title, brand and price the pages tell; a fit made with others isn't theirs."""
    return () if products is None else tuple(name for name in _SAID if products[name].is_not_null().any())
