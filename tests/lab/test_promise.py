"""The promise on wrong negations, on simulated accounts with known truth. The full trial is ``make lab``."""

from __future__ import annotations

import pytest
from statsmodels.stats.proportion import proportion_confint

from adopt.lab.policies import POLICIES
from adopt.lab.trial import run_trial
from adopt.settings import load_settings

OURS = "adopt"
RULES = ("B1 fixed", "B3 balanced", "B9 ten clicks")
PROMISE = load_settings().negate.promise


@pytest.mark.slow
@pytest.mark.parametrize("world", ["badly_tuned", "healthy", "junk_unrelated"])
def test_the_promise_holds_and_adopt_saves_more_than_todays_rules(world: str) -> None:
    chosen = {name: POLICIES[name] for name in (OURS, *RULES)}
    scores = run_trial(world, range(3), chosen)
    wrong, negated = (sum(getattr(one, name) for one in scores[OURS]) for name in ("wrong", "negated"))
    low, _ = proportion_confint(wrong, negated, alpha=0.05, method="beta")
    assert negated > 100
    assert low <= PROMISE
    best = max(sum(one.saved for one in scores[rule]) for rule in RULES)
    assert sum(one.saved for one in scores[OURS]) > best


@pytest.mark.slow
def test_where_every_term_is_equally_good_nearly_nothing_is_negated() -> None:
    scores = run_trial("placebo", range(3), {OURS: POLICIES[OURS]})[OURS]
    assert max(one.negated for one in scores) <= 15
    assert all(one.lost <= 0.003 * one.oracle for one in scores)
