"""What went to Amazon: the accepted actions, with what the seller changed of them."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl

from adopt.plan.taken import MADE, accepted_actions, missing
from adopt.schema import Accepted
from tests.plan.readings import actions

PLACE = {"campaign_id": "1", "ad_group_id": "2"}


def accepted(*rows: dict[str, Any]) -> dy.DataFrame[Accepted]:
    schema = Accepted.create_empty().schema
    blank = dict.fromkeys(schema)
    return Accepted.validate(pl.DataFrame([{**blank, **row} for row in rows], schema=schema))


def test_without_a_review_the_safe_ones_went() -> None:
    every = actions({"key": "a"}, {"key": "b", "consent": "ask"}, {"key": "c", "consent": "watch"})
    assert accepted_actions(every, None)["key"].to_list() == ["a"]


def test_a_review_says_which_went_and_with_what_values() -> None:
    bid = {"code": "B301", "entity": "Keyword", "from_bid": 1.0, "to_bid": 0.5}
    own = {"code": "H201", "entity": "Keyword", "to_text": "pan", "to_bid": 0.9}
    every = actions({"key": "a", "to_text": "a"}, {"key": "b", **bid}, {"key": "c", "consent": "ask", **own})
    went = accepted_actions(
        every, accepted({"key": "c", "match_type": "phrase"}, {"key": "b", "to_bid": 0.6})
    )
    assert went.select("key", "to_bid", MADE).rows() == [("b", 0.6, "exact"), ("c", 0.9, "phrase")]


def test_match_types_are_those_of_what_is_created() -> None:
    every = actions(
        {"key": "a", "entity": "Negative Keyword", "to_text": "a"},
        {"key": "b", "entity": "Negative Keyword", "to_text": "b", "to_match_type": "negativePhrase"},
        {"key": "c", "entity": "Campaign Negative Keyword", "to_text": "c"},
        {"key": "d", "entity": "Negative Product Targeting", "to_text": 'asin="B0AAAAAAAA"'},
        {"key": "e", "code": "U101", "entity": "Campaign Negative Keyword", "to_text": "e"},
    )
    made = dict(accepted_actions(every, None).select("key", MADE).iter_rows())
    assert made == {
        "a": "negativeExact",
        "b": "negativePhrase",
        "c": "negativePhrase",
        "d": None,
        "e": "negativeExact",
    }


def test_exact_negatives_that_a_phrase_makes_needless_did_not_go() -> None:
    every = actions(
        {"key": "a", "to_text": "steel pan", **PLACE},
        {"key": "b", "to_text": "copper pot", **PLACE},
        {"key": "c", "entity": "Campaign Negative Keyword", "to_text": "steel", "campaign_id": "1"},
    )
    assert accepted_actions(every, None)["key"].to_list() == ["b", "c"]


def test_keys_that_no_action_has_are_named_in_their_order() -> None:
    assert missing(("x", "a", "y"), actions({"key": "a"})) == ("x", "y")
