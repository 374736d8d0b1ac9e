"""Calibration tells what came, and no more surely than the data do."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats

from adopt.backtest.calibration import profits, rates
from adopt.backtest.plot import plot
from adopt.backtest.surprise import surprises
from adopt.estimate.chance import chances
from adopt.say import translator


def told(rate: np.ndarray, clicks: np.ndarray, orders: np.ndarray) -> pl.DataFrame:
    """Terms with a foretold rate (worth 200 clicks), and what came; an order is worth 5, a click costs 0.5."""
    count = rate.size
    frame = pl.DataFrame({"cvr": rate, "came_clicks": clicks, "came_orders": orders})
    return frame.with_columns(
        campaign=pl.lit("c"),
        ad_group=pl.lit("g"),
        search_term=pl.Series([f"term {number}" for number in range(count)]),
        alpha=200 * pl.col("cvr"),
        beta=200 * (1 - pl.col("cvr")),
        p_profitable=pl.Series(stats.beta.sf(0.1, 200 * rate, 200 * (1 - rate))),
        order_value=pl.lit(20.0),
        margin=pl.lit(0.25),
        cpc=pl.lit(0.5),
        came_spend=0.5 * pl.col("came_clicks"),
        came_sales=18.0 * pl.col("came_orders"),
        came_profit=5.0 * pl.col("came_orders") - 0.5 * pl.col("came_clicks"),
    )


def drawn(seed: int, factor: float = 1.0) -> pl.DataFrame:
    """Terms whose true rates scatter around those foretold as the posterior says, times a factor."""
    rng = np.random.default_rng(seed)
    rate = rng.beta(8, 72, 2000)
    clicks = 1 + rng.poisson(20, rate.size)
    true = rng.beta(200 * rate, 200 * (1 - rate)) * factor
    return told(rate, clicks, rng.binomial(clicks, true))


def test_what_was_foretold_well_is_said_to_be() -> None:
    found = rates(drawn(1))
    assert found.ratio.low <= 1 <= found.ratio.high
    assert len(found.bins) == 10
    assert sum(one.came.low <= one.foretold <= one.came.high for one in found.bins) >= 8
    assert sum(one.orders[1] for one in found.bins) == pytest.approx(found.orders)
    assert found.order_value == pytest.approx((20, 18))
    assert found.cpc == pytest.approx((0.5, 0.5))
    for one in profits(drawn(1)):
        if one.terms >= 100:
            assert one.came.low <= one.foretold <= one.came.high
        if one.thick >= 100:
            assert one.earned == pytest.approx(one.chance, abs=0.12)


def test_what_was_foretold_badly_is_said_to_be() -> None:
    found = rates(drawn(1, factor=0.7))
    assert found.ratio.high < 0.8
    assert sum(one.came.high < one.foretold for one in found.bins) >= 8


def test_one_term_with_many_clicks_is_no_certainty() -> None:
    one = told(np.array([0.1]), np.array([100]), np.array([12]))
    (only,) = rates(one).bins
    assert only.came.low < 0.08
    assert only.came.high > 0.17
    assert np.isnan(profits(one)[0].came.low)


def test_the_chance_to_pay_is_the_beta_binomial_tail() -> None:
    thick = told(np.array([0.05, 0.2]), np.array([40, 33]), np.array([1, 5])).with_columns(
        needed=pl.Series([4.0, 3.3])
    )
    expected = stats.betabinom.sf(3, [40, 33], 200 * np.array([0.05, 0.2]), 200 * np.array([0.95, 0.8]))
    columns = (thick[name].to_numpy() for name in ("alpha", "beta", "came_clicks", "needed"))
    assert chances(*columns) == pytest.approx(expected)


def test_the_better_guess_has_the_smaller_loss() -> None:
    frame = drawn(2).with_columns(
        guess_account=pl.lit(0.1),
        guess_group=pl.lit(0.2),
        guess_own=pl.lit(0.5),
        guess_plain=pl.col("cvr"),
    )
    ours, mean, twice, half, same = surprises(frame)
    assert ours.per_click < mean.per_click < twice.per_click < half.per_click
    assert mean.worse.low > 0
    assert same.worse == (0, 0, 0)


def test_the_plot_has_a_point_for_each_bin() -> None:
    bins = rates(drawn(3)).bins
    for language in ("en", "zh"):
        assert plot(bins, translator(language)).count("<circle") == len(bins)
