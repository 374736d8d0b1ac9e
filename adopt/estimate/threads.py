"""Number work on all cores: what NumPy and SciPy compute lets other threads run meanwhile.

As many threads as Polars has, so that ``POLARS_MAX_THREADS`` bounds both.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from itertools import repeat
from threading import Semaphore
from typing import TypeVar

import numpy as np
import polars as pl

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
Turn = AbstractContextManager[object]
_PIECE = 1 << 16


def at_once(work: Callable[[_Item], _Result], items: Iterable[_Item]) -> list[_Result]:
    """The results of some work on each item, in the order of the items; several at a time."""
    with ThreadPoolExecutor(pl.thread_pool_size()) as pool:
        return list(pool.map(work, items))


def in_turns(work: Callable[[_Item, Turn], _Result], items: Sequence[_Item]) -> list[_Result]:
    """The same for long work whose steps take turns, so that none of it is left to one thread at the end.

    Five fits on two threads would be three rounds, the last of one fit alone; three of them and then two, sharing the
    threads, are two and a half.

    Args:
        work: takes an item, and the turn that each of its steps waits for (``with turn``).
        items: one or more.
    """
    threads = min(pl.thread_pool_size(), len(items))
    rounds, turn = len(items) // threads, Semaphore(threads)
    with ThreadPoolExecutor(math.ceil(len(items) / rounds)) as pool:
        return list(pool.map(work, items, repeat(turn)))


def by_pieces(work: Callable[..., np.ndarray], *columns: np.ndarray) -> np.ndarray:
    """What ``work`` says of the rows of some columns, piece by piece: what it needs meanwhile is that of a few pieces.

    Args:
        work: takes as many arrays as there are columns, and tells of each row by that row alone; rows are the last axis
            of what it returns.
        columns: of one length.
    """
    size = len(columns[0])
    if size <= _PIECE:
        return work(*columns)
    starts = range(0, size, _PIECE)
    pieces = at_once(lambda start: work(*(column[start : start + _PIECE] for column in columns)), starts)
    return np.concatenate(pieces, axis=-1)
