"""L501: budgets of products in their first days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.decide import ground, launch_budgets
from adopt.schema import Action, Bulk
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.entities import AUTO, DAY, download
from tests.decide.evidence import targets, terms

US = markets()["US"]
YOUNG = DAY - timedelta(days=13)
NONE = Action.validate(Action.create_empty())


def account(*budgets: float, start: Any = YOUNG, **changes: Any) -> Bulk:
    """Product A in three campaigns, of which the first ones have these budgets and the others stand still."""
    rows = [
        {
            "campaign_id": str(number),
            "start_date": start,
            "budget": budgets[number - 1] if number <= len(budgets) else 5.0,
            "state": "enabled" if number <= len(budgets) else "paused",
            "strategy": "Fixed bid",
            **changes,
        }
        for number in (1, 2, 3)
    ]
    return download(campaigns=tuple(rows))


def raised(
    bulk: Bulk, others: dy.DataFrame[Action] = NONE, agreed: dict[str, float] | None = None, **launch: Any
) -> dy.DataFrame[Action]:
    settings = load_settings(None, launch=launch)
    evidence = terms({"orders": 4, "sales": 120.0})
    at = ground(evidence, targets({}), bulk, settings, DAY, US, 2, "USD", agreed or {})
    return launch_budgets(at, others)


@pytest.mark.parametrize(
    ("budgets", "to"),
    [
        ((5.0, 5.0), [10.0, 10.0]),
        ((5.0, 10.0), [6.67, 13.34]),
        ((19.99,), [20.0]),
        ((20.0,), []),
        ((10.0, 10.0), []),
        ((10.0, 10.01), []),
        ((1.0, 1.0, 1.0), [6.67, 6.67, 6.67]),
    ],
)
def test_budgets_have_the_least_in_sum(budgets: tuple[float, ...], to: list[float]) -> None:
    found = raised(account(*budgets))
    assert found["to_value"].to_list() == to
    assert found["from_value"].to_list() == list(budgets)[: len(to)]
    assert set(found["code"]) <= {"L501"}


@pytest.mark.parametrize(("age", "low"), [(0, True), (13, True), (14, False), (15, False)])
def test_only_in_the_first_days(age: int, low: bool) -> None:
    assert raised(account(5.0, start=DAY - timedelta(days=age))).is_empty() != low


def test_a_campaign_yet_to_begin_is_told_to_be_new() -> None:
    assert raised(account(5.0, start=DAY + timedelta(days=3)))["age_days"].to_list() == [0]


def test_a_product_with_an_older_campaign_is_not_launching() -> None:
    bulk = download(
        campaigns=(
            {"campaign_id": "1", "start_date": YOUNG, "budget": 5.0},
            {"campaign_id": "2", "state": "paused"},
        )
    )
    assert raised(bulk).is_empty()


@pytest.mark.parametrize(
    ("product", "consent"),
    [
        (None, "ask"),
        ({}, "ask"),
        ({"start": DAY + timedelta(days=1)}, "ask"),
        ({"start": DAY}, "safe"),
        ({"start": YOUNG}, "safe"),
        ({"start": YOUNG, "marketplace": "US"}, "safe"),
        ({"start": YOUNG, "marketplace": "JP", "price": 3500}, "ask"),
    ],
)
def test_unasked_only_for_products_that_are_named_and_have_started(
    product: dict[str, Any] | None, consent: str
) -> None:
    products = {} if product is None else {"A": product}
    assert raised(account(5.0), products=products)["consent"].to_list() == [consent]


def test_a_budget_of_another_currency_asks_and_so_does_its_price() -> None:
    products = {"A": {"start": DAY, "price": 35.0}}
    small, large = (
        raised(account(5.0), products=products, budget=most).row(0, named=True) for most in (200, 3000)
    )
    assert (small["consent"], small["to_value"]) == ("safe", 200.0)
    assert (large["consent"], large["to_value"]) == ("ask", 3000.0)
    assert small["order_value"] == 35.0
    elsewhere = raised(account(5.0), products={"A": products["A"] | {"marketplace": "JP"}})
    assert elsewhere["order_value"].to_list() == [30.0], "that of the account"


@pytest.mark.parametrize(("own", "consent"), [(10.0, "ask"), (19.99, "ask"), (20.0, "safe"), (40.0, "safe")])
def test_a_budget_that_the_seller_set_in_the_review_is_raised_with_a_word_alone(
    own: float, consent: str
) -> None:
    found = raised(account(5.0, 5.0), products={"A": {"start": DAY}}, agreed={"A": own, "B": 5.0})
    assert set(found["consent"]) == {consent}
    assert found["to_value"].sum() == 20.0


def test_what_an_upload_can_t_repeat_is_asked_for() -> None:
    row = raised(account(5.0, strategy=None), products={"A": {"start": DAY}})
    assert row["consent"].to_list() == ["ask"]


def test_a_budget_that_is_raised_today_counts_and_keeps_its_row() -> None:
    bulk = account(5.0, 5.0)
    (first, *_) = raised(bulk).to_dicts()
    other = Action.validate(pl.DataFrame([first | {"code": "T402", "to_value": 12.0}], schema=NONE.schema))
    found = raised(bulk, other)
    assert found.select("campaign_id", "to_value").rows() == [("2", 8.0)]


def test_a_campaign_of_two_products_has_what_the_hungrier_needs() -> None:
    bulk = account(5.0, 5.0)
    shared = download(
        campaigns=tuple(bulk.campaigns.select("campaign_id", "start_date", "budget", "state").to_dicts()),
        ads=({"ad_id": "77", "sku": "B", **AUTO},),
    )
    found = raised(shared)
    assert dict(found.select("campaign_id", "to_value").rows()) == {"1": 20.0, "2": 10.0}


def test_what_it_says() -> None:
    (row,) = raised(account(5.0)).to_dicts()
    assert (row["reason"], row["detail"], row["measured"], row["against"]) == (
        "launch_budget_low",
        "A",
        5.0,
        20.0,
    )
    assert row["money_per_week"] <= 0
    assert row["entity"] == "Campaign"
