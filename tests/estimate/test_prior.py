from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import special

from adopt.estimate.prior import fit_prior, fit_strengths, mix
from adopt.settings import load_settings

SETTINGS = load_settings().estimate


def _account(seed: int, *, words_matter: bool, terms: int = 1500) -> tuple[pl.DataFrame, np.ndarray]:
    """Terms of two words; the second makes all the difference, or none."""
    rng = np.random.default_rng(seed)
    first, second = rng.integers(0, 60, terms), rng.integers(0, 12, terms)
    effect = rng.normal(0, 1.0, 12)[second] if words_matter else np.zeros(terms)
    cvr = special.expit(-2.6 + effect)
    clicks = rng.poisson(8, terms) + 1
    orders = rng.binomial(clicks, cvr)
    frame = pl.DataFrame(
        {
            "campaign": ["c"] * terms,
            "ad_group": ["g"] * terms,
            "targeting": ["pan"] * terms,
            "match_type": ["broad"] * terms,
            "search_term": [f"w{a} kind{b} n{i}" for i, (a, b) in enumerate(zip(first, second, strict=True))],
            "effective_clicks": clicks.astype(float),
            "orders": orders.astype(np.int64),
        }
    )
    return frame, cvr


def test_words_that_matter_are_believed_and_foretell_the_truth() -> None:
    frame, cvr = _account(1, words_matter=True)
    prior = fit_prior(frame, SETTINGS)
    assert prior.text_weights[3:].sum() > 0.9
    assert np.corrcoef(special.logit(prior.mean), special.logit(cvr))[0, 1] > 0.8


def test_words_that_do_not_matter_invent_nothing() -> None:
    # The trap: a plain text prior finds junk in an account where every term is as good as the other.
    frame, _ = _account(2, words_matter=False)
    prior = fit_prior(frame, SETTINGS)
    assert np.quantile(prior.mean, 0.99) / np.quantile(prior.mean, 0.01) < 1.6


def test_few_orders_leave_words_and_groups_aside() -> None:
    frame, _ = _account(3, words_matter=True, terms=20)
    frame = frame.with_columns(orders=pl.lit(1, pl.Int64))
    prior = fit_prior(frame, SETTINGS)
    assert len(set(prior.mean)) == 1
    assert prior.strengths.clicks.tolist() == [SETTINGS.default_strength]
    total = float(frame["effective_clicks"].sum())
    assert prior.mean[0] == pytest.approx((20 + 15 * 0.08) / (total + 15))


def test_no_row_and_one_row_work() -> None:
    frame, _ = _account(4, words_matter=True, terms=1)
    assert fit_prior(frame, SETTINGS).mean.shape == (1,)
    assert fit_prior(frame.clear(), SETTINGS).mean.shape == (0,)


@pytest.mark.parametrize("strength", [10.0, 60.0, 300.0])
def test_the_strength_is_found_again(strength: float) -> None:
    rng = np.random.default_rng(7)
    mean = np.full(20_000, 0.08)
    rate = rng.beta(strength * mean, strength * (1 - mean))
    clicks = rng.poisson(20, mean.size).astype(float)
    orders = rng.binomial(clicks.astype(int), rate).astype(float)
    found = fit_strengths(mean, clicks, orders, 40, 1)
    center = np.exp(found.weights @ np.log(found.clicks))
    assert strength / 1.6 < center < strength * 1.6


@pytest.mark.parametrize(("own", "alike"), [(0.0, True), (0.5, False)])
def test_that_terms_are_all_alike_is_found(own: float, alike: bool) -> None:
    rng = np.random.default_rng(11)
    mean = np.full(3000, 0.1)
    rate = special.expit(special.logit(mean) + rng.normal(0, 1, mean.size) * own)
    clicks = np.floor(rng.pareto(1.1, mean.size) + 1).clip(1, 400)
    orders = rng.binomial(clicks.astype(int), rate).astype(float)
    found = mix(mean, mean, np.ones(mean.size), clicks, orders, SETTINGS).strengths
    assert (found.weights[-1] > 0.5) == alike
    assert (found.weights[found.clicks < 300].sum() > 0.95) != alike


def test_a_belief_in_one_strength_alone_is_heard_without_a_warning() -> None:
    rng = np.random.default_rng(13)
    mean, clicks = np.full(60, 0.1), rng.poisson(20, 60) + 1.0
    sure = SETTINGS.model_copy(update={"strength_spread": 1e-3})
    found = mix(
        mean, mean, np.ones(mean.size), clicks, rng.binomial(clicks.astype(int), mean) * 1.0, sure
    ).strengths
    likeliest = found.clicks[np.argmin(np.abs(np.log(found.clicks / sure.strength)))]
    assert found.clicks[found.weights[:-1].argmax()] == likeliest


def test_of_a_few_clicks_nobody_can_say_that_terms_are_alike() -> None:
    rng = np.random.default_rng(12)
    mean = np.full(150, 0.1)
    clicks = rng.poisson(3, mean.size) + 1.0
    prior = mix(
        mean, mean, np.ones(mean.size), clicks, rng.binomial(clicks.astype(int), mean) * 1.0, SETTINGS
    )
    assert prior.strengths.weights[-1] < 0.1
    assert 15 < prior.strength < 35


def test_the_strength_leaves_the_mean_of_all_variances() -> None:
    weights = np.zeros(19)
    weights[[0, 18]] = 0.5
    prior = mix(np.full(3, 0.1), np.full(3, 0.1), np.ones(3), np.ones(3), np.ones(3), SETTINGS)
    mixed = prior._replace(strengths=prior.strengths._replace(weights=weights))
    # Half the terms vary by 1 / 4 of what one click does, half hardly.
    assert mixed.strength == pytest.approx(7, rel=0.01)


def test_thin_data_leave_the_strength_open() -> None:
    found = fit_strengths(np.full(3, 0.1), np.full(3, 2.0), np.array([0.0, 1.0, 0.0]), 40, 1)
    assert found.weights.max() < 0.5


def test_the_worse_prediction_gets_no_weight() -> None:
    rng = np.random.default_rng(8)
    truth = special.expit(rng.normal(-2.5, 1, 4000))
    clicks = np.full(4000, 10.0)
    orders = rng.binomial(10, truth).astype(float)
    flat = np.full(4000, truth.mean())
    assert mix(flat, truth, np.ones(4000), clicks, orders, SETTINGS).text_weights[4] > 0.99
    assert mix(truth, flat, np.ones(4000), clicks, orders, SETTINGS).text_weights[0] > 0.99


def test_an_account_of_one_term_has_no_words_to_learn_from() -> None:
    one = pl.DataFrame(
        {"campaign": ["c"], "ad_group": ["g"], "targeting": ["pan"], "match_type": ["exact"], "search_term": ["steel pan"],
         "effective_clicks": [400.0], "orders": [40]}
    )  # fmt: skip
    assert 0 < fit_prior(one, SETTINGS).mean[0] < 1
