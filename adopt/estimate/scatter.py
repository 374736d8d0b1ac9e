"""How terms' own rates scatter around what is foretold of them: three families of shapes, each as far as the account bears it out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import special

from adopt.estimate.shape import Levels, Seen, Shape, Told, kinds_after, likelihood
from adopt.estimate.threads import at_once

_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
_SPREADS = (0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.5)
_USUAL_SPREAD, _SPREAD_DOUBT = 0.7, 0.4
"""Of the normals' spread before any data; log-normal itself."""
_TILTS = (0.0, 0.2, 0.4, 0.6, 0.8)

_THREE_POINTS = ((-np.sqrt(3), 1 / 6), (0.0, 2 / 3), (np.sqrt(3), 1 / 6))
_NO_DOUBT = 0.01

_LEAST = 1e-3
"""Shapes that are less likely than this are left out: together they would change no probability that is shown."""


class Scatter(NamedTuple):
    """Shapes, and the probability of each; same length.

    The rate of a term whose words are known d times as little as on average has d^``tilt`` times the variance.
    """

    shapes: tuple[Shape, ...]
    weights: np.ndarray
    tilt: float = 0.0


class Rows(NamedTuple):
    """Distinct terms: rate foretold, how little is known of their words (1 on average), clicks and orders (not more), and how many.

    One entry each; clicks need not be whole.
    """

    mean: np.ndarray
    doubts: np.ndarray
    clicks: np.ndarray
    orders: np.ndarray
    counts: np.ndarray


def betas(clicks: np.ndarray, weights: np.ndarray) -> Scatter:
    """Beta distributions alone, each as strong as so many clicks."""
    return Scatter(tuple(Shape(0.0, float(size), 0.0) for size in clicks), weights)


def fit_scatter(rows: Rows, plain: Scatter) -> Scatter:
    """Every shape's probability by how likely it makes the orders that came; the three families are as likely before.

    Args:
        rows: of the account.
        plain: betas, with their probabilities before any data; those among hopeless terms have them too, of each share of
            these, all shares being as likely.
    """
    tilt = _fitted_tilt(rows, plain)
    families = (plain, _normals(), _with_hopeless(plain))
    shapes = [shape for family in families for shape in family.shapes]
    before = _logs(np.concatenate([family.weights for family in families]))
    weights = special.softmax(_likelihoods(shapes, tilt, rows) + before)
    kept = np.flatnonzero(weights >= _LEAST * weights.max())
    return Scatter(tuple(shapes[at] for at in kept), weights[kept] / weights[kept].sum(), tilt)


def _fitted_tilt(rows: Rows, plain: Scatter) -> float:
    """The mean of all by how likely each makes the orders that came, where rates scatter as betas."""
    few = _every_second(plain)
    before = _logs(few.weights)
    likely = [special.logsumexp(_likelihoods(few.shapes, tilt, rows) + before) for tilt in _TILTS]
    return float(special.softmax(likely) @ np.array(_TILTS))


def _logs(weights: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):  # a strength that can't be has a weight of 0
        return np.asarray(np.log(weights))


def _likelihoods(shapes: Sequence[Shape], tilt: float, rows: Rows) -> np.ndarray:
    """Log-likelihood of each shape, up to what all share."""
    seen = Seen(rows.mean, rows.doubts**tilt, rows.clicks, rows.orders)
    return np.array(at_once(lambda shape: rows.counts @ likelihood(shape, seen), shapes))


def _normals() -> Scatter:
    belief = special.softmax(-0.5 * (np.log(np.array(_SPREADS) / _USUAL_SPREAD) / _SPREAD_DOUBT) ** 2)
    return Scatter(tuple(Shape(0.0, 0.0, spread) for spread in _SPREADS), belief)


def _with_hopeless(plain: Scatter) -> Scatter:
    few = _every_second(plain)
    shapes = tuple(Shape(share, shape.clicks, 0.0) for share in _SHARES for shape in few.shapes)
    belief = np.tile(few.weights, len(_SHARES))
    return Scatter(shapes, belief / belief.sum())


def _every_second(plain: Scatter) -> Scatter:
    """Every second strength does, as what is told by them hardly hangs on it; all, where one alone can be and isn't among these."""
    some = slice(None, None, 2) if plain.weights[::2].any() else slice(None)
    return Scatter(plain.shapes[some], plain.weights[some])


def after(
    scatter: Scatter,
    mean: np.ndarray,
    clicks: np.ndarray,
    orders: np.ndarray,
    needed: np.ndarray,
    doubts: np.ndarray,
    level_doubt: float = 0.0,
) -> Told:
    """The rate after so many clicks and orders.

    Args:
        scatter: of rates before them.
        mean: foretold.
        clicks, orders: seen, clicks not below orders.
        needed: rate to be exceeded.
        doubts: how little is known of each term's words, 1 on average.
        level_doubt: standard deviation of the log of what is needed.
    """
    total = np.zeros((len(Told._fields), mean.size))
    levels, seen = _levels(needed, level_doubt), Seen(mean, doubts**scatter.tilt, clicks, orders)
    for shape, weight in zip(scatter.shapes, scatter.weights, strict=True):
        for chance, told in kinds_after(shape, seen, levels):
            total += weight * chance * np.stack(told)
    mean_rate, square, above = total
    return Told(mean_rate, square, np.clip(above, 0, 1))  # weights add up to 1 but for their last bit


def _levels(needed: np.ndarray, doubt: float) -> Levels:
    """What may be needed, with the probability of each: three points of a log-normal (Gauss and Hermite)."""
    if doubt < _NO_DOUBT:
        return ((1.0, needed),)
    # A rate of 1 is said where an order is worth nothing: that is no estimate.
    return tuple(
        (chance, np.where(needed < 1, needed * np.exp(at * doubt), needed)) for at, chance in _THREE_POINTS
    )
