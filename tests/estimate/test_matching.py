from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from adopt.estimate.above import chance_above
from adopt.estimate.matching import matching_size


def _size(mean: float, square: float, above: float, needed: float) -> float:
    return float(matching_size(*(np.array([part]) for part in (mean, square, above, needed)))[0])


@given(mean=st.floats(0.005, 0.5), size=st.floats(5, 1e5), times=st.floats(0.3, 4))
def test_a_beta_stands_for_itself(mean: float, size: float, times: float) -> None:
    needed = min(mean * times, 0.99)
    square = mean * (mean * size + 1) / (size + 1)
    above = float(chance_above(mean * size, (1 - mean) * size, needed))
    assert _size(mean, square, above, needed) == pytest.approx(size, rel=1e-6)


@example(
    mean=0.01171875, size=634.0, other=70.0, times=1.5
)  # that of the same variance is just short of the most
@given(
    mean=st.floats(0.01, 0.3), size=st.floats(20, 1000), other=st.floats(55, 400), times=st.floats(1.05, 4)
)
def test_the_probability_counts_not_the_variance(
    mean: float, size: float, other: float, times: float
) -> None:
    # With fewer orders behind it, a smaller size brings less above what is needed, not more.
    assume(mean * size > 0.4 / np.log(times))
    needed = min(mean * times, 0.95)
    square = mean * (mean * other + 1) / (other + 1)
    above = float(chance_above(mean * size, (1 - mean) * size, needed))
    found = _size(mean, square, above, needed)
    assert chance_above(mean * found, (1 - mean) * found, needed) == pytest.approx(above, abs=1e-6)


def test_where_no_size_will_do_it_is_one_that_brings_nearly_the_most() -> None:
    # No beta with a mean of .05 exceeds .06 half of the time.
    found = _size(0.05, 0.0035, 0.5, 0.06)
    sizes = np.geomspace(1, 1e4, 2000)
    most = chance_above(0.05 * sizes, 0.95 * sizes, 0.06).max()
    assert chance_above(0.05 * found, 0.95 * found, 0.06) == pytest.approx(most, abs=0.003)


def test_a_mean_that_is_all_but_needed_has_a_size() -> None:
    for needed in (0.25, np.nextafter(0.25, 1), np.nextafter(0.25, 0), 0.25 * (1 + 1e-9)):
        assert 1 < _size(0.25, 0.25 * (0.25 * 40 + 1) / 41, 0.46, float(needed)) < 1e4
