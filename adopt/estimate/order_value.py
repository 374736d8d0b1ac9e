"""What an order is worth in each placement: tied to its campaign's and to what the account shows of the placement."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import special

_TIES = np.append(np.geomspace(3, 3000, 13), np.inf)
_SPREAD = 1.0
_TRACE = 1e-6


class OrderValues(NamedTuple):
    """Expected sales of an order (currency) by campaign and place, and the variance of its log."""

    mean: np.ndarray
    variance: np.ndarray


def order_values(
    orders: np.ndarray, sales: np.ndarray, belief: float, account: float, ties: float
) -> OrderValues:
    """Sales of an order in each placement; the two levels above count by as many orders as foretell best.

    The log of a cell's order value over its campaign's times the account's effect of the placement varies by what cells
    differ and by what single orders differ: s (1 / tie + 1 / orders). Each tie, with none at all for half of the belief, is
    weighed by its likelihood, s at its best for each.

    Args:
        orders, sales: by campaign and place; sales in currency.
        belief: orders of the tie before any data.
        account: orders that equal placements are worth in the account.
        ties: orders that tie a campaign's order value to the account's.
    """
    mean = sales.sum() / max(orders.sum(), 1.0)
    campaign = (sales.sum(axis=1) + ties * mean) / (orders.sum(axis=1) + ties)
    plain = np.broadcast_to(np.maximum(campaign, 1e-9)[:, None], orders.shape)
    effect = (sales.sum(axis=0) + account * mean) / ((orders * plain).sum(axis=0) + account * mean + 1e-12)
    group = plain * np.where(effect > 0, effect, 1.0)
    off = np.log(np.maximum(sales, 1e-9) / np.maximum(orders, 1) / group)
    some = (orders > 0) & (sales > 0)
    if not some.any():
        return OrderValues(group, np.zeros(orders.shape))
    weights, single = _fitted(off[some], orders[some], belief)
    own = np.einsum("t,tcp->cp", weights, 1 / (1 + _TIES[:, None, None] / np.maximum(orders, 1e-9)))
    known = np.einsum("t,tcp->cp", weights * single, 1 / (_TIES[:, None, None] + np.maximum(orders, 1e-9)))
    total = float(weights @ single) / (orders.sum(axis=0) + account)
    return OrderValues(np.where(some, group * np.exp(own * off), group), known + total)


def _fitted(off: np.ndarray, orders: np.ndarray, belief: float) -> tuple[np.ndarray, np.ndarray]:
    """Probability of each tie, and the variance of the log of one order's value under it."""
    unit = 1 / _TIES[:, None] + 1 / orders
    single = (off**2 / unit).mean(axis=1) + _TRACE
    likely = -0.5 * (np.log(unit).sum(axis=1) + off.size * np.log(single))
    few = -0.5 * (np.log(_TIES[:-1] / belief) / _SPREAD) ** 2
    return special.softmax(likely + np.append(few - special.logsumexp(few), 0.0)), single
