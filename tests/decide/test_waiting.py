from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from adopt.decide.waiting import LOOKS, clicks_needed, value_of_waiting


def _one(alpha: float, beta: float, worth: float, cpc: float, future: float) -> float:
    return float(value_of_waiting(*(np.array([x]) for x in (alpha, beta, worth, cpc, future)))[0])


def test_the_value_is_the_sum_over_outcomes() -> None:
    alpha, beta, worth, cpc, future = 2.0, 40.0, 15.0, 1.0, 40.0
    plans = []
    for look in (m for m in LOOKS if m <= future):
        j = np.arange(look + 1)
        chance = stats.betabinom(look, alpha, beta).pmf(j)
        later = np.maximum((alpha + j) / (alpha + beta + look) * worth - cpc, 0)
        plans.append(look * (alpha / (alpha + beta) * worth - cpc) + (future - look) * (chance @ later))
    assert _one(alpha, beta, worth, cpc, future) == pytest.approx(max(plans))


def test_a_doubtful_term_with_much_to_come_is_worth_waiting_for() -> None:
    assert _one(1.0, 12.0, 12.0, 1.0, 300.0) > 0


def test_a_hopeless_term_is_not() -> None:
    assert _one(1.0, 500.0, 12.0, 1.0, 300.0) < 0


def test_without_clicks_to_come_there_is_nothing_to_wait_for() -> None:
    assert _one(1.0, 12.0, 12.0, 1.0, 0.4) == -np.inf


def test_clicks_needed_are_just_enough() -> None:
    alpha, beta, needed = (
        np.array([2.0, 1.0, 3.0]),
        np.array([20.0, 900.0, 10.0]),
        np.array([0.07, 0.07, 0.2]),
    )
    more = clicks_needed(alpha, beta, needed, 0.1)
    assert more[1] == 0
    assert (stats.beta.sf(needed, alpha, beta + more) <= 0.1).all()
    short = stats.beta.sf(needed, alpha, beta + more - 1)
    assert (short[[0, 2]] > 0.1).all()
