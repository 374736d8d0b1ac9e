"""The run's promise: of what is negated, at most a stated share is expected to be profitable in truth."""

from __future__ import annotations

import numpy as np


def within_promise(p_wrong: np.ndarray, promise: float) -> np.ndarray:
    """Which candidates may be negated: the longest list, surest first, whose mean P(wrong) is at most ``promise``.

    Bayesian false-discovery rate (Sun and Cai 2007). Candidates that are equally sure stand or fall in their order.

    Args:
        p_wrong: probability that the term is profitable in truth, one per candidate.
        promise: between 0 and 1.

    Returns:
        Booleans, one per candidate.
    """
    order = np.argsort(p_wrong, kind="stable")
    mean = np.cumsum(p_wrong[order]) / np.arange(1, p_wrong.size + 1)
    kept = np.zeros(p_wrong.size, dtype=bool)
    kept[order[mean <= promise]] = True
    return kept
