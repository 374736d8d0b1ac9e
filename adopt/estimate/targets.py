"""What a bulk download says of each target: its bid, its budget, its age, and whether it runs."""

from __future__ import annotations

from datetime import date

import polars as pl

from adopt.estimate.campaign_dates import days_since_start, has_ended
from adopt.estimate.evidence import TARGET
from adopt.estimate.newness import known_days
from adopt.schema import Bulk

_BUSINESS = "placementAmazonBusiness"
_STATES = ("state", "ad_group_state", "campaign_state")


def target_entities(cells: pl.DataFrame, bulk: Bulk | None, as_of: date, days: int) -> pl.DataFrame:
    """One row per target of ``cells``: bid, bid_multiplier, age_days, known_days, budget (per day), state.

    Without a download the bid is null and the state ``unknown``; a target that couldn't be joined has the state
    ``not_joined``. Its age is then that of the report.
    """
    targets = cells.select(TARGET).unique().sort(TARGET, nulls_last=True)
    known = _known(bulk, as_of) if bulk else _known_nothing()
    return targets.join(known, on="target_id", how="left", maintain_order="left").with_columns(
        pl.col("bid_multiplier").fill_null(1.0),
        pl.col("age_days").fill_null(days),
        pl.col("state").fill_null("not_joined" if bulk else "unknown"),
    )


def running_campaigns(targets: pl.DataFrame) -> pl.DataFrame:
    """Campaigns with an enabled target that has clicks: campaign, margin_source, and the means over these clicks.

    Args:
        targets: `TargetEvidence`.

    Returns:
        campaign_id, campaign, margin_source, cvr, order_value (currency), margin and bid_multiplier, sorted by ID.
    """
    clicks = pl.col("clicks")
    names = ("cvr", "order_value", "margin", "bid_multiplier")
    means = [((pl.col(name) * clicks).sum() / clicks.sum()).alias(name) for name in names]
    running = (pl.col("state") == "enabled") & (clicks > 0) & (pl.col("order_value") > 0)
    return (
        targets.filter(running & pl.col("campaign_id").is_not_null())
        .group_by("campaign_id")
        .agg(pl.col("campaign", "margin_source").sort().last(), *means)
        .sort("campaign_id")
    )


def _known(bulk: Bulk, as_of: date) -> pl.DataFrame:
    ended = pl.when(has_ended(as_of)).then(pl.lit("ended")).otherwise(pl.lit("enabled"))
    campaigns = bulk.campaigns.select(
        "campaign_id", "budget", age_days=days_since_start(as_of).clip(0), ended=ended
    ).unique("campaign_id")
    states = [pl.col(name) for name in (*_STATES, "ended")]
    running = pl.all_horizontal([state.fill_null("enabled") == "enabled" for state in states])
    stopped = pl.coalesce([pl.when(state != "enabled").then(state) for state in reversed(states)])
    return (
        bulk.targets.unique("target_id", keep="first", maintain_order=True)
        .join(campaigns, on="campaign_id", how="left", maintain_order="left")
        .join(known_days(bulk, as_of), on="campaign_id", how="left", maintain_order="left")
        .join(bid_multipliers(bulk.placements), on="campaign_id", how="left", maintain_order="left")
        .select(
            "target_id",
            pl.coalesce("bid", "default_bid").alias("bid"),
            "bid_multiplier",
            "age_days",
            "known_days",
            "budget",
            pl.when(running).then(pl.lit("enabled")).otherwise(stopped).alias("state"),
        )
    )


def _known_nothing() -> pl.DataFrame:
    return pl.DataFrame(
        schema={
            "target_id": pl.String,
            "bid": pl.Float64,
            "bid_multiplier": pl.Float64,
            "age_days": pl.Int64,
            "known_days": pl.Int64,
            "budget": pl.Float64,
            "state": pl.String,
        }
    )


def bid_multipliers(placements: pl.DataFrame) -> pl.DataFrame:
    """Mean factor by which placement percentages raised a campaign's bids, weighted by the placements' clicks.

    Amazon: bid in a placement = bid x (1 + percentage) (bid controls page). Amazon Business is no fourth place but a
    share of the other three's clicks, and multiplies on top. Without clicks in any place the highest percentage
    counts: a bid that is too low is mended tomorrow, one that is too high has been paid.
    """
    business = pl.col("placement") == _BUSINESS
    clicks = pl.col("clicks").filter(~business).sum()
    # Whole numbers until the end: percentages have no decimals, so the sums don't depend on their order.
    added = pl.col("clicks") * pl.col("percentage").round().cast(pl.Int64)
    place, on_top = (1 + added.filter(part).sum() / clicks / 100 for part in (~business, business))
    highest = 1 + pl.col("percentage").max() / 100
    return (
        placements.group_by("campaign_id")
        .agg(pl.when(clicks > 0).then(place * on_top).otherwise(highest).alias("bid_multiplier"))
        .sort("campaign_id")
    )
