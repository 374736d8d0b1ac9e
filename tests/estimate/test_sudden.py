from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from adopt.estimate.sudden import tails, wavering

STEADY = np.zeros(1)


def test_without_wavering_it_is_the_binomial_test_of_two_rates() -> None:
    few, many = tails(np.array([1]), np.array([40]), (3, 28), STEADY)
    assert few[0] == pytest.approx(stats.binomtest(1, 41, 3 / 31, alternative="less").pvalue)
    assert many[0] == pytest.approx(stats.binomtest(1, 41, 3 / 31, alternative="greater").pvalue)


def test_wavering_days_prove_less() -> None:
    steady = tails(np.array([0]), np.array([60]), (3, 28), STEADY)[0][0]
    wild = tails(np.array([0]), np.array([60]), (3, 28), np.array([0.8]))[0][0]
    assert steady < 0.003 < wild


def test_the_law_is_that_of_negative_binomial_days() -> None:
    """Given the total, by enumeration of two windows of days of size k: P(new) P(old), normed."""
    k, w, before, total = 2.0, 3, 10, 12
    new = np.arange(total + 1)
    joint = stats.nbinom(k * w, 0.4).pmf(new) * stats.nbinom(k * before, 0.4).pmf(total - new)
    few, many = tails(new, total - new, (w, before), np.full(total + 1, 1 / k))
    np.testing.assert_allclose(few, np.cumsum(joint) / joint.sum(), atol=1e-12)
    np.testing.assert_allclose(many, np.cumsum(joint[::-1])[::-1] / joint.sum(), atol=1e-12)


def test_wavering_by_hand() -> None:
    counts = np.array([[2.0, 2, 2, 2], [0, 8, 0, 8]])
    # mean 2, variance 0: -2 of 4; mean 4, variance 64 / 3: 17 1/3 of 16; together 15 1/3 of 20.
    assert wavering(counts) == pytest.approx([(64 / 3 - 6) / 20, (64 / 3 - 4) / 16])
    assert wavering(np.zeros((2, 5))).tolist() == [0, 0]
    assert wavering(np.full((1, 5), 3.0)).tolist() == [0]


def test_new_terms_may_start_from_nothing() -> None:
    few, many = tails(np.array([9]), np.array([0]), (3, 28), np.array([0.5]))
    assert few[0] == 1
    assert many[0] < 0.01
