"""What a term's conversion rate is worth before its own clicks are looked at.

Two sources are mixed: the means of the term's ad group, campaign and account, and what its words say. How far the
words are believed, and how strong the prior is, is settled by how well each choice foretells held-out terms.
Empirical Bayes after Yuan et al. 2018 (arXiv 1809.02213); formulas: docs/decisions.md.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl
from scipy import special

from adopt.estimate.calibration import Calibration, calibrate
from adopt.estimate.distinct import distinct_rows
from adopt.estimate.groups import folds_of, group_means, log_odds, term_folds, tied_rate
from adopt.estimate.scatter import Rows, Scatter, betas, fit_scatter
from adopt.estimate.text_lines import TextLines, fit_text
from adopt.estimate.threads import at_once
from adopt.settings import Estimate

_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
_STRENGTHS = np.geomspace(3, 3000, 19)
_ALIKE = 0.01
"""Probability, before any data, that terms sell what is foretold of them and no more or less. What is usual alone would leave e^-25."""
_LEAST_DOUBT, _MOST_DOUBT = 0.05, 3.0
_ODDS_STEP, _DOUBT_STEP, _SIZE_STEP = 0.1, 0.5, 0.03
"""Of tables: log-odds, and logs of doubts and of clicks."""


class Strengths(NamedTuple):
    """How many clicks the prior is worth: candidates (clicks) and the probability of each; same length."""

    clicks: np.ndarray
    weights: np.ndarray


class Prior(NamedTuple):
    """Prior of each term's conversion rate: around ``mean``, as ``scatter`` says.

    ``mean`` has one entry per term, and so have ``doubts``: how little is known of its words, 1 on average; ``strengths`` are what the prior is worth if it is a beta distribution; ``text_weights`` are the posterior probabilities of the mixing weights 0, .25,
    .5, .75 and 1 of the words, and where pages are known of .25 to 1 of the words with those of pages. ``text``, ``paged``
    (the latter words) and ``calibration`` are what was fitted; None where too few orders let nothing be. ``usual_doubt`` is the
    variance of the words' log-odds that counts as 1.
    """

    mean: np.ndarray
    doubts: np.ndarray
    strengths: Strengths
    scatter: Scatter
    text_weights: np.ndarray
    calibration: Calibration | None = None
    text: TextLines | None = None
    paged: TextLines | None = None
    usual_doubt: float = 1.0

    @property
    def strength(self) -> float:
        """Clicks that the prior is worth: a rate varies by them as much as on average, which is 1 / (clicks + 1) of what one click does."""
        return float(1 / (self.strengths.weights @ (1 / (self.strengths.clicks + 1))) - 1)


def fit_prior(
    terms: pl.DataFrame,
    settings: Estimate,
    brands: tuple[str, ...] = (),
    products: pl.DataFrame | None = None,
) -> Prior:
    """Fits the prior on terms with campaign, ad_group, targeting, match_type, search_term, effective_clicks and orders.

    ``products`` are what the pages of ASINs among the terms show (`adopt.schema.ProductPage`), where a report tells. They
    count as far as they foretell better than the words without them: the pages of a junk list would mislead typed terms.

    With fewer orders than ``settings.min_orders`` in all, the words and the groups aren't used: every term has the
    account's rate, itself tied to the default rate.
    """
    clicks = terms["effective_clicks"].to_numpy()
    orders = terms["orders"].to_numpy().astype(float)
    if orders.sum() < settings.min_orders:
        rate = tied_rate(orders.sum(), clicks.sum(), settings.default_cvr, settings.default_strength)
        alone = Strengths(np.array([settings.default_strength]), np.ones(1))
        same = np.ones(clicks.size)
        return Prior(rate * same, same, alone, betas(*alone), np.eye(1, len(_WEIGHTS))[0])
    known = term_folds(terms["search_term"], settings.folds)
    plain = group_means(terms, folds_of(terms["search_term"], known), settings)
    text, worded = fit_text(terms, known, settings, brands)
    paged, told = None, [worded]
    if products is not None:
        paged, shown = fit_text(terms, known, settings, brands, products)
        told.append(shown)
    usual = float(np.average(told[-1].doubts, weights=clicks))
    doubts = _relative(told[-1].doubts, usual)
    prior = mix(plain, np.stack([one.rates for one in told]), doubts, clicks, orders, settings)
    return prior._replace(text=text, paged=paged, usual_doubt=usual)


def kept_prior(
    terms: pl.DataFrame,
    kept: Prior,
    settings: Estimate,
    brands: tuple[str, ...] = (),
    products: pl.DataFrame | None = None,
) -> Prior:
    """The prior of today's terms by what was fitted before: groups are counted anew, all else is taken from ``kept``.

    A term that the fit saw is foretold by the line that didn't see it, as on the day of the fit. On the rows of that day
    it is the same to the last bit.

    Args:
        terms, settings, brands, products: as in `fit_prior`.
        kept: as `fit_prior` gave it, with text and calibration. Pages are looked at where it was fitted with such.
    """
    assert kept.text is not None
    assert kept.calibration is not None
    known = term_folds(terms["search_term"], settings.folds)
    plain = group_means(terms, folds_of(terms["search_term"], known), settings)
    told = [kept.text.foretold(terms, brands)]
    if kept.paged is not None:
        told.append(kept.paged.foretold(terms, brands, products))
    doubts = _relative(told[-1].doubts, kept.usual_doubt)
    means = _mixtures(plain, np.stack([one.rates for one in told]), settings)
    mixed = np.einsum("w,wt->t", kept.text_weights, means)
    return kept._replace(mean=kept.calibration.of(mixed, doubts), doubts=doubts)


def _relative(doubts: np.ndarray, usual: float) -> np.ndarray:
    """How little is known of each term's words, against what is usual; within bounds."""
    return np.clip(doubts / usual, _LEAST_DOUBT, _MOST_DOUBT)


