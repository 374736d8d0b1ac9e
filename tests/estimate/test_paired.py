from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from adopt.estimate.paired import fell


def test_it_is_the_paired_t_test_where_neighbours_differ() -> None:
    earlier, later = np.array([10.0, 12, 9, 13, 8, 12]), np.array([8.0, 12, 6, 13, 5, 11])
    off = later - earlier
    assert np.corrcoef(off[:-1], off[1:])[0, 1] < 0
    assert fell(later, earlier) == pytest.approx(stats.ttest_rel(later, earlier, alternative="less").pvalue)


def test_days_like_their_neighbours_count_as_fewer() -> None:
    earlier = np.full(28, 100.0)
    drift = np.concatenate([np.full(14, -8.0), np.full(14, 4.0)])
    mixed = np.tile([-8.0, 4.0], 14)
    assert fell(earlier + drift, earlier) > 0.2
    assert fell(earlier + mixed, earlier) < 0.06


@pytest.mark.parametrize(
    ("later", "earlier", "p"),
    [([1.0, 1], [2.0, 2], 1.0), ([1.0] * 5, [2.0] * 5, 0.0), ([2.0] * 5, [2.0] * 5, 1.0), ([], [], 1.0)],
)
def test_edges(later: list[float], earlier: list[float], p: float) -> None:
    assert fell(np.array(later), np.array(earlier)) == p


def test_walks_without_a_trend_rarely_fall() -> None:
    """Days that remember the day before (correlation 0.5): a plain t-test would cry wolf at thrice the promised rate."""
    draw, alarms, plain = np.random.default_rng(11), 0, 0
    for _ in range(1000):
        noise = draw.normal(size=56)
        for place in range(1, 56):
            noise[place] += 0.5 * noise[place - 1]
        later, earlier = noise[28:], noise[:28]
        alarms += fell(later, earlier) < 0.05
        plain += stats.ttest_rel(later, earlier, alternative="less").pvalue < 0.05
    assert alarms / 1000 <= 0.07
    assert plain / 1000 > 0.12
