"""Of several changes of one thing one row stands."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.plan.merged import one_change_each
from tests.plan.readings import actions

PLACE = {"campaign_id": "1", "ad_group_id": "11"}
HOME = {"to_campaign_id": "2", "to_ad_group_id": "22", "to_campaign": "exact", "to_ad_group": "exact"}
BID = {**PLACE, "code": "B301", "entity": "Keyword", "target_id": "111", "to_bid": 0.5, "search_term": None}
BUDGET = {"campaign_id": "1", "code": "T402", "entity": "Campaign", "to_value": 20.0, "search_term": None}
OWN = {**PLACE, **HOME, "code": "H201", "entity": "Keyword", "to_text": "steel pan", "to_bid": 0.6}
NEGATIVE = {**PLACE, "code": "N101", "to_text": "steel pan"}
THERE = {"campaign_id": "2", "ad_group_id": "22", **dict.fromkeys(HOME)}
PAGE = {**OWN, "entity": "Product Targeting", "to_text": 'asin="B0AAAAAAA1"'}
PHRASE = {
    **NEGATIVE,
    "code": "N103",
    "entity": "Campaign Negative Keyword",
    "ad_group_id": None,
    "ad_group": "*",
}
PLACEMENT = {**BUDGET, "code": "B302", "entity": "Bidding Adjustment", "targeting": "placementTop"}


def consents(*rows: dict[str, Any]) -> list[tuple[str, str | None]]:
    found = one_change_each(actions(*rows))
    return list(zip(found["consent"], found["detail"], strict=True))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BID, {**BID, "code": "B304"}),
        (OWN, {**OWN, "code": "H202", "ad_group_id": "12"}),
        (NEGATIVE, {**NEGATIVE, "code": "X101", "to_text": "Steel pan"}),
        (OWN, {**OWN, "code": "H202", "ad_group_id": "12", "to_text": " Steel  PANS"}),
        (
            OWN,
            {**OWN, "code": "H202", "ad_group_id": "12", "to_ad_group": "renamed", "to_campaign": "renamed"},
        ),
        (OWN, {**OWN, "code": "H202", **THERE}),
        (OWN, {**OWN, "code": "X101", "to_match_type": "Exact"}),
        (PAGE, {**PAGE, "code": "H202", "ad_group_id": "12", "to_text": "ASIN = b0aaaaaaa1"}),
        (PHRASE, {**PHRASE, "code": "X101"}),
        (PLACEMENT, {**PLACEMENT, "to_value": 40.0}),
        (BUDGET, {**BUDGET, "code": "L501", "to_value": 20.0}),
    ],
    ids=[
        *("bid", "keyword", "negative", "spelling", "renamed", "found there", "match type", "page", "phrase"),
        *("placement", "budget"),
    ],
)
def test_the_first_stands(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert consents(first, second) == [("safe", None), ("watch", first["code"])]


def test_of_budgets_the_highest_stands() -> None:
    higher = {**BUDGET, "code": "L501", "to_value": 30.0}
    assert consents(BUDGET, higher) == [("watch", "L501"), ("safe", None)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BID, {**BID, "target_id": "112"}),
        (OWN, {**OWN, "to_ad_group_id": "23"}),
        (NEGATIVE, {**NEGATIVE, "ad_group_id": "12"}),
        (OWN, {**OWN, "to_campaign_id": "3"}),
        (OWN, {**OWN, "to_match_type": "phrase"}),
        (OWN, {**OWN, **dict.fromkeys(HOME)}),
        (NEGATIVE, {**NEGATIVE, "to_text": "steel pans"}),
        (NEGATIVE, {**NEGATIVE, "code": "N103", "to_match_type": "negativePhrase"}),
        (NEGATIVE, {**NEGATIVE, "code": "U101"}),
        (NEGATIVE, {**OWN, **PLACE, "to_campaign_id": "1", "to_ad_group_id": "11"}),
        (PLACEMENT, {**PLACEMENT, "targeting": "placementProductPage"}),
        (BUDGET, {**BUDGET, "campaign_id": "2"}),
        (BUDGET, PLACEMENT),
        (BUDGET, {**BUDGET, "campaign_id": None, "code": "L501"}),
        ({**NEGATIVE, "consent": "watch"}, NEGATIVE),
    ],
)
def test_different_things_both_stand(first: dict[str, Any], second: dict[str, Any]) -> None:
    assert [consent for consent, _ in consents(first, second)] == [first.get("consent", "safe"), "safe"]


def test_hand_overs_of_one_term_stand_where_each_was_found() -> None:
    found = {**NEGATIVE, **HOME, "code": "H201", "reason": "hand_over"}
    assert consents(found, {**found, "ad_group_id": "12"}) == [("safe", None)] * 2
