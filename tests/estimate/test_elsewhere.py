from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.estimate.elsewhere import Borrowing, borrow, lendable
from adopt.estimate.prior import Prior, fit_strengths
from adopt.estimate.scatter import betas


def _borrowed(seed: int, *, alike: bool, terms: int = 1500) -> Borrowing:
    """Each term in two ad groups, with one conversion rate for both or one of its own in each."""
    rng = np.random.default_rng(seed)
    rate = rng.beta(2, 23, (2, terms))
    rate[1] = rate[0] if alike else rate[1]
    clicks = rng.poisson(12, (2, terms)).astype(float) + 1
    orders = rng.binomial(clicks.astype(int), rate).astype(float)
    names = pl.Series([f"term {i}" for i in range(terms)] * 2)
    mean = np.full(2 * terms, orders.sum() / clicks.sum())
    strengths = fit_strengths(mean, clicks.ravel(), orders.ravel(), 40, 1)
    return borrow(
        names,
        clicks.ravel(),
        orders.ravel(),
        Prior(mean, np.ones(mean.size), strengths, betas(*strengths), np.eye(1, 5)[0]),
    )


def test_terms_that_sell_alike_everywhere_lend_all_they_have() -> None:
    assert _borrowed(1, alike=True).share > 0.9


def test_terms_that_differ_from_ad_group_to_ad_group_lend_nothing() -> None:
    assert _borrowed(2, alike=False).share < 0.1


def test_an_account_that_tells_nothing_of_it_lends_half() -> None:
    strengths = fit_strengths(np.zeros(0), np.zeros(0), np.zeros(0), 40, 1)
    prior = Prior(np.full(2, 0.1), np.ones(2), strengths, betas(*strengths), np.ones(5))
    found = borrow(pl.Series(["a", "b"]), np.array([5.0, 9.0]), np.array([0.0, 1.0]), prior)
    assert found.share == pytest.approx(0.5)
    assert found.lent.clicks.tolist() == found.lent.orders.tolist() == [0, 0]


def test_clicks_are_lent_by_what_was_expected_of_them() -> None:
    names = pl.Series(["pan", "pot", "pan", "pan"])
    clicks, orders = np.array([10.0, 99.0, 20.0, 4.0]), np.array([1.0, 5.0, 0.0, 3.0])
    lent = lendable(names, clicks, orders, np.array([0.1, 0.1, 0.05, 0.2]))
    # In the first: 20 clicks at .05 and 4 at .2 were expected to bring 1.8 orders, as 18 clicks do here at .1.
    assert lent.clicks == pytest.approx([18, 0, 36, 10])
    assert lent.orders.tolist() == [3, 0, 4, 1]


def test_more_orders_than_expected_clicks_are_lent_with_as_many_clicks() -> None:
    lent = lendable(pl.Series(["a", "a"]), np.array([2.0, 9.0]), np.array([2.0, 0.0]), np.array([0.01, 0.3]))
    assert lent.clicks[1] == lent.orders[1] == 2


def test_no_rows_lend_nothing() -> None:
    strengths = fit_strengths(np.zeros(0), np.zeros(0), np.zeros(0), 40, 1)
    nothing = np.zeros(0)
    found = borrow(
        pl.Series([], dtype=pl.String),
        nothing,
        nothing,
        Prior(nothing, nothing, strengths, betas(*strengths), np.ones(5)),
    )
    assert found.lent.clicks.size == 0