def mix(
    plain: np.ndarray,
    worded: np.ndarray,
    doubts: np.ndarray,
    clicks: np.ndarray,
    orders: np.ndarray,
    settings: Estimate,
) -> Prior:
    """Mixes held-out predictions on the log-odds scale; weight and strength by marginal likelihood.

    logit m = logit plain + weight (logit worded - logit plain), averaged over the weights by their likelihood;
    m is at least ``settings.floor`` x plain. ``worded`` may have several rows, one per prediction: each has its weights.
    ``doubts`` are how little is known of each term's words, 1 on average.
    """
    means = _mixtures(plain, worded, settings)
    belief = _belief_in_terms(settings)
    evidence = np.array(at_once(lambda mean: _likelihoods(mean, clicks, orders) + belief, means))
    both = special.softmax(evidence)
    weights = both.sum(axis=1)
    mixed = np.einsum("w,wt->t", weights, means)
    strength = float(np.exp(both.sum(axis=0) @ np.log(_STRENGTHS)))
    calibration = calibrate(mixed, doubts, clicks, orders, strength)
    mean = calibration.of(mixed, doubts)
    strengths = Strengths(_STRENGTHS, special.softmax(_likelihoods(mean, clicks, orders) + belief))
    scatter = fit_scatter(_table(mean, doubts, clicks, orders), betas(_STRENGTHS, special.softmax(belief)))
    return Prior(mean, doubts, strengths, scatter, weights, calibration)


def _mixtures(plain: np.ndarray, worded: np.ndarray, settings: Estimate) -> np.ndarray:
    """One row of means per mixing weight of each row of ``worded``; weight 0 is the same for all and there once."""
    low, highs = special.logit(plain), special.logit(np.atleast_2d(worded))
    steps = [(w, high) for number, high in enumerate(highs) for w in _WEIGHTS[min(number, 1) :]]
    return np.array(
        [np.maximum(special.expit(low + w * (high - low)), settings.floor * plain) for w, high in steps]
    )


def fit_strengths(
    mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray, middle: float, spread: float
) -> Strengths:
    """Strengths from 3 to 3,000 clicks with their probabilities, by beta-binomial marginal likelihood.

    All of them are kept, not only the best: in a small account the likelihood is flat, its peak falls anywhere, and
    a prior taken for stronger than it is condemns terms by their words alone.

    Args:
        mean, clicks, orders: of each row.
        middle, spread: what is believed before any data: clicks, and the standard deviation of their log.
    """
    return Strengths(
        _STRENGTHS, special.softmax(_likelihoods(mean, clicks, orders) + _belief(middle, spread))
    )


def _belief(middle: float, spread: float) -> np.ndarray:
    """Log density of the strengths before any data: normal on the log scale."""
    return np.asarray(-0.5 * (np.log(_STRENGTHS / middle) / spread) ** 2)


def _belief_in_terms(settings: Estimate) -> np.ndarray:
    """The same of terms' strengths, where they may be all alike: orders dealt out by chance, or a product that sells by any word."""
    usual = special.softmax(_belief(settings.strength, settings.strength_spread))
    alike = np.arange(usual.size) == usual.size - 1
    # So little is believed of strengths far from a narrow belief that it is 0.
    with np.errstate(divide="ignore"):
        return np.asarray(np.log((1 - _ALIKE) * usual + _ALIKE * alike))


def _likelihoods(mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray) -> np.ndarray:
    """Log marginal likelihood at each strength, up to a constant, on the table of distinct (clicks, orders, mean)."""
    mean, _, clicks, orders, counts = _table(mean, np.ones(mean.size), clicks, orders)
    levels, level = np.unique(mean, return_inverse=True)
    values = []
    for strength in _STRENGTHS:
        a, b = strength * mean, strength * (1 - mean)
        before = special.betaln(strength * levels, strength * (1 - levels))[level]
        values.append(counts @ (special.betaln(a + orders, b + clicks - orders) - before))
    return np.array(values)


def _table(mean: np.ndarray, doubts: np.ndarray, clicks: np.ndarray, orders: np.ndarray) -> Rows:
    """The distinct rows, each number rounded to a step far below what it would take to change a likelihood."""
    # A term without clicks says nothing of the strength.
    some = clicks > 0
    odds = np.round(log_odds(mean[some]) / _ODDS_STEP)
    doubt = np.round(np.log(doubts[some]) / _DOUBT_STEP)
    size = np.round(np.log(clicks[some]) / _SIZE_STEP)
    keys, count = distinct_rows(odds, doubt, size, orders[some])
    trials = np.maximum(np.exp(keys[2] * _SIZE_STEP), keys[3])
    mean, doubts = special.expit(keys[0] * _ODDS_STEP), np.exp(keys[1] * _DOUBT_STEP)
    return Rows(mean, doubts, trials, keys[3], count.astype(float))
