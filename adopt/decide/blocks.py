"""The hours of a day cut into a few blocks, each with its own raise of bids."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import NamedTuple

import numpy as np

from adopt.estimate.hours import HOURS
from adopt.settings import Settings

SHORTEST = 3
"""Hours of the shortest block: hours next to each other are hardly told apart, and a schedule is made by hand."""
_ENOUGH = 0.9  # more blocks must bring more than this share of the most


class Blocks(NamedTuple):
    """A schedule for a campaign.

    Attributes:
        hours: of each block, in its order; the last of them may run over midnight.
        raises: percentage points that a schedule adds to bids in each; 0 in the weakest.
        worth: value of a click in each / the campaign's.
        added: what the raises add to the mean bid, as a share of the bid.
        gain: profit over the window (currency), the mean bid kept by B301.
    """

    hours: tuple[tuple[int, ...], ...]
    raises: tuple[int, ...]
    worth: tuple[float, ...]
    added: float
    gain: float


class Hourly(NamedTuple):
    """A campaign by hour: value of a click / the campaign's, clicks, spend; the value of a click (currency)."""

    worth: np.ndarray
    clicks: np.ndarray
    spend: np.ndarray
    value: float


def best_blocks(hourly: Hourly, factor: float, settings: Settings) -> Blocks | None:
    """The fewest blocks that bring nearly the most; None where no raise is worth making.

    Args:
        hourly: the campaign.
        factor: what placements make of its bids on average: a schedule's percentage is added to theirs.
        settings: of the run.
    """
    best = [_best_of(count, hourly, factor, settings) for count in range(2, settings.hours.blocks + 1)]
    most = max(blocks.gain for blocks in best)
    chosen = next(blocks for blocks in best if blocks.gain >= _ENOUGH * most)
    return chosen if chosen.gain > 0 and any(chosen.raises) else None


def _best_of(count: int, hourly: Hourly, factor: float, settings: Settings) -> Blocks:
    """Of all schedules with so many blocks the one that brings most."""
    member, own = _members(count), settings.bid
    clicks = member @ hourly.clicks
    some = np.maximum(clicks, 1e-9)
    worth = member @ (hourly.clicks * hourly.worth) / some
    worth = np.where(clicks > 0, worth, worth.max(axis=1, keepdims=True))
    over = worth / np.maximum(worth.min(axis=1, keepdims=True), 1e-9) - 1
    raises = np.clip(np.round(over * factor * 100), 0, settings.hours.most)
    raises = np.where(raises >= settings.hours.min_change, raises, 0)
    share = clicks / max(float(hourly.clicks.sum()), 1.0)
    added = (share * raises).sum(axis=1) / 100
    ratio = (factor + raises / 100) / (factor + added[:, None])
    value, cpc = worth * hourly.value, member @ hourly.spend / some
    later = ratio**own.click_elasticity * (value - cpc * ratio**own.cpc_elasticity)
    gain = (clicks * (later - (value - cpc))).sum(axis=1)
    at = int(np.argmax(gain))
    return Blocks(
        hours=_hours(count)[at],
        raises=tuple(int(points) for points in raises[at]),
        worth=tuple(float(one) for one in worth[at]),
        added=float(added[at]),
        gain=float(gain[at]),
    )


@cache
def _hours(count: int) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """All ways to cut the circle of hours into so many blocks, none shorter than `SHORTEST`."""
    found = []
    for starts in combinations(range(HOURS), count):
        ends = (*starts[1:], starts[0] + HOURS)
        if all(end - start >= SHORTEST for start, end in zip(starts, ends, strict=True)):
            blocks = (
                tuple(hour % HOURS for hour in range(*ends_of)) for ends_of in zip(starts, ends, strict=True)
            )
            found.append(tuple(blocks))
    return tuple(found)


@cache
def _members(count: int) -> np.ndarray:
    """Which hours are in which block: by way, block and hour."""
    ways = _hours(count)
    member = np.zeros((len(ways), count, HOURS))
    for at, blocks in enumerate(ways):
        for place, hours in enumerate(blocks):
            member[at, place, list(hours)] = 1
    return member
