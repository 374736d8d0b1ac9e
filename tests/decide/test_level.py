from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.decide.level import cpc_after
from adopt.settings import load_settings

BID = load_settings().bid


def _after(cpc: float, to_bid: float, bid: float = 1.0) -> float:
    row = pl.DataFrame({"cpc": [cpc], "to_bid": [to_bid], "base_bid": [bid], "bid_multiplier": [1.0]})
    return float(row.select(cpc_after(BID)).item())


@pytest.mark.parametrize("to_bid", [0.9, 0.5, 0.1])
def test_where_every_click_costs_the_bid_that_just_won_it_a_cut_is_known_exactly(to_bid: float) -> None:
    # Clicks ~ bid ^ .9, each bought at its price: CPC is .9 / 1.9 of any bid.
    part = BID.click_elasticity / (1 + BID.click_elasticity)
    assert _after(part, to_bid) == pytest.approx(part * to_bid)


def test_clicks_that_cost_far_less_than_the_bid_are_kept_and_the_dear_ones_given_up() -> None:
    given_up = 0.9 / 1.9 * (1 - 0.8**1.9)
    assert _after(0.3, 0.8) == pytest.approx((0.3 - given_up) / 0.8**0.9)
    assert _after(0.1, 0.5) == 0


def test_a_click_that_costs_what_is_bid_costs_no_more_than_the_new_bid() -> None:
    assert _after(1.0, 0.8) == pytest.approx(0.8)


def test_a_raise_is_paid_for_by_the_elasticity() -> None:
    assert _after(0.3, 1.2) == pytest.approx(0.3 * 1.2**0.75)


@given(st.floats(0.01, 2), st.floats(0.02, 0.99))
def test_a_cut_never_makes_clicks_dearer(cpc: float, to_bid: float) -> None:
    assert 0 <= _after(cpc, to_bid) <= min(cpc, max(cpc, 1.0) * to_bid) * (1 + 1e-9)
