from __future__ import annotations

import numpy as np
import pytest

from adopt.estimate.tie import fitted_tie


def _tie(between: float, within: float, rows: int = 4000) -> float:
    """The tie found where log costs differ by ``between`` among rows and by ``within`` among a row's clicks."""
    rng = np.random.default_rng(1)
    clicks = rng.integers(1, 30, rows).astype(float)
    off = rng.normal(0, between, rows) + rng.normal(0, within, rows) / np.sqrt(clicks)
    return fitted_tie(0.8 * clicks * np.exp(off), clicks, np.full(rows, 0.8), 3.0)


@pytest.mark.parametrize(("between", "within"), [(0.2, 0.2), (0.1, 0.3), (0.3, 0.15)])
def test_the_tie_is_the_ratio_of_the_two_variances(between: float, within: float) -> None:
    assert _tie(between, within) == pytest.approx((within / between) ** 2, rel=0.35)


def test_clicks_of_one_cost_everywhere_are_tied_to_it_firmly() -> None:
    assert _tie(0.0, 0.3) > 30


def test_rows_that_cannot_tell_leave_the_belief() -> None:
    rng = np.random.default_rng(2)
    same = np.full(300, 4.0)
    assert fitted_tie(same * rng.uniform(0.5, 2, 300), same, np.ones(300), 3.0) == pytest.approx(3, rel=0.05)
    assert fitted_tie(np.zeros(2), np.array([0.0, 3.0]), np.ones(2), 3.0) == 3


def test_the_currency_does_not_matter() -> None:
    rng = np.random.default_rng(3)
    clicks = rng.integers(1, 9, 200).astype(float)
    spend, group = clicks * rng.uniform(0.4, 1.6, 200), np.ones(200)
    assert fitted_tie(150 * spend, clicks, 150 * group, 3.0) == pytest.approx(
        fitted_tie(spend, clicks, group, 3.0)
    )
