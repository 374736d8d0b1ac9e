"""One way that terms' own rates scatter around what is foretold of them: how likely it makes orders, and what it says after them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import special

from adopt.estimate.above import chance_above
from adopt.estimate.groups import EDGE

_HOPELESS = 0.03
"""What a hopeless term sells, as a share of what is foretold of it."""

_STEP, _FINE = 0.2, 0.3
"""A normal's log odds stand so many of its spreads apart, or so many standard deviations of what is known, where that is closer."""
_STEPS = np.arange(-20, 21)
_NEWTON_STEPS = 8

Levels = tuple[tuple[float, np.ndarray], ...]
"""What may be needed, a rate for each term, with the probability of each."""


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


class Seen(NamedTuple):
    """Terms, one entry each: rate foretold, how many times a shape's variance theirs is, clicks and orders (not more).

    Clicks need not be whole.
    """

    mean: np.ndarray
    more: np.ndarray
    clicks: np.ndarray
    orders: np.ndarray


class Told(NamedTuple):
    """Of each term: the rate's mean and mean square, and P(rate > what is needed)."""

    mean: np.ndarray
    square: np.ndarray
    above: np.ndarray


def likelihood(shape: Shape, seen: Seen) -> np.ndarray:
    """Log-likelihood of the orders of each term, up to what all shapes share."""
    plain = _plain(shape, _others(shape, seen))
    if not shape.hopeless:
        return plain
    low = _binomial(_HOPELESS * seen.mean, seen)
    return np.asarray(np.logaddexp(np.log(shape.hopeless) + low, np.log1p(-shape.hopeless) + plain))


def kinds_after(shape: Shape, seen: Seen, needed: Levels) -> Iterator[tuple[np.ndarray | float, Told]]:
    """What is told of a term that isn't hopeless, and of one that is, each with the chance that it is one."""
    others = _others(shape, seen)
    told = _beta(shape, others, needed) if shape.clicks else _normal(shape, others, needed)
    if not shape.hopeless:
        yield 1.0, told
        return
    low = _HOPELESS * seen.mean
    odds = np.log(shape.hopeless) + _binomial(low, seen)
    odds -= np.log1p(-shape.hopeless) + _plain(shape, others)
    chance = special.expit(odds)
    yield 1 - chance, told
    above = sum(weight * (low > level) for weight, level in needed)
    yield chance, Told(low, low**2, np.asarray(above))


def _others(shape: Shape, seen: Seen) -> Seen:
    """The same terms, were none of them hopeless."""
    return seen._replace(mean=np.minimum(shape.others() * seen.mean, 1 - EDGE))


def _beta(shape: Shape, seen: Seen, needed: Levels) -> Told:
    before = shape.clicks / seen.more
    size = before + seen.clicks
    a = before * seen.mean + seen.orders
    rate = a / size
    above = sum(chance * chance_above(a, size - a, level) for chance, level in needed)
    return Told(rate, rate * (a + 1) / (size + 1), np.asarray(above))


def _normal(shape: Shape, seen: Seen, needed: Levels) -> Told:
    odds, width, density = _seen_normal(_spread(shape, seen), seen)
    weights, rates = special.softmax(density, axis=0), special.expit(odds)
    # Within its step each rate stands for all between the neighbouring middles.
    over = sum(
        chance * np.clip(0.5 - (special.logit(np.minimum(level, 1)) - odds) / width, 0, 1)
        for chance, level in needed
    )
    return Told(*(np.einsum("sr,sr->r", weights, part) for part in (rates, rates**2, np.asarray(over))))


def _spread(shape: Shape, seen: Seen) -> np.ndarray:
    return np.asarray(shape.spread * np.sqrt(seen.more))


def _seen_normal(spread: np.ndarray, seen: Seen) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Log odds around the likeliest (a row per step, a column per term), the width of a step, and the log density of each and the orders.

    The middle of the log odds leaves the mean rate what is foretold, within half a percent for spreads up to 1 (by
    numerical search).
    """
    mean, _, clicks, orders = seen
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


def _plain(shape: Shape, seen: Seen) -> np.ndarray:
    """As `likelihood`, of terms none of which is hopeless."""
    mean, more, clicks, orders = seen
    if shape.clicks:
        before = shape.clicks / more
        a, b = before * mean, before * (1 - mean)
        return np.asarray(special.betaln(a + orders, b + clicks - orders) - special.betaln(a, b))
    spread = _spread(shape, seen)
    _, width, density = _seen_normal(spread, seen)
    whole = np.log(width / (spread * np.sqrt(2 * np.pi)))
    return np.asarray(special.logsumexp(density, axis=0) + whole)


def _binomial(rate: np.ndarray, seen: Seen) -> np.ndarray:
    return np.asarray(seen.orders * np.log(rate) + (seen.clicks - seen.orders) * np.log1p(-rate))
