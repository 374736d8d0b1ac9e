"""Work on all cores says what the same work says alone."""

from __future__ import annotations

import time

import numpy as np
import polars as pl
import pytest
from scipy import special

from adopt.estimate import threads
from adopt.estimate.threads import Turn, at_once, by_pieces, in_turns


def test_results_come_in_the_order_of_the_items() -> None:
    assert at_once(lambda number: number**2, range(50)) == [number**2 for number in range(50)]


def test_what_fails_in_a_thread_fails() -> None:
    with pytest.raises(ZeroDivisionError):
        at_once(lambda number: 1 / number, [1, 0])


@pytest.mark.parametrize("size", [0, 1, 7, 8, 9, 100])
def test_pieces_are_the_whole_to_the_last_bit(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "_PIECE", 8)
    rng = np.random.default_rng(1)
    alpha, beta = rng.gamma(2, 3, size), rng.gamma(5, 9, size)

    def both(alpha: np.ndarray, beta: np.ndarray) -> np.ndarray:
        return np.stack([special.betaincinv(alpha, beta, 0.05), alpha / (alpha + beta)])

    assert np.array_equal(by_pieces(special.betaln, alpha, beta), special.betaln(alpha, beta))
    assert np.array_equal(by_pieces(both, alpha, beta), both(alpha, beta))


@pytest.mark.parametrize(("threads", "most"), [(1, 1), (2, 3), (3, 5), (4, 5), (9, 5)])
def test_work_in_turns_is_shared_evenly_by_no_more_threads_than_there_are(
    threads: int, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pl, "thread_pool_size", lambda: threads)
    inside, under_way = list[int](), set[int]()
    steps, seen = list[int](), list[int]()

    def work(number: int, turn: Turn) -> int:
        under_way.add(number)
        seen.append(len(under_way))
        for _ in range(20):
            with turn:
                inside.append(number)
                steps.append(len(inside))
                time.sleep(0.0005)
                inside.remove(number)
        under_way.discard(number)
        return number**2

    assert in_turns(work, range(5)) == [0, 1, 4, 9, 16]
    assert max(steps) <= threads
    assert max(seen) <= most
