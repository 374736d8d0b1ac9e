"""Nothing is raised that is about to run out: which places, which changes, and to the day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.plan.scarce import short_of_stock, without_raises
from adopt.say.reasons import reason_sentences
from adopt.schema import LEDGER, PLANNING, Action, Bulk
from adopt.words import markets
from adopt.words.checking import Value
from tests.checks.desks import TODAY, Rows, frame
from tests.checks.inventory.stocks import even, moved, planned
from tests.decide.entities import download
from tests.plan.readings import actions

PLACE = {"campaign_id": "2", "ad_group_id": "22"}
BID: dict[str, Any] = {
    **PLACE,
    "code": "B301",
    "entity": "Keyword",
    "target_id": "501",
    "search_term": None,
    "from_bid": 1.0,
    "to_bid": 1.2,
    "reason": "bid_below_value",
}
BUDGET: dict[str, Any] = {
    "campaign_id": "2",
    "code": "T402",
    "entity": "Campaign",
    "ad_group": "*",
    "from_value": 10.0,
    "to_value": 20.0,
    "reason": "budget_binds",
}
PERCENT = BUDGET | {"code": "B302", "entity": "Bidding Adjustment", "targeting": "placementTop"}
HOURS = BUDGET | {"code": "B303", "from_value": 0.0, "to_value": 30.0}
KEYWORD: dict[str, Any] = {
    "code": "H201",
    "entity": "Keyword",
    "campaign_id": "1",
    "ad_group_id": "11",
    "to_campaign_id": "2",
    "to_ad_group_id": "22",
    "to_text": "steel pan",
    "from_bid": None,
    "to_bid": 1.2,
}


def short(
    *rows: dict[str, Any],
    bulk: Bulk | None = None,
    market: str | None = "US",
    ledger: Rows = (),
    **checks: Value,
) -> pl.DataFrame:
    tables = {PLANNING: frame(PLANNING, rows)} | ({LEDGER: frame(LEDGER, ledger)} if ledger else {})
    known = markets()[market] if market else None
    return short_of_stock(tables, bulk or download(), known, checks, TODAY)


def places(*rows: dict[str, Any], **given: Any) -> set[str | None]:
    """The ad groups that are short; None where a campaign is."""
    return set(short(*rows, **given)["ad_group_id"])


def held(*made: dict[str, Any], days: int = 3, **given: Any) -> dy.DataFrame[Action]:
    return without_raises(actions(*made), short(even("A", days), **given))


@pytest.mark.parametrize(("available", "found"), [(0, True), (13, True), (14, False), (15, False)])
def test_under_14_days_of_stock_is_short(available: int, found: bool) -> None:
    assert places(even("A", available)) == ({"11", "22", "33", None} if found else set())


def test_a_threshold_of_the_sellers_own() -> None:
    assert places(even("A", 20), ads_cover_days=21)
    assert not places(even("A", 13), ads_cover_days=13)


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"inbound_quantity": 500, "inbound_shipped": 500}, True),  # nobody says when it arrives
        ({"inbound_quantity": 500, "inbound_received": 500}, False),  # being checked in
        ({"fc_transfer": 5}, False),
        ({"reserved_fc_processing": 5}, False),
        ({"reserved_customer_order": 50}, True),  # sold already
    ],
)
def test_what_can_be_sold_within_days_counts(cells: dict[str, int], found: bool) -> None:
    assert bool(places(even("A", 9, **cells))) == found


@pytest.mark.parametrize(
    "row",
    [
        planned("A", 5, 0, 0, 0, 0),
        planned("A", 0, 0, 0, 0, 0),
        planned("A", 0),
        planned("A", None, 7, 30, 60, 90),
        even("B", 1),
    ],
)
def test_what_is_not_known_holds_nothing(row: dict[str, Any]) -> None:
    assert not places(row)


@pytest.mark.parametrize(("age", "found"), [(-2, False), (-1, True), (0, True), (7, True), (8, False)])
def test_the_stock_of_a_week_counts(age: int, found: bool) -> None:
    assert bool(places(even("A", 3, snapshot_date=TODAY - timedelta(days=age)))) == found


def test_stock_of_another_marketplace_is_not_this_ones() -> None:
    assert not places(even("A", 3, marketplace="DE"))
    assert places(even("A", 3, marketplace="DE"), market=None)


def test_the_ledger_tells_days_without_stock() -> None:
    # Three a day in ten days, nothing to sell in the next fifteen, three a day again: the sums say half of that.
    days = moved("A", [3] * 10 + [0] * 15 + [3] * 5, [*range(27, -1, -3), *[0] * 15, *range(42, 29, -3)])
    assert places(planned("A", 30, 15, 45, 45, 45), ledger=days)
    assert not places(planned("A", 30, 15, 45, 45, 45))


def test_one_product_in_stock_keeps_its_ad_group_and_campaign_going() -> None:
    ads = ({"ad_id": "2", "sku": "B", **PLACE},)
    both = download(ads=ads)
    assert "22" not in places(even("A", 3), even("B", 90), bulk=both)
    assert "22" not in places(even("A", 3), bulk=both)  # unknown isn't short
    every = short(even("A", 3), even("B", 5), bulk=both).filter(ad_group_id="22")
    assert every.select("sku", "products").rows() == [("B", 2)]
    assert every["days"][0] == pytest.approx(5)


def test_paused_ads_and_ad_groups_do_not_count() -> None:
    paused = download(ads=({"ad_id": "2", "sku": "B", "state": "paused", **PLACE},))
    assert "22" in places(even("A", 3), even("B", 90), bulk=paused)
    aside = {"campaign_id": "2", "ad_group_id": "24"}
    ads = ({"ad_id": "2", "sku": "B", **aside},)
    for state, campaign in (("paused", True), ("enabled", False)):
        groups = ({"ad_group": "aside", "state": state, **aside},)
        found = short(even("A", 3), even("B", 90), bulk=download(ads=ads, ad_groups=groups))
        assert (None in found.filter(campaign_id="2")["ad_group_id"].to_list()) == campaign


@pytest.mark.parametrize("made", [BID, BUDGET, PERCENT, HOURS, KEYWORD, BID | {"code": "X101"}])
@pytest.mark.parametrize("consent", ["safe", "ask"])
def test_raises_are_watched_and_name_the_product(made: dict[str, Any], consent: str) -> None:
    row = held(made | {"consent": consent}, days=4).row(0, named=True)
    assert (row["consent"], row["reason"], row["detail"]) == ("watch", "runs_out", "4.0 1 A")
    assert (row["to_bid"], row["to_value"], row["to_text"]) == (None, None, None)
    assert row["from_bid"] == made.get("from_bid")


@pytest.mark.parametrize(
    "made",
    [
        BID | {"to_bid": 1.0},
        BID | {"to_bid": 0.8},
        BID | {"to_bid": 1.0, "from_bid": None, "cpc": 1.0},
        BUDGET | {"to_value": 5.0},
        PERCENT | {"to_value": 10.0},
        BUDGET | {"from_value": None},
        KEYWORD | {"code": "H202", "to_bid": 0.5},
        {**PLACE, "to_text": "steel pan"},
        BID | {"consent": "watch", "to_bid": None},
        BID | {"campaign_id": "8", "ad_group_id": "88"},
        BID | {"campaign_id": None, "ad_group_id": None},
        KEYWORD | {"to_campaign_id": "8", "to_ad_group_id": "88"},
        {"code": "T401", "entity": "Campaign", "from_value": 0.9, "to_value": 1.2, "ad_group": "*"},
    ],
)
def test_all_else_stays(made: dict[str, Any]) -> None:
    assert held(made).equals(actions(made))


def test_without_stock_or_a_download_nothing_changes() -> None:
    for tables, bulk in ((None, download()), ({PLANNING: frame(PLANNING, [even("A", 1)])}, None)):
        found = short_of_stock(tables, bulk, None, {}, TODAY)
        assert found.is_empty()
        assert without_raises(actions(BID), found).equals(actions(BID))


def test_the_order_of_actions_stays() -> None:
    made = (BID | {"to_bid": 0.5}, BID, {**PLACE, "to_text": "pan"}, BUDGET)
    found = held(*made)
    assert found["key"].to_list() == actions(*made)["key"].to_list()
    assert found["consent"].to_list() == ["safe", "watch", "safe", "watch"]


@pytest.mark.parametrize(
    ("days", "english", "chinese"),
    [(1, "has stock for 1 day.", "1 天"), (3, "has stock for 3 days.", "3 天")],
)
def test_the_reason_is_told(days: int, english: str, chinese: str) -> None:
    rows = held(BID, BUDGET, PERCENT, HOURS, KEYWORD, days=days)
    for said in reason_sentences(rows, "USD", "en"):
        assert f"A, the only product advertised here, {english}" in said
        assert "{" not in said
    for said in reason_sentences(rows, "USD", "zh"):
        assert chinese in said
        assert "{" not in said


def test_the_reason_of_several_products() -> None:
    both = download(ads=({"ad_id": "2", "sku": "B 2", **PLACE},))
    found = without_raises(actions(BID), short(even("A", 3), planned("B 2", 5, 7, 30, 60, 60), bulk=both))
    (said,) = reason_sentences(found, "USD", "en")
    pace = 0.3 + 0.4 + 0.2 + 0.1 * 60 / 90
    assert (
        f"all 2 products advertised here are about to run out; B 2 lasts longest, {5 / pace:.1f} days."
        in said
    )


def test_a_day_of_the_run_long_before_the_report() -> None:
    tables = {PLANNING: frame(PLANNING, [even("A", 1)])}
    assert short_of_stock(tables, download(), None, {}, date(2026, 11, 1)).is_empty()


def test_days_after_the_run_were_not_known_then() -> None:
    later = moved("A", [3] * 30 + [0] * 10, [3] * 30 + [500] * 10, TODAY + timedelta(days=10))
    then, now = (
        short_of_stock({LEDGER: frame(LEDGER, later)}, download(), None, {}, day)
        for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=10))
    )
    assert then["days"].to_list() == pytest.approx([1] * then.height)
    assert then.height > 0
    assert now.is_empty()
