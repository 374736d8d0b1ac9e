"""What rests after a change, what is on its way, and what the seller declined, each to the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from adopt.plan.cooldown import rested
from adopt.schema import PastChange
from adopt.settings import load_settings
from tests.plan.readings import actions
from tests.plan.test_past import BID, BUDGET, NEGATIVE, THINGS

TODAY = date(2026, 11, 25)
LIMITS = load_settings().limits
PLACE: dict[str, Any] = {
    "key": "place",
    "code": "B302",
    "entity": "Bidding Adjustment",
    "targeting": "placementTop",
    "campaign_id": "1",
    "from_value": 10.0,
    "to_value": 30.0,
}
LAUNCH: dict[str, Any] = {
    "key": "L501|*|*|NEW -",
    "code": "L501",
    "entity": "Campaign",
    "targeting": "NEW",
    "campaign": "*",
    "campaign_id": None,
    "ad_group_id": None,
    "to_value": 20.0,
}
ROWS = {"bid": BID, "budget": BUDGET, "negative": NEGATIVE, "place": PLACE, "launch": LAUNCH}
NAMES = {**THINGS, "place": "percentage|1|placementTop", "launch": LAUNCH["key"]}


def past(name: str, days_ago: int, stands: str = "planned", became: str = "changed") -> Any:
    row = {
        "thing": NAMES[name],
        "became": became,
        "on": TODAY - timedelta(days=days_ago),
        "key": name,
        "about": name,
        "from_value": None if name == "negative" else 1.0,
        "to_value": None if name == "negative" else 2.0,
        "stands": stands,
    }
    return PastChange.validate(pl.DataFrame([row], schema=PastChange.create_empty().schema))


def after(name: str, changes: Any, **changed: Any) -> dict[str, Any]:
    (row,) = rested(actions({**ROWS[name], **changed}), changes, LIMITS, TODAY).to_dicts()
    return row


@pytest.mark.parametrize(("name", "days"), [("bid", 1), ("budget", 3), ("place", 7)])
@pytest.mark.parametrize("stands", ["planned", "changed", "gone"])
def test_a_value_rests_for_its_days(name: str, days: int, stands: str) -> None:
    row = after(name, past(name, days - 1, stands))
    day = TODAY - timedelta(days=days - 1)
    assert (row["consent"], row["reason"]) == ("watch", "changed_lately")
    assert row["detail"] == f"{day} {TODAY + timedelta(days=1)}"
    assert (row["to_bid"], row["to_value"]) == (None, None)
    assert after(name, past(name, days, stands))["consent"] == "safe"


@pytest.mark.parametrize("name", ["bid", "budget", "place"])
def test_a_value_that_never_came_into_force_is_proposed_again(name: str) -> None:
    assert after(name, past(name, 0, "before"))["consent"] == "safe"


@pytest.mark.parametrize(("days_ago", "consent"), [(1, "watch"), (2, "watch"), (3, "safe")])
@pytest.mark.parametrize("name", ["negative", "launch"])
def test_what_is_on_its_way_is_not_proposed_again(name: str, days_ago: int, consent: str) -> None:
    row = after(name, past(name, days_ago, "before"))
    assert row["consent"] == consent
    assert (row["reason"] == "pending") == (consent == "watch")


@pytest.mark.parametrize("stands", ["planned", "changed"])
def test_a_negative_that_is_there_is_the_decisions_own_matter(stands: str) -> None:
    assert after("negative", past("negative", 1, stands))["consent"] == "safe"


@pytest.mark.parametrize(("days_ago", "consent"), [(0, "ask"), (6, "ask"), (7, "safe")])
@pytest.mark.parametrize("name", ROWS)
def test_what_was_declined_asks_for_some_days(name: str, days_ago: int, consent: str) -> None:
    row = after(name, past(name, days_ago, "before", "declined"))
    assert row["consent"] == consent
    assert row["reason"] == "loses_money"
    assert row["declined_on"] == (str(TODAY - timedelta(days=days_ago)) if consent == "ask" else None)


@pytest.mark.parametrize("days_ago", [0, 7, 400])
def test_a_launch_that_was_taken_back_asks_for_good(days_ago: int) -> None:
    taken_back = [past("launch", days_ago, "gone", became) for became in ("changed", "declined")]
    row = after("launch", PastChange.validate(pl.concat(taken_back)))
    assert (row["consent"], row["declined_on"]) == ("ask", str(TODAY - timedelta(days=days_ago)))


def test_what_was_accepted_since_is_declined_no_longer() -> None:
    both = PastChange.validate(pl.concat([past("bid", 1), past("bid", 2, became="declined")]))
    row = after("bid", both)
    assert (row["consent"], row["declined_on"]) == ("safe", None)


def test_what_asks_already_says_that_it_was_declined() -> None:
    row = after("bid", past("bid", 1, "before", "declined"), consent="ask")
    assert (row["consent"], row["declined_on"]) == ("ask", "2026-11-24")


def test_a_change_counts_before_a_refusal() -> None:
    both = PastChange.validate(pl.concat([past("budget", 1), past("budget", 0, became="declined")]))
    row = after("budget", both)
    assert (row["consent"], row["declined_on"]) == ("watch", None)


def test_what_is_watched_and_what_nobody_touched_stays_as_it_is() -> None:
    every = actions(BID, {**BUDGET, "consent": "watch"}, NEGATIVE)
    changes = past("budget", 0)
    assert rested(every, changes, LIMITS, TODAY).equals(every)
    assert rested(every, changes.clear(), LIMITS, TODAY).equals(every)
