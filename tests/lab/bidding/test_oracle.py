from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.lab.bidding.oracle import at_value, in_force, most_profit, own_bids, profit_of, with_bids
from adopt.lab.bidding.steering import at_goal, settled_tacos
from adopt.lab.market.market import open_market
from adopt.lab.market.respond import response
from adopt.lab.market.world import load_market

MARKET = open_market(3, load_market("dense", clicks_per_day=80, terms_per_product=30, asins_per_product=8))
BEST = most_profit(MARKET, MARKET.entities)
MOST = profit_of(MARKET, BEST)


def test_the_oracle_earns_more_than_standing_still_and_than_bids_at_value() -> None:
    assert profit_of(MARKET, MARKET.entities) < MOST
    for shade in (0.5, 0.6, 0.7, 0.8, 0.9, 1.0):
        assert profit_of(MARKET, at_value(MARKET, MARKET.entities, shade)) <= MOST


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    spread=st.sampled_from([0.02, 0.1, 0.4]),
    share=st.sampled_from([0.02, 0.3, 1.0]),
)
def test_no_other_bids_beat_the_oracle(seed: int, spread: float, share: float) -> None:
    rng = np.random.default_rng(seed)
    bids = in_force(BEST).sort("target_id")
    moved = np.exp(rng.normal(0, spread, bids.height)) ** (rng.random(bids.height) < share)
    other = with_bids(BEST, bids.select("target_id", to_bid=pl.col("bid") * pl.Series(moved)))
    # Moving one campaign's bids at a time may stop within a thousandth of the best.
    assert profit_of(MARKET, other) <= MOST * 1.002


def test_a_bid_of_its_own_for_every_term_is_a_bound_on_all_bids() -> None:
    assert own_bids(MARKET) >= MOST


def test_bids_at_value_are_a_share_of_what_their_clicks_bring() -> None:
    bids = at_value(MARKET, MARKET.entities, 0.5)
    met = response(MARKET, bids).filter(pl.col("clicks") > 0.05)
    one = met.group_by("target_id").agg(
        value=(pl.col("orders") * pl.col("order_value") * pl.col("margin")).sum(),
        paid=(pl.col("clicks") * pl.col("bid")).sum(),
        clicks=pl.col("clicks").sum(),
    )
    known = one.filter(pl.col("clicks") > 1).with_columns(share=pl.col("paid") / pl.col("value"))
    assert known["share"].median() == pytest.approx(0.5, abs=0.03)


def test_who_knows_the_level_hits_the_goal() -> None:
    assert settled_tacos(MARKET, at_goal(MARKET, 0.15)) == pytest.approx(0.15, rel=0.02)


def test_a_goal_out_of_reach_gets_the_nearest_level() -> None:
    assert settled_tacos(MARKET, at_goal(MARKET, 0.9)) < 0.9
