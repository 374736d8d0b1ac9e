from __future__ import annotations

import polars as pl
import pytest

from adopt.lab.bidding.tacos_rules import nudged, proportional, stepped

CAMPAIGNS = pl.DataFrame(
    {"campaign_id": ["a", "b"], "budget": [50.0, 20.0], "spend": [20.0, 30.0], "sales": [300.0, 100.0]}
)


@pytest.mark.parametrize(
    ("tacos", "target"),
    [(0.15, 0.30), (0.16, 0.28125), (0.30, 0.27), (0.10, 0.33), (0.14, 0.30 * 15 / 14)],
)
def test_the_target_follows_tacos_by_a_tenth_at_most(tacos: float, target: float) -> None:
    assert nudged(0.30, tacos, 0.15, 0.10) == pytest.approx(target)


def test_the_target_stays_within_reason() -> None:
    assert nudged(0.05, 0.30, 0.15, 0.10) == 0.05
    assert nudged(0.99, 0.05, 0.15, 0.10) == 1.0


def test_proportional_budgets_add_up_to_what_is_allowed() -> None:
    assert proportional(CAMPAIGNS, 40.0)["to_budget"].to_list() == [30.0, 10.0]
    unsold = CAMPAIGNS.with_columns(sales=pl.lit(0.0))
    assert proportional(unsold, 40.0)["to_budget"].to_list() == [50.0, 20.0]
    assert proportional(CAMPAIGNS, 2.0)["to_budget"].to_list() == [1.5, 1.0]


def test_stepped_budgets_start_where_they_bind() -> None:
    assert stepped(CAMPAIGNS, 0.14, 0.15, 0.10)["to_budget"].to_list() == [22.0, 22.0]
    assert stepped(CAMPAIGNS, 0.16, 0.15, 0.10)["to_budget"].to_list() == [18.0, 18.0]
