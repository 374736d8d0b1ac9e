"""Values of the seller's own that Amazon would take alone, but not beside what is there: refused by row, not by file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adopt.after.apply import in_bids
from adopt.after.reviewed import reviewed
from adopt.plan.review import Answer
from adopt.schema import Bulk
from adopt.settings import load_settings
from adopt.write.plan_file import plan_json
from adopt.write.plan_read import Told, read_plan
from tests.write.whole import whole


def told(plan: Any, folder: Path) -> Told:
    path = folder / "plan.json"
    path.write_text(plan_json(plan), encoding="utf-8")
    return read_plan(path)


def yes(row: dict[str, Any], own: str | None = None, at: int = 3) -> Answer:
    return Answer("Decide", at, row["key"], "Yes", own)


def test_a_match_type_that_makes_a_negative_one_that_is_there(
    make_plan: Any, action: Any, bulk: Bulk, tmp_path: Path
) -> None:
    there = action(to_text="old mat", to_match_type="negativePhrase")
    other = action(key="N101:other", search_term="other", to_text="other")
    plan = told(make_plan([there, other]), tmp_path)
    assert plan.actions["to_match_type"].to_list() == ["negativePhrase", None]
    _, done, sheets = reviewed(plan, (yes(there, "negativeExact"), yes(other, at=4)), bulk)
    (refused,) = done.refused
    assert (refused.row, refused.problem.code, refused.problem.expected) == (3, "amazon", "already_negated")
    assert list(done.accepted) == ["N101:other"]
    assert sheets["negatives.xlsx"]["keyword_text"].to_list() == ["other"]


def test_two_rows_that_become_one(make_plan: Any, action: Any, bulk: Bulk, tmp_path: Path) -> None:
    first = action("H201")
    second = action("H201", key="H201:phrase", to_match_type="phrase")
    plan = told(make_plan([first, second]), tmp_path)
    _, done, sheets = reviewed(plan, (yes(first), yes(second, "exact", at=4)), bulk)
    assert [(one.row, one.problem.expected) for one in done.refused] == [(4, "duplicate")]
    assert sheets["keywords.xlsx"].height == 1


def test_a_budget_under_a_bid_that_is_accepted_with_it(
    make_plan: Any, action: Any, bulk: Bulk, tmp_path: Path
) -> None:
    bid, budget = action("B301", to_bid=4.0), action("T402")
    plan = told(make_plan([bid, budget]), tmp_path)
    _, done, _ = reviewed(plan, (yes(bid), yes(budget, "3.99", at=4)), whole(bulk))
    assert [(one.row, one.problem.expected) for one in done.refused] == [(4, "budget_under_bids")]
    _, done, _ = reviewed(plan, (yes(bid), yes(budget, "4", at=4)), whole(bulk))
    assert done.refused == []


def test_another_budget_of_a_launch_is_shared_by_its_campaigns(
    make_plan: Any, action: Any, bulk: Bulk, created: Any, tmp_path: Path
) -> None:
    launch = action("L501")
    plan = told(make_plan([launch], created=created), tmp_path)
    _, done, sheets = reviewed(plan, (yes(launch, "31"),), bulk)
    assert done.refused == []
    assert sheets["launch.xlsx"]["daily_budget"].drop_nulls().to_list() == ["15.50", "15.50"]
    _, done, _ = reviewed(plan, (yes(launch, "1.99"),), bulk)
    assert [one.problem.code for one in done.refused] == ["under_bids"]


def test_of_two_rows_that_create_the_same_the_first_stays(
    make_plan: Any, action: Any, bulk: Bulk, tmp_path: Path
) -> None:
    first, second = action("H201"), action("H201", key="H202:thick mat", consent="ask", to_text="Thick  mat")
    plan = told(make_plan([first, second]), tmp_path)
    _, done, sheets = reviewed(plan, (yes(second, at=4), yes(first)), bulk)
    assert [(one.row, one.column, one.problem.expected) for one in done.refused] == [
        (4, "Accept", "duplicate")
    ]
    assert sheets["keywords.xlsx"]["key"].to_list() == [first["key"]]


@pytest.mark.parametrize(("steer", "carried"), [(True, {"T401|*"}), (False, set())])
def test_the_level_of_tacos_is_in_the_bids_only_where_it_steers(
    make_plan: Any, action: Any, tmp_path: Path, steer: bool, carried: set[str]
) -> None:
    level = action() | {
        "key": "T401|*",
        "code": "T401",
        "entity": "Account",
        "to_text": None,
        "to_value": 0.9,
    }
    settings = load_settings(None, tacos={"steer": steer})
    plan = told(make_plan([level], settings=settings), tmp_path)
    _, done, sheets = reviewed(plan, (yes(level),), None)
    assert (list(done.accepted), sheets) == (["T401|*"], {})
    assert in_bids(plan) == carried
