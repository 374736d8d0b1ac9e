"""Which search terms no phrase may take along: those that earn, now or by all that is known of them."""

from __future__ import annotations

import polars as pl

from adopt.estimate.rows import UNIT
from adopt.schema import Consent

_PLACE = ["campaign_id", "ad_group_id", "campaign", "ad_group"]
_EVEN = 0.5


def earns() -> pl.Expr:
    """Whether a search term of `TermEvidence` earns.

    Now: it has orders, and their margin pays for its clicks. By its posterior: it has orders and its expected profit isn't
    negative, or it is more likely than not to pay, with orders or without.
    """
    expected = pl.col("cvr") * pl.col("order_value") * pl.col("margin") >= pl.col("cpc")
    return earned() | ((pl.col("orders") > 0) & expected) | (pl.col("p_profitable") > _EVEN)


def earned() -> pl.Expr:
    """Whether the margin of a search term's orders has paid for its clicks so far, whatever is expected of the next ones."""
    return (pl.col("orders") > 0) & (pl.col("sales") * pl.col("margin") >= pl.col("spend"))


def own_keywords(actions: pl.DataFrame) -> pl.DataFrame:
    """Places where no negative may block a term because it gets a keyword of its own (H201, H202).

    That is where the keyword goes, and where a term was found that earns there (H201). A term that loses where it was found
    (H202) is to be negated there in the end, so a phrase may come first.

    Args:
        actions: of a run; hand-overs, whose keyword is there already, don't count.

    Returns:
        The columns of `adopt.estimate.rows.UNIT`.
    """
    made = actions.filter(pl.col("code").str.starts_with("H") & (pl.col("reason") != "hand_over"))
    there = made.drop(_PLACE).rename({f"to_{name}": name for name in _PLACE}).drop_nulls("campaign")
    earning = made.filter(pl.col("code") == "H201")
    return pl.concat([earning.select(UNIT), there.select(UNIT)]).unique(maintain_order=True)


def freed(actions: pl.DataFrame) -> pl.DataFrame:
    """Terms whose negative is to be taken back (U101), because they earn: the columns of `adopt.estimate.rows.UNIT`."""
    return actions.filter((pl.col("code") == "U101") & (pl.col("consent") != Consent.WATCH.value)).select(
        UNIT
    )
