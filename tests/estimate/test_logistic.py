from __future__ import annotations

import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from adopt.estimate import logistic
from adopt.estimate.logistic import fit_line

TEXT_C = 0.2


def _account(seed: int) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
    """Marks of 400 terms, their orders, and their clicks without one."""
    rng = np.random.default_rng(seed)
    marks = sparse.random(400, 60, density=0.08, random_state=rng, data_rvs=np.ones, format="csr")
    rates = 1 / (1 + np.exp(2.5 - marks @ rng.normal(0, 0.8, 60)))
    clicks = rng.integers(0, 30, 400)
    orders = rng.binomial(clicks, rates)
    return marks, orders.astype(float), (clicks - orders).astype(float)


def _reference(marks: sparse.csr_matrix, orders: np.ndarray, misses: np.ndarray) -> LogisticRegression:
    model = LogisticRegression(C=TEXT_C, tol=1e-10, max_iter=10_000)
    hit, miss = np.flatnonzero(orders), np.flatnonzero(misses)
    return model.fit(
        sparse.vstack([marks[hit], marks[miss]]),
        np.repeat([1, 0], [hit.size, miss.size]),
        sample_weight=np.concatenate([orders[hit], misses[miss]]),
    )


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_finds_the_optimum_that_scikit_learn_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logistic, "_SLOPE", 1e-10)
    marks, orders, misses = _account(seed)
    line, model = fit_line(marks, orders, misses, TEXT_C), _reference(marks, orders, misses)
    assert line.marks == pytest.approx(model.coef_[0], abs=1e-4)
    assert line.start == pytest.approx(model.intercept_[0], abs=1e-4)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_where_it_stops_rates_are_those_of_the_optimum(seed: int) -> None:
    marks, orders, misses = _account(seed)
    found = fit_line(marks, orders, misses, TEXT_C).rates(marks)
    assert found == pytest.approx(_reference(marks, orders, misses).predict_proba(marks)[:, 1], rel=0.05)


@pytest.mark.parametrize("size", [1, 100, 10_000])
def test_a_rare_word_is_learned_however_large_the_account(size: int) -> None:
    # Four hundred clicks without an order, where one click in twenty brings one.
    marks = sparse.csr_matrix(np.array([[1.0], [0.0]]))
    orders, misses = np.array([0.0, 500.0 * size]), np.array([400.0, 9_500.0 * size])
    line = fit_line(marks, orders, misses, TEXT_C)
    rare, usual = line.rates(marks)
    assert usual == pytest.approx(0.05, rel=0.02)
    # Its mark m solves 400 x rate = -m / C.
    assert rare == pytest.approx(0.0156, rel=0.08)
