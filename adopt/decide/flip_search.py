"""How far evidence must move until a rule says something else: by doubling, then by parting, many rows at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl

from adopt.decide.ladder import HEIGHTS, Ladder

_AT_ONCE = 9
"""Doublings that the rule is asked about in one go: it takes little longer for more rows, but long for another time."""

_PARTS = 8
"""Parts of what is left between two doublings, asked about in one go too."""

_Turned = Callable[[np.ndarray, np.ndarray], np.ndarray]
"""Whether the rule has turned in these searches after so many steps, a row of them each."""


class Question(NamedTuple):
    """Whether the rule still says of these rows what it says ``now``, however their evidence moves along the ladders."""

    rows: pl.DataFrame
    ladders: Sequence[Ladder]
    says: Callable[[pl.DataFrame], pl.Series]
    now: np.ndarray

    def turned(self, ladder: np.ndarray, row: np.ndarray, steps: np.ndarray) -> np.ndarray:
        """Of each ladder and row (their places): whether the rule says something else so many steps on; False beyond what is possible."""
        said = np.zeros(row.size, dtype=bool)
        moved, places = [], []
        for at, one in enumerate(self.ladders):
            mine = np.flatnonzero(ladder == at)
            part, many = self.rows[row[mine]], pl.Series(steps[mine])
            may = one.possible(part, many)
            moved.append(one.after(part.filter(may), many.filter(may)))
            places.append(mine[may.to_numpy()])
        tried = np.concatenate(places)
        if tried.size:
            said[tried] = self.says(pl.concat(moved)).to_numpy() != self.now[row[tried]]
        return said


def smallest(question: Question, asked: np.ndarray) -> list[pl.Series]:
    """For each ladder the steps at which the rule first says something else, and not one before; null where it doesn't.

    By doubling, then by parting: between two neighbouring steps the rule turns, wherever else it might.

    Args:
        question: of all rows.
        asked: whether a row is looked at.
    """
    ladders = question.ladders
    if not ladders:
        return []
    ladder = np.repeat(np.arange(len(ladders)), asked.sum())
    row = np.tile(np.flatnonzero(asked), len(ladders))

    def turned(search: np.ndarray, steps: np.ndarray) -> np.ndarray:
        each = np.repeat(search, steps.shape[1])
        return question.turned(ladder[each], row[each], steps.ravel()).reshape(steps.shape)

    most = max(HEIGHTS[one.what] for one in ladders)
    steps = np.zeros((len(ladders), question.rows.height), dtype=np.int64)
    steps[ladder, row] = _parted(turned, _doubled(turned, row.size, most))
    return [pl.Series(found).replace(0, None) for found in steps]


def _doubled(turned: _Turned, searches: int, most: int) -> np.ndarray:
    """The first of 1, 2, 4, ... up to ``most`` steps after which each search has turned; 0 where none is."""
    high = np.zeros(searches, dtype=np.int64)
    doubled = 2 ** np.arange(most.bit_length())
    searching = np.arange(searches)
    for steps in np.split(doubled, range(_AT_ONCE, doubled.size, _AT_ONCE)):
        yes = turned(searching, np.tile(steps, (searching.size, 1)))
        found = yes.any(axis=1)
        high[searching[found]] = steps[yes[found].argmax(axis=1)]
        searching = searching[~found]
    return high


def _parted(turned: _Turned, high: np.ndarray) -> np.ndarray:
    """The step at which each search turns, of those that have turned after ``high`` steps and not after half of them."""
    high, low = high.copy(), high // 2
    while (between := np.flatnonzero(high - low > 1)).size:
        inner = low[between, None] + (high - low)[between, None] * np.arange(_PARTS + 1) // _PARTS
        yes = turned(between, inner[:, 1:-1]) & (inner[:, 1:-1] > low[between, None])
        first = np.where(yes.any(axis=1), yes.argmax(axis=1) + 1, _PARTS)
        every = np.arange(between.size)
        high[between], low[between] = inner[every, first], inner[every, first - 1]
    return high
