"""Who knows the truth: the bids that earn most, and bids at a share of a click's true value."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl

from adopt.lab.bidding.sums import LEAST
from adopt.lab.market.auction import meet
from adopt.lab.market.calendar import ordinary
from adopt.lab.market.lineup import Lineup, lineup, served
from adopt.lab.market.market import Market
from adopt.lab.market.respond import bid_curves, response

SHADE = 0.8
"""Of the bound that knows conversion rates, and nothing of rivals."""

_COARSE = np.concatenate([[0.02], np.geomspace(0.25, 4.0, 23)])
_FINE = np.geomspace(0.90, 1.11, 9)
_SWEEPS = 40
_GROUPS = 5
_SETTLED = 1e-4
_ROUNDS = 8
_OWN_BIDS = np.geomspace(0.02, 20.0, 120)


def profit_of(market: Market, entities: pl.DataFrame, day: date | None = None) -> float:
    """Expected profit of an ordinary day before budgets, in dollars, of all targets together."""
    return float(response(market, entities, day)["profit"].sum())


def with_bids(entities: pl.DataFrame, bids: pl.DataFrame) -> pl.DataFrame:
    """The account with these bids (target_id, to_bid; dollars); targets that aren't named keep theirs."""
    named = bids.select("target_id", "to_bid").drop_nulls()
    joined = entities.join(named, on="target_id", how="left", maintain_order="left")
    return joined.with_columns(bid=pl.coalesce("to_bid", "bid")).drop("to_bid")


def in_force(entities: pl.DataFrame) -> pl.DataFrame:
    """target_id, campaign_id and the bid in force of every target: the ad group's default where it has none."""
    groups = entities.filter(pl.col("entity") == "Ad Group").select("ad_group_id", group_bid="default_bid")
    return (
        entities.filter(pl.col("entity").is_in(["Keyword", "Product Targeting"]))
        .join(groups, on="ad_group_id", how="left", maintain_order="left")
        .select("target_id", "campaign_id", bid=pl.coalesce("bid", "group_bid"))
    )


def most_profit(market: Market, entities: pl.DataFrame, day: date | None = None) -> pl.DataFrame:
    """The account with the bid on every target that earns most, as far as moving some campaigns' bids at a time finds it.

    Each target takes the best point of a grid of bids while those of other campaigns stand, a fifth of the campaigns
    after the other, first coarsely, then finely, until a round adds nothing. It begins at a share of true values.
    """
    start = at_value(market, entities, SHADE, day)
    bidders = lineup(market, start, day)
    best = _earned(market, bidders, day)
    for factors in (_COARSE, _FINE):
        for _ in range(_SWEEPS):
            before = best
            for group in range(_GROUPS):
                tried = _moved(market, start, bidders, factors, group, day)
                if (earned := _earned(market, tried, day)) > best:
                    bidders, best = tried, earned
            if best - before <= _SETTLED * abs(best):
                break
    return with_bids(start, bidders.targets.select("target_id", to_bid="bid"))


def at_value(market: Market, entities: pl.DataFrame, shade: float, day: date | None = None) -> pl.DataFrame:
    """The account with every bid at ``shade`` x the true value of its clicks, divided by what placements add to bids.

    The value is that of the clicks which the bids bring, so that it is found in a few rounds. Targets that meet nobody
    keep their bid.
    """
    found = entities
    for _ in range(_ROUNDS):
        found = with_bids(found, _valued(response(market, found, day), in_force(found), shade))
    return found


def own_bids(market: Market, day: date | None = None) -> float:
    """Profit of an ordinary day if every search term had a bid of its own, the best one, in all placements alike.

    No account of targets can earn that by bids, since a target has one bid for all terms that it finds.
    """
    today = ordinary(market, day)
    term, place = (axis[..., None] for axis in np.ogrid[: market.terms.height, :3])
    met = meet(market.table, term, place, _OWN_BIDS[None, None, :], today.bids)
    rate = np.minimum(market.cvr * today.cvr[market.product][:, None], 1.0)[..., None]
    worth = market.terms["worth"].to_numpy()[:, None, None]
    auctions = (market.traffic * today.queries[market.product][:, None])[..., None]
    profit = (auctions * met.clicks * (rate * worth - met.price)).sum(axis=1)
    return float(np.maximum(profit.max(axis=1), 0.0).sum())


def _valued(met: pl.DataFrame, bids: pl.DataFrame, shade: float) -> pl.DataFrame:
    worth = (pl.col("clicks") * pl.col("cvr") * pl.col("order_value") * pl.col("margin")).sum()
    paid = (pl.col("clicks") * pl.col("bid")).sum()
    per_dollar = met.group_by("target_id").agg((worth / paid).alias("per_dollar"))
    return bids.join(per_dollar, on="target_id", maintain_order="left").select(
        "target_id", to_bid=(pl.col("bid") * pl.col("per_dollar") * shade).round(2).clip(LEAST)
    )


def _earned(market: Market, bidders: Lineup, day: date | None) -> float:
    """What `profit_of` says of an account whose bidders are known already."""
    today = ordinary(market, day)
    pair, place = served(bidders)
    term = bidders.term[pair]
    product = market.product[term]
    met = meet(market.table, term, place, bidders.bid[pair, place], today.bids)
    rate = np.minimum(market.cvr[term, place] * today.cvr[product], 1.0)
    per_click = rate * market.terms["worth"].to_numpy()[term] - met.price
    return float((market.traffic[term, place] * today.queries[product] * met.clicks * per_click).sum())


def _moved(
    market: Market,
    entities: pl.DataFrame,
    bidders: Lineup,
    factors: np.ndarray,
    group: int,
    day: date | None,
) -> Lineup:
    """Each target of every fifth campaign at its best bid while the others stand."""
    curves = bid_curves(market, entities, factors, day, bidders)
    best = curves.bids[np.arange(len(curves.targets)), curves.gain.argmax(axis=1)]
    turn = (pl.col("campaign_id").rank("dense") - 1) % _GROUPS == group
    bid = pl.when(turn).then(pl.Series(best).round(2).clip(LEAST)).otherwise("bid")
    return bidders._replace(targets=bidders.targets.with_columns(bid=bid))
