"""Exact negatives that an accepted phrase makes needless: whoever writes what was accepted writes the fewest rows."""

from __future__ import annotations

import polars as pl

from adopt.decide.in_force import blockers
from adopt.decide.made import created_match_type

_PHRASE = "negativePhrase"
_PLACE = ["campaign_id", "ad_group_id", "search_term"]


def without_needless(accepted: pl.DataFrame) -> pl.DataFrame:
    """The accepted actions, in their order, less the exact negatives of ad groups that an accepted phrase blocks as well.

    A phrase of a campaign stands for those of all its ad groups, one of an ad group for its own. What the seller didn't
    accept stands for nothing, so each choice leaves the fewest rows that block the same terms.

    Args:
        accepted: rows of `adopt.schema.Action` that are to be written, of any code.
    """
    made = created_match_type()
    phrases = accepted.filter((made == _PHRASE) & pl.col("to_text").is_not_null())
    exact = (pl.col("entity") == "Negative Keyword") & (made != _PHRASE)
    singles = accepted.filter(exact & pl.col("to_text").is_not_null())
    if phrases.is_empty() or singles.is_empty():
        return accepted
    needless = blockers(
        singles.select("campaign_id", "ad_group_id", search_term="to_text", is_asin=pl.lit(value=False)),
        as_negatives(phrases),
    )
    named = accepted.with_columns(search_term="to_text")
    gone = named.with_row_index("at").filter(exact).join(needless, on=_PLACE, how="semi")["at"]
    return accepted.filter(~pl.int_range(pl.len()).is_in(gone.implode()))


def as_negatives(actions: pl.DataFrame) -> pl.DataFrame:
    """Negatives that actions would create, as `adopt.decide.in_force` reads those of a download.

    Adds to the actions: negative_id (null), level, kind, text, match_type and state.
    """
    product = pl.col("entity").str.contains("Product")
    campaign = pl.col("entity").str.starts_with("Campaign")
    return actions.with_columns(
        negative_id=pl.lit(None, dtype=pl.String),
        level=pl.when(campaign).then(pl.lit("campaign")).otherwise(pl.lit("ad_group")),
        kind=pl.when(product).then(pl.lit("product")).otherwise(pl.lit("keyword")),
        text=pl.col("to_text"),
        match_type=created_match_type().fill_null("-"),
        state=pl.lit("enabled"),
    )
