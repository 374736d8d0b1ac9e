"""The promise on wrong negations, on simulated accounts with known truth. The full trial is ``make lab``."""

from __future__ import annotations

import pytest

from adopt.lab.interval import ratio_interval
from adopt.lab.policies import OURS, TODAY
from adopt.lab.study import Outcome, Task, run_one
from adopt.settings import load_settings

PROMISE = load_settings().negate.promise


def _outcomes(world: str) -> list[Outcome]:
    return [run_one(Task(world, seed, parts=False)) for seed in range(3)]


@pytest.mark.slow
@pytest.mark.parametrize("world", ["badly_tuned", "healthy", "dense_badly_tuned"])
def test_the_promise_holds_and_adopt_saves_more_than_most_of_todays_rules(world: str) -> None:
    outcomes = _outcomes(world)
    ours = [one.scores[OURS] for one in outcomes]
    found = ratio_interval([one.wrong for one in ours], [one.negated for one in ours])
    assert sum(one.negated for one in ours) > 100
    assert found.low <= PROMISE
    saved = {rule: sum(one.scores[rule].saved for one in outcomes) for rule in TODAY}
    assert sum(sum(one.saved for one in ours) > theirs for theirs in saved.values()) >= len(TODAY) - 1


@pytest.mark.slow
@pytest.mark.parametrize("world", ["placebo"])
def test_where_every_term_is_equally_good_nearly_nothing_is_negated(world: str) -> None:
    ours = [one.scores[OURS] for one in _outcomes(world)]
    assert max(one.negated for one in ours) <= 15
    assert all(one.lost <= 0.003 * one.oracle for one in ours)
