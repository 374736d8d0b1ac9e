"""Rules from outside beside adopt's own decisions: adopt's stands, and nothing disappears."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.plan import gather
from adopt.schema import Consent
from tests.plan.readings import actions


def _key(code: str, entity: str = "1|2|pan") -> dict[str, Any]:
    return {"code": code, "key": f"{code}|{entity}", "consent": "ask", "reason": "loses_money"}


def _row(gathered: pl.DataFrame, code: str) -> dict[str, Any]:
    return gathered.filter(code=code).row(0, named=True)


@pytest.mark.parametrize("consent", ["safe", "ask"])
@pytest.mark.parametrize("code", ["N101", "H201", "U101", "B301"])
def test_adopt_s_decision_stands_and_the_rule_s_row_says_so(code: str, consent: str) -> None:
    gathered, _ = gather([actions(_key(code) | {"consent": consent})], [actions(_key("X101"))])
    assert _row(gathered, code)["consent"] == consent
    own = _row(gathered, "X101")
    assert (own["consent"], own["reason"], own["detail"]) == (Consent.WATCH, "decided_already", code)


@pytest.mark.parametrize("reason", ["thin_evidence", "worth_waiting", "promise_spent"])
def test_where_adopt_waits_for_evidence_a_rule_may_act(reason: str) -> None:
    waits = _key("N101") | {"consent": "watch", "reason": reason}
    gathered, _ = gather([actions(waits)], [actions(_key("X101"))])
    assert _row(gathered, "X101")["consent"] == "ask"
    assert _row(gathered, "N101")["consent"] == "watch"


@pytest.mark.parametrize(
    "reason", ["protected_brand", "twin_earns", "new_product", "exact_keyword", "anything"]
)
def test_where_something_forbids_it_the_rule_watches(reason: str) -> None:
    forbidden = _key("N101") | {"consent": "watch", "reason": reason}
    gathered, _ = gather([actions(forbidden)], [actions(_key("X101"))])
    assert _row(gathered, "X101")["consent"] == "watch"


def test_another_entity_is_another_matter() -> None:
    gathered, _ = gather([actions(_key("N101"))], [actions(_key("X101", "1|2|lid"))])
    assert set(gathered["consent"]) == {"ask"}


def test_of_two_rules_the_first_stands() -> None:
    gathered, _ = gather([actions(_key("N101", "elsewhere"))], [actions(_key("X101")), actions(_key("X102"))])
    assert _row(gathered, "X101")["consent"] == "ask"
    assert (_row(gathered, "X102")["consent"], _row(gathered, "X102")["detail"]) == ("watch", "X101")


def test_what_a_rule_only_watches_stands_in_nobody_s_way() -> None:
    watched = _key("X101") | {"consent": "watch", "reason": "quiet"}
    gathered, _ = gather([actions(_key("N101"))], [actions(watched), actions(_key("X102", "1|2|lid"))])
    assert _row(gathered, "X101")["reason"] == "quiet"
    assert gathered.height == 3
