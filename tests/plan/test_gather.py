"""Decisions of every kind in one order, and a list that stays readable."""

from __future__ import annotations

import random
from itertools import starmap

import pytest

from adopt.plan import gather
from adopt.plan.gather import MOST_WATCHED
from adopt.schema import Action
from tests.plan.readings import actions

CASES = [
    {"key": "watched, dear", "consent": "watch", "money_per_week": 99.0},
    {"key": "safe, cheap", "consent": "safe", "money_per_week": 1.0},
    {"key": "ask", "consent": "ask", "money_per_week": 50.0},
    {"key": "safe, dear", "consent": "safe", "money_per_week": 5.0},
    {"key": "safe, dear, later", "consent": "safe", "money_per_week": 5.0},
    {"key": "a bid", "code": "B301", "consent": "safe", "money_per_week": 3.0},
    {"key": "a loss", "consent": "safe", "money_per_week": -3.0},
]
SORTED = ["safe, dear", "safe, dear, later", "a bid", "safe, cheap", "a loss", "ask", "watched, dear"]


@pytest.mark.parametrize("seed", range(4))
def test_accepted_first_then_most_money_then_key(seed: int) -> None:
    shuffled = random.Random(seed).sample(CASES, len(CASES))  # noqa: S311 (an order, not a secret)
    gathered, unlisted = gather([actions(*shuffled[:3]), actions(*shuffled[3:])])
    assert gathered["key"].to_list() == SORTED
    assert unlisted == 0


def test_nothing_at_all() -> None:
    gathered, unlisted = gather([Action.create_empty(), Action.create_empty()])
    assert (gathered.height, unlisted) == (0, 0)


def test_of_the_watched_only_the_dearest_are_listed_and_the_others_counted() -> None:
    watched = starmap(_watched, enumerate(range(MOST_WATCHED + 3)))
    safe = [{"key": f"safe {number}", "spend": 0.0} for number in range(3)]
    gathered, unlisted = gather([actions(*watched), actions(*safe)])
    assert unlisted == 3
    assert gathered.filter(consent="safe").height == 3
    kept = gathered.filter(consent="watch")
    assert kept.height == MOST_WATCHED
    assert kept["spend"].min() == 3


def _watched(number: int, spend: int) -> dict[str, object]:
    return {"key": f"watched {number}", "consent": "watch", "spend": float(spend)}


def test_a_term_of_an_ad_group_has_one_action() -> None:
    watched = {"key": "watched", "consent": "watch", "search_term": "pan"}
    isolated = {"key": "isolated", "code": "H202", "consent": "ask", "search_term": "pan"}
    other = {"key": "other", "consent": "watch", "search_term": "lid"}
    gathered, unlisted = gather([actions(watched, other), actions(isolated)])
    assert sorted(gathered["key"]) == ["isolated", "other"]
    assert unlisted == 0
