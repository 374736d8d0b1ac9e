from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.decide import coming_bids, negations
from adopt.decide.coming import at_coming_bids
from adopt.settings import load_settings
from tests.decide.entities import DAY, download
from tests.decide.evidence import posterior, terms

SETTINGS = load_settings(negate={"luck": 1.0})
GOOD: dict[str, Any] = {**posterior(10, 200), "clicks": 60, "search_term": "steel pan", "p_profitable": 0.2}
POOR: dict[str, Any] = {**posterior(2, 200), "clicks": 40, "search_term": "toy pan", "p_profitable": 0.2}


def _coming(*rows: dict[str, Any]) -> pl.DataFrame:
    made = terms(*rows)
    return coming_bids(made, negations(made, download(), SETTINGS, DAY), SETTINGS)


def test_a_target_moves_towards_what_its_clicks_are_worth() -> None:
    # Clicks worth 5 % and 1 % of $30 x .4, 60 and 40 of them: $.408 a click, .8 of which is bid.
    assert _coming(GOOD, POOR).row(0) == ("111", pytest.approx(0.8 * (60 * 0.6 + 40 * 0.12) / 100))


def test_what_is_negated_today_is_no_part_of_it() -> None:
    lost = {**POOR, "p_profitable": 0.001}
    assert _coming(GOOD, lost).row(0) == ("111", pytest.approx(0.8 * 0.6))


@pytest.mark.parametrize(("clicks", "known"), [(-1, 0), (0, 1)])
def test_too_few_clicks_move_no_bid(clicks: int, known: int) -> None:
    assert _coming({**GOOD, "clicks": SETTINGS.bid.min_clicks + clicks}).height == known


def test_a_target_that_is_not_known_moves_nowhere() -> None:
    assert _coming({**GOOD, "target_id": None}).is_empty()


@pytest.mark.parametrize(
    ("bid", "paid", "cost"),
    [
        (0.25, 0.25, 0.25),  # .75 x .25 ^ .75 would be $.27, but no click costs more than is bid
        (0.8, 0.8, 0.75 * 0.8**0.75),
        (1.2, 1.0, 0.75),
        (None, 1.0, 0.75),
    ],
    ids=["far down", "down", "up", "stands"],
)
def test_what_a_click_costs_then(bid: float | None, paid: float, cost: float) -> None:
    found = pl.DataFrame({"target_id": ["111"], "paid": [1.0], "cpc": [0.75]})
    coming = pl.DataFrame({"target_id": ["111"], "coming": [bid]}, schema_overrides={"coming": pl.Float64})
    row = at_coming_bids(found, coming, SETTINGS.bid).row(0, named=True)
    assert (row["later_paid"], row["later_cpc"]) == (pytest.approx(paid), pytest.approx(cost))


def test_where_bids_stand_today_is_then() -> None:
    found = pl.DataFrame({"target_id": ["111"], "paid": [1.0], "cpc": [0.75]})
    assert at_coming_bids(found, None, SETTINGS.bid).row(0) == ("111", 1.0, 0.75, 1.0, 0.75)


def test_an_aim_that_holds_bids_back_lets_them_come_further_down() -> None:
    assert _coming({**GOOD, "aim": "profit", "aim_level": 0.5}).row(0) == (
        "111",
        pytest.approx(0.8 * 0.6 * 0.5),
    )
    assert _coming({**GOOD, "aim": "launches", "aim_level": 1.5}).row(0) == ("111", pytest.approx(0.8 * 0.6))
