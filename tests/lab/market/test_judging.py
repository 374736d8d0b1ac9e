"""In a market whose truth is known: what is said of plans holds it, and of plans that did nothing says so."""

from __future__ import annotations

import pytest

from adopt.lab.market.judging import PLACEBO, judge_plan


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["negations", "bids", PLACEBO])
def test_what_is_said_of_a_plan_holds_the_truth(kind: str) -> None:
    said = [judge_plan(seed, kind) for seed in (100, 101, 102)]
    # Of three intervals of 95 %, two or three miss in one of a hundred tries.
    assert sum(one.covered for one in said) >= 2
    assert all(one.low < one.came < one.high for one in said)
    if kind == PLACEBO:
        assert all(one.truth == 0 for one in said)
    if kind == "negations":
        assert all(one.truth > 0 and one.promised > 0 for one in said)
