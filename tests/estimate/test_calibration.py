from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from adopt.estimate.calibration import calibrate

SURE = 1e6
"""A strength at which every click counts alike."""


def test_predictions_add_up_to_what_came() -> None:
    rng = np.random.default_rng(5)
    clicks = rng.poisson(5, 4000).astype(float) + 1
    orders = rng.binomial(clicks.astype(int), 0.10).astype(float)
    told = np.clip(rng.normal(0.06, 0.01, 4000), 0.01, 0.2)
    line = calibrate(told, np.ones(told.size), clicks, orders, SURE)
    assert (clicks * line.of(told, np.ones(told.size))).sum() == pytest.approx(orders.sum(), rel=1e-4)


def test_differences_that_are_not_there_are_taken_back() -> None:
    rng = np.random.default_rng(6)
    clicks = np.full(5000, 6.0)
    orders = rng.binomial(6, 0.08, 5000).astype(float)
    told = special.expit(special.logit(0.08) + rng.normal(0, 0.8, 5000))
    ones = np.ones(5000)
    spread = np.std(special.logit(calibrate(told, ones, clicks, orders, 40.0).of(told, ones)))
    assert spread < 0.3 * np.std(special.logit(told))


def test_few_terms_with_most_of_the_clicks_do_not_decide_for_all() -> None:
    rng = np.random.default_rng(8)
    clicks = np.concatenate([np.full(3000, 5.0), np.full(3, 10_000.0)])
    told = special.expit(special.logit(0.08) + rng.normal(0, 0.8, clicks.size))
    told[-3:] = (0.02, 0.08, 0.3)
    true = told.copy()
    true[-3:] = 0.08  # what these happen to be, says nothing of the others
    orders = rng.binomial(clicks.astype(int), true).astype(float)
    plain, fair = (calibrate(told, np.ones(told.size), clicks, orders, strength) for strength in (SURE, 40.0))
    off = [np.abs(np.log(line.of(told, np.ones(told.size)) / true))[:-3].mean() for line in (plain, fair)]
    assert off[1] < 0.5 * off[0]


def test_what_sells_even_less_than_foretold_bends_the_line() -> None:
    rng = np.random.default_rng(9)
    clicks = np.full(20_000, 10.0)
    told = special.expit(special.logit(0.05) + rng.normal(0, 1.0, clicks.size))
    odds = special.logit(told) - special.logit(0.05)
    true = special.expit(special.logit(0.05) + odds + 0.8 * np.minimum(odds, 0))
    orders = rng.binomial(10, true).astype(float)
    line = calibrate(told, np.ones(told.size), clicks, orders, SURE)
    poor = told < 0.02
    assert line.of(told, np.ones(told.size))[poor].mean() == pytest.approx(true[poor].mean(), rel=0.15)
    assert line.of(told, np.ones(told.size))[~poor].mean() == pytest.approx(true[~poor].mean(), rel=0.05)


def test_without_terms_the_line_is_the_usual_one() -> None:
    nothing = np.array([0.05])
    line = calibrate(nothing, np.ones(1), np.zeros(1), np.zeros(1), 40.0)
    assert line.of(nothing, np.ones(1)) == pytest.approx(nothing, rel=1e-6)
    assert line[2:] == pytest.approx((0.55, 0.0, 0.0, 0.0))


def test_words_that_are_little_known_may_sell_less_and_tell_less() -> None:
    rng = np.random.default_rng(10)
    clicks = np.full(40_000, 10.0)
    odds, more = rng.normal(0, 0.8, clicks.size), rng.uniform(-0.9, 1.9, clicks.size)
    told, doubts = special.expit(special.logit(0.06) + odds), 1 + more
    true = special.expit(special.logit(0.06) + odds - 0.25 * more - 0.3 * more * odds)
    orders = rng.binomial(10, true).astype(float)
    line = calibrate(told, doubts, clicks, orders, SURE)
    assert (line.unknown, line.flatter) == pytest.approx((-0.25, -0.3), abs=0.04)
    for some in (doubts < 0.5, doubts > 2):
        assert line.of(told, doubts)[some].mean() == pytest.approx(true[some].mean(), rel=0.05)
