"""From kept plans and what became of them to the last change of each thing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from adopt.plan.past import PastPlan, by_hand, in_force, past_changes
from adopt.schema import Accepted, Action, Result, Standing
from tests.plan.readings import actions
from tests.properties.accounts import download

DAY = date(2026, 11, 20)
NEXT = DAY + timedelta(days=1)
BID: dict[str, Any] = {
    "key": "bid",
    "code": "B301",
    "entity": "Keyword",
    "search_term": None,
    "target_id": "7",
    "from_bid": 1.0,
    "to_bid": 0.8,
}
BUDGET: dict[str, Any] = {
    "key": "budget",
    "code": "T402",
    "entity": "Campaign",
    "search_term": None,
    "campaign_id": "1",
    "from_value": 10.0,
    "to_value": 15.0,
}
NEGATIVE: dict[str, Any] = {
    "key": "negative",
    "campaign_id": "1",
    "ad_group_id": "11",
    "to_text": "Steel Pan",
}
ROWS = (BID, BUDGET, NEGATIVE)
THINGS = {"bid": "target|7", "budget": "budget|1", "negative": "text|1|11|steel pan"}


def accepted(*rows: dict[str, Any]) -> Any:
    schema = Accepted.create_empty().schema
    return Accepted.validate(pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema))


def results(**statuses: str) -> Any:
    rows = [
        {"key": key, "status": status, "code": None, "message": None, "seen_on": NEXT}
        for key, status in statuses.items()
    ]
    return Result.validate(pl.DataFrame(rows, schema=Result.create_empty().schema))


def plan(*rows: dict[str, Any], **more: Any) -> PastPlan:
    own = {"written": True, "accepted": None, "results": results(), "undone": None, "as_of": DAY}
    return PastPlan(**{**own, "actions": actions(*(rows or ROWS)), **more})


def shown(**values: float | None) -> pl.DataFrame:
    """A download that shows these."""
    return pl.DataFrame(
        {"thing": [THINGS[name] for name in values], "value": list(values.values())},
        schema={"thing": pl.String, "value": pl.Float64},
    )


def told(*plans: PastPlan, now: pl.DataFrame | None = None) -> dict[tuple[str, str], tuple[Any, ...]]:
    changes = past_changes(plans, shown() if now is None else now)
    names = {thing: name for name, thing in THINGS.items()}
    return {
        (names[row["thing"]], row["course"]): (row["on"], row["from_value"], row["to_value"], row["standing"])
        for row in changes.iter_rows(named=True)
    }


def test_no_plan_changed_nothing() -> None:
    assert told() == {}


def test_a_plan_that_nobody_reviewed_counts_once_the_download_or_amazon_shows_something_of_it() -> None:
    assert told(plan()) == {}
    assert told(plan(), now=shown(bid=1.0, budget=10.0)) == {}
    found = told(plan(), now=shown(bid=0.8, budget=10.0))
    assert found == {
        ("bid", "changed"): (DAY, 1.0, 0.8, "in_force"),
        ("budget", "changed"): (DAY, 10.0, 15.0, "not_yet"),
        ("negative", "changed"): (DAY, None, None, "not_yet"),
    }
    assert ("budget", "changed") in told(plan(), now=shown(negative=None))
    assert ("budget", "changed") in told(plan(results=results(bid="taken")))
    assert told(plan(results=results(bid="unknown"))) == {}


def test_files_that_were_withheld_changed_nothing_unless_lines_were_accepted() -> None:
    assert told(plan(written=False), now=shown(bid=0.8)) == {}
    reviewed = plan(written=False, accepted=(NEXT, accepted({"key": "bid"})))
    # Lines left out are no refusal there: a limit asked for it.
    assert told(reviewed) == {("bid", "changed"): (NEXT, 1.0, 0.8, "unseen")}


def test_what_was_accepted_counts_with_the_sellers_own_values_and_the_rest_was_declined() -> None:
    own = accepted({"key": "bid", "to_bid": 0.9}, {"key": "budget", "to_value": 12.0})
    found = told(plan(accepted=(NEXT, own)), now=shown(bid=0.9, budget=15.0))
    assert found == {
        ("bid", "changed"): (NEXT, 1.0, 0.9, "in_force"),
        ("budget", "changed"): (NEXT, 10.0, 12.0, "by_hand"),
        ("negative", "declined"): (NEXT, None, None, "not_yet"),
    }


def test_what_waited_for_a_word_counts_where_it_was_accepted_and_is_no_refusal_where_it_was_not() -> None:
    asked = tuple({**row, "consent": "ask"} for row in ROWS)
    assert told(plan(*asked), now=shown(bid=0.8)) == {}
    found = told(plan(*asked, accepted=(NEXT, accepted({"key": "bid"}))))
    assert set(found) == {("bid", "changed")}


def test_what_amazon_rejected_changed_nothing() -> None:
    found = told(plan(results=results(bid="taken", negative="rejected")))
    assert set(found) == {("bid", "changed"), ("budget", "changed")}


def test_what_was_taken_back_went_the_other_way_and_was_declined() -> None:
    found = told(plan(undone=(NEXT, ("bid", "negative"))), now=shown(bid=1.0, budget=15.0))
    assert found == {
        ("bid", "changed"): (NEXT, 0.8, 1.0, "in_force"),
        ("bid", "declined"): (NEXT, 1.0, 0.8, "not_yet"),
        ("budget", "changed"): (DAY, 10.0, 15.0, "in_force"),
        ("negative", "declined"): (NEXT, None, None, "not_yet"),
    }


def test_the_last_plan_counts() -> None:
    later = plan({**BID, "from_bid": 0.8, "to_bid": 0.7}, as_of=NEXT)
    found = told(plan(), later, now=shown(bid=0.7, budget=15.0))
    assert found["bid", "changed"] == (NEXT, 0.8, 0.7, "in_force")
    assert found["budget", "changed"][0] == DAY


@pytest.mark.parametrize(
    ("now", "standing"),
    [(0.8, "in_force"), (0.804, "in_force"), (1.0, "not_yet"), (0.9, "by_hand"), (0.81, "by_hand")],
)
def test_what_somebody_set_since_is_noted(now: float, standing: str) -> None:
    one = plan(accepted=(DAY, accepted({"key": "bid"})))
    changes = past_changes([one], shown(bid=now))
    assert changes.filter(course="changed")["standing"].to_list() == [standing]
    assert by_hand(changes) == (["pan"] if standing == Standing.BY_HAND else [])


def test_what_a_download_shows() -> None:
    bulk = download()
    things = dict(in_force(bulk).iter_rows())
    target = bulk.targets.row(0, named=True)
    assert things[f"target|{target['target_id']}"] == target["bid"]
    text = f"text|{target['campaign_id']}|{target['ad_group_id']}|{target['targeting'].lower()}"
    assert things[text] is None
    assert things[f"budget|{target['campaign_id']}"] == 50.0


def test_a_watched_line_is_no_change() -> None:
    watched = tuple({**row, "consent": "watch"} for row in ROWS)
    assert told(plan(*watched, results=results(bid="taken"))) == {}
    assert Action.validate(actions(*watched)).height == 3
