"""Penalised logistic regression on counts: how many of a term's clicks became orders, by its marks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import NamedTuple

import numpy as np
from scipy import sparse, special

from adopt.estimate.threads import Turn

_FAR = 0.25
"""Log-odds from which on a mark's penalty grows linearly."""
_STEPS = 1000
_SLOPE = 1e-4
_NEAR = 0.1
_FLAT = 64 * float(np.finfo(float).eps)


class Foretold(NamedTuple):
    """Of each term: its rate, and the variance of its log-odds as far as its words are little known."""

    rates: np.ndarray
    doubts: np.ndarray


class Line(NamedTuple):
    """Log-odds of an order: ``start`` plus the coefficients of a term's marks.

    ``doubts`` are how well each coefficient is known: its variance, were all others known.
    """

    marks: np.ndarray
    start: float
    doubts: np.ndarray

    def foretold(self, matrix: sparse.csr_matrix) -> Foretold:
        """What is foretold of terms, one row of marks each."""
        return Foretold(self.rates(matrix), np.asarray(matrix @ self.doubts))

    def rates(self, matrix: sparse.csr_matrix) -> np.ndarray:
        """Conversion rates of terms, one row of marks each."""
        return np.asarray(special.expit(matrix @ self.marks + self.start))


def fit_line(
    matrix: sparse.csr_matrix,
    orders: np.ndarray,
    misses: np.ndarray,
    text_c: float,
    turn: Turn = nullcontext(),  # noqa: B008 (it keeps nothing)
) -> Line:
    """The line of greatest likelihood under a penalty on the marks, not on ``start``.

    Few words change much what a term sells, and those that do change it a lot. A penalty on squares takes the most from
    these; here it grows with the square of a mark only near 0 and linearly beyond, which keeps a single best line
    (pseudo-Huber: Charbonnier et al. 1997, Deterministic edge-preserving regularization in computed imaging). Minimised is
    -log likelihood / clicks + sum of d^2 (sqrt(1 + (mark / d)^2) - 1) / (C clicks), d = ``_FAR``, by L-BFGS from the mean
    rate; each term enters once, with its counts (Liu and Nocedal 1989).

    Each coefficient is counted in what its curvature there makes one unit (a diagonal preconditioner: Nocedal and Wright
    2006, section 5.1), and no slope is steeper than 1e-4 in the end, nor, of many clicks, than leaves a coefficient a
    tenth of its own uncertainty away from its best. Without units a word with a millionth of the clicks has a millionth
    of the slope, and is never learned in an account of a million.

    The variance of a coefficient is one over the curvature of what is minimised (Laplace), in clicks: C of a mark near 0 that no
    click tells of.

    Rows of terms that say nothing are left out of a copy of the matrix: they would be read twice at each of some dozens of
    steps.

    Args:
        matrix: marks of terms, one row each: 1 where a term has one.
        orders, misses: of each term; clicks that became an order, and that did not. Terms with neither say nothing. Some of
            both are needed.
        text_c: C.
        turn: which each step waits for (`adopt.estimate.threads.in_turns`).
    """
    from scipy.optimize import minimize  # a part of a second that --help needn't pay

    matrix, orders, misses = _telling(matrix, orders, misses)
    clicks, across = orders + misses, matrix.T
    total, penalty = clicks.sum(), 1 / (text_c * clicks.sum())
    rate = orders.sum() / total
    unit = _units(across @ clicks / total, rate, penalty)
    options = {"maxiter": _STEPS, "maxls": 50, "gtol": min(_SLOPE, _NEAR / total**0.5), "ftol": _FLAT}
    start = np.append(np.zeros(matrix.shape[1]), special.logit(rate) / unit[-1])
    loss = _loss(matrix, orders, clicks, unit, penalty, turn)
    found = minimize(loss, start, method="L-BFGS-B", jac=True, options=options).x * unit
    marks = found[:-1]
    rates = special.expit(matrix @ marks + found[-1])
    seen = across @ (clicks * rates * (1 - rates))
    return Line(marks, float(found[-1]), 1 / (seen + (1 + (marks / _FAR) ** 2) ** -1.5 / text_c))


def _telling(
    matrix: sparse.csr_matrix, orders: np.ndarray, misses: np.ndarray
) -> tuple[sparse.csr_matrix, np.ndarray, np.ndarray]:
    """Without the terms that say nothing."""
    some = np.flatnonzero((orders > 0) | (misses > 0))
    if some.size == orders.size:
        return matrix, orders, misses
    ones, matrix = matrix.data, matrix[some]
    # Two thirds of the copy would be ones, which are there already.
    matrix.data = ones[: matrix.nnz]
    return matrix, orders[some], misses[some]


def _units(share: np.ndarray, rate: float, penalty: float) -> np.ndarray:
    """What each coefficient is counted in: one over the root of its curvature at the mean rate, ``start`` last.

    Args:
        share: of all clicks, by mark.
        rate: mean of all terms.
        penalty: curvature of a mark's penalty.
    """
    curvature = np.append(share, 1.0) * rate * (1 - rate)
    curvature[:-1] += penalty
    return np.asarray(1 / np.sqrt(curvature))


def _loss(
    matrix: sparse.csr_matrix,
    orders: np.ndarray,
    clicks: np.ndarray,
    unit: np.ndarray,
    penalty: float,
    turn: Turn,
) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
    """What is minimised, as a function of coefficients in their units: its value, and its slope in each."""
    across, total = matrix.T, clicks.sum()
    # Used by each step again: new ones for each would be a tenth of its time.
    gained, silent, small = (np.empty_like(clicks) for _ in range(3))

    def loss(units: np.ndarray) -> tuple[float, np.ndarray]:
        with turn:
            line = units * unit
            marks, odds = line[:-1], matrix @ line[:-1]
            odds += line[-1]
            np.multiply(orders, odds, out=gained)
            # log(1 + e^odds), and the rate from it: SciPy's functions for them would take a third of each step.
            np.exp(np.negative(np.abs(odds, out=small), out=small), out=small)
            np.add(np.log1p(small, out=silent), np.maximum(odds, 0, out=small), out=silent)
            slope = np.exp(np.subtract(odds, silent, out=odds), out=odds)
            np.subtract(gained, np.multiply(clicks, silent, out=silent), out=gained)
            slope *= clicks
            slope -= orders
            slope /= total
            root = np.sqrt(1 + (marks / _FAR) ** 2)
            whole = np.append(across @ slope + penalty * marks / root, slope.sum()) * unit
            return float(-gained.sum() / total + penalty * _FAR**2 * (root - 1).sum()), whole

    return loss
