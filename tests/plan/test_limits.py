"""The limits of a day: each at, just under and just over its threshold, and the lines to drop."""

from __future__ import annotations

import random
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from adopt.plan.limits import OVER, breaches, over_limits, unless_reviewed
from adopt.schema import Action, Limit
from adopt.settings import Settings, load_settings
from adopt.words import markets
from tests.plan.readings import actions, facts

FACTS = facts(spend=1000.0, orders=100, days=30)
BID = {"code": "B301", "entity": "Keyword", "search_term": None, "from_bid": 1.0, "reason": "bid_above_value"}
BUDGET = {"code": "T402", "entity": "Campaign", "campaign_id": "1", "from_value": 10.0, "search_term": None}
PLACE = {"code": "B302", "entity": "Bidding Adjustment", "campaign_id": "1", "from_value": 20.0}
MADE = {"code": "H201", "entity": "Keyword", "to_text": "pan", "base_bid": 1.0, "spend": 0.0}
WIDE: dict[str, Any] = {"negated_spend": 9, "cut_spend": 9, "raised_spend": 9}


def to_drop(over: pl.DataFrame) -> list[str]:
    """The keys of all lines without which every limit holds, in the order in which they are named."""
    return over["drop"].explode().drop_nulls().to_list()


def settings(**limits: Any) -> Settings:
    return load_settings(limits=limits)


def found(*rows: dict[str, Any], **limits: Any) -> dict[str, Any]:
    """The limits that are passed: value, and keys to drop."""
    over = breaches(actions(*rows), FACTS, settings(**limits), markets()["US"])
    return {row["limit"]: (row["value"], row["drop"]) for row in over.iter_rows(named=True)}


def negative(key: str, money: float = 1.0, **more: Any) -> dict[str, Any]:
    return {"key": key, "money_per_week": money, "spend": 0.0, "to_text": key, **more}


def test_nothing_and_what_waits_pass_no_limit() -> None:
    assert not found()
    assert not found(*(negative(consent, spend=900.0, consent=consent) for consent in ("ask", "watch")))


@pytest.mark.parametrize(("spend", "over"), [(399.99, False), (400.0, False), (400.01, True)])
def test_the_spend_that_negatives_carry(spend: float, over: bool) -> None:
    rows = [negative("small", 1.0, spend=100.0), negative("large", 2.0, spend=spend - 100)]
    assert found(*rows) == ({"negated_spend": (pytest.approx(spend / 1000), ["small"])} if over else {})


@pytest.mark.parametrize(("orders", "over"), [(4, False), (5, False), (6, True)])
def test_the_orders_that_negatives_carry(orders: int, over: bool) -> None:
    assert set(found(negative("sells", orders=orders))) == ({"negated_orders"} if over else set())
    # A term that is handed over keeps its orders: they move to its own keyword.
    assert not found(negative("moves", orders=orders, reason="hand_over"))


def test_the_spend_that_negatives_and_lower_bids_take_away() -> None:
    # At (1 / 1.5) ^ (.9 + .75) a bid keeps 51.2 % of its spend.
    gone = 1 - 1.5**-1.65
    bid = {**BID, "key": "bid", "target_id": "1", "to_bid": 1 / 1.5, "spend": 800.0, "money_per_week": 5.0}
    assert not found(bid, negative("n", spend=670 - 800 * gone - 0.01))
    over = found(bid, negative("n", spend=670 - 800 * gone + 0.01))
    assert over == {"cut_spend": (pytest.approx(0.67001), ["n"])}


def test_spend_answers_to_bids_as_the_run_measured_it() -> None:
    # Where cost follows bids with .3 instead of .75, a third less bid takes away 38.5 % of the spend, not 48.8 %.
    bid = {**BID, "key": "bid", "target_id": "1", "to_bid": 1 / 1.5, "spend": 1000.0, "money_per_week": 5.0}
    gone = 1 - 1.5**-1.2
    for allowed, passed in ((gone - 0.001, ["cut_spend"]), (gone + 0.001, [])):
        own = settings(cut_spend=allowed)
        over = breaches(actions(bid), FACTS._replace(cpc_elasticity=0.3), own, markets()["US"])
        assert over["limit"].to_list() == passed


def test_the_spend_that_higher_bids_percentages_budgets_and_keywords_add() -> None:
    more = 1.2**1.65 - 1
    bid = {**BID, "key": "bid", "target_id": "1", "to_bid": 1.2, "spend": 500.0, "money_per_week": 5.0}
    place = {**PLACE, "key": "place", "targeting": "placementTop", "to_value": 44.0, "spend": 200.0}
    keyword = {**MADE, "key": "made", "to_bid": 1.2, "spend": 100.0, "money_per_week": 3.0}
    room = (400 - 800 * more) / 30
    budget = {**BUDGET, "key": "budget", "to_value": 10 + room, "money_per_week": 4.0}
    inside = load_settings(budget={"max_step": 3.0})
    for change, expected in ((-0.001, []), (0.001, ["place"])):
        rows = actions(bid, place, keyword, {**budget, "to_value": 10 + room + change})
        over = breaches(rows, FACTS, inside)
        assert over["drop"].to_list() == ([expected] if expected else [])


