"""What must hold of sums and of the posterior: parts add up, and evidence counts the way it points."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide.waiting import clicks_needed
from adopt.estimate.above import chance_above
from adopt.estimate.elsewhere import Lent
from adopt.estimate.posterior import with_posterior
from adopt.estimate.rows import CELL, KEYS, aggregate
from adopt.estimate.scatter import Scatter, betas
from adopt.estimate.shape import Shape
from tests.properties.accounts import AS_OF, LAST, account, seeds

_GRID = np.geomspace(3, 3000, 19)


def _normal(middle: float, spread: float) -> Scatter:
    """Strengths as an account leaves them: around ``middle``, within a factor of e ^ spread."""
    weights = np.exp(-0.5 * (np.log(_GRID / middle) / spread) ** 2)
    return betas(_GRID, weights / weights.sum())


def _one(strength: float) -> Scatter:
    return betas(np.array([strength]), np.ones(1))


singles = st.builds(_one, st.floats(3, 3000))
strengths = st.builds(_normal, st.floats(20, 400), st.floats(0.3, 1.0))
shapes = st.one_of(
    st.builds(Shape, st.just(0.0), st.floats(3, 3000), st.just(0.0)),
    st.builds(Shape, st.just(0.0), st.just(0.0), st.floats(0.15, 1.5)),
    st.builds(Shape, st.floats(0.05, 0.6), st.floats(3, 3000), st.just(0.0)),
)
mixtures = strengths | st.lists(shapes, min_size=1, max_size=5).map(
    lambda some: Scatter(tuple(some), np.full(len(some), 1 / len(some)))
)
priors, times_prior, promises = st.floats(0.01, 0.3), st.floats(1.0, 6.0), st.floats(0.01, 0.3)


def _posterior(
    scatter: Scatter,
    prior: float,
    needed: float,
    clicks: np.ndarray,
    orders: np.ndarray,
    lent: Lent | None = None,
    doubt: float = 0.0,
    doubts: float = 1.0,
) -> pl.DataFrame:
    frame = pl.DataFrame({"effective_clicks": clicks.astype(float), "orders": orders.astype(float)})
    told = frame.with_columns(prior_cvr=prior, break_even_cvr=needed)
    return with_posterior(told, scatter, lent, np.full(frame.height, doubts), doubt)


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
@given(scatter=singles, prior=priors, times=times_prior, orders=st.integers(0, 4), promise=promises)
def test_a_click_without_an_order_never_speaks_for_a_term(
    scatter: Scatter, prior: float, times: float, orders: int, promise: float
) -> None:
    clicks = orders + np.arange(1, 120)
    found = _posterior(scatter, prior, min(prior * times, 0.95), clicks, np.full(clicks.size, orders))
    for name in ("cvr", "cvr_low", "cvr_high", "p_profitable"):
        assert (found[name].diff().drop_nulls() <= 1e-12).all(), name
    # A term that may be negated may still be after more such clicks.
    may = (found["p_profitable"] <= promise).to_list()
    assert may == sorted(may)


@settings(max_examples=50, deadline=None)
@given(scatter=singles, prior=priors, times=times_prior, clicks=st.integers(1, 200))
def test_an_order_never_speaks_against_a_term(
    scatter: Scatter, prior: float, times: float, clicks: int
) -> None:
    orders = np.arange(clicks + 1)
    found = _posterior(scatter, prior, min(prior * times, 0.95), np.full(orders.size, clicks), orders)
    for name in ("cvr", "cvr_low", "cvr_high", "p_profitable"):
        assert (found[name].diff().drop_nulls() >= -1e-12).all(), name


@settings(max_examples=50, deadline=None)
@given(scatter=singles, prior=priors, times=times_prior, share=st.sampled_from([0.1, 0.5, 1.0]))
def test_so_it_is_with_what_happened_elsewhere(
    scatter: Scatter, prior: float, times: float, share: float
) -> None:
    needed, count = min(prior * times, 0.95), np.arange(60)
    own, own_orders = np.full(60, 12), np.full(60, 1)
    sold = Lent(np.full(60, 60.0), count.astype(float)).times(share)
    unsold = Lent(count.astype(float), np.zeros(60)).times(share)
    for name in ("cvr", "cvr_low", "cvr_high", "p_profitable"):
        rising = _posterior(scatter, prior, needed, own, own_orders, sold)[name]
        falling = _posterior(scatter, prior, needed, own, own_orders, unsold)[name]
        assert (rising.diff().drop_nulls() >= -1e-12).all(), name
        assert (falling.diff().drop_nulls() <= 1e-12).all(), name


@settings(max_examples=50, deadline=None)
@given(scatter=mixtures, prior=priors, times=times_prior, clicks=st.integers(0, 50), orders=st.integers(0, 3))
def test_clicks_elsewhere_at_their_full_share_are_as_good_as_own_ones(
    scatter: Scatter, prior: float, times: float, clicks: int, orders: int
) -> None:
    needed = min(prior * times, 0.95)
    lent = Lent(np.array([float(clicks + orders)]), np.array([float(orders)]))
    apart = _posterior(scatter, prior, needed, np.array([9]), np.array([1]), lent)
    together = _posterior(scatter, prior, needed, np.array([9 + clicks + orders]), np.array([1 + orders]))
    assert apart["p_profitable"][0] == pytest.approx(together["p_profitable"][0])
    assert apart["cvr"][0] == pytest.approx(together["cvr"][0])


@settings(max_examples=50, deadline=None)
@given(
    scatter=mixtures,
    prior=priors,
    times=times_prior,
    orders=st.integers(0, 4),
    doubt=st.sampled_from([0.0, 0.3]),
    known=st.sampled_from([(0.0, 1.0), (0.4, 0.05), (0.8, 3.0)]),
)
def test_so_it_is_however_rates_scatter(
    scatter: Scatter, prior: float, times: float, orders: int, doubt: float, known: tuple[float, float]
) -> None:
    tilt, doubts = known
    scatter = scatter._replace(tilt=tilt)
    needed = min(prior * times, 0.95)
    clicks = orders + np.arange(1, 120)
    for_clicks = _posterior(scatter, prior, needed, clicks, np.full(clicks.size, orders), None, doubt, doubts)
    for_orders = _posterior(scatter, prior, needed, np.full(60, 60), np.arange(60), None, doubt, doubts)
    # A hopeless term's rate is known to the last bit in the end.
    still = 1e-15 if any(shape.hopeless for shape in scatter.shapes) else 0
    assert (for_clicks["cvr"].diff().drop_nulls() < still).all()
    assert (for_orders["cvr"].diff().drop_nulls() > -still).all()
    assert (for_clicks["p_profitable"].diff().drop_nulls() <= 1e-9).all()
    assert (for_orders["p_profitable"].diff().drop_nulls() >= -1e-9).all()


@settings(max_examples=50, deadline=None)
@given(scatter=singles | mixtures, prior=priors, times=times_prior, promise=promises)
def test_each_click_without_an_order_leaves_fewer_to_wait_for(
    scatter: Scatter, prior: float, times: float, promise: float
) -> None:
    clicks = np.arange(0, 120, 3)
    needed = np.full(clicks.size, min(prior * times, 0.95))
    found = _posterior(scatter, prior, float(needed[0]), clicks, np.zeros(clicks.size))
    more = clicks_needed(found["alpha"].to_numpy(), found["beta"].to_numpy(), needed, promise)
    # The Beta that stands for other shapes is fitted anew after each click, so that a few more may be asked for.
    plain = len(scatter.shapes) == 1 and scatter.shapes[0].clicks > 0 and not scatter.shapes[0].hopeless
    assert not plain or (np.diff(more) <= 0).all()
    # A posterior with two humps may be less sure than any beta of its mean.
    chance = found["p_profitable"].to_numpy()
    by_beta = chance_above(found["alpha"].to_numpy(), found["beta"].to_numpy(), needed)
    assert ((more == 0) == (by_beta <= promise)).all()
    assert ((more == 0) == (chance <= promise))[np.abs(by_beta - chance) < np.abs(chance - promise)].all()


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
