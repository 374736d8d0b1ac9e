"""The stated 95 % hold where the truth is known; and changes without an effect are seen to have none."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from adopt.estimate.outcome.judge import judged
from tests.estimate.outcome.frames import Lived, bid, negated

_SEEDS = 40
_LEAST = 33
"""Of 40 intervals of 95 %, fewer than 33 hold in one of a thousand tries (binomial)."""


@pytest.mark.slow
@pytest.mark.parametrize("world", [negated, bid])
@pytest.mark.parametrize("effect", [True, False])
def test_intervals_hold_the_truth(world: Callable[..., Lived], *, effect: bool) -> None:
    held, off, half = 0, [], []
    for seed in range(_SEEDS):
        lived = world(seed, effect=effect)
        drawn = judged(lived.applied, lived.days).draws.sum(axis=1)
        low, high = np.quantile(drawn, [0.025, 0.975])
        held += int(low <= lived.truth <= high)
        off.append(float(drawn.mean()) - lived.truth)
        half.append(float(high - low) / 2)
    assert held >= _LEAST
    assert abs(float(np.mean(off))) < 0.4 * float(np.mean(half))
