"""Who knows the truth: the bids that earn most, and bids at a share of a click's true value."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from adopt.lab.bidding.sums import LEAST
from adopt.lab.market.market import Market
from adopt.lab.market.respond import bid_curves, response

_COARSE = np.concatenate([[0.02], np.geomspace(0.25, 4.0, 23)])
_FINE = np.geomspace(0.90, 1.11, 9)
_SWEEPS = 40
_SETTLED = 1e-4
_VALUE_ROUNDS = 8


def profit_of(market: Market, entities: pl.DataFrame, day: date | None = None) -> float:
    """Expected profit of an ordinary day before budgets, in dollars, of all targets together."""
    return float(response(market, entities, day)["profit"].sum())


def with_bids(entities: pl.DataFrame, bids: pl.DataFrame) -> pl.DataFrame:
    """The account with these bids (target_id, to_bid; dollars); targets that aren't named keep theirs."""
    named = bids.select("target_id", "to_bid").drop_nulls()
    joined = entities.join(named, on="target_id", how="left", maintain_order="left")
    return joined.with_columns(bid=pl.coalesce("to_bid", "bid")).drop("to_bid")


def most_profit(market: Market, entities: pl.DataFrame, day: date | None = None) -> pl.DataFrame:
    """The account with the bid on every target that earns most, as far as moving one campaign's bids at a time finds it.

    Each target takes the best point of a grid of bids while the others stand, campaign by campaign, first coarsely, then
    finely, until a round adds nothing. It begins at today's bids and at four fifths of true values, and keeps the better.
    """
    starts = (entities, at_value(market, entities, 0.8, day))
    ends = [_climbed(market, start, day) for start in starts]
    return max(ends, key=lambda end: profit_of(market, end, day))


def at_value(market: Market, entities: pl.DataFrame, shade: float, day: date | None = None) -> pl.DataFrame:
    """The account with every bid at ``shade`` x the true value of its clicks, divided by what placements add to bids.

    The value is that of the clicks which the bids bring, so that it is found in a few rounds. Targets that meet nobody
    keep their bid.
    """
    found = entities
    for _ in range(_VALUE_ROUNDS):
        found = with_bids(found, _valued(response(market, found, day), in_force(found), shade))
    return found


def in_force(entities: pl.DataFrame) -> pl.DataFrame:
    """target_id, campaign_id and the bid in force of every target: the ad group's default where it has none."""
    groups = entities.filter(pl.col("entity") == "Ad Group").select("ad_group_id", group_bid="default_bid")
    return (
        entities.filter(pl.col("entity").is_in(["Keyword", "Product Targeting"]))
        .join(groups, on="ad_group_id", how="left", maintain_order="left")
        .select("target_id", "campaign_id", bid=pl.coalesce("bid", "group_bid"))
    )


def _valued(met: pl.DataFrame, bids: pl.DataFrame, shade: float) -> pl.DataFrame:
    worth = (pl.col("clicks") * pl.col("cvr") * pl.col("order_value") * pl.col("margin")).sum()
    paid = (pl.col("clicks") * pl.col("bid")).sum()
    per_dollar = met.group_by("target_id").agg((worth / paid).alias("per_dollar"))
    return bids.join(per_dollar, on="target_id").select(
        "target_id", to_bid=(pl.col("bid") * pl.col("per_dollar") * shade).round(2).clip(LEAST)
    )


def _climbed(market: Market, entities: pl.DataFrame, day: date | None) -> pl.DataFrame:
    found, best = entities, profit_of(market, entities, day)
    campaigns = in_force(entities)["campaign_id"].unique().sort().to_list()
    kinds = [campaigns[start :: _GROUPS] for start in range(_GROUPS)]
    for factors in (_COARSE, _FINE):
        for _ in range(_SWEEPS):
            before = best
            for group in kinds:
                tried = with_bids(found, _best(market, found, factors, group, day))
                if (earned := profit_of(market, tried, day)) > best:
                    found, best = tried, earned
            if best - before <= _SETTLED * abs(best):
                break
    return found


_GROUPS = 5


def _best(
    market: Market, entities: pl.DataFrame, factors: np.ndarray, campaigns: list[str], day: date | None
) -> pl.DataFrame:
    curves = bid_curves(market, entities, factors, day)
    place = np.arange(len(curves.targets))
    best = curves.gain.argmax(axis=1)
    bids = pl.DataFrame({"target_id": curves.targets, "to_bid": curves.bids[place, best]})
    own = in_force(entities).filter(pl.col("campaign_id").is_in(campaigns)).select("target_id")
    return bids.join(own, on="target_id").with_columns(pl.col("to_bid").round(2).clip(LEAST))
