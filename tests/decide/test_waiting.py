from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from adopt.decide.waiting import LOOKS, clicks_needed, value_of_waiting, value_of_waiting_later


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


def test_later_it_is_the_best_look_of_one_click_after_others_without_an_order() -> None:
    facts = [np.array([x]) for x in (0.21875, 16.78125, 1.0, 0.01953125, 11.6667, 3.3333)]
    alpha, beta, worth, cpc, future, each = (float(part[0]) for part in facts)
    looks = []
    for more in range(1, 65):
        chance = alpha / (alpha + beta + more)
        gain = max((alpha + 1) / (alpha + beta + more + 1) * worth - cpc, 0)
        looks.append(chance * worth - cpc + (future + more * each - 1) * chance * gain)
    assert value_of_waiting_later(*facts) == pytest.approx(max(looks))
    assert value_of_waiting(*facts[:5])[0] < 0 < max(looks)


def test_nor_is_it_worth_a_click_later_where_an_order_would_not_turn_it() -> None:
    assert value_of_waiting_later(*(np.array([x]) for x in (1.0, 500.0, 12.0, 1.0, 300.0, 9.0))) == -np.inf


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
