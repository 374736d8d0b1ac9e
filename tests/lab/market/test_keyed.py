from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from adopt.lab.market.keyed import _inverted, keys, normal, poisson, uniform


def test_a_key_is_its_number_whatever_else_is_drawn() -> None:
    alone = uniform(keys(7, 3, np.array([5])))
    among = uniform(keys(7, 3, np.arange(10)))
    assert alone[0] == among[5]
    assert np.unique(uniform(keys(7, np.arange(100)[:, None], np.arange(100)))).size == 10_000
    assert uniform(keys(7, 3)) != uniform(keys(3, 7))


def test_numbers_are_even_and_apart() -> None:
    drawn = uniform(keys(1, np.arange(40_000)))
    assert stats.kstest(drawn, "uniform").pvalue > 0.01
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 0.02
    assert abs(normal(keys(1, np.arange(40_000))).mean()) < 0.02


@pytest.mark.parametrize("mean", [0.001, 0.3, 1.0, 7.5, 400.0])
def test_poisson_is_the_inverse_of_its_distribution(mean: float) -> None:
    key = keys(2, np.arange(5_000))
    assert poisson(key, np.array(mean)).tolist() == stats.poisson.ppf(uniform(key), mean).tolist()


@given(st.floats(0, 50), st.floats(0, 50), st.integers(0, 2**40))
def test_a_higher_mean_never_gives_fewer(one: float, other: float, key: int) -> None:
    low, high = sorted((one, other))
    drawn = keys(key)
    assert poisson(drawn, np.array(low)) <= poisson(drawn, np.array(high))


@pytest.mark.parametrize("mean", [0.01, 12.0, 29.9])
def test_numbers_next_to_one_have_their_count_too(mean: float) -> None:
    drawn = 1 - np.array([1.0, 2.5, 4000.0, 40_000.0]) * 2.0**-53
    counted = _inverted(drawn, np.full(drawn.size, mean))
    assert counted.tolist() == stats.poisson.ppf(drawn, mean).tolist()
