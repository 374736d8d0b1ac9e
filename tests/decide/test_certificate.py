from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.decide.certificate import PROVED, SHARES, e_values, proved

rates = st.floats(0.005, 0.5)
counts = st.integers(0, 300)


def e_value(clicks: float, orders: float, needed: float) -> float:
    return float(e_values(np.array([float(clicks)]), np.array([float(orders)]), np.array([needed]))[0])


@pytest.mark.parametrize(("needed", "clicks"), [(0.05, 86), (0.08, 53), (0.1, 42), (0.15, 27)])
def test_the_clicks_without_an_order_that_prove_it(needed: float, clicks: int) -> None:
    def is_proved(n: int) -> bool:
        return bool(proved(np.array([float(n)]), np.array([0.0]), np.array([needed]))[0])

    assert (is_proved(clicks), is_proved(clicks - 1)) == (True, False)


def test_it_is_the_mean_of_the_likelihood_ratios() -> None:
    ratios = [f**2 * ((1 - f * 0.1) / 0.9) ** 38 for f in SHARES]
    assert e_value(40, 2, 0.1) == pytest.approx(np.mean(ratios))


@given(counts, st.integers(0, 20), rates)
def test_a_click_without_an_order_adds_to_it_and_an_order_takes_from_it(
    clicks: int, orders: int, needed: float
) -> None:
    now = e_value(clicks + orders, orders, needed)
    assert e_value(clicks + orders + 1, orders, needed) > now
    assert e_value(clicks + orders + 1, orders + 1, needed) < now


@given(counts, rates)
def test_it_is_a_fair_bet_at_break_even(clicks: int, needed: float) -> None:
    """One click more doesn't change it in expectation where the rate is what it must be: Ville's condition."""
    kept = e_value(clicks, 0, needed)
    one_more = needed * e_value(clicks + 1, 1, needed) + (1 - needed) * e_value(clicks + 1, 0, needed)
    assert one_more == pytest.approx(kept)


def test_terms_that_break_even_are_called_losing_in_one_of_twenty_cases_at_most() -> None:
    random = np.random.default_rng(7)
    orders = (random.random((2_000, 300)) < 0.1).cumsum(axis=1).astype(float)
    clicks = np.broadcast_to(np.arange(1.0, 301.0), orders.shape)
    ever = (e_values(clicks, orders, np.full(orders.shape, 0.1)) >= PROVED).any(axis=1)
    assert 0 < ever.mean() <= 0.05


def test_no_clicks_prove_nothing_and_a_click_that_can_never_pay_is_proof() -> None:
    assert e_value(0, 0, 0.1) == pytest.approx(1)
    assert e_value(1, 0, 1.5) > PROVED
