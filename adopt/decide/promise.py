"""The run's promise: of what is negated, at most a stated share is expected to be profitable in truth."""

from __future__ import annotations

import numpy as np

_ORDERS = 500
_MOST = 4.0
_SELECTED, _MEASURED = 0.75, 1000


def luck_at(luck: float, orders: int) -> float:
    """How many times as many negations are counted as wrong as their probabilities say, in an account of so many orders.

    1 + (luck - 1) x sqrt(500 / orders) below 500 orders, at most 4: what is estimated from an account's orders errs with one
    over the square root of their number, and whoever picks the surest terms picks the errors with them. More orders
    don't lessen it below ``luck``: markets turn in large accounts, too (docs/decisions.md).

    Args:
        luck: from 500 orders on.
        orders: that the account's evidence holds.
    """
    small = max(_ORDERS / max(orders, 1), 1.0) ** 0.5
    return float(min(1 + (luck - 1) * small, max(_MOST, luck)))


def expected_luck(luck: float, orders: int) -> float:
    """How many times as many of the surest are wrong as their probabilities say: what selection alone brings about.

    1 + 3/4 sqrt(1,000 / orders), at most `luck_at`, which counts what no report tells besides. Measured on simulated
    accounts (docs/decisions.md).

    Args:
        luck, orders: as in `luck_at`.
    """
    return float(min(1 + _SELECTED * (_MEASURED / max(orders, 1)) ** 0.5, luck_at(luck, orders)))


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


def admitted_up_to(p_wrong: np.ndarray, promise: float) -> tuple[np.ndarray, float]:
    """The highest P(wrong) at which `within_promise` would keep each candidate, the others being as they are.

    Args:
        p_wrong, promise: as in `within_promise`.

    Returns:
        The limit of each candidate, and that of a term that isn't among them.
    """
    order = np.argsort(p_wrong, kind="stable")
    ranked = np.concatenate([[0.0], p_wrong[order]])
    following = np.append(ranked[1:], 1.0)
    # With the n surest others before it, a candidate may be as doubtful as they leave room for.
    count = np.arange(ranked.size)
    total = np.cumsum(ranked)
    before = _room(promise * (count + 1) - total, ranked, following)
    limits = np.full(ranked.size, before)
    kept = within_promise(p_wrong, promise)[order]
    if kept.any():
        # A kept candidate's own place among the surest is free once it is taken out.
        last = np.maximum.accumulate(ranked - (promise * count - total))
        places = np.searchsorted(last, ranked[1:][kept], side="right") - 1
        room = promise * places - total[places] + ranked[1:][kept]
        limits[1:][kept] = np.minimum(room, following[places])
    found = np.empty(p_wrong.size)
    found[order] = limits[1:]
    return np.clip(found, 0, 1), before


def _room(room: np.ndarray, ranked: np.ndarray, following: np.ndarray) -> float:
    fits = np.flatnonzero(room >= ranked)
    return float(np.clip(min(room[fits[-1]], following[fits[-1]]), 0, 1))
