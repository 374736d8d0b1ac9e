from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, sparse, special
from sklearn.linear_model import LogisticRegression

from adopt.estimate import logistic
from adopt.estimate.logistic import fit_line

TEXT_C = 0.2
FAR = 0.25


def _account(seed: int) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
    """Marks of 400 terms, their orders, and their clicks without one."""
    rng = np.random.default_rng(seed)
    marks = sparse.random(400, 60, density=0.08, random_state=rng, data_rvs=np.ones, format="csr")
    rates = 1 / (1 + np.exp(2.5 - marks @ rng.normal(0, 0.8, 60)))
    clicks = rng.integers(0, 30, 400)
    orders = rng.binomial(clicks, rates)
    return marks, orders.astype(float), (clicks - orders).astype(float)


def _reference(
    marks: sparse.csr_matrix, orders: np.ndarray, misses: np.ndarray
) -> tuple[np.ndarray, float, np.ndarray]:
    """Marks, start and rates by scikit-learn: penalties on squares, weighed anew by what they come to until nothing moves."""
    model = LogisticRegression(C=TEXT_C, tol=1e-10, max_iter=10_000)
    hit, miss = np.flatnonzero(orders), np.flatnonzero(misses)
    found = np.zeros(marks.shape[1])
    for _ in range(60):
        scale = (1 + (found / FAR) ** 2) ** 0.25
        scaled = marks @ sparse.diags_array(scale)
        model.fit(
            sparse.vstack([scaled[hit], scaled[miss]]),
            np.repeat([1, 0], [hit.size, miss.size]),
            sample_weight=np.concatenate([orders[hit], misses[miss]]),
        )
        found = model.coef_[0] * scale
    return found, float(model.intercept_[0]), model.predict_proba(scaled)[:, 1]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_it_finds_the_optimum_that_scikit_learn_finds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logistic, "_SLOPE", 1e-10)
    marks, orders, misses = _account(seed)
    line = fit_line(marks, orders, misses, TEXT_C)
    found, start, _ = _reference(marks, orders, misses)
    assert line.marks == pytest.approx(found, abs=1e-4)
    assert line.start == pytest.approx(start, abs=1e-4)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_where_it_stops_rates_are_those_of_the_optimum(seed: int) -> None:
    marks, orders, misses = _account(seed)
    found = fit_line(marks, orders, misses, TEXT_C).rates(marks)
    assert found == pytest.approx(_reference(marks, orders, misses)[2], rel=0.05)


@pytest.mark.parametrize("size", [1, 100, 10_000])
def test_a_rare_word_is_learned_however_large_the_account(size: int) -> None:
    # Four hundred clicks without an order, where one click in twenty brings one.
    marks = sparse.csr_matrix(np.array([[1.0], [0.0]]))
    orders, misses = np.array([0.0, 500.0 * size]), np.array([400.0, 9_500.0 * size])
    line = fit_line(marks, orders, misses, TEXT_C)
    rare, usual = line.rates(marks)
    assert usual == pytest.approx(0.05, rel=0.02)

    def slope(mark: float) -> float:
        return float(
            400 * special.expit(special.logit(usual) + mark) + mark / (TEXT_C * np.hypot(1, mark / FAR))
        )

    best = optimize.brentq(slope, -9, 0)
    assert rare < 0.004
    # Tells the rates of words apart that 400 clicks tell apart.
    uncertainty = (400 * rare) ** -0.5
    assert line.marks[0] == pytest.approx(best, abs=0.25 * uncertainty)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_mark_is_known_as_well_as_its_curvature_says(seed: int) -> None:
    marks, orders, misses = _account(seed)
    line = fit_line(marks, orders, misses, TEXT_C)

    def loss(mark: int, value: float) -> float:
        moved = line.marks.copy()
        moved[mark] = value
        odds = marks @ moved + line.start
        penalty = FAR**2 * (np.sqrt(1 + (value / FAR) ** 2) - 1) / TEXT_C
        return float(penalty - orders @ odds - (orders + misses) @ special.log_expit(-odds))

    step = 1e-3
    for mark in range(0, 60, 7):
        at = line.marks[mark]
        second = (loss(mark, at + step) - 2 * loss(mark, at) + loss(mark, at - step)) / step**2
        assert line.doubts[mark] == pytest.approx(1 / second, rel=1e-3)


def test_of_a_mark_that_no_click_tells_of_nothing_is_known() -> None:
    marks, orders, misses = _account(3)
    unseen = sparse.hstack([marks, sparse.csr_matrix((400, 1))]).tocsr()
    line = fit_line(unseen, orders, misses, TEXT_C)
    assert line.doubts[-1] == pytest.approx(TEXT_C)
    assert (line.doubts[:-1] < TEXT_C * (1 + (line.marks[:-1] / FAR) ** 2) ** 1.5).all()
