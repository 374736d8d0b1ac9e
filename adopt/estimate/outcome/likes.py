"""What would have become of traffic: what became of its likes that ran on.

A term was negated, or a bid changed, because of what was seen before; traffic that was high by chance falls back by
itself, and so does that of its likes, which were seen alike and left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import polars as pl

from adopt.estimate.outcome.draws import REPEATS, Weights

ENOUGH = 20
"""Likes that a comparison needs before it stays within a campaign or a class of traffic. A choice."""
LEAST = 5
"""With fewer in the whole account nothing is compared."""
_MOST = 2000
_TINY = 1e-9


def traffic_after(
    units: pl.DataFrame, donors: pl.DataFrame, weights: Weights, uniform: np.ndarray
) -> np.ndarray:
    """Clicks after, had nothing been changed: `REPEATS` lines, a column for each unit; NaN where there are no likes.

    The likes' ratio of sums (clicks after / clicks before) x clicks before, and the deviation of one like that is drawn,
    brought to the unit's own size; ad groups count as the bootstrap says. Likes: of the same campaign and class of traffic
    and profit where these are `ENOUGH`, else of the account, else of neighbouring classes. The ratio estimator: Cochran,
    Sampling Techniques, chapter 6; a hot deck of residuals: Andridge and Little 2010.

    Args:
        units: campaign, clicks, orders.
        donors: campaign, ad_group, clicks, orders, clicks_after; clicks above 0.
        weights: of ad groups.
        uniform: numbers in (0, 1), a line for each repeat, a column for each unit.
    """
    found = np.full((REPEATS, units.height), np.nan)
    if donors.height < LEAST:
        return found
    place = weights.place(donors)
    before, after = donors["clicks"].to_numpy(), donors["clicks_after"].to_numpy()
    mine = units["clicks"].to_numpy()
    for columns, pool in _pools(units, donors):
        found[:, columns] = _courses(
            mine[columns], before[pool], after[pool], weights.drawn[:, place[pool]], uniform[:, columns]
        )
    return found


def _courses(
    mine: np.ndarray, before: np.ndarray, after: np.ndarray, weights: np.ndarray, uniform: np.ndarray
) -> np.ndarray:
    """Clicks after of units with ``mine`` clicks before: the likes' ratio of sums, and the deviation of one of them."""
    ratio = (weights @ after) / (weights @ before)
    lines = np.arange(REPEATS)[:, None]
    # Line by line in memory and in place: these are the largest numbers of an account's outcome.
    chances = np.cumsum(weights, axis=1, out=np.empty(weights.shape))
    chances /= chances[:, -1:].copy()
    chances += lines
    flat = np.searchsorted(chances.ravel(), (uniform + lines).ravel())
    drawn = np.clip(flat.reshape(uniform.shape) - lines * before.size, 0, before.size - 1)
    spread = _spread(before, after)
    off = (after[drawn] - ratio[:, None] * before[drawn]) * spread(mine) / spread(before)[drawn]
    return np.asarray(np.maximum(ratio[:, None] * mine + off, 0.0))


def _spread(before: np.ndarray, after: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    """Standard deviation of clicks after, by clicks before: what counts vary by themselves, and what courses differ.

    Variance r (1 + r) b + t^2 b^2 for b clicks before: r the ratio of sums, t by moments over the likes.
    """
    ratio = float(after.sum() / before.sum())
    counts = ratio * (1 + ratio)
    rest = (after - ratio * before) ** 2 - counts * before
    differ = max(float(rest.sum() / (before**2).sum()), 0.0)
    return lambda clicks: np.sqrt(counts * clicks + differ * clicks**2 + _TINY)


def _pools(units: pl.DataFrame, donors: pl.DataFrame) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Columns of units that share their likes, and the rows of these."""
    mine, theirs = _classes(units), _classes(donors)
    campaigns, own = donors["campaign"].to_numpy(), units["campaign"].to_numpy()
    keys = [(str(campaign), size, sold) for campaign, (size, sold) in zip(own, mine, strict=True)]
    # Campaigns with too few likes of their own share the account's: these are weighed once for all of them.
    pools: dict[bytes, int] = {}
    of_key = {
        key: pools.setdefault(_likes(key, theirs, campaigns).tobytes(), len(pools))
        for key in sorted(set(keys))
    }
    pool = np.array([of_key[key] for key in keys], dtype=np.intp)
    for number, rows in enumerate(pools):
        yield np.flatnonzero(pool == number), np.frombuffer(rows, dtype=np.intp)


def _likes(key: tuple[str, int, int], classes: np.ndarray, campaigns: np.ndarray) -> np.ndarray:
    campaign, size, sold = key
    apart, same = np.abs(classes[:, 0] - size), classes[:, 1] == sold
    near = [(apart == 0) & same & (campaigns == campaign), (apart == 0) & same, apart == 0]
    near += [apart <= reach for reach in range(1, int(apart.max()) + 1)]
    chosen = next((one for one in near if one.sum() >= ENOUGH), np.ones(apart.size, dtype=bool))
    rows = np.flatnonzero(chosen)
    if rows.size > _MOST:
        rows = rows[np.linspace(0, rows.size - 1, _MOST).astype(np.intp)]
    return rows


def _classes(frame: pl.DataFrame) -> np.ndarray:
    """Class of traffic (doublings of clicks before) and whether there was an order."""
    size = np.floor(np.log2(np.maximum(frame["clicks"].to_numpy(), 1.0)) + _TINY)
    return np.stack([size.astype(int), (frame["orders"].to_numpy() > 0).astype(int)], axis=1)
