from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from adopt.estimate.scatter import Rows, Scatter, after, betas, fit_scatter
from adopt.estimate.shape import Shape

PLAIN = betas(np.geomspace(3, 3000, 19), np.full(19, 1 / 19))


def _fitted(rate: np.ndarray, mean: np.ndarray, rng: np.random.Generator) -> dict[str, float]:
    """Probability of each family after binomial orders."""
    clicks = rng.poisson(12, mean.size) + 1.0
    orders = rng.binomial(clicks.astype(int), np.minimum(rate, 1)).astype(float)
    ones = np.ones(mean.size)
    found = fit_scatter(Rows(mean, ones, clicks, orders, ones), PLAIN)
    names = ["hopeless" if one.hopeless else "beta" if one.clicks else "normal" for one in found.shapes]
    return {
        name: sum(w for n, w in zip(names, found.weights, strict=True) if n == name) for name in set(names)
    }


def _one(
    scatter: Scatter,
    mean: float,
    clicks: float,
    orders: float,
    needed: float,
    doubt: float = 0.0,
    little_known: float = 1.0,
) -> tuple[float, ...]:
    at, seen, sold, bar, known = (np.array([value]) for value in (mean, clicks, orders, needed, little_known))
    told = after(scatter, at, seen, sold, bar, known, doubt)
    return tuple(float(part[0]) for part in told)


def test_each_family_is_found_again() -> None:
    rng = np.random.default_rng(5)
    mean = rng.uniform(0.03, 0.15, 30_000)
    assert _fitted(rng.beta(25 * mean, 25 * (1 - mean)), mean, rng)["beta"] > 0.9
    assert _fitted(mean * np.exp(rng.normal(-0.32, 0.8, mean.size)), mean, rng)["normal"] > 0.9
    junk = rng.random(mean.size) < 0.4
    up = mean * (1 - 0.03 * 0.4) / 0.6
    rate = np.where(junk, 0.03 * mean, rng.beta(60 * up, 60 * (1 - up)))
    assert _fitted(rate, mean, rng)["hopeless"] > 0.9


def test_no_rows_leave_the_families_as_likely_as_before() -> None:
    nothing = np.zeros(0)
    found = fit_scatter(Rows(nothing, nothing, nothing, nothing, nothing), PLAIN)
    hopeless = sum(w for one, w in zip(found.shapes, found.weights, strict=True) if one.hopeless)
    assert hopeless == pytest.approx(1 / 3, abs=0.02)
    assert found.weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("only", [0, 1])
def test_one_strength_alone_may_be(only: int) -> None:
    nothing, sure = np.zeros(0), np.eye(PLAIN.weights.size)[only]
    found = fit_scatter(Rows(nothing, nothing, nothing, nothing, nothing), Scatter(PLAIN.shapes, sure))
    assert {one.clicks for one in found.shapes if not one.spread} == {PLAIN.shapes[only].clicks}
    assert found.weights.sum() == pytest.approx(1)


@pytest.mark.parametrize("shape", [Shape(0.0, 30.0, 0.0), Shape(0.0, 0.0, 0.7), Shape(0.4, 30.0, 0.0)])
def test_what_is_foretold_is_the_mean_of_every_shape(shape: Shape) -> None:
    mean, _, _ = _one(Scatter((shape,), np.ones(1)), 0.08, 0, 0, 0.1)
    assert mean == pytest.approx(0.08, rel=1e-3)


@pytest.mark.parametrize(("clicks", "orders"), [(0.0, 0.0), (23.0, 1.0), (40.0, 0.0), (20_000.0, 1_500.0)])
def test_a_normal_is_integrated_as_closely_as_is_shown(clicks: float, orders: float) -> None:
    spread, mean, needed = 0.7, 0.06, 0.08
    middle = special.logit(mean) - spread**2 / 2 * (1 - 2 * mean) / (1 + spread**2 * mean * (1 - mean))
    odds = np.linspace(-9, 3, 400_001)
    density = stats.norm.logpdf(odds, middle, spread) + orders * odds + clicks * special.log_expit(-odds)
    weights = special.softmax(density)
    found = _one(Scatter((Shape(0.0, 0.0, spread),), np.ones(1)), mean, clicks, orders, needed)
    assert found[0] == pytest.approx(weights @ special.expit(odds), rel=0.001)
    assert found[1] == pytest.approx(weights @ special.expit(odds) ** 2, rel=0.005)
    assert found[2] == pytest.approx(weights @ (special.expit(odds) > needed), abs=0.002)


