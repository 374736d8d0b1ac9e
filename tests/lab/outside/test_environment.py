from __future__ import annotations

import numpy as np
import pytest

from adopt.lab.outside.environment import Day, best_bids
from tests.lab.outside.tiny import Tiny


def test_the_best_bid_takes_every_price_below_the_worth() -> None:
    prices = np.array([[0.2, 0.8, 0.5, 1.1]])
    bids, gain = best_bids(prices, np.full((1, 4), 1.0))
    assert bids.tolist() == [0.8]
    assert gain[0] == pytest.approx((0.8 + 0.2 + 0.5) / 4)


def test_a_dear_auction_that_is_worth_much_can_carry_those_below_it() -> None:
    prices, worth = np.array([[0.2, 0.5, 0.9]]), np.array([[0.1, 0.4, 2.0]])
    bids, gain = best_bids(prices, worth)
    assert bids.tolist() == [0.9]
    assert gain[0] == pytest.approx((-0.1 - 0.1 + 1.1) / 3)


def test_where_no_bid_pays_there_is_none() -> None:
    bids, gain = best_bids(np.array([[0.2, 0.5]]), np.array([[0.1, 0.4]]))
    assert (bids.tolist(), gain.tolist()) == ([0.0], [0.0])


def test_the_tiny_world_earns_what_its_best_bids_expect() -> None:
    world = Tiny(3)
    assert world.best().tolist() == [0.6, 0.0, 1.0]
    # Target 0: .9 less .4 on the mean of three prices; target 2: 1.5 less .95.
    assert world.ideal() == pytest.approx(200 * (0.5 + 0.55))
    earned = np.mean([world.day(world.best()).profit for _ in range(300)])
    assert earned == pytest.approx(world.ideal(), rel=0.03)


def test_profit_is_worth_less_spend() -> None:
    ones = np.ones(2, dtype=np.int64)
    assert Day(ones, ones, ones, np.array([1.0, 2.0]), np.array([4.0, 0.5])).profit == pytest.approx(1.5)
