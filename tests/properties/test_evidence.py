"""What must hold of sums and of the posterior: parts add up, and evidence counts the way it points."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide.waiting import clicks_needed
from adopt.estimate.elsewhere import Lent
from adopt.estimate.posterior import with_posterior
from adopt.estimate.prior import Strengths
from adopt.estimate.rows import CELL, KEYS, aggregate
from tests.properties.accounts import AS_OF, LAST, account, seeds

_GRID = np.geomspace(3, 3000, 19)


def _normal(middle: float, spread: float) -> Strengths:
    """Strengths as an account leaves them: around ``middle``, within a factor of e ^ spread."""
    weights = np.exp(-0.5 * (np.log(_GRID / middle) / spread) ** 2)
    return Strengths(_GRID, weights / weights.sum())


def _one(strength: float) -> Strengths:
    return Strengths(np.array([strength]), np.ones(1))


singles = st.builds(_one, st.floats(3, 3000))
mixtures = st.builds(_normal, st.floats(20, 400), st.floats(0.3, 1.0))
priors, times_prior, promises = st.floats(0.01, 0.3), st.floats(1.0, 6.0), st.floats(0.01, 0.3)


def _posterior(
    strength: Strengths,
    prior: float,
    needed: float,
    clicks: np.ndarray,
    orders: np.ndarray,
    lent: Lent | None = None,
) -> pl.DataFrame:
    frame = pl.DataFrame({"effective_clicks": clicks.astype(float), "orders": orders.astype(float)})
    return with_posterior(frame.with_columns(prior_cvr=prior, break_even_cvr=needed), strength, lent)


@settings(max_examples=20, deadline=None)
@given(seed=seeds, cut=st.integers(0, 100))
def test_two_parts_of_a_report_add_up_to_the_whole(seed: int, cut: int) -> None:
    rows = account(seed)
    middle = rows.height * cut // 100
    parts = [aggregate(part, AS_OF, 7, newest=LAST) for part in (rows[:middle], rows[middle:])]
    together = pl.concat(parts).group_by(KEYS).agg(pl.col(CELL).sum()).sort(KEYS, nulls_last=True)
    whole = aggregate(rows, AS_OF, 7, newest=LAST)
    assert whole.equals(together.select(whole.columns))
    assert whole["spend_micros"].sum() == rows["spend_micros"].sum()


@settings(max_examples=20, deadline=None)
@given(seed=seeds)
def test_terms_that_differ_in_case_and_outer_spaces_are_one(seed: int) -> None:
    rows = account(seed)
    shouted = rows.with_columns(
        pl.when(pl.col("row") % 2 == 0)
        .then(pl.format("  {} ", pl.col("search_term").str.to_uppercase()))
        .otherwise("search_term")
        .alias("search_term")
    )
    assert aggregate(shouted, AS_OF, 7).equals(aggregate(rows, AS_OF, 7))


@settings(max_examples=50, deadline=None)
@given(strength=singles, prior=priors, times=times_prior, orders=st.integers(0, 4), promise=promises)
def test_a_click_without_an_order_never_speaks_for_a_term(
    strength: Strengths, prior: float, times: float, orders: int, promise: float
) -> None:
    clicks = orders + np.arange(1, 120)
    found = _posterior(strength, prior, min(prior * times, 0.95), clicks, np.full(clicks.size, orders))
    for name in ("cvr", "cvr_low", "cvr_high", "p_profitable"):
        assert (found[name].diff().drop_nulls() <= 1e-12).all(), name
    # A term that may be negated may still be after more such clicks.
    may = (found["p_profitable"] <= promise).to_list()
    assert may == sorted(may)


@settings(max_examples=50, deadline=None)
@given(strength=singles, prior=priors, times=times_prior, clicks=st.integers(1, 200))
def test_an_order_never_speaks_against_a_term(
    strength: Strengths, prior: float, times: float, clicks: int
) -> None:
    orders = np.arange(clicks + 1)
    found = _posterior(strength, prior, min(prior * times, 0.95), np.full(orders.size, clicks), orders)
    for name in ("cvr", "cvr_low", "cvr_high", "p_profitable"):
        assert (found[name].diff().drop_nulls() >= -1e-12).all(), name


@settings(max_examples=50, deadline=None)
@given(strength=singles, prior=priors, times=times_prior, share=st.sampled_from([0.1, 0.5, 1.0]))
def test_so_it_is_with_what_happened_elsewhere(
    strength: Strengths, prior: float, times: float, share: float
) -> None:
    needed, count = min(prior * times, 0.95), np.arange(60)
    own, own_orders = np.full(60, 12), np.full(60, 1)
    sold = Lent(np.full(60, 60.0), count.astype(float)).times(share)
    unsold = Lent(count.astype(float), np.zeros(60)).times(share)
    for name in ("cvr", "cvr_low", "cvr_high", "p_profitable"):
        rising = _posterior(strength, prior, needed, own, own_orders, sold)[name]
        falling = _posterior(strength, prior, needed, own, own_orders, unsold)[name]
        assert (rising.diff().drop_nulls() >= -1e-12).all(), name
        assert (falling.diff().drop_nulls() <= 1e-12).all(), name


@settings(max_examples=50, deadline=None)
@given(
    strength=mixtures, prior=priors, times=times_prior, clicks=st.integers(0, 50), orders=st.integers(0, 3)
)
def test_clicks_elsewhere_at_their_full_share_are_as_good_as_own_ones(
    strength: Strengths, prior: float, times: float, clicks: int, orders: int
) -> None:
    needed = min(prior * times, 0.95)
    lent = Lent(np.array([float(clicks + orders)]), np.array([float(orders)]))
    apart = _posterior(strength, prior, needed, np.array([9]), np.array([1]), lent)
    together = _posterior(strength, prior, needed, np.array([9 + clicks + orders]), np.array([1 + orders]))
    assert apart["p_profitable"][0] == pytest.approx(together["p_profitable"][0])
    assert apart["cvr"][0] == pytest.approx(together["cvr"][0])


@settings(max_examples=50, deadline=None)
@given(strength=mixtures, prior=priors, times=times_prior, orders=st.integers(0, 4))
def test_so_it_is_with_many_strengths_as_nearly_as_one_beta_can_stand_for_them(
    strength: Strengths, prior: float, times: float, orders: int
) -> None:
    needed = min(prior * times, 0.95)
    clicks = orders + np.arange(1, 120)
    for_clicks = _posterior(strength, prior, needed, clicks, np.full(clicks.size, orders))
    for_orders = _posterior(strength, prior, needed, np.full(60, 60), np.arange(60))
    assert (for_clicks["cvr"].diff().drop_nulls() < 0).all()
    assert (for_orders["cvr"].diff().drop_nulls() > 0).all()
    # The Beta that stands for the mixture has its mean and variance, not its tails.
    more, fewer = (
        found.filter(pl.col("cvr") < needed)["p_profitable"].diff().drop_nulls()
        for found in (for_clicks, for_orders)
    )
    assert (more <= 0.005).all()
    assert (fewer >= -0.01).all()


@settings(max_examples=50, deadline=None)
@given(strength=singles | mixtures, prior=priors, times=times_prior, promise=promises)
def test_each_click_without_an_order_leaves_fewer_to_wait_for(
    strength: Strengths, prior: float, times: float, promise: float
) -> None:
    clicks = np.arange(0, 120, 3)
    needed = np.full(clicks.size, min(prior * times, 0.95))
    found = _posterior(strength, prior, float(needed[0]), clicks, np.zeros(clicks.size))
    more = clicks_needed(found["alpha"].to_numpy(), found["beta"].to_numpy(), needed, promise)
    # The Beta that stands for many strengths is fitted anew after each click, so that a few more may be asked for.
    assert strength.clicks.size > 1 or (np.diff(more) <= 0).all()
    done = found["p_profitable"].to_numpy() <= promise
    assert ((more == 0) == done).all()


@settings(max_examples=50, deadline=None)
@given(prior=priors, strength=st.floats(3, 300), clicks=st.integers(0, 60))
def test_the_clicks_needed_are_enough_and_one_fewer_is_not(
    prior: float, strength: float, clicks: int
) -> None:
    alpha, beta = np.array([strength * prior]), np.array([strength * (1 - prior) + clicks])
    needed = np.array([prior * 1.5])
    more = int(clicks_needed(alpha, beta, needed, 0.1)[0])

    def chance(extra: int) -> float:
        found = _posterior(_one(strength), prior, float(needed[0]), np.array([clicks + extra]), np.zeros(1))
        return float(found["p_profitable"][0])

    if more < 4096:
        assert chance(more) <= 0.1 + 1e-9
    if more:
        assert chance(more - 1) > 0.1 - 1e-9


def test_a_term_alone_is_worth_its_own_rate_in_the_end() -> None:
    found = _posterior(_normal(40, 1), 0.05, 0.1, np.array([100_000]), np.array([20_000]))
    assert found["cvr"][0] == pytest.approx(0.2, rel=0.01)
    assert found["p_profitable"][0] == pytest.approx(1)