def test_what_a_launch_may_spend_is_the_sellers_own_figure() -> None:
    launch = {
        "code": "L501",
        "entity": "Campaign",
        "search_term": None,
        "from_value": None,
        "to_value": 500.0,
    }
    again = {**launch, "key": "again", "campaign_id": "1", "from_value": 1.0}
    assert not found(launch, again)


@pytest.mark.parametrize(("to", "over"), [(1.0, set()), (0.5, set()), (0.49, {"bid_cut"})])
def test_a_bid_over_its_budget_may_come_down_to_that_budget_at_once(to: float, over: set[str]) -> None:
    # Many pause a campaign by a budget of a dollar: one such bid must not stop the whole day.
    row = {**BID, "key": "bid", "target_id": "1", "from_bid": 5.0, "budget": 1.0, "to_bid": to}
    assert set(found(row)) == over
    assert set(found({**row, "budget": None})) == {"bid_cut"}


@pytest.mark.parametrize(
    ("to", "over"), [(1.5, None), (1.51, "bid_step"), (0.66, None), (0.5, None), (0.49, "bid_cut")]
)
def test_a_bids_step(to: float, over: str | None) -> None:
    bid = {**BID, "key": "bid", "target_id": "1", "to_bid": to, "spend": 0.0}
    assert found(bid) == ({over: (pytest.approx(max(to, 1 / to)), ["bid"])} if over else {})


def test_a_new_keywords_bid_may_be_as_low_as_it_likes_and_a_step_above_todays() -> None:
    assert not found({**MADE, "to_bid": 0.1})
    assert not found({**MADE, "to_bid": 1.5})
    assert set(found({**MADE, "to_bid": 1.51})) == {"bid_step"}
    assert set(found({**MADE, "to_bid": 1.51, "base_bid": None, "cpc": 1.0})) == {"bid_step"}


def test_a_bid_below_amazons_least_steps_from_there() -> None:
    bid = {**BID, "key": "bid", "target_id": "1", "from_bid": 0.01, "to_bid": 0.03, "spend": 0.0}
    assert not found(bid)
    assert breaches(actions(bid), FACTS, settings())["limit"].to_list() == ["bid_step"]


@pytest.mark.parametrize(("to", "over"), [(15.0, False), (15.01, True), (6.67, False), (6.6, True)])
def test_a_budgets_step(to: float, over: bool) -> None:
    assert set(found({**BUDGET, "to_value": to}, **WIDE)) == ({"budget_step"} if over else set())


@pytest.mark.parametrize(("to", "over"), [(50.0, False), (51.0, True), (0.0, False)])
def test_a_percentages_step(to: float, over: bool) -> None:
    row = {**PLACE, "targeting": "placementTop", "to_value": to, "spend": 0.0}
    assert set(found(row)) == ({"percentage_step"} if over else set())


@pytest.mark.parametrize(("count", "over"), [(2, False), (3, False), (4, True)])
def test_the_number_of_changes(count: int, over: bool) -> None:
    rows = [negative(f"n{number}", number) for number in range(count)]
    assert found(*rows, changes=3) == ({"changes": (4.0, ["n0"])} if over else {})


def test_a_term_handed_over_from_two_ad_groups_is_negated_in_each() -> None:
    home: dict[str, Any] = {
        "reason": "hand_over",
        "to_campaign_id": "9",
        "to_ad_group_id": "99",
        "to_text": "Pan",
    }
    there = negative("there", 2.0, **home, campaign_id="1", ad_group_id="11")
    assert not found(there, negative("here", **home, campaign_id="2", ad_group_id="22"))
    assert found(there, negative("again", **home, campaign_id="1", ad_group_id="11")) == {
        "one_change": (2.0, ["again"])
    }


@pytest.mark.parametrize(
    "twin",
    [
        {**BID, "code": "X101", "target_id": "1", "to_bid": 1.1},
        {**BID, "code": "B304", "target_id": "1", "to_bid": 1.1},
    ],
)
def test_a_target_changes_once_a_day(twin: dict[str, Any]) -> None:
    bid = {**BID, "key": "first", "target_id": "1", "to_bid": 0.9, "spend": 0.0, "money_per_week": 2.0}
    assert found(bid, {**twin, "key": "second", "spend": 0.0}) == {"one_change": (2.0, ["second"])}
    assert not found(bid, {**twin, "target_id": "2", "spend": 0.0})


