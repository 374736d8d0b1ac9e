from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats

from adopt.estimate.posterior import with_posterior
from adopt.estimate.scatter import Scatter, betas

ONE = betas(np.array([20.0]), np.ones(1))


def _row(prior: float, clicks: float, orders: int, needed: float, scatter: Scatter = ONE) -> dict[str, float]:
    frame = pl.DataFrame(
        {"prior_cvr": [prior], "effective_clicks": [clicks], "orders": [orders], "break_even_cvr": [needed]}
    )
    return with_posterior(frame, scatter).row(0, named=True)


def test_one_strength_is_the_plain_beta() -> None:
    row = _row(0.1, 30.0, 2, 0.08)
    beta = stats.beta(2 + 2, 18 + 28)
    assert (row["alpha"], row["beta"]) == pytest.approx((4, 46))
    assert row["cvr"] == pytest.approx(beta.mean())
    assert (row["cvr_low"], row["cvr_high"]) == pytest.approx(tuple(beta.ppf([0.05, 0.95])))
    assert row["p_profitable"] == pytest.approx(beta.sf(0.08))


def test_a_mixture_keeps_its_mean_and_its_chance_to_earn() -> None:
    weak, strong = stats.beta(0.5, 4.5), stats.beta(8, 72)
    mixed = _row(0.1, 0.0, 0, 0.12, betas(np.array([5.0, 80.0]), np.array([0.5, 0.5])))
    chance = 0.5 * (weak.sf(0.12) + strong.sf(0.12))
    assert mixed["cvr"] == pytest.approx(0.1)
    assert mixed["p_profitable"] == pytest.approx(chance)
    assert stats.beta(mixed["alpha"], mixed["beta"]).sf(0.12) == pytest.approx(chance, abs=1e-6)


@pytest.mark.parametrize("prior", [0.01, 0.99])
def test_the_interval_reaches_to_the_mean_where_hardly_any_rate_lies_between(prior: float) -> None:
    row = _row(prior, 0.0, 0, 0.5, betas(np.array([0.2]), np.ones(1)))
    low, high = stats.beta(row["alpha"], row["beta"]).ppf([0.05, 0.95])
    assert not low <= row["cvr"] <= high
    assert row["cvr_low"] == min(low, row["cvr"])
    assert row["cvr_high"] == max(high, row["cvr"])


def test_more_orders_than_clicks_is_a_rate_below_one() -> None:
    row = _row(0.1, 2.0, 5, 0.08)
    assert 0 < row["cvr"] < 1


def test_a_break_even_over_one_cannot_be_reached() -> None:
    assert _row(0.1, 10.0, 3, 7.5)["p_profitable"] == 0
