"""What a click of a search term will cost once the bid of the target that finds it has come down to what its clicks are worth.

Today's price is no measure for a bid of a term's own where the target's bid (B301) is about to fall: most of what the own
bid would save is saved by then, and a term that loses today may earn. Formulas: docs/decisions.md.
"""

from __future__ import annotations

import polars as pl

from adopt.decide.level import held_back
from adopt.estimate.rows import UNIT
from adopt.schema import Consent
from adopt.settings import Bid, Settings


def coming_bids(terms: pl.DataFrame, negated: pl.DataFrame, settings: Settings) -> pl.DataFrame:
    """The bids that targets move towards, placements counted: the share that is bid of what a click of the target is worth.

    Args:
        terms: `TermEvidence` of the account, sorted as it comes: sums of floats answer to their order.
        negated: what `adopt.decide.negations` said of them; terms that are negated safely are left out.
        settings: of the run, its share of a click's value measured.

    Returns:
        target_id and coming (currency), sorted; targets whose clicks are too few to move a bid aren't among them.
    """
    gone = negated.filter(pl.col("consent") == Consent.SAFE.value).select(UNIT)
    value = pl.col("cvr") * pl.col("order_value") * pl.col("margin") * held_back() * pl.col("clicks")
    staying = terms.select(*UNIT, "target_id", "clicks", value=value).join(
        gone, on=UNIT, how="anti", nulls_equal=True, maintain_order="left"
    )
    clicks = pl.col("clicks").sum()
    return (
        staying.filter(pl.col("target_id").is_not_null())
        .group_by("target_id", maintain_order=True)
        .agg(coming=settings.bid.share * pl.col("value").sum() / clicks, known=clicks)
        .filter((pl.col("known") >= settings.bid.min_clicks) & (pl.col("coming") > 0))
        .select("target_id", "coming")
        .sort("target_id")
    )


def at_coming_bids(found: pl.DataFrame, coming: pl.DataFrame | None, settings: Bid) -> pl.DataFrame:
    """Adds later_paid and later_cpc: what may be paid for a click then, and what it is expected to cost (currency).

    They are today's where a bid stands or rises.

    Args:
        found: rows of `adopt.decide.places.found_in`.
        coming: of `coming_bids`; None where bids stand as they are.
        settings: for the elasticity of costs.
    """
    if coming is None:
        return found.with_columns(later_paid="paid", later_cpc="cpc")
    later = pl.min_horizontal("paid", "coming")
    ratio = later / pl.col("paid")
    cost = pl.col("cpc") * ratio**settings.cpc_elasticity
    return (
        found.join(coming, on="target_id", how="left", maintain_order="left")
        .with_columns(later_paid=later, later_cpc=pl.min_horizontal(cost, later))
        .drop("coming")
    )


def then(found: pl.DataFrame, settings: Bid) -> pl.DataFrame:
    """The rows with paid, cpc and clicks as they will be; today's stay as today_paid, today_cpc and today_clicks.

    A lower bid has fewer clicks left to gain on: what B301 saves on the others is its own gain, and would be told twice.
    """
    stay = (pl.col("later_paid") / pl.col("paid")).fill_nan(1.0) ** settings.click_elasticity
    return found.with_columns(
        paid="later_paid",
        cpc="later_cpc",
        clicks=pl.col("clicks") * stay,
        today_paid="paid",
        today_cpc="cpc",
        today_clicks="clicks",
    )


def today(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of `then` with base_bid, cpc and clicks of today; measured and against tell the later cost and bid where they
    differ.
    """
    falls = pl.col("later_paid") < pl.col("today_paid")
    return rows.with_columns(
        cpc="today_cpc",
        clicks="today_clicks",
        base_bid=pl.col("today_paid") / pl.col("bid_multiplier"),
        measured=pl.when(falls).then("later_cpc"),
        against=pl.when(falls).then(pl.col("later_paid") / pl.col("bid_multiplier")),
    )
