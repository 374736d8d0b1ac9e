"""Today's rules for bids, from their published formulas: what a rule makes of each target's sums.

T is the target ACoS, RPC sales per click; an order's sales are its worth / T, so that RPC x T is the worth of a click.
"""

from __future__ import annotations

import numpy as np

from adopt.lab.outside.evidence import Seen

_FEW_CLICKS = 5
_NO_ORDER_CLICKS = 8
_SILENT_RISE = 1.2


def stepped(seen: Seen, step: float) -> np.ndarray:
    """RPC x T, at most a ``step`` (share) away from today's bid; no order after 8 clicks: a step down; under 5 clicks: kept.

    B1 (ppcopt) with the step of B3 (SADDL) or B13.
    """
    bids, aim = seen.bids, _worth(seen)
    sold = seen.sums.orders > 0
    stepping = np.clip(aim, bids * (1 - step), bids * (1 + step))
    cut = (~sold) & (seen.sums.clicks >= _NO_ORDER_CLICKS)
    judged = sold & (seen.sums.clicks >= _FEW_CLICKS)
    return np.where(judged, stepping, np.where(cut, bids * (1 - step), bids))


def revived(seen: Seen, step: float) -> np.ndarray:
    """`stepped`, and targets without an impression for a week a fifth up: B20 (Sellics)."""
    silent = (seen.week.impressions == 0) & (seen.sums.orders == 0)
    return np.where(silent, seen.bids * _SILENT_RISE, stepped(seen, step))


def nudged(seen: Seen, step: float) -> np.ndarray:
    """ACoS under T: a ``step`` up; over it, or no order after 8 clicks: a step down."""
    spent, sold = seen.sums.spend, seen.sums.worth
    up, down = sold > spent, sold < spent
    enough = (seen.sums.clicks >= _FEW_CLICKS) & (
        (seen.sums.orders > 0) | (seen.sums.clicks >= _NO_ORDER_CLICKS)
    )
    return seen.bids * np.where(enough & up, 1 + step, np.where(enough & down, 1 - step, 1.0))


def at_once(seen: Seen) -> np.ndarray:
    """RPC x T without a step: B25 (Ad Badger); no order after 8 clicks: half."""
    judged = (seen.sums.orders > 0) & (seen.sums.clicks >= _FEW_CLICKS)
    cut = (seen.sums.orders == 0) & (seen.sums.clicks >= _NO_ORDER_CLICKS)
    return np.where(judged, _worth(seen), np.where(cut, seen.bids / 2, seen.bids))


def _worth(seen: Seen) -> np.ndarray:
    return np.asarray(seen.sums.worth / np.maximum(seen.sums.clicks, 1))
