"""The parts of the laboratory, the worlds of each, and what is played in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from adopt.errors import SettingsError
from adopt.lab.bidding import policies as bids
from adopt.lab.bidding import steering, tacos_trial, trial
from adopt.lab.market.world import market_worlds
from adopt.lab.paper import Played
from adopt.lab.study import Task, in_processes, run_one
from adopt.lab.world import world_names

NEGATIONS, BIDS, TACOS = PARTS = ("negations", "bids", "tacos")
_QUICK = {NEGATIONS: ("badly_tuned", "placebo"), BIDS: ("sparse",), TACOS: ("sparse",)}
_DAY, _WEEK = 1, 7

Track = Callable[[Iterable[Any], int, str], Iterable[Any]]
"""Passes outcomes on and shows how far they are: the outcomes, how many there will be, the part's name."""


class Options(NamedTuple):
    """How to play.

    Attributes:
        accounts: seeds.
        settings: a file with other settings than the defaults.
        quick: few worlds, few policies, nothing switched off.
        daily: decide on bids every day, not every week.
        policies: of those who play bids and TACoS beside adopt, only these; empty: all.
        whole: adopt isn't tried with its parts switched off.
    """

    accounts: range
    settings: Path | None = None
    quick: bool = False
    daily: bool = False
    policies: tuple[str, ...] = ()
    whole: bool = False


def worlds_of(parts: Iterable[str], named: str | None, *, quick: bool) -> dict[str, tuple[str, ...]]:
    """The worlds to play in each part; one that is named is played in every part that has it, and once.

    Raises:
        SettingsError: no part has it.
    """
    known = {NEGATIONS: world_names(), BIDS: market_worlds(), TACOS: market_worlds()}
    usual = _QUICK if quick else {NEGATIONS: world_names(), BIDS: trial.WORLDS, TACOS: tacos_trial.WORLDS}
    asked = tuple(dict.fromkeys(named.split(","))) if named else ()
    every = dict.fromkeys(name for part in parts for name in known[part])
    for name in asked:
        if name not in every:
            raise SettingsError(
                "world is '{name}'; expected one of {known}", name=name, known=", ".join(every)
            )
    return {
        part: tuple(name for name in asked if name in known[part]) if asked else usual[part] for part in parts
    }


def play(worlds: dict[str, tuple[str, ...]], options: Options, jobs: int, track: Track) -> Played:
    """Plays the worlds of each part, ``jobs`` accounts at a time."""
    found: dict[str, dict[str, list[Any]]] = {part: {} for part in PARTS}
    for part, names in worlds.items():
        found[part] = {name: [] for name in names}
        work, tasks = _tasks(part, names, options)
        for one in track(in_processes(work, tasks, jobs), len(tasks), part):
            found[part][one.world].append(one)
    return Played(**found)


def _tasks(
    part: str, names: tuple[str, ...], options: Options
) -> tuple[Callable[[Any], Any], list[Task] | list[trial.Task]]:
    accounts = [(name, seed) for name in names for seed in options.accounts]
    settings, quick = options.settings, options.quick
    if part == NEGATIONS:
        parts = not (quick or options.whole)
        return run_one, [Task(name, seed, settings, parts=parts) for name, seed in accounts]
    every = _DAY if options.daily else _WEEK
    work = trial.run_bids if part == BIDS else tacos_trial.run_tacos
    only = options.policies
    return work, [trial.Task(name, seed, settings, quick, every, only) for name, seed in accounts]


def known_policies(names: Iterable[str]) -> tuple[str, ...]:
    """The names, each once, and each of a policy that plays bids or TACoS.

    Raises:
        SettingsError: one of them isn't.
    """
    known = dict.fromkeys((*bids.POLICIES, *steering.POLICIES))
    for name in names:
        if name not in known:
            raise SettingsError(
                "policy is '{name}'; expected one of {known}", name=name, known="; ".join(known)
            )
    return tuple(dict.fromkeys(names))
