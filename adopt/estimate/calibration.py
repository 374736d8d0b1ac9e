"""Rates foretold for terms that weren't looked at, brought in line with what came of them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

from adopt.estimate.groups import EDGE, log_odds

_SLOPE, _SLOPE_SPREAD = 0.55, 0.2
_BEND_SPREAD = 0.2
_DOUBT_SPREAD = 0.2
_NEWTON_STEPS = 12


class Calibration(NamedTuple):
    """logit m' = shift + slope x + bend min(x, 0) + unknown d + flatter d x, with x = logit m - middle and d = doubts - 1."""

    middle: float
    shift: float
    slope: float
    bend: float
    unknown: float
    flatter: float

    def of(self, mean: np.ndarray, doubts: np.ndarray) -> np.ndarray:
        """Rates brought in line; arguments as in `calibrate`."""
        odds = np.array(self[1:]) @ _design(log_odds(mean) - self.middle, doubts)
        return np.asarray(np.clip(special.expit(odds), EDGE, 1 - EDGE))


def calibrate(
    mean: np.ndarray, doubts: np.ndarray, clicks: np.ndarray, orders: np.ndarray, strength: float
) -> Calibration:
    """The bent line that brings held-out predictions in line with what came, by quasi-likelihood.

    Mixing on the log-odds scale foretells a little too few orders, and a small account's words and groups promise too
    much of a difference; both would condemn good terms. The slope is tied to ``_SLOPE``, which is what accounts of
    100 orders have on average (standard deviation ``_SLOPE_SPREAD``); some hundreds of orders outweigh it. Below the
    middle it may be another: words that ask for something else are told from the rest and yet not how little they sell.
    The difference is tied to 0 (``_BEND_SPREAD``).

    A term whose words few others have may sell otherwise than one of the same prediction whose words are well known, mostly
    less, and its prediction tells less of a difference. Both are tied to 0 (``_DOUBT_SPREAD``).

    A term's own rate differs from any prediction, and its thousandth click tells less of the line than its first: its
    clicks and orders count (s + 1) / (s + n), by as much as n clicks of one beta-distributed rate vary more than those of n
    terms (Williams 1982, Extra-binomial variation in logistic linear models).

    Args:
        mean: predicted rates, of terms that the prediction didn't see.
        doubts: how little is known of each term's words, 1 on average.
        clicks, orders: of each term.
        strength: s, clicks that a prediction is worth.
    """
    once = (strength + 1) / (strength + np.maximum(clicks, 1.0))
    clicks, orders = clicks * once, orders * once
    odds = log_odds(mean)
    middle = float(np.average(odds, weights=clicks + 1e-9))
    design = _design(odds - middle, doubts)
    tie = np.diag([0.0, _SLOPE_SPREAD**-2, _BEND_SPREAD**-2, _DOUBT_SPREAD**-2, _DOUBT_SPREAD**-2])
    start = np.array([middle, _SLOPE, 0.0, 0.0, 0.0])
    line = start
    for _ in range(_NEWTON_STEPS):
        rate = special.expit(line @ design)
        slope = design @ (orders - clicks * rate) - tie @ (line - start)
        curve = (design * (clicks * rate * (1 - rate))) @ design.T + tie + 1e-9 * np.eye(start.size)
        line = line + np.clip(np.linalg.solve(curve, slope), -1, 1)
    return Calibration(middle, *(float(part) for part in line))


def _design(odds: np.ndarray, doubts: np.ndarray) -> np.ndarray:
    more = doubts - 1
    return np.stack([np.ones(odds.size), odds, np.minimum(odds, 0), more, more * odds])
