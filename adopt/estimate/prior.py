"""What a term's conversion rate is worth before its own clicks are looked at.

Two sources are mixed: the means of the term's ad group, campaign and account, and what its words say. How far the
words are believed, and how strong the prior is, is settled by how well each choice foretells held-out terms.
Empirical Bayes after Yuan et al. 2018 (arXiv 1809.02213); formulas: docs/decisions.md.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import sparse, special

from adopt.estimate.distinct import distinct_rows
from adopt.estimate.logistic import Line, fit_line
from adopt.estimate.marks import features
from adopt.settings import Estimate

_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
_STRENGTHS = np.geomspace(3, 3000, 19)
_EDGE = 1e-4
_SLOPE, _SLOPE_SPREAD = 0.55, 0.2
_NEWTON_STEPS = 12


class Strengths(NamedTuple):
    """How many clicks the prior is worth: candidates (clicks) and the probability of each; same length."""

    clicks: np.ndarray
    weights: np.ndarray


class Prior(NamedTuple):
    """Prior of each term's conversion rate: Beta(strength x mean, strength x (1 - mean)), averaged over strengths.

    ``mean`` has one entry per term; ``text_weights`` are the posterior probabilities of the mixing weights 0, .25,
    .5, .75 and 1 of the words.
    """

    mean: np.ndarray
    strengths: Strengths
    text_weights: np.ndarray

    @property
    def strength(self) -> float:
        """Clicks that the prior is worth, on average."""
        return float(self.strengths.clicks @ self.strengths.weights)


def fit_prior(terms: pl.DataFrame, settings: Estimate, brands: tuple[str, ...] = ()) -> Prior:
    """Fits the prior on terms with campaign, ad_group, match_type, search_term, effective_clicks and orders.

    With fewer orders than ``settings.min_orders`` in all, the words and the groups aren't used: every term has the
    account's rate, itself tied to the default rate.
    """
    clicks = terms["effective_clicks"].to_numpy()
    orders = terms["orders"].to_numpy().astype(float)
    if orders.sum() < settings.min_orders:
        rate = _rate(orders.sum(), clicks.sum(), settings.default_cvr, settings.default_strength)
        alone = Strengths(np.array([settings.default_strength]), np.ones(1))
        return Prior(np.full(clicks.size, rate), alone, np.eye(1, len(_WEIGHTS))[0])
    folds = _folds(terms["search_term"], settings.folds)
    plain = _group_means(terms, folds, settings)
    worded = _text_means(features(terms, brands), clicks, orders, folds, settings)
    return mix(plain, worded, clicks, orders, settings)


def mix(
    plain: np.ndarray, worded: np.ndarray, clicks: np.ndarray, orders: np.ndarray, settings: Estimate
) -> Prior:
    """Mixes two held-out predictions on the log-odds scale; weight and strength by marginal likelihood.

    logit m = logit plain + weight (logit worded - logit plain), averaged over the weights by their likelihood;
    m is at least ``settings.floor`` x plain.
    """
    low, high = special.logit(plain), special.logit(worded)
    means = [np.maximum(special.expit(low + w * (high - low)), settings.floor * plain) for w in _WEIGHTS]
    belief = _belief(settings)
    evidence = [special.logsumexp(_likelihoods(mean, clicks, orders) + belief) for mean in means]
    weights = special.softmax(evidence)
    mean = calibrated(np.einsum("w,wt->t", weights, np.array(means)), clicks, orders)
    return Prior(mean, fit_strengths(mean, clicks, orders, settings), weights)


def calibrated(mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray) -> np.ndarray:
    """Held-out predictions brought in line with what came: logit m' = shift + slope logit m, by likelihood.

    Mixing on the log-odds scale foretells a little too few orders, and a small account's words and groups promise too
    much of a difference; both would condemn good terms. The slope is tied to ``_SLOPE``, which is what accounts of
    100 orders have on average (standard deviation ``_SLOPE_SPREAD``); some hundreds of orders outweigh it.
    """
    odds = special.logit(np.clip(mean, _EDGE, 1 - _EDGE))
    middle = float(np.average(odds, weights=clicks + 1e-9))
    design = np.stack([np.ones(odds.size), odds - middle])
    tie = np.diag([0.0, _SLOPE_SPREAD**-2])
    start = np.array([middle, _SLOPE])
    line = start
    for _ in range(_NEWTON_STEPS):
        rate = special.expit(line @ design)
        slope = design @ (orders - clicks * rate) - tie @ (line - start)
        curve = (design * (clicks * rate * (1 - rate))) @ design.T + tie + 1e-9 * np.eye(2)
        line = line + np.clip(np.linalg.solve(curve, slope), -1, 1)
    return np.asarray(np.clip(special.expit(line @ design), _EDGE, 1 - _EDGE))


def fit_strengths(mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray, settings: Estimate) -> Strengths:
    """Strengths from 3 to 3,000 clicks with their probabilities, by beta-binomial marginal likelihood.

    All of them are kept, not only the best: in a small account the likelihood is flat, its peak falls anywhere, and
    a prior taken for stronger than it is condemns terms by their words alone.
    """
    return Strengths(_STRENGTHS, special.softmax(_likelihoods(mean, clicks, orders) + _belief(settings)))


def _belief(settings: Estimate) -> np.ndarray:
    """Log density of the strengths before any data: normal on the log scale."""
    return np.asarray(-0.5 * (np.log(_STRENGTHS / settings.strength) / settings.strength_spread) ** 2)


def _likelihoods(mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray) -> np.ndarray:
    """Log marginal likelihood at each strength, up to a constant, on the table of distinct (clicks, orders, mean)."""
    mean, clicks, orders, count = _table(mean, clicks, orders)
    levels, level = np.unique(mean, return_inverse=True)
    values = []
    for strength in _STRENGTHS:
        a, b = strength * mean, strength * (1 - mean)
        before = special.betaln(strength * levels, strength * (1 - levels))[level]
        values.append(count @ (special.betaln(a + orders, b + clicks - orders) - before))
    return np.array(values)


def _table(
    mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Distinct (mean, clicks, orders) and how often each occurs; log-odds to .05 and clicks to 1 %."""
    # A term without clicks says nothing of the strength.
    some = clicks > 0
    odds = np.round(special.logit(np.clip(mean[some], _EDGE, 1 - _EDGE)) / 0.05)
    size = np.round(np.log(clicks[some]) / 0.01)
    keys, count = distinct_rows(odds, size, orders[some])
    trials = np.maximum(np.exp(keys[1] * 0.01), keys[2])
    return special.expit(keys[0] * 0.05), trials, keys[2], count.astype(float)


