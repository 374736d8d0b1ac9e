"""The bid that a click is worth, and what moving to another bid would earn. Formulas and sources: docs/decisions.md."""

from __future__ import annotations

import polars as pl

from adopt.settings import Bid, Settings

WEEK = 7
_USUAL = pl.lit(1.0)
RIVALRY = pl.col("rivalry").fill_null(1.0)
"""How much a target's clicks answer to a raise; plans of earlier versions don't say."""


def with_level(rows: pl.DataFrame, settings: Settings, optimism: float | None = None) -> pl.DataFrame:
    """Adds worth, hoped_cvr, level (the bid that a click is worth), highest (that it may ever be), base_bid (today's).

    Args:
        rows: evidence with ``bid`` (null where it isn't known), ``bid_multiplier`` and ``age_days``; currency.
        settings: of the run.
        optimism: how much of the spread a target of no age is bid up by; None: ``bid.optimism``.
    """
    most = settings.bid.optimism if optimism is None else optimism
    mean, size = pl.col("cvr"), pl.col("alpha") + pl.col("beta")
    spread = (mean * (1 - mean) / (size + 1)).sqrt()
    hope = most * (1 - pl.col("age_days") / settings.bid.optimism_days).clip(0, 1)
    worth = pl.col("order_value") * pl.col("margin") / pl.col("bid_multiplier")
    return rows.with_columns(
        worth=worth,
        hoped_cvr=mean + hope * spread,
        level=settings.bid.share * worth * (mean + hope * spread),
        highest=settings.bid.cap * worth * mean,
        # Without a download the bid isn't known; what a click cost is the nearest to it.
        base_bid=pl.coalesce("bid", pl.col("cpc") / pl.col("bid_multiplier")),
    )


def true_share() -> pl.Expr:
    """Share of an order that is profit before ads: what search terms are held against, less what an aim tolerates.

    `adopt.estimate.shares.tolerated` holds terms of a growth aim against more; what an action earns stays what it is.
    """
    return pl.col("margin") / pl.col("aim_level").fill_null(1.0).clip(lower_bound=1.0)


def held_back() -> pl.Expr:
    """What an aim with a level below 1 leaves of a bid; a higher one is in what the term is held against (`true_share`)."""
    return pl.col("aim_level").fill_null(1.0).clip(upper_bound=1.0)


def saved_per_week(stays: float) -> pl.Expr:
    """What negating a search term saves a week, as expected (currency); below zero where it earns.

    Args:
        stays: the share of it that stays saved (``negate.stays``).
    """
    loss = pl.col("cpc") - pl.col("cvr") * pl.col("order_value") * true_share()
    return stays * loss * pl.col("clicks") / pl.col("days") * WEEK


def one_aim() -> list[pl.Expr]:
    """Aggregates aim and aim_level of rows that share one; null where they don't."""
    alone = pl.col("aim").n_unique() == 1
    return [pl.when(alone).then(pl.col(name).first()).alias(name) for name in ("aim", "aim_level")]


def gain_per_week(
    cvr: pl.Expr, settings: Bid, share: pl.Expr | None = None, rivalry: pl.Expr = _USUAL
) -> pl.Expr:
    """Expected change of profit a week if the conversion rate is ``cvr`` (currency).

    Clicks follow (new / old) ^ click_elasticity and their cost (new / old) ^ cpc_elasticity. An estimate: bids can't
    be replayed from reports.

    Args:
        cvr: orders per click.
        settings: for the elasticities.
        share: of an order's value that counts; the column margin where none is given.
        rivalry: how many times as much as usual clicks answer to a higher bid (`adopt.estimate.rivalry`).
    """
    ratio = pl.col("to_bid") / pl.col("base_bid")
    value = pl.col("order_value") * (pl.col("margin") if share is None else share) * cvr
    later = clicks_after(ratio, settings, rivalry) * (value - cpc_after(settings))
    return pl.col("clicks") / pl.col("days") * WEEK * (later - (value - pl.col("cpc")))


def clicks_after(ratio: pl.Expr, settings: Bid, rivalry: pl.Expr = _USUAL) -> pl.Expr:
    """Expected clicks at new / old bid = ``ratio``, over today's: ratio ^ click_elasticity, times ``rivalry`` of a raise."""
    answer = pl.when(ratio > 1).then(rivalry).otherwise(1.0) * settings.click_elasticity
    return ratio**answer


def cpc_after(settings: Bid) -> pl.Expr:
    """Expected cost per click at ``to_bid`` (currency): CPC x (new / old) ^ cpc_elasticity, and never more than is bid.

    A cut gives up the clicks that were bought between the two bids, and each of them cost the bid that just won it, or
    more: today's cost less that is the most that the others can have cost. (With prices set by the next bid it is the
    cost of the marginal click: Varian 2007, Position auctions. Where a bid is paid in full it is dearer still.)

    What is bid today is base_bid x bid_multiplier, or what a click costs where that is more (dynamic bids).
    """
    ratio, clicks = pl.col("to_bid") / pl.col("base_bid"), settings.click_elasticity
    paid = pl.max_horizontal(pl.col("base_bid") * pl.col("bid_multiplier"), "cpc")
    after = pl.min_horizontal(pl.col("cpc") * ratio**settings.cpc_elasticity, paid * ratio)
    given_up = paid * clicks / (1 + clicks) * (1 - ratio ** (1 + clicks))
    others = ((pl.col("cpc") - given_up) / ratio**clicks).clip(lower_bound=0)
    return pl.when(ratio < 1).then(pl.min_horizontal(after, others)).otherwise(after)
