"""Bids of a product's first days come down by their own clicks alone, but for proof and absurdity."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.decide import bid_changes
from adopt.decide.flip import with_flips
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.evidence import posterior, targets

US = markets()["US"]
SETTINGS = load_settings()
# A click is worth 5 % of $12, and a plausible rate of 10 % would be worth $1.20: $1 is high, and not absurd.
HIGH: dict[str, Any] = {
    **posterior(2.5, 50),
    "clicks": 20,
    "effective_clicks": 20.0,
    "orders": 1,
    "known_days": 3,
}


def said(**row: Any) -> tuple[str, str, str | None]:
    (found,) = bid_changes(targets({**HIGH, **row}), SETTINGS, US, 2).to_dicts()
    return found["consent"], found["reason"], found["detail"]


@pytest.mark.parametrize(("age", "waits"), [(0, True), (13, True), (14, False), (15, False)])
def test_no_bid_comes_down_in_the_first_days(age: int, waits: bool) -> None:
    consent, reason, detail = said(known_days=age)
    assert (consent == "watch") == waits
    assert (reason, detail) == (("first_days", str(age)) if waits else (reason, detail))


def test_a_bid_may_go_up() -> None:
    assert said(bid=0.3, cpc=0.2)[1] == "bid_below_value"


@pytest.mark.parametrize(
    ("clicks", "orders", "bid"),
    [(22, 0, None), (24, 0, 0.88), (30, 0, 0.71), (32, 0, 0.67), (36, 1, None), (40, 1, 0.91)],
)
def test_its_own_clicks_bring_a_bid_down_as_far_as_they_make_sure(
    clicks: int, orders: int, bid: float | None
) -> None:
    # 24 clicks without an order leave 90 % sure that less than 9.15 % convert, which is worth 88 cents at a share of .8; the
    # account's terms would have the bid at 48 cents, and the step of a day ends at 67.
    row = {"clicks": clicks, "effective_clicks": float(clicks), "orders": orders, "break_even_cvr": 0.08}
    (found,) = bid_changes(targets({**HIGH, **row}), SETTINGS, US, 2).to_dicts()
    assert found["reason"] == ("first_days" if bid is None else "bid_above_value")
    assert bid is None or found["to_bid"] == bid
    assert (found["detail"] == "patience") == (bid in {0.88, 0.71, 0.91})


@pytest.mark.parametrize(("bid", "lowered"), [(1.56, False), (1.57, True)])
def test_an_absurd_bid_comes_down(bid: float, lowered: bool) -> None:
    # 95 % of Beta(2.5, 47.5) lie below 10.84 %: cap x $12 x that is $1.561.
    assert (said(bid=bid, cpc=1.0)[1] == "bid_above_value") == lowered


def test_without_a_download_no_age_is_known() -> None:
    row = {"join": "none", "join_reason": "no_bulk", "bid": None, "state": "unknown", "known_days": None}
    assert said(**row)[1] == "bid_above_value"


def test_a_new_campaign_of_a_known_product_has_none() -> None:
    assert said(known_days=14, age_days=3)[1] == "bid_above_value"


def test_patience_goes_before_thin_evidence_and_so_many_clicks_end_it() -> None:
    row = {**HIGH, "clicks": 5, "effective_clicks": 5.0}
    found = bid_changes(targets(row), SETTINGS, US, 2)
    assert found.select("reason", "clicks_needed").rows() == [("first_days", None)]
    assert with_flips(found, SETTINGS, US, 2)["flip_clicks"].to_list() == [29]
    for more, reason in ((28, "first_days"), (29, "bid_above_value")):
        clicks = 5 + more
        after = {**posterior(2.5, 50 + more), "clicks": clicks, "effective_clicks": float(clicks)}
        assert said(**after)[1] == reason


@pytest.mark.parametrize(
    ("budget", "bid", "bound"), [(5.0, 5.0, "budget"), (5.38, 5.38, "patience"), (50.0, 5.38, "patience")]
)
def test_no_bid_is_left_over_its_campaigns_budget(budget: float, bid: float, bound: str) -> None:
    # 40 clicks without an order leave 90 % sure that less than 5.6 % convert, which is worth $5.38: more than $5 a day can pay.
    row = {"bid": 6.0, "cpc": 5.8, "order_value": 300.0, "break_even_cvr": 0.0483, "budget": budget}
    own = {"clicks": 40, "effective_clicks": 40.0, "orders": 0}
    (found,) = bid_changes(targets({**HIGH, **row, **own}), SETTINGS, US, 2).to_dicts()
    assert (found["reason"], found["to_bid"], found["detail"]) == ("bid_above_value", bid, bound)
