from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.lab.market.auction import Auctions, auctions, meet, price_of
from adopt.lab.market.world import load_market

_WORLD = load_market("base")
_BIDS = np.geomspace(0.02, 6, 60)


def _one(level: float = 0.8, rivals: float = 6.0, spread: float = 0.5) -> Auctions:
    prices = np.array([[place.price for place in _WORLD.places]])
    return auctions(level * prices, np.array([rivals]), spread, 0.1, _WORLD.places, np.array([1.2]))


def _none(size: int = 1) -> np.ndarray:
    return np.zeros(size, dtype=np.int64)


@given(st.floats(0.05, 5), st.floats(0.2, 30), st.floats(0.2, 1.0), st.sampled_from([0, 1, 2]))
def test_a_higher_bid_never_gets_fewer_clicks_nor_a_lower_price(
    level: float, rivals: float, spread: float, place: int
) -> None:
    met = meet(_one(level, rivals, spread), _none(), np.array([place]), _BIDS)
    for curve in (met.shown, met.clicks, met.price[met.clicks > 0]):
        assert (np.diff(curve) >= -1e-12).all()
    assert (met.price <= _BIDS).all()
    assert (met.shown <= 1 + 1e-12).all()
    assert (met.clicks <= met.shown).all()


@pytest.mark.parametrize("bid", [0.3, 0.8, 1.6])
@pytest.mark.parametrize("place", [0, 1])
def test_the_closed_form_is_what_single_auctions_average_to(bid: float, place: int) -> None:
    table, rng, count = _one(), np.random.default_rng(5), 200_000
    level = table.level[0, place]
    number = rng.poisson(6.0, count)
    rivals = level * np.exp(0.5 * rng.normal(0, 1, (count, number.max())))
    rivals[np.arange(number.max()) >= number[:, None]] = 0.0
    position = (rivals > bid).sum(axis=1)
    below = np.where(rivals <= bid, rivals, 0.0).max(axis=1)
    rates = np.array([*_WORLD.places[place].positions, *[0.0] * 60])[position] * 1.2
    price = np.maximum(below, 0.1 * level)
    met = meet(table, _none(), np.array([place]), np.array([bid]))
    assert met.clicks[0] == pytest.approx(rates.mean(), rel=0.02)
    assert met.price[0] == pytest.approx((rates * price).sum() / rates.sum(), rel=0.01)


def test_single_prices_average_to_the_expected_one_and_follow_the_bid() -> None:
    table, drawn = _one(), (np.arange(20_000) + 0.5) / 20_000
    last = np.zeros(drawn.size)
    for bid in (0.1, 0.4, 0.8, 1.5, 5.0):
        price = price_of(table, _none(drawn.size), _none(drawn.size), np.full(drawn.size, bid), drawn)
        assert price.mean() == pytest.approx(
            meet(table, _none(), _none(), np.array([bid])).price[0], rel=0.01
        )
        assert (price >= last).all()
        assert (price <= bid).all()
        last = price


def test_at_under_and_over_the_reserve() -> None:
    table = _one(level=1.0)
    reserve = 0.1 * table.level[0, 1]
    bids = np.array([reserve * 0.999, reserve, reserve * 1.001])
    met = meet(table, _none(), np.array([1]), bids)
    assert met.shown[0] == 0.0
    assert (met.shown[1:] > 0).all()
    assert met.price[1] == pytest.approx(reserve)


def test_rivals_that_bid_double_are_as_if_we_bid_half() -> None:
    table = _one()
    usual = meet(table, _none(), _none(), np.array([0.6]))
    dear = meet(table, _none(), _none(), np.array([1.2]), 2.0)
    assert dear.clicks == pytest.approx(usual.clicks)
    assert dear.price == pytest.approx(2 * usual.price)
