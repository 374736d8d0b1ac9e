"""What an action creates: a negative of an ad group, or not, and with which match type."""

from __future__ import annotations

import polars as pl

MATCH_TYPES = {
    "Keyword": "exact",
    "Negative Keyword": "negativeExact",
    "Campaign Negative Keyword": "negativePhrase",
}
"""Amazon's match type of what is created, by its entity, where nobody chose another; product targets have none."""


def created_match_type() -> pl.Expr:
    """The match type of what an action creates: the seller's own or the usual one of its entity; null of products."""
    usual = pl.col("entity").replace_strict(MATCH_TYPES, default=None, return_dtype=pl.String)
    return pl.coalesce(pl.when(usual.is_not_null()).then("to_match_type"), usual)


def makes_negative() -> pl.Expr:
    """Whether an action creates a negative of an ad group: U101 has such an entity too, and takes it back."""
    return pl.col("entity").str.starts_with("Negative") & (pl.col("code") != "U101")
