from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.decide import bid_changes, budget_changes
from adopt.schema import Action
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.evidence import posterior, targets

US = markets()["US"]
SETTINGS = load_settings()
EARNS = {**posterior(200, 2000), "cpc": 0.5, "clicks": 400}
LOSES = {**posterior(80, 2000), "cpc": 1.0, "clicks": 400}


def _spend(**changes: Any) -> pl.DataFrame:
    row = {
        "campaign_id": "1",
        "budget_now": 50.0,
        "writable": True,
        "window": 28,
        "touched": 5,
        "high_spend": 49.0,
    }
    return pl.DataFrame([row | changes])


def _changes(row: dict[str, Any], bids: Any = None, market: Any = US, **spend: Any) -> list[dict[str, Any]]:
    none = Action.create_empty() if bids is None else bids
    return budget_changes(_spend(**spend), targets(row), none, SETTINGS, market, 2).to_dicts()


def test_a_budget_that_binds_a_campaign_that_earns_is_raised() -> None:
    (row,) = _changes(EARNS)
    assert (row["code"], row["consent"], row["reason"]) == ("T402", "ask", "budget_binds")
    assert (row["from_value"], row["to_value"], row["detail"]) == (50.0, 73.5, None)
    assert row["entity"] == "Campaign"
    # $30 x .4 x 10 % against $0.50: $1.40 for each unit of spend, on 5 of 28 days, half of $23.50.
    assert row["money_per_week"] == pytest.approx(5 / 28 * 7 * 23.5 / 2 * 1.4)


@pytest.mark.parametrize(("touched", "rows"), [(2, 0), (3, 1), (4, 1)])
def test_days_that_touch_it(touched: int, rows: int) -> None:
    assert len(_changes(EARNS, touched=touched)) == rows


@pytest.mark.parametrize(
    ("high", "to", "detail"), [(49.99, 74.98, None), (50.0, 75.0, None), (50.01, 75.0, "step")]
)
def test_the_step_of_a_day(high: float, to: float, detail: str | None) -> None:
    (row,) = _changes(EARNS, high_spend=high)
    assert (row["to_value"], row["detail"]) == (to, detail)


@pytest.mark.parametrize("high", [0.0, 20.0, 33.33])
def test_a_budget_is_never_lowered(high: float) -> None:
    assert not _changes(EARNS, high_spend=high)


def test_the_markets_limit() -> None:
    market = US._replace(budget_max=60.0)
    assert _changes(EARNS, market=market)[0]["to_value"] == 60.0
    assert not _changes(EARNS, market=US._replace(budget_max=50.0))


@pytest.mark.parametrize(("sure", "code"), [(0.5, "T402"), (0.7, "T403")])
def test_how_surely_more_clicks_must_earn(sure: float, code: str) -> None:
    own = SETTINGS.model_copy(update={"budget": SETTINGS.budget.model_copy(update={"sure": sure})})
    doubtful = {**posterior(4, 40), "cpc": 1.1, "clicks": 40}
    (row,) = budget_changes(_spend(), targets(doubtful), Action.create_empty(), own, US, 2).to_dicts()
    p_earns = row["probability"] if code == "T402" else 1 - row["probability"]
    assert row["code"] == code
    assert 0.5 < p_earns < 0.7


@pytest.mark.parametrize(("writable", "consent"), [(True, "safe"), (False, "ask")])
def test_only_what_an_upload_can_repeat_is_safe(writable: bool, consent: str) -> None:
    own = SETTINGS.model_copy(update={"budget": SETTINGS.budget.model_copy(update={"consent": "safe"})})
    spend = _spend(writable=writable)
    found = budget_changes(spend, targets(EARNS), Action.create_empty(), own, US, 2)
    assert found["consent"].to_list() == [consent]


def test_where_more_clicks_lose_bids_come_down_instead() -> None:
    bids = bid_changes(targets({**LOSES, "bid": 1.2}), SETTINGS, US, 2)
    (row,) = _changes(LOSES, bids)
    assert (row["code"], row["consent"], row["reason"]) == ("T403", "watch", "budget_binds_bids_fall")
    assert (row["detail"], row["to_value"]) == ("1", None)
    (row,) = _changes(LOSES)
    assert (row["reason"], row["detail"]) == ("budget_binds_bids_stay", None)


def test_paused_targets_say_nothing_of_more_budget() -> None:
    assert not _changes({**EARNS, "state": "paused"})