def _rate(orders: float, clicks: float, parent: float, tie: float) -> float:
    return float((orders + tie * parent) / (max(clicks, orders) + tie))


def _folds(terms: pl.Series, folds: int) -> np.ndarray:
    """A fold for each term, the same for the same words wherever they occur, so that none foretells itself."""
    order = terms.rank("dense").to_numpy()
    shuffled = np.random.default_rng(0).permutation(int(order.max()) + 1)
    return np.asarray(shuffled[order] % folds)


def _group_means(terms: pl.DataFrame, folds: np.ndarray, settings: Estimate) -> np.ndarray:
    """Rates along account, campaign and ad group, each tied to the one above, from the other folds' terms only."""
    clicks = terms["effective_clicks"].to_numpy()
    orders = terms["orders"].to_numpy().astype(float)
    campaign = terms["campaign"].rank("dense").to_numpy() - 1
    group = terms.select(pl.struct("campaign", "ad_group").rank("dense")).to_series().to_numpy() - 1
    mean = np.empty(clicks.size)
    for fold in range(settings.folds):
        here, rest = folds == fold, folds != fold
        rate = np.array(
            _rate(orders[rest].sum(), clicks[rest].sum(), settings.default_cvr, settings.default_strength)
        )
        for level in (campaign, group):
            size = int(level.max()) + 1
            k = np.bincount(level[rest], orders[rest], size)[level]
            n = np.bincount(level[rest], clicks[rest], size)[level]
            rate = (k + settings.level_clicks * rate) / (n + settings.level_clicks)
        mean[here] = np.broadcast_to(rate, clicks.shape)[here]
    return np.clip(mean, _EDGE, 1 - _EDGE)


def _text_means(
    matrix: sparse.csr_matrix, clicks: np.ndarray, orders: np.ndarray, folds: np.ndarray, settings: Estimate
) -> np.ndarray:
    """Rates foretold by a penalised logistic regression on the words, each fold by the others."""
    mean = np.empty(clicks.size)
    for fold in range(settings.folds):
        here = folds == fold
        line = _line(matrix[~here], clicks[~here], orders[~here], settings.text_c)
        mean[here] = line.rates(matrix[here])
    return np.clip(mean, _EDGE, 1 - _EDGE)


def _line(seen: sparse.csr_matrix, clicks: np.ndarray, orders: np.ndarray, text_c: float) -> Line:
    misses = np.maximum(clicks - orders, 0)
    if not orders.any() or not misses.any() or not seen.shape[1]:
        rate = _rate(orders.sum(), clicks.sum(), 0.5, 1)
        return Line(np.zeros(seen.shape[1]), float(special.logit(rate)))
    return fit_line(seen, orders, misses, text_c)
