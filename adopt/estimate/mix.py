"""What the clicks that a target gets of late are worth beside those of its whole period.

Search terms move from one target to another, as bids of either change, negatives come into force and shoppers ask for other
things. A target's own sums still tell of the terms that have left. What its present terms sell is known from all their
clicks, wherever they were; the newest days only say which they are. Formulas: docs/decisions.md.
"""

from __future__ import annotations

import polars as pl


def mix(tie: float) -> pl.Expr:
    """Aggregates the cells of a target into the mean rate of its clicks of late, over that of all of them (a ratio).

    It is 1 where all clicks are of the newest days, as in a report without days.

    Args:
        tie: clicks of the whole period that the newest days' clicks are weighed against.

    Needs:
        clicks, newest_clicks, and term_cvr, the expected conversion rate of each cell's search term.
    """
    clicks, newest = pl.col("clicks"), pl.col("newest_clicks")
    late, always = (_mean(weight) for weight in (newest + tie * clicks / clicks.sum(), clicks))
    return pl.when(newest.sum() == clicks.sum()).then(1.0).otherwise(late / always)


def _mean(weight: pl.Expr) -> pl.Expr:
    return (pl.col("term_cvr") * weight).sum() / weight.sum()
