from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from adopt.estimate.above import chance_above


def test_it_is_the_upper_tail_to_eleven_digits() -> None:
    rng = np.random.default_rng(0)
    alpha, beta = np.exp(rng.uniform(-3, 7, 5000)), np.exp(rng.uniform(-1, 9, 5000))
    rate = np.clip(alpha / (alpha + beta) * np.exp(rng.normal(0, 1, 5000)), 1e-6, 1)
    assert chance_above(alpha, beta, rate) == pytest.approx(special.betaincc(alpha, beta, rate), abs=1e-11)


@pytest.mark.parametrize(("rate", "chance"), [(-0.1, 1.0), (0.0, 1.0), (1.0, 0.0), (7.5, 0.0)])
def test_a_rate_lies_between_0_and_1(rate: float, chance: float) -> None:
    assert chance_above(2.0, 5.0, rate) == chance
