"""Ranks as what is known of them: a place, or only that it lies beyond one."""

from __future__ import annotations

from math import inf
from typing import NamedTuple


class Rank(NamedTuple):
    """The rank lies between ``low`` and ``high``, both included; ``high`` is infinite where only a bound is known."""

    low: float
    high: float
    told: str

    def lost_since(self, before: Rank) -> float:
        """Places lost for certain: what even the best of this and the worst of ``before`` are apart; 0 if none."""
        return max(0.0, self.low - before.high) if before.high < inf else 0.0


def rank_of(value: float | None, over: bool | None, depth: float) -> Rank:  # one cell is both
    """A cell of a rank tracker.

    Args:
        value: the number; None for "-".
        over: whether it stood there as ">306".
        depth: how far the tracker looks: what is unranked (0 or "-") lies beyond.
    """
    if not value:
        return Rank(depth + 1, inf, "")
    return Rank(value + 1, inf, f">{value:.0f}") if over else Rank(value, value, f"{value:.0f}")
