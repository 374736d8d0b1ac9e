"""How terms' own rates scatter around what is foretold of them: three families of shapes, each as far as the account bears it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from scipy import special

from adopt.estimate.above import chance_above
from adopt.estimate.groups import EDGE
from adopt.estimate.threads import at_once

_HOPELESS = 0.03
"""What a hopeless term sells, as a share of what is foretold of it."""
_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
_SPREADS = (0.15, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 1.5)
_USUAL_SPREAD, _SPREAD_DOUBT = 0.7, 0.4
"""Of the normals' spread before any data; log-normal itself."""
_TILTS = (0.0, 0.2, 0.4, 0.6, 0.8)

_STEP, _FINE = 0.2, 0.3
"""A normal's log odds stand so many of its spreads apart, or so many standard deviations of what is known, where that is closer."""
_STEPS = np.arange(-20, 21)
_NEWTON_STEPS = 8

_THREE_POINTS = ((-np.sqrt(3), 1 / 6), (0.0, 2 / 3), (np.sqrt(3), 1 / 6))
_NO_DOUBT = 0.01

_LEAST = 1e-3
"""Shapes that are less likely than this are left out: together they would change no probability that is shown."""


_Levels = tuple[tuple[float, np.ndarray], ...]


class Shape(NamedTuple):
    """One way to scatter around a foretold rate m, which is the mean of all of them.

    Either Beta(clicks x m, clicks x (1 - m)), or log odds that are normal with standard deviation ``spread`` (and clicks
    0). A share ``hopeless`` of all terms sells `_HOPELESS` x m instead, and the others the more.
    """

    hopeless: float
    clicks: float
    spread: float

    def others(self) -> float:
        """Mean of those that aren't hopeless, as a multiple of m."""
        return (1 - _HOPELESS * self.hopeless) / (1 - self.hopeless)


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


class Told(NamedTuple):
    """Of each row: the rate's mean and mean square, and P(rate > what is needed)."""

    mean: np.ndarray
    square: np.ndarray
    above: np.ndarray


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
    mean, doubts, clicks, orders, counts = rows
    more = doubts**tilt
    return np.array(at_once(lambda shape: counts @ _likelihood(shape, more, mean, clicks, orders), shapes))


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
    levels, more = _levels(needed, level_doubt), doubts**scatter.tilt
    for shape, weight in zip(scatter.shapes, scatter.weights, strict=True):
        for chance, told in _parts(shape, more, mean, clicks, orders, levels):
            total += weight * chance * np.stack(told)
    mean_rate, square, above = total
    return Told(mean_rate, square, np.clip(above, 0, 1))  # weights add up to 1 but for their last bit


def _levels(needed: np.ndarray, doubt: float) -> _Levels:
    """What may be needed, with the probability of each: three points of a log-normal (Gauss and Hermite)."""
    if doubt < _NO_DOUBT:
        return ((1.0, needed),)
    # A rate of 1 is said where an order is worth nothing: that is no estimate.
    return tuple(
        (chance, np.where(needed < 1, needed * np.exp(at * doubt), needed)) for at, chance in _THREE_POINTS
    )


def _parts(
    shape: Shape, more: np.ndarray, mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray, needed: _Levels
) -> Iterator[tuple[np.ndarray | float, Told]]:
    """What is told of a term that isn't hopeless, and of one that is, each with the chance that it is one.

    Variances are ``more`` times the shape's.
    """
    others = np.minimum(shape.others() * mean, 1 - EDGE)
    if shape.clicks:
        told = _beta(shape.clicks / more, others, clicks, orders, needed)
    else:
        told = _normal(shape.spread * np.sqrt(more), others, clicks, orders, needed)
    if not shape.hopeless:
        yield 1.0, told
        return
    low = _HOPELESS * mean
    odds = np.log(shape.hopeless) + _binomial(low, clicks, orders)
    odds -= np.log1p(-shape.hopeless) + _plain(shape, more, others, clicks, orders)
    chance = special.expit(odds)
    yield 1 - chance, told
    above = sum(weight * (low > level) for weight, level in needed)
    yield chance, Told(low, low**2, np.asarray(above))


def _beta(
    before: np.ndarray, mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray, needed: _Levels
) -> Told:
    size = before + clicks
    a = before * mean + orders
    rate = a / size
    above = sum(chance * chance_above(a, size - a, level) for chance, level in needed)
    return Told(rate, rate * (a + 1) / (size + 1), np.asarray(above))


def _normal(
    spread: np.ndarray, mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray, needed: _Levels
) -> Told:
    odds, width, density = _seen_normal(spread, mean, clicks, orders)
    weights, rates = special.softmax(density, axis=0), special.expit(odds)
    # Within its step each rate stands for all between the neighbouring middles.
    over = sum(
        chance * np.clip(0.5 - (special.logit(np.minimum(level, 1)) - odds) / width, 0, 1)
        for chance, level in needed
    )
    return Told(*(np.einsum("sr,sr->r", weights, part) for part in (rates, rates**2, np.asarray(over))))


def _seen_normal(
    spread: np.ndarray, mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Log odds around the likeliest (a row per step, a column per term), the width of a step, and the log density of each and the orders.

    The middle of the log odds leaves the mean rate what is foretold, within half a percent for spreads up to 1 (by
    numerical search).
    """
    square = spread**2
    middle = special.logit(mean) - square / 2 * (1 - 2 * mean) / (1 + square * mean * (1 - mean))
    # A gamma distribution of about the same rates is near enough for Newton.
    top = special.logit(np.minimum((1 / square + orders) / (1 / square / mean + clicks), 1 - EDGE))
    for _ in range(_NEWTON_STEPS):
        rate = special.expit(top)
        curve = clicks * rate * (1 - rate) + 1 / square
        top += (orders - clicks * rate - (top - middle) / square) / curve
    width = np.minimum(_STEP * spread, _FINE / np.sqrt(curve))
    odds = top + _STEPS[:, None] * width
    density = orders * odds + clicks * special.log_expit(-odds) - (odds - middle) ** 2 / (2 * square)
    return odds, width, density


def _likelihood(
    shape: Shape, more: np.ndarray, mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray
) -> np.ndarray:
    """Log-likelihood of the orders of each row, up to what all shapes share."""
    others = np.minimum(shape.others() * mean, 1 - EDGE)
    plain = _plain(shape, more, others, clicks, orders)
    if not shape.hopeless:
        return plain
    low = _binomial(_HOPELESS * mean, clicks, orders)
    return np.asarray(np.logaddexp(np.log(shape.hopeless) + low, np.log1p(-shape.hopeless) + plain))


def _plain(
    shape: Shape, more: np.ndarray, mean: np.ndarray, clicks: np.ndarray, orders: np.ndarray
) -> np.ndarray:
    if shape.clicks:
        before = shape.clicks / more
        a, b = before * mean, before * (1 - mean)
        return np.asarray(special.betaln(a + orders, b + clicks - orders) - special.betaln(a, b))
    spread = shape.spread * np.sqrt(more)
    _, width, density = _seen_normal(spread, mean, clicks, orders)
    whole = np.log(width / (spread * np.sqrt(2 * np.pi)))
    return np.asarray(special.logsumexp(density, axis=0) + whole)


def _binomial(rate: np.ndarray, clicks: np.ndarray, orders: np.ndarray) -> np.ndarray:
    return np.asarray(orders * np.log(rate) + (clicks - orders) * np.log1p(-rate))
