"""Penalised logistic regression on counts: how many of a term's clicks became orders, by its marks."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import sparse, special

_STEPS = 1000
_SLOPE = 1e-4
_FLAT = 64 * float(np.finfo(float).eps)


class Line(NamedTuple):
    """Log-odds of an order: ``start`` plus the coefficients of a term's marks."""

    marks: np.ndarray
    start: float

    def rates(self, matrix: sparse.csr_matrix) -> np.ndarray:
        """Conversion rates of terms, one row of marks each."""
        return np.asarray(special.expit(matrix @ self.marks + self.start))


def fit_line(matrix: sparse.csr_matrix, orders: np.ndarray, misses: np.ndarray, text_c: float) -> Line:
    """The line of greatest likelihood under an L2 penalty of 1 / (2 C) on the marks, not on ``start``.

    Minimised is -log likelihood / clicks + |marks|^2 / (2 C clicks), by L-BFGS from zero, until no slope of it is
    steeper than 1e-4: what the words of few clicks would still add lies below that. Each term enters once, with its
    counts; Liu and Nocedal 1989.

    The matrix is read where it lies, by as many fits at once as there are: none of them copies it.

    Args:
        matrix: marks of terms, one row each.
        orders, misses: of each term; clicks that became an order, and that did not. Terms with neither say nothing. Some of
            both are needed.
        text_c: C.
    """
    from scipy.optimize import minimize  # a part of a second that --help needn't pay

    some = (orders > 0) | (misses > 0)
    orders, misses, across = orders[some], misses[some], matrix.T
    clicks, steepness = orders + misses, np.zeros(matrix.shape[0])
    total, penalty = clicks.sum(), 1 / (text_c * clicks.sum())

    def loss(line: np.ndarray) -> tuple[float, np.ndarray]:
        marks, odds = line[:-1], (matrix @ line[:-1] + line[-1])[some]
        gained = (orders * odds + clicks * special.log_expit(-odds)).sum()
        slope = (clicks * special.expit(odds) - orders) / total
        steepness[some] = slope
        whole = np.append(across @ steepness + penalty * marks, slope.sum())
        return float(-gained / total + 0.5 * penalty * marks @ marks), whole

    options = {"maxiter": _STEPS, "maxls": 50, "gtol": _SLOPE, "ftol": _FLAT}
    start = np.zeros(matrix.shape[1] + 1)
    found = minimize(loss, start, method="L-BFGS-B", jac=True, options=options).x
    return Line(found[:-1], float(found[-1]))
