"""Asked rows of little money: under the floor, at it, over it."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.plan import small_floor, split_small
from tests.plan.readings import actions, facts

_ASKED = {"consent": "ask"}


def test_the_floor_is_a_share_of_a_weeks_spend() -> None:
    assert small_floor(facts(spend=900.0, days=30), 0.0002) == pytest.approx(0.042)
    assert small_floor(facts(spend=0.0), 0.0002) == 0
    assert small_floor(facts(), 0.0) == 0


@pytest.mark.parametrize(
    ("row", "small"),
    [
        ({**_ASKED, "money_per_week": 0.2499}, True),
        ({**_ASKED, "money_per_week": 0.25}, False),
        ({**_ASKED, "money_per_week": 0.2501}, False),
        ({"consent": "safe", "money_per_week": 0.01}, False),
        ({**_ASKED, "code": "B304", "entity": "Keyword", "money_per_week": 0.0}, True),
        ({**_ASKED, "code": "B302", "entity": "Bidding Adjustment", "money_per_week": 0.01}, False),
        ({**_ASKED, "code": "L501", "entity": "Campaign", "money_per_week": -12.5}, False),
    ],
)
def test_what_is_small(row: dict[str, Any], small: bool) -> None:
    now, later = split_small(actions(row), 0.25)
    assert (now.height, later.height) == ((0, 1) if small else (1, 0))


def test_nothing_is_lost_and_the_order_stays() -> None:
    made = actions(*({**_ASKED, "money_per_week": money} for money in (0.1, 5.0, 0.2, 4.0)))
    now, later = split_small(made, 0.25)
    assert now["money_per_week"].to_list() == [5.0, 4.0]
    assert later["money_per_week"].to_list() == [0.1, 0.2]
    assert split_small(made, 0.0)[1].is_empty()
