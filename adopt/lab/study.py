"""The study: every policy in every world, on many accounts, in parallel and within memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
import polars as pl

from adopt.lab.ablation import ABLATIONS
from adopt.lab.account import Account, simulate
from adopt.lab.case import Case, case_of, seller_settings
from adopt.lab.course import play, seen_on
from adopt.lab.own_keywords import nothing
from adopt.lab.policies import POLICIES, promising
from adopt.lab.references import references
from adopt.lab.score import Score, remaining, score
from adopt.lab.stakes import Stakes, stakes
from adopt.lab.world import load_world
from adopt.settings import Settings

PROMISES = (0.02, 0.05, 0.10, 0.20)
DECILES = 10

_THREADS = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS")
_MEMORY_EACH = 1 << 30

_Task = TypeVar("_Task")
_Outcome = TypeVar("_Outcome")


class Task(NamedTuple):
    """One account of one world: ``settings`` a file with other settings than the defaults, ``parts`` whether adopt
    is also tried with each part switched off.
    """

    world: str
    seed: int
    settings: Path | None = None
    parts: bool = True


class Decile(NamedTuple):
    """Terms whose P(profitable) lies in one tenth: how many, the sum of P, and how many are truly profitable."""

    terms: int
    expected: float
    came: int


class Outcome(NamedTuple):
    """What came of one task: scores by policy, by promise, by part switched off, and ten deciles of P(profitable)."""

    world: str
    seed: int
    scores: dict[str, Score]
    promises: dict[float, Score]
    parts: dict[str, Score]
    deciles: tuple[Decile, ...]


def run_one(task: Task) -> Outcome:
    """Plays one account.

    Raises:
        SettingsError: there is no such world, or the settings file is wrong.
    """
    world = load_world(task.world)
    account = simulate(task.seed, world, days=world.looks[-1])
    truth, settings = stakes(account), seller_settings(account, task.settings)
    promised = {f"promise {level}": promising(level) for level in PROMISES}
    # Where decisions are made again and again, parts would cost an hour and tell the same.
    parts = (
        {f"part {name}": part for name, part in ABLATIONS.items()}
        if task.parts and not world.look_every
        else {}
    )
    played = play(account, {**POLICIES, **references(account), **promised, **parts}, settings)
    scores = {name: score(truth, gone) for name, gone in played.items()}
    return Outcome(
        world=task.world,
        seed=task.seed,
        scores={name: one for name, one in scores.items() if name not in promised and name not in parts},
        promises={level: scores[f"promise {level}"] for level in PROMISES},
        parts={name: scores[f"part {name}"] for name in ABLATIONS if f"part {name}" in scores},
        deciles=_deciles(account, truth, settings),
    )


def run_study(tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """Outcomes of all tasks, in their order, ``jobs`` at a time."""
    yield from in_processes(run_one, tasks, jobs)


def in_processes(work: Callable[[_Task], _Outcome], tasks: Sequence[_Task], jobs: int) -> Iterator[_Outcome]:
    """The work on all tasks, in their order, ``jobs`` at a time; each process keeps to one thread."""
    if jobs == 1:
        yield from map(work, tasks)
        return
    # Forked copies of a process with Polars' threads can hang; new ones can't.
    with one_thread_each(), ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(work, tasks)


def sensible_jobs() -> int:
    """As many processes as there are processors, and as free memory holds at a GB each, where the system tells."""
    processors = os.cpu_count() or 1
    if "SC_AVPHYS_PAGES" not in getattr(os, "sysconf_names", {}):  # macOS and Windows don't
        return processors
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_AVPHYS_PAGES")
    return max(1, min(processors, memory // _MEMORY_EACH))


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Within it, new processes compute on one thread each."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _deciles(account: Account, truth: Stakes, settings: Settings) -> tuple[Decile, ...]:
    """P(profitable) on the last day of decision, where nothing was negated before, against what is true from then on."""
    last = account.world.looks[-1]
    case = case_of(seen_on(account, last, nothing()), settings)
    return tuple(_decile(one) for one in _by_tenth(case, truth, last - account.world.history_days))


def _by_tenth(case: Case, truth: Stakes, since: int) -> list[pl.DataFrame]:
    known = truth.terms.with_columns(since=pl.lit(since, pl.Int64))
    judged = known.with_columns(profitable=pl.Series(remaining(truth, known) > 0))
    both = case.terms().evidence.join(judged, on=["campaign", "ad_group", "search_term"])
    tenth = np.clip((both["p_profitable"].to_numpy() * DECILES).astype(int), 0, DECILES - 1)
    return [both.filter(pl.Series(tenth == one)) for one in range(DECILES)]


def _decile(terms: pl.DataFrame) -> Decile:
    return Decile(terms.height, float(terms["p_profitable"].sum()), int(terms["profitable"].sum()))