def test_a_term_that_may_be_hopeless_is_judged_by_bayes() -> None:
    share, size, mean, clicks = 0.4, 50.0, 0.08, 20.0
    up = mean * (1 - 0.03 * share) / (1 - share)
    lives = (1 - share) * np.exp(
        special.betaln(size * up, size * (1 - up) + clicks) - special.betaln(size * up, size * (1 - up))
    )
    dead = share * (1 - 0.03 * mean) ** clicks
    chance = lives / (lives + dead)
    rate = size * up / (size + clicks)
    found = _one(Scatter((Shape(share, size, 0.0),), np.ones(1)), mean, clicks, 0, 0.08)
    assert found[0] == pytest.approx(chance * rate + (1 - chance) * 0.03 * mean)
    assert found[2] == pytest.approx(chance * stats.beta.sf(0.08, size * up, size * (1 - up) + clicks))
    # An order, and it isn't.
    assert _one(Scatter((Shape(share, size, 0.0),), np.ones(1)), mean, clicks, 1, 0.001)[2] > 0.95


def test_doubt_of_the_level_makes_nobody_surer() -> None:
    scatter = betas(np.array([100.0]), np.ones(1))
    for needed, sign in ((0.12, 1), (0.05, -1)):
        sure, unsure = (_one(scatter, 0.08, 0, 0, needed, doubt)[2] for doubt in (0.0, 0.3))
        assert sign * (unsure - sure) > 0.02
    assert _one(scatter, 0.08, 0, 0, 0.12, 0.3)[:2] == _one(scatter, 0.08, 0, 0, 0.12)[:2]
    # Where an order is worth nothing a rate of 1 is needed, and that is no estimate.
    assert _one(scatter, 0.08, 0, 0, 1.0, 0.3)[2] == 0


@pytest.mark.parametrize("true", [0.0, 0.6])
def test_how_much_more_rates_scatter_where_words_are_little_known_is_found(true: float) -> None:
    rng = np.random.default_rng(11)
    mean, doubts = rng.uniform(0.05, 0.15, 40_000), rng.uniform(0.1, 3, 40_000)
    size = 30 / doubts**true
    clicks = rng.poisson(12, mean.size) + 1.0
    orders = rng.binomial(clicks.astype(int), rng.beta(size * mean, size * (1 - mean))).astype(float)
    found = fit_scatter(Rows(mean, doubts, clicks, orders, np.ones(mean.size)), PLAIN)
    assert found.tilt == pytest.approx(true, abs=0.1)


def test_no_rows_leave_the_tilts_as_likely_as_before() -> None:
    nothing = np.zeros(0)
    assert fit_scatter(Rows(nothing, nothing, nothing, nothing, nothing), PLAIN).tilt == pytest.approx(0.4)


@pytest.mark.parametrize("shape", [Shape(0.0, 30.0, 0.0), Shape(0.0, 0.0, 0.7), Shape(0.4, 30.0, 0.0)])
def test_little_known_words_are_a_shape_of_more_variance(shape: Shape) -> None:
    tilted = Scatter((shape,), np.ones(1), tilt=0.5)
    wider = shape._replace(clicks=shape.clicks / 2, spread=shape.spread * 2**0.5)
    here = (0.08, 12.0, 1.0, 0.1)
    assert _one(tilted, *here, little_known=4) == pytest.approx(_one(Scatter((wider,), np.ones(1)), *here))
    assert _one(tilted, *here, little_known=1) == _one(Scatter((shape,), np.ones(1)), *here)
