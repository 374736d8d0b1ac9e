"""What must never be negated, and the first reason why."""

from __future__ import annotations

import polars as pl

from adopt.estimate.text import protecting_words
from adopt.schema import Bulk
from adopt.settings import Protect


def protections(protect: Protect, bulk: Bulk | None) -> tuple[tuple[str, pl.Expr], ...]:
    """Reasons that protect a term, with the word that does as an expression (null where it doesn't), in order.

    Brands and terms protect whatever contains their words in order; ASINs that the seller names or the download has ads
    of protect themselves.
    """
    advertised = [] if bulk is None else bulk.ads["asin"].drop_nulls().unique().sort().to_list()
    asins = [asin.lower() for asin in (*protect.asins, *advertised)]
    term = pl.col("search_term")
    return (
        ("protected_brand", protecting_words(term, protect.brands)),
        ("protected_term", protecting_words(term, protect.terms)),
        ("protected_asin", pl.when(term.is_in(asins)).then(term.str.to_uppercase())),
    )
