from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.decide.promise import admitted_up_to, expected_luck, luck_at, within_promise


def test_the_longest_list_whose_mean_keeps_the_promise() -> None:
    wrong = np.array([0.30, 0.02, 0.10, 0.05])
    assert within_promise(wrong, 0.10).tolist() == [False, True, True, True]
    assert within_promise(wrong, 0.12).tolist() == [True, True, True, True]
    assert within_promise(wrong, 0.01).tolist() == [False] * 4


def test_no_candidates() -> None:
    assert within_promise(np.array([]), 0.1).size == 0


@given(st.lists(st.floats(0, 1), max_size=40), st.floats(0.001, 0.999))
def test_the_promise_is_kept_and_none_is_kept_before_a_surer_one(wrong: list[float], promise: float) -> None:
    values = np.array(wrong)
    kept = within_promise(values, promise)
    if kept.any():
        assert values[kept].mean() <= promise + 1e-12
        assert values[kept].max() <= values[~kept].min(initial=np.inf)


@given(st.lists(st.floats(0, 1), max_size=12), st.floats(0.001, 0.999))
def test_a_limit_is_where_a_candidate_would_no_longer_be_kept(wrong: list[float], promise: float) -> None:
    values = np.array(wrong)
    limits, newcomer = admitted_up_to(values, promise)
    for place, limit in [*enumerate(limits), (values.size, newcomer)]:
        for doubt in (limit - 1e-6, limit + 1e-6):
            if 0 <= doubt <= 1:
                others = np.delete(values, place) if place < values.size else values
                kept = within_promise(np.append(others, doubt), promise)[-1]
                assert kept == (doubt < limit), (place, limit)


@pytest.mark.parametrize(
    ("luck", "orders", "counted"),
    [
        (1.5, 500, 1.5),
        (1.5, 501, 1.5),
        (1.5, 4000, 1.5),
        (1.5, 125, 2.0),
        (1.5, 0, 4.0),
        (1.5, 13, 4.0),
        (1.5, 14, 3.988),
        (1.0, 3, 1.0),
    ],
)
def test_small_accounts_have_more_luck(luck: float, orders: int, counted: float) -> None:
    assert luck_at(luck, orders) == pytest.approx(counted, abs=0.001)


@pytest.mark.parametrize(
    ("luck", "orders", "expected"),
    [(2.0, 1000, 1.75), (2.0, 4000, 1.375), (2.0, 100, 3.236), (1.0, 100, 1.0), (2.0, 0, 4.0)],
)
def test_what_selection_brings_about_goes_on_falling_and_is_never_more_than_is_counted(
    luck: float, orders: int, expected: float
) -> None:
    assert expected_luck(luck, orders) == pytest.approx(expected, abs=0.001)


def test_nobody_counts_less_luck_than_asked_for() -> None:
    assert luck_at(6.0, 1) == 6.0
