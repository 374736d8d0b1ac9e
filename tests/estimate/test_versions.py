from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, stats

from adopt.estimate.versions import probability_better, sample_needed

ARM = st.integers(0, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(max(n, 1), 200)))


@pytest.mark.parametrize(("a", "b"), [((5, 100), (9, 100)), ((120, 4000), (150, 3900)), ((0, 10), (0, 10))])
def test_it_is_the_integral(a: tuple[int, int], b: tuple[int, int]) -> None:
    first, second = (stats.beta(n + 1, of - n + 1) for n, of in (a, b))
    area, _ = integrate.quad(
        lambda x: first.pdf(x) * second.sf(x), 0, 1, points=[first.mean(), second.mean()], limit=400
    )
    assert probability_better((a[0], b[0]), (a[1], b[1])) == pytest.approx(area, abs=1e-7)


def test_by_hand() -> None:
    """Uniform against Beta(2, 1): the integral of x times 2x from 0 to 1 is 2/3."""
    assert probability_better((0, 1), (0, 1)) == pytest.approx(2 / 3, abs=1e-12)


@given(ARM, ARM)
def test_one_of_both_is_better(a: tuple[int, int], b: tuple[int, int]) -> None:
    there = probability_better((a[0], b[0]), (a[1], b[1]))
    back = probability_better((b[0], a[0]), (b[1], a[1]))
    assert there + back == pytest.approx(1, abs=1e-9)


def test_sample_of_the_textbook() -> None:
    assert sample_needed(1_440, 14_400, 0.1) == 14_400, "p 10 %, d 1 point"
    assert sample_needed(100, 1_000, 0.05) == 57_600
    assert sample_needed(0, 100, 0.1) is None
    assert sample_needed(100, 100, 0.1) == 0