def test_a_text_is_no_keyword_and_negative_of_an_ad_group_on_one_day() -> None:
    here: dict[str, Any] = {"campaign_id": "1", "ad_group_id": "11"}
    made = {**MADE, "key": "made", "to_bid": 1.0, "campaign_id": "2", "money_per_week": 2.0}
    home = {"to_campaign_id": "1", "to_ad_group_id": "11"}
    shut = negative("shut", to_text="Pan", **here)
    assert found({**made, **home}, shut) == {"one_change": (2.0, ["shut"])}
    assert not found({**made, **home, "to_ad_group_id": "12"}, shut)


def test_budgets_and_percentages_change_once_a_day() -> None:
    twice = [{**BUDGET, "key": key, "to_value": 11.0} for key in ("a", "b")]
    assert found(*twice) == {"one_change": (2.0, ["b"])}
    places = [
        {**PLACE, "key": key, "targeting": where, "to_value": 30.0, "spend": 0.0}
        for key, where in (("a", "placementTop"), ("b", "placementTop"), ("c", "placementProductPage"))
    ]
    assert found(*places) == {"one_change": (2.0, ["b"])}


def test_lines_that_another_limit_names_are_not_named_again() -> None:
    rows = [negative(f"n{number}", number, spend=110.0) for number in range(4)]
    over = found(*rows, changes=3)
    assert over == {"negated_spend": (pytest.approx(0.44), ["n0"]), "changes": (4.0, [])}


def test_every_limit_is_looked_at_in_its_order() -> None:
    rows = actions(
        {**BID, "key": "a", "target_id": "1", "to_bid": 5.0, "spend": 900.0},
        {**BID, "key": "b", "target_id": "1", "to_bid": 0.1, "spend": 900.0},
        {**BUDGET, "key": "c", "to_value": 900.0},
        {**PLACE, "key": "d", "to_value": 900.0},
        negative("e", spend=900.0, orders=90),
    )
    over = breaches(rows, FACTS, settings(changes=1))
    assert over["limit"].to_list() == [limit.value for limit in Limit]


def test_a_plan_over_its_limits_says_so_and_a_review_lifts_only_that() -> None:
    over = breaches(actions(negative("n", spend=900.0)), FACTS, settings())
    assert over_limits(over) == ((OVER, "negated_spend, cut_spend"),)
    assert over_limits(over.clear()) == ()
    assert unless_reviewed((("no_bulk", ""), (OVER, "changes"))) == (("no_bulk", ""),)


_KINDS = st.sampled_from(["negative", "bid", "made", "budget", "place"])


@st.composite
def plans(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Some actions of every kind, among them steep ones, dear ones, and several of one entity."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        kind, place = draw(_KINDS), str(draw(st.integers(1, 4)))
        to = draw(st.floats(0.02, 3.0))
        row = {
            "negative": negative(f"term {place}", orders=draw(st.integers(0, 9)), ad_group_id=place),
            "bid": {**BID, "target_id": place, "to_bid": to},
            "made": {**MADE, "to_bid": to, "to_text": f"term {place}", "to_ad_group_id": place},
            "budget": {**BUDGET, "campaign_id": place, "to_value": 10 * to},
            "place": {**PLACE, "targeting": place, "to_value": 30 * to},
        }[kind]
        more = {"spend": draw(st.floats(0, 300)), "money_per_week": draw(st.floats(-5, 5))}
        consent = draw(st.sampled_from(["safe", "safe", "ask"]))
        made.append({**row, **more, "key": f"key {number:02}", "consent": consent})
    return made


@runs(max_examples=60, deadline=None)
@given(plans(), st.randoms(use_true_random=False))
def test_without_the_lines_named_every_limit_holds(rows: list[dict[str, Any]], order: random.Random) -> None:
    plan, own = actions(*rows), settings(changes=5)
    over = breaches(plan, FACTS, own)
    left = Action.cast(plan.filter(~pl.col("key").is_in(to_drop(over))))
    assert breaches(left, FACTS, own).is_empty()
    assert len(set(to_drop(over))) == len(to_drop(over))
    shuffled = order.sample(rows, len(rows))
    assert breaches(actions(*shuffled), FACTS, own).equals(over)


@runs(max_examples=60, deadline=None)
@given(plans())
def test_one_line_fewer_named_and_the_limit_that_named_it_is_passed(rows: list[dict[str, Any]]) -> None:
    plan, own = actions(*rows), settings(changes=5)
    over = breaches(plan, FACTS, own)
    named = to_drop(over)
    for row in over.filter(pl.col("drop").list.len() > 0).iter_rows(named=True):
        kept_back = row["drop"][-1]
        left = Action.cast(plan.filter(~pl.col("key").is_in([key for key in named if key != kept_back])))
        again = breaches(left, FACTS, own)
        if row["limit"] == over.filter(pl.col("drop").list.len() > 0)["limit"][-1]:
            assert row["limit"] in again["limit"].to_list()
