from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from adopt.estimate.drift import Seen, band, spread


def test_band_by_hand() -> None:
    past = [Seen(n, 1) for n in (400, 380, 420, 400)]
    found = band(Seen(250, 1), past, (1.0, 0), 0.05)
    roots = [2 * math.sqrt(n + 0.375) for n in (400, 380, 420, 400)]
    middle, error = sum(roots) / 4, math.sqrt(1 + 1 / 4)
    assert found.expected == 400
    assert found.low == pytest.approx(((middle - 1.959964 * error) / 2) ** 2 - 0.375, rel=1e-6)
    assert found.high == pytest.approx(((middle + 1.959964 * error) / 2) ** 2 - 0.375, rel=1e-6)
    assert found.p == pytest.approx(2 * stats.norm.sf((middle - 2 * math.sqrt(250.375)) / error))
    assert found.below
    assert not found.above


def test_rates_by_hand_may_pass_one() -> None:
    found = band(Seen(150, 100), [Seen(120, 100), Seen(240, 200)], (1.0, 0), 0.01)
    assert (found.value, found.expected) == (1.5, 1.2)
    assert found.low < 1.2 < found.high


def test_spread_is_that_of_groups_within_themselves() -> None:
    quiet, wild = [Seen(100, 1)] * 4, [Seen(400, 1), Seen(100, 1)]
    roots = np.array([2 * math.sqrt(400.375), 2 * math.sqrt(100.375)])
    off = float(((roots - roots.mean()) ** 2).sum())
    assert spread([quiet, wild]) == pytest.approx((off / 4, 4))
    assert spread([quiet, [Seen(9_000, 1)] * 3]) == (1.0, 5), "what lies between groups isn't noise"
    assert spread([[Seen(1, 1)], []]) == (1.0, 0)


def test_as_many_false_alarms_as_promised() -> None:
    """Days twice as noisy as chance, four weeks known: at the 5 % level about 5 % of days fall out of their band."""
    draw = np.random.default_rng(7)
    out = 0
    for _ in range(2000):
        days = draw.negative_binomial(200, 0.5, size=29)  # mean 200, variance 400
        groups = [[Seen(n, 1) for n in days[place:28:7]] for place in range(7)]
        found = band(Seen(days[28], 1), groups[0], spread(groups), 0.05)
        out += found.below or found.above
    assert 0.035 <= out / 2000 <= 0.065


@given(st.permutations(range(6)), st.integers(0, 500))
def test_order_of_the_past_does_not_matter(order: list[int], n: int) -> None:
    past = [Seen(100 + 7 * place, 10 + place) for place in range(6)]
    one, other = (band(Seen(n, 12), rows, spread([rows]), 0.01) for rows in (past, [past[i] for i in order]))
    assert one == pytest.approx(other)
