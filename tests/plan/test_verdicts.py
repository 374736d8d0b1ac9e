"""Each search term's spend has one verdict, and what the plan does to it one status."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.estimate.text import term_words
from adopt.plan import gains_by_code, judged_terms, losses_by_campaign, spend_by_verdict
from adopt.schema import TermEvidence
from tests.plan.readings import actions

_TERM: dict[str, Any] = {
    "campaign": "pans", "ad_group": "steel", "targeting": "pan", "match_type": "broad", "search_term": "steel pan",
    "join": "target", "impressions": 100, "clicks": 10, "orders": 0, "units": 0, "spend": 10.0, "sales": 0.0, "days": 7,
    "effective_clicks": 10.0, "prior_cvr": 0.05, "alpha": 1.0, "beta": 99.0, "cvr": 0.01, "cvr_low": 0.0, "cvr_high": 0.03,
    "cpc": 1.0, "order_value": 25.0, "margin": 0.4, "margin_source": "sku", "break_even_cvr": 0.1, "p_profitable": 0.01,
    "is_asin": False, "orders_elsewhere": 0, "exact_target": False,
}  # fmt: skip
_BID = {"code": "B301", "entity": "Keyword", "search_term": None, "from_bid": 1.0}


def _terms(*changes: dict[str, Any]) -> dy.DataFrame[TermEvidence]:
    schema = TermEvidence.create_empty().schema
    rows = [{**dict.fromkeys(schema), **_TERM, **change} for change in changes or ({},)]
    return TermEvidence.validate(pl.DataFrame(rows, schema=schema).with_columns(words=term_words()))


@pytest.mark.parametrize(
    ("action", "verdict", "status"),
    [
        ({}, "negate", "accepted"),
        ({"consent": "ask"}, "negate", "asked"),
        ({"consent": "watch"}, "watch", "unchanged"),
        ({"code": "H201", "entity": "Keyword"}, "own", "accepted"),
        ({"code": "H201", "entity": "Negative Keyword"}, "own", "accepted"),  # handed over to its own keyword
        ({"code": "H202", "entity": "Keyword", "consent": "ask"}, "own_lower", "asked"),
        ({"code": "U101", "consent": "ask"}, "keep", "unchanged"),  # was negated: its spend is of before
        ({"code": "X101"}, "negate", "accepted"),
        ({**_BID, "to_bid": 0.99}, "lower", "accepted"),
        ({**_BID, "to_bid": 1.01}, "raise", "accepted"),
        ({**_BID, "to_bid": 0.5, "consent": "ask"}, "lower", "asked"),
        ({**_BID, "from_bid": None, "base_bid": 0.8, "to_bid": 0.7}, "lower", "accepted"),
        ({**_BID, "code": "W601", "consent": "watch"}, "watch", "unchanged"),
        ({**_BID, "to_bid": 0.5, "targeting": "pot"}, "keep", "unchanged"),
        ({"search_term": "iron pan"}, "keep", "unchanged"),
        ({"ad_group": "iron"}, "keep", "unchanged"),
    ],
)
def test_what_the_plan_does_with_a_term(action: dict[str, Any], verdict: str, status: str) -> None:
    found = judged_terms(_terms(), actions(action))
    assert found.select("verdict", "status").row(0) == (verdict, status)


def test_an_action_on_the_term_counts_before_its_targets_bid_and_both_before_watching() -> None:
    lower = {**_BID, "to_bid": 0.5}
    asked, watched = {"consent": "ask"}, {"consent": "watch"}
    assert judged_terms(_terms(), actions(lower, asked)).row(0)[-2:] == ("negate", "asked")
    assert judged_terms(_terms(), actions(lower, watched)).row(0)[-2:] == ("lower", "accepted")


def test_a_term_with_two_actions_counts_once() -> None:
    found = judged_terms(_terms(), actions({"code": "H201", "entity": "Keyword"}, {"code": "H201"}))
    assert found.height == 1


def test_expected_losses_are_of_losing_clicks_only() -> None:
    # A click costs 1 and is worth 0.01 x 25 x 0.4 = 0.1: 10 of them a week lose 9; at 12 % it is worth 1.2.
    found = judged_terms(_terms({}, {"search_term": "pan", "cvr": 0.12}), actions())
    assert found["loss"].to_list() == [pytest.approx(9.0), 0.0]


def test_a_growth_aims_tolerance_is_no_gain() -> None:
    found = judged_terms(_terms({"margin": 0.8, "aim": "x", "aim_level": 2.0}), actions())
    assert found["loss"].item() == pytest.approx(9.0)


def test_spend_adds_up_and_stands_in_one_order() -> None:
    names = ("a", "b", "c", "d")
    terms = _terms(*({"search_term": name, "spend": 2.0**n} for n, name in enumerate(names)))
    acts = actions(
        {"search_term": "a", "consent": "watch"}, {"search_term": "c"}, {"search_term": "d", "consent": "ask"}
    )
    found = spend_by_verdict(judged_terms(terms, acts))
    assert found.rows() == [
        ("negate", 2, 4.0, 8.0, 0.0),
        ("watch", 1, 0.0, 0.0, 1.0),
        ("keep", 1, 0.0, 0.0, 2.0),
    ]


def test_campaigns_by_what_they_lose() -> None:
    terms = _terms(
        {"campaign": "small", "clicks": 5},
        {"campaign": "earns", "cvr": 0.2},
        {"campaign": "large"},
        {"campaign": "large", "search_term": "pot"},
        {"campaign": "same", "clicks": 5},
    )
    found = losses_by_campaign(judged_terms(terms, actions({"campaign": "large"})), 3)
    assert found["campaign"].to_list() == ["large", "same", "small"]
    assert found.row(0) == ("large", 2, pytest.approx(9.0), 0.0, pytest.approx(9.0))
    assert losses_by_campaign(judged_terms(terms, actions()), 1).height == 1


def test_gains_by_code_leave_out_what_claims_none() -> None:
    found = gains_by_code(
        actions(
            {"money_per_week": 2.0},
            {"money_per_week": 3.0, "consent": "ask"},
            {"money_per_week": 9.0, "consent": "watch"},
            {**_BID, "money_per_week": 7.0},
            {"code": "L501", "money_per_week": 50.0},
            {"code": "B304", "money_per_week": 0.0},
        )
    )
    assert found.rows() == [("B301", 1, 7.0, 0.0), ("N101", 2, 2.0, 3.0)]
