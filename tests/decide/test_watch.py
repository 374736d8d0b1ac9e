"""W601: what waits for clicks, and that the clicks it names decide, and one fewer doesn't."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.decide import bid_changes, negations, with_watches
from adopt.decide.changed import with_more
from adopt.decide.losing import WAITING
from adopt.schema import Action, TermEvidence
from adopt.settings import Settings, load_settings
from adopt.words import markets
from tests.decide.entities import DAY, begun, download
from tests.decide.evidence import posterior, targets, terms

US = markets()["US"]
CENTS = 2
CHOICES: Settings = load_settings()
THIN: dict[str, Any] = {
    "clicks": 2,
    "effective_clicks": 2.0,
    "spend": 2.0,
    **posterior(1.0, 20.0),
    "p_profitable": 0.18,
}


def watched(found: dy.DataFrame[Action]) -> dy.DataFrame[Action]:
    return with_watches(found, CHOICES, US, CENTS)


def of_terms(*rows: dict[str, Any], **changes: Any) -> dy.DataFrame[Action]:
    return negations(terms(*rows), download(**changes), CHOICES, DAY)


def after(row: dict[str, Any], orders: int, clicks: int) -> dy.DataFrame[TermEvidence]:
    """The term with further orders and clicks without one."""
    more = [pl.Series([count]) for count in (orders, clicks)]
    return TermEvidence.cast(with_more(terms(row), *more).select(TermEvidence.column_names()))


def test_a_term_too_thin_to_decide_waits() -> None:
    found = of_terms(THIN)
    (row,) = watched(found).to_dicts()
    assert (row["code"], row["waits_for"], row["consent"]) == ("W601", "N101", "watch")
    assert row["reason"] in WAITING
    assert row["key"] == f"W601|{found['key'][0]}"
    assert (row["to_text"], row["to_bid"], row["detail"]) == (None, None, None)


@pytest.mark.parametrize(
    ("term", "waits_for"), [("steel pan", "N101"), ("b0abcdefgh", "N102")], ids=["words", "product"]
)
def test_it_says_which_decision_waits(term: str, waits_for: str) -> None:
    row = watched(of_terms({**THIN, "search_term": term, "is_asin": waits_for == "N102"}))
    assert row["waits_for"].to_list() == [waits_for]


def test_the_clicks_it_names_decide_and_one_fewer_does_not() -> None:
    needed = watched(of_terms(THIN))["clicks_needed"][0]
    for more, negated in ((needed - 1, False), (needed, True), (needed + 1, True)):
        found = negations(after(THIN, 0, more), download(), CHOICES, DAY)
        assert (found["consent"][0] != "watch") == negated, more


def test_the_orders_it_names_clear_it_and_one_fewer_does_not() -> None:
    row = {**THIN, "break_even_cvr": 0.3, "order_value": 10.0, "margin": 1 / 3}
    needed = watched(of_terms(row))["orders_needed"][0]
    assert needed > 1
    assert negations(after(row, needed, 0), download(), CHOICES, DAY).is_empty()
    assert negations(after(row, needed - 1, 0), download(), CHOICES, DAY).height == 1


def test_where_no_order_pays_none_is_named() -> None:
    row = watched(of_terms({**THIN, "order_value": 2.0, "margin": 0.5, "break_even_cvr": 1.0}))
    assert row["orders_needed"].to_list() == [None]


@pytest.mark.parametrize(("days", "needed"), [(59, 1), (60, 1), (61, 1)])
def test_the_days_are_those_of_the_clicks_at_the_reports_pace(days: int, needed: int) -> None:
    (row,) = watched(of_terms({**THIN, "days": days})).to_dicts()
    assert row["days_needed"] == -(-row["clicks_needed"] * days // 2)
    assert row["days_needed"] >= needed


@pytest.mark.parametrize(
    ("row", "there"),
    [
        ({"exact_target": True}, {}),
        ({}, {"ad_groups": ({"ad_group_id": "11", "state": "paused"},)}),
        ({}, {"campaigns": begun(DAY)}),
    ],
    ids=["exact keyword", "paused ad group", "first days"],
)
def test_what_no_clicks_decide_keeps_its_code(row: dict[str, Any], there: dict[str, Any]) -> None:
    found = of_terms({**THIN, **row}, **there)
    assert found["consent"].to_list() == ["watch"]
    assert watched(found).equals(found)


def test_what_acts_stays_as_it_is_in_its_place() -> None:
    found = of_terms({"search_term": "a"}, {**THIN, "search_term": "b"}, {"search_term": "c"})
    told = watched(found)
    kept = told["code"] != "W601"
    assert told["search_term"].to_list() == found["search_term"].to_list()
    assert told.filter(kept).equals(found.filter(kept))
    assert told.height - kept.sum() == 1


@pytest.mark.parametrize(("clicks", "code"), [(3, "W601"), (4, "B301"), (5, "B301")])
def test_a_bid_waits_until_its_clicks_suffice(clicks: int, code: str) -> None:
    row = {"clicks": clicks, "effective_clicks": float(clicks), **posterior(1.0, 50.0), "target_id": "7"}
    (told,) = watched(bid_changes(targets(row), CHOICES, US, CENTS)).to_dicts()
    assert told["code"] == code
    assert told["clicks_needed"] == (4 - clicks if code == "W601" else None)
    assert told["waits_for"] == ("B301" if code == "W601" else None)
    assert told["orders_needed"] is None
    assert (told["to_bid"] is None) == (code == "W601")


def test_keys_of_terms_and_targets_never_meet() -> None:
    names = ["pan", "pan broad", "pan|broad", "b0abcdefgh"]
    found = of_terms(*({**THIN, "search_term": name} for name in names))
    bids = bid_changes(
        targets(
            *({"clicks": 2, "targeting": name, "target_id": None, **posterior(1.0, 50.0)} for name in names)
        ),
        CHOICES,
        US,
        CENTS,
    )
    told = watched(Action.validate(pl.concat([found, bids])))
    assert told["key"].is_unique().all()
    assert told["key"].str.starts_with("W601|").sum() == (told["code"] == "W601").sum()


def test_a_plan_without_watched_rows_is_the_same() -> None:
    assert watched(Action.validate(Action.create_empty())).is_empty()
