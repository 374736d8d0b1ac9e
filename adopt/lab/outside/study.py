"""Every policy in every world that is installed, on many accounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from adopt.lab.outside.play import Played, play, play_best
from adopt.lab.outside.policies import POLICIES
from adopt.lab.outside.worlds import environment, outside_world
from adopt.lab.study import one_thread_each
from adopt.settings import load_settings

BEST = "best fixed bids"


class OutsideTask(NamedTuple):
    """One account of one world; ``prices`` as in `adopt.lab.outside.worlds.missing`."""

    world: str
    seed: int
    prices: Path | None = None


class OutsideOutcome(NamedTuple):
    """What came of one task, by policy; the last is who knows the world."""

    world: str
    seed: int
    played: dict[str, Played]


def run_outside(task: OutsideTask) -> OutsideOutcome:
    """Lets every policy play the same account, each from its first day, under the default settings."""
    days, settings = int(outside_world(task.world)["days"]), load_settings()
    played = {name: play(environment(*task), policy, days, settings) for name, policy in POLICIES.items()}
    return OutsideOutcome(task.world, task.seed, {**played, BEST: play_best(environment(*task), days)})


def run_outside_all(tasks: Sequence[OutsideTask], jobs: int) -> Iterator[OutsideOutcome]:
    """Outcomes of all tasks, in their order, ``jobs`` at a time; each process keeps to one thread."""
    if jobs == 1:
        yield from map(run_outside, tasks)
        return
    with one_thread_each(), ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(run_outside, tasks)
