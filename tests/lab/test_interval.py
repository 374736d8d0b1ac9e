from __future__ import annotations

import pytest
from statsmodels.stats.weightstats import DescrStatsW

from adopt.lab.interval import Interval, mean_interval, ratio_interval


def test_an_interval_is_student_s() -> None:
    # Three values, two degrees of freedom: t = 4.3027, standard error 1 / sqrt(3).
    found = mean_interval([1.0, 2.0, 3.0])
    assert found == pytest.approx((2, 2 - 2.4841, 2 + 2.4841), abs=1e-3)


def test_it_is_that_of_statsmodels() -> None:
    values = [0.3, 0.1, 0.45, 0.22, 0.2]
    assert mean_interval(values)[1:] == pytest.approx(DescrStatsW(values).tconfint_mean())


def test_a_ratio_of_like_sizes_is_the_mean_of_ratios() -> None:
    over, under = [1.0, 2.0, 3.0, 2.0], [10.0] * 4
    assert ratio_interval(over, under) == pytest.approx(mean_interval([0.1, 0.2, 0.3, 0.2]))


def test_a_ratio_weighs_seeds_by_what_they_bring() -> None:
    assert ratio_interval([0.0, 9.0], [1.0, 99.0]).mean == pytest.approx(0.09)
    assert ratio_interval([0.0, 0.0], [0.0, 0.0]) == Interval(0, 0, 0)
