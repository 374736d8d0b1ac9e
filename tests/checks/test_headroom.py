from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks.headroom import room
from adopt.words.checking import Threshold, threshold

ODR = threshold("odr", date(2026, 11, 23))
VTR = threshold("vtr", date(2026, 11, 23))


def limit(value: float, op: str) -> Threshold:
    return Threshold("x", value, op, "share", "", "")


def keeps(n: int, of: int, held: Threshold) -> bool:
    """Whether n of so many stand as they should, in whole numbers: 1 of 100 isn't under 1 %."""
    rate, edge = Fraction(n, of), Fraction(str(held.value))
    return {"<": rate < edge, "<=": rate <= edge, ">": rate > edge, ">=": rate >= edge}[held.op]


@pytest.mark.parametrize(
    ("n", "of", "more", "clean"),
    [
        (0, 100, 1, 0),  # one of a hundred is 1 %, which isn't under 1 %
        (0, 99, 1, 0),
        (0, 101, 2, 0),
        (1, 100, 0, 1),  # 1 of 101 is under 1 %
        (3, 100, 0, 201),
        (8, 1000, 2, 0),
    ],
)
def test_defects_before_one_percent(n: int, of: int, more: int, clean: int) -> None:
    assert room(n, of, ODR) == (more, clean)


@pytest.mark.parametrize(
    ("n", "of", "more", "clean"),
    [(95, 100, 1, 0), (96, 100, 2, 0), (94, 100, 0, 20), (100, 100, 6, 0)],
)
def test_good_ones_from_95_percent_on(n: int, of: int, more: int, clean: int) -> None:
    assert room(n, of, VTR) == (more, clean)


def test_where_none_may_be_none_brings_it_back() -> None:
    assert room(1, 10, limit(0, "<=")) == (0, None)


shares = st.sampled_from([0.005, 0.01, 0.025, 0.04, 0.1, 0.3, 0.5])


@given(of=st.integers(1, 5000), share=st.floats(0, 1), value=shares, op=st.sampled_from(["<", "<="]))
def test_one_defect_more_breaches_and_one_fewer_does_not(
    of: int, share: float, value: float, op: str
) -> None:
    held, n = limit(value, op), round(share * of)
    left = room(n, of, held)
    assert (left.more > 0) == keeps(n, of, held)
    if left.more:
        assert not keeps(n + left.more, of, held)
        assert keeps(n + left.more - 1, of, held)
    else:
        assert left.clean
        assert keeps(n, of + left.clean, held)
        assert not keeps(n, of + left.clean - 1, held)


@given(of=st.integers(1, 5000), share=st.floats(0, 1), value=shares, op=st.sampled_from([">", ">="]))
def test_one_miss_more_breaches_and_one_fewer_does_not(of: int, share: float, value: float, op: str) -> None:
    held, n = limit(1 - value, op), round(share * of)
    left = room(n, of, held)
    assert (left.more > 0) == keeps(n, of, held)
    if left.more:
        assert not keeps(n - left.more, of, held)
        assert keeps(n - left.more + 1, of, held)
    elif left.clean is not None:
        assert keeps(n + left.clean, of + left.clean, held)
        assert not keeps(n + left.clean - 1, of + left.clean - 1, held)
