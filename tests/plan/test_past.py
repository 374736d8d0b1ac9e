"""From kept plans and what became of them to the last change of each thing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from adopt.plan.past import PastPlan, agreed_budgets, by_hand, past_changes
from adopt.schema import (
    Acceptance,
    Accepted,
    Action,
    AdGroup,
    Bulk,
    Campaign,
    Course,
    Negative,
    NewEntity,
    Result,
    Target,
    Undoing,
    bulk_frames,
)
from tests.after.market import Made
from tests.plan.readings import actions

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


def plan(*rows: dict[str, Any], as_of: date = DAY, withheld: bool = False, **course: Any) -> PastPlan:
    why = (("no_bulk", ""),) if withheld else ()
    made = Made(actions(*(rows or ROWS)), NewEntity.create_empty(), as_of=as_of, withheld=why)
    return PastPlan(made, Course(**course))


def shown(**values: float | str | None) -> Bulk:
    """A download with these values, and with a negative where that has a state; nothing else is in it."""
    place = {
        "campaign_id": "1",
        "ad_group_id": "11",
        "state": "enabled",
        "campaign": "pans",
        "ad_group": "steel",
    }
    target = {"target_id": "7", "kind": "keyword", "targeting": "pan", "match_type": "exact"}
    text = {"level": "ad_group", "kind": "keyword", "match_type": "negativeExact", "text": " steel  PAN"}
    above = {"campaign_state": "enabled", "ad_group_state": "enabled"}
    return bulk_frames(
        campaigns=_frame(Campaign, {**place, "budget": values.get("budget")}),
        ad_groups=_frame(AdGroup, {**place, **above}),
        targets=_frame(
            Target, *([{**place, **above, **target, "bid": values["bid"]}] if "bid" in values else [])
        ),
        negatives=_frame(
            Negative,
            *(
                [{**place, **text, "negative_id": "9", "state": values["negative"]}]
                if "negative" in values
                else []
            ),
        ),
    )


def _frame(schema: Any, *rows: dict[str, Any]) -> Any:
    types = schema.create_empty().schema
    sums = {name: 0 for name, kind in types.items() if kind == pl.Int64}
    known = [{**dict.fromkeys(types), **sums, **row, "row": 2} for row in rows]
    return schema.validate(pl.DataFrame(known, schema=types))


def told(*plans: PastPlan, now: Bulk | None = None) -> dict[tuple[str, str], tuple[Any, ...]]:
    changes = past_changes(plans, now or shown(), 2)
    names = {thing: name for name, thing in THINGS.items()}
    return {
        (names[row["thing"]], row["became"]): (row["on"], row["from_value"], row["to_value"], row["stands"])
        for row in changes.iter_rows(named=True)
    }


def test_no_plan_changed_nothing() -> None:
    assert told() == {}


def test_a_plan_that_nobody_reviewed_counts_once_the_download_or_amazon_shows_something_of_it() -> None:
    assert told(plan()) == {}
    assert told(plan(), now=shown(bid=1.0, budget=10.0)) == {}
    found = told(plan(), now=shown(bid=0.8, budget=10.0))
    assert found == {
        ("bid", "changed"): (DAY, 1.0, 0.8, "planned"),
        ("budget", "changed"): (DAY, 10.0, 15.0, "before"),
        ("negative", "changed"): (DAY, None, None, "before"),
    }
    assert ("budget", "changed") in told(plan(), now=shown(negative="enabled"))
    assert ("budget", "changed") in told(plan(results=results(bid="taken")))
    assert told(plan(results=results(bid="unknown"))) == {}


def test_files_that_were_withheld_changed_nothing_unless_lines_were_accepted() -> None:
    assert told(plan(withheld=True), now=shown(bid=0.8)) == {}
    reviewed = plan(withheld=True, accepted=Acceptance(NEXT, accepted({"key": "bid"})))
    # Lines left out are no refusal there: a limit asked for it.
    assert told(reviewed) == {("bid", "changed"): (NEXT, 1.0, 0.8, "gone")}


def test_what_was_accepted_counts_with_the_sellers_own_values_and_the_rest_was_declined() -> None:
    own = accepted({"key": "bid", "to_bid": 0.9}, {"key": "budget", "to_value": 12.0})
    found = told(plan(accepted=Acceptance(NEXT, own)), now=shown(bid=0.9, budget=15.0))
    assert found == {
        ("bid", "changed"): (NEXT, 1.0, 0.9, "planned"),
        ("budget", "changed"): (NEXT, 10.0, 12.0, "changed"),
        ("negative", "declined"): (NEXT, None, None, None),
    }


def test_an_accepted_negative_for_which_an_accepted_phrase_stands_was_not_declined() -> None:
    words: dict[str, Any] = {"code": "N103", "entity": "Campaign Negative Keyword", "consent": "ask"}
    phrase = {"key": "phrase", "campaign_id": "1", "to_text": "steel", **words}
    both = accepted({"key": "negative"}, {"key": "phrase"})
    changes = past_changes([plan(NEGATIVE, phrase, accepted=Acceptance(NEXT, both))], shown(), 2)
    assert changes.select("key", "became").rows() == [("phrase", "changed")]


def test_what_waited_for_a_word_counts_where_it_was_accepted_and_is_no_refusal_where_it_was_not() -> None:
    asked = tuple({**row, "consent": "ask"} for row in ROWS)
    assert told(plan(*asked), now=shown(bid=0.8)) == {}
    found = told(plan(*asked, accepted=Acceptance(NEXT, accepted({"key": "bid"}))))
    assert set(found) == {("bid", "changed")}


def test_what_amazon_rejected_changed_nothing() -> None:
    found = told(plan(results=results(bid="taken", negative="rejected")))
    assert set(found) == {("bid", "changed"), ("budget", "changed")}


def test_what_was_taken_back_went_the_other_way_and_was_declined() -> None:
    found = told(plan(undone=Undoing(NEXT, ("bid", "negative"))), now=shown(bid=1.0, budget=15.0))
    assert found == {
        ("bid", "changed"): (NEXT, 0.8, 1.0, "planned"),
        ("bid", "declined"): (NEXT, 1.0, 0.8, None),
        ("budget", "changed"): (DAY, 10.0, 15.0, "planned"),
        ("negative", "declined"): (NEXT, None, None, None),
    }


def test_the_last_plan_counts() -> None:
    later = plan({**BID, "from_bid": 0.8, "to_bid": 0.7}, as_of=NEXT)
    found = told(plan(), later, now=shown(bid=0.7, budget=15.0))
    assert found["bid", "changed"] == (NEXT, 0.8, 0.7, "planned")
    assert found["budget", "changed"][0] == DAY


@pytest.mark.parametrize(
    ("now", "stands"),
    [(0.8, "planned"), (0.804, "planned"), (1.0, "before"), (0.9, "changed"), (0.81, "changed")],
)
def test_what_somebody_set_since_is_noted(now: float, stands: str) -> None:
    one = plan(accepted=Acceptance(DAY, accepted({"key": "bid"})))
    changes = past_changes([one], shown(bid=now), 2)
    assert changes.filter(became="changed")["stands"].to_list() == [stands]
    assert by_hand(changes) == (["pan"] if stands == "changed" else [])


@pytest.mark.parametrize(
    ("state", "stands"), [("enabled", "planned"), ("paused", "changed"), ("archived", "before")]
)
def test_a_text_is_there_while_it_lives_whoever_spells_it(state: str, stands: str) -> None:
    one = plan(NEGATIVE, accepted=Acceptance(DAY, accepted({"key": "negative"})))
    changes = past_changes([one], shown(negative=state), 2)
    assert changes["stands"].to_list() == [stands]
    assert by_hand(changes) == []


def test_a_schedule_of_bids_is_no_budget() -> None:
    hours = {**BUDGET, "key": "B303|1", "code": "B303", "from_value": 0.0, "to_value": 30.0}
    one = plan(hours, accepted=Acceptance(DAY, accepted({"key": "B303|1"})))
    changes = past_changes([one], shown(budget=10.0), 2)
    assert changes.select("thing", "stands").rows() == [("B303|1", "gone")]
    assert by_hand(changes) == []


def test_a_watched_line_is_no_change() -> None:
    watched = tuple({**row, "consent": "watch"} for row in ROWS)
    assert told(plan(*watched, results=results(bid="taken"))) == {}
    assert Action.validate(actions(*watched)).height == 3


@pytest.mark.parametrize(("own", "agreed"), [(10.0, 10.0), (None, 20.0)])
def test_what_a_launch_may_spend_is_what_was_accepted(own: float | None, agreed: float) -> None:
    launch = {
        **dict.fromkeys(("campaign_id", "ad_group_id", "search_term", "to_text", "from_value")),
        "key": "L501|*|*|NEW -",
        "code": "L501",
        "entity": "Campaign",
        "campaign": "*",
        "ad_group": "*",
        "targeting": "NEW",
        "to_value": 20.0,
    }
    yes = Acceptance(DAY, accepted({"key": launch["key"], "to_value": own}))
    reviewed = plan(launch, BUDGET, accepted=yes)
    assert agreed_budgets(past_changes([reviewed], shown(), 2)) == {"NEW": agreed}
    declined = plan(launch, BUDGET, accepted=Acceptance(DAY, accepted({"key": "budget"})))
    assert agreed_budgets(past_changes([declined], shown(), 2)) == {}
