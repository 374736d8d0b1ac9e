"""Checks of inventory at their thresholds, figures recomputed by hand."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks import Desk, Found
from adopt.checks.inventory import INVENTORY
from adopt.checks.inventory.aged import next_snapshot
from adopt.checks.shown import OTHERS
from tests.checks.desks import NOW, TODAY, Rows, desk
from tests.checks.inventory.stocks import even, moved, planned
from tests.checks.said import both, by_subject

QUICK: dict[str, Any] = {
    "lead_time_days": 2.0,
    "lead_time_sd": 0.0,
    "order_cycle_days": 2.0,
    "service_level": 0.5,
}


def found(code: str, at: Desk) -> dict[str, Found]:
    every = INVENTORY[code](at)
    assert every
    both(every, code, at)
    return by_subject(every)


# I101, cover.


@pytest.mark.parametrize(("available", "status"), [(29, "watch"), (30, None), (31, None)])
def test_cover_under_30_days_is_watched(available: int, status: str | None) -> None:
    every = found(
        "I101", desk(settings={"checks": QUICK}, fba_inventory_planning=[even("A", available), even("B", 99)])
    )
    assert (every["A"].status.value if "A" in every else None) == status
    if status:
        assert (every["A"].target, every["A"].op) == (30.0, ">=")
        assert every["A"].value == pytest.approx(29.0)
    fine = every[""]
    assert (fine.n, fine.of) == (1 if status else 2, 2)


@pytest.mark.parametrize(
    ("lead", "reason", "status", "day"),
    [
        (20.0, "cover_soon", "watch", 20),  # 40 of stock and inbound, 20 of lead time: 20 days left
        (33.0, "cover_soon", "watch", 7),
        (39.0, "cover_soon", "watch", 1),
        (40.0, "cover_order", "act", 0),
        (45.0, "cover_order", "act", -5),
    ],
)
def test_an_order_is_due_when_all_stock_is_down_to_the_lead_time(
    lead: float, reason: str, status: str, day: int
) -> None:
    row = {
        "sku": "A",
        "lead_time_days": lead,
        "lead_time_sd": 0.0,
        "service_level": 0.5,
        "order_cycle_days": 30.0,
    }
    at = desk(fba_inventory_planning=[even("A", 10, inbound_quantity=30)], lead_times=[row])
    one = found("I101", at)["A"]
    if day > 7:
        reason = "cover_inbound"
    assert (one.reason, one.status.value) == (reason, status)
    assert one.figures["order_by"].value == TODAY + timedelta(days=day)
    expected = None if day > 7 else datetime(2026, 11, 26, 7, 59, 59, tzinfo=UTC) + timedelta(days=day)
    assert one.due == expected  # the day's end in Seattle
    assert one.figures["quantity"].value == 30 + max(-day, 0)


def test_a_long_lead_time_is_told_though_cover_is_long() -> None:
    row = {"sku": "A", "lead_time_days": 90.0, "lead_time_sd": 0.0, "service_level": 0.5}
    assert (
        found("I101", desk(fba_inventory_planning=[even("A", 97)], lead_times=[row]))["A"].status.value
        == "watch"
    )
    assert "A" not in found("I101", desk(fba_inventory_planning=[even("A", 98)], lead_times=[row]))


@pytest.mark.parametrize(
    ("available", "age", "status"),
    [
        (80, 0, "act"),
        (90, 0, "act"),
        (90.5, 0, "act"),
        (91, 0, "watch"),
        (95, 0, "watch"),
        (95, 5, "act"),
        (96, 5, "watch"),
    ],
)
def test_an_order_that_is_due_is_held_against_its_own_limit(available: float, age: int, status: str) -> None:
    """90 days of lead time, and the days from the report to the end of today: never an order at once over the target."""
    lead = {"sku": "A", "lead_time_days": 90.0, "lead_time_sd": 0.0, "service_level": 0.5}
    row = even("A", round(2 * available), 2, snapshot_date=TODAY - timedelta(days=age))
    one = found("I101", desk(fba_inventory_planning=[row], lead_times=[lead]))["A"]
    assert (one.status.value, one.op) == (status, ">=")
    assert one.target == pytest.approx(91 + age)
    assert one.value == pytest.approx(available)
    assert (available < 91 + age) == (status == "act")


def test_the_guideline_stays_the_target_of_an_order_that_comes_fast() -> None:
    lead = {"sku": "A", "lead_time_days": 9.0, "lead_time_sd": 0.0, "service_level": 0.5}
    for available, status in ((5, "act"), (12, "watch")):
        one = found("I101", desk(fba_inventory_planning=[even("A", available)], lead_times=[lead]))["A"]
        assert (one.status.value, one.target) == (status, 30.0)


def test_without_a_row_of_lead_times_the_usual_one_stands_in_and_is_named() -> None:
    at = desk(fba_inventory_planning=[even("A", 10, your_price_micros=20_000_000)])
    one = found("I101", at)["A"]
    assert one.reason == "cover_order_usual"
    point = 45 + 1.644854 * (45 * 1 + 49) ** 0.5
    assert one.figures["point"].value == math.ceil(point)
    assert one.figures["quantity"].value == 84  # 75 + 1.645 x sqrt(75 + 49) - 10
    assert one.at_stake == pytest.approx(35 * 20)  # 35 days without, at one a day
    blank = {"sku": "A", "lead_time_days": 45.0}
    told = found("I101", desk(fba_inventory_planning=[even("A", 10)], lead_times=[blank]))["A"]
    assert told.reason == "cover_order"
    assert told.figures["quantity"] == one.figures["quantity"]


def test_nothing_inbound_isnt_waited_for() -> None:
    for inbound in (0, None):
        at = desk(**QUICK, fba_inventory_planning=[even("A", 20, inbound_quantity=inbound)])
        every = INVENTORY["I101"](at)
        assert (every[0].reason, every[0].due) == ("cover_enough_usual", None)
        assert "nothing known to be inbound" in both(every, "I101", at)
    at = desk(**QUICK, fba_inventory_planning=[even("A", 20, inbound_quantity=5)])
    assert found("I101", at)["A"].reason == "cover_inbound_usual"


def test_an_order_is_a_carton_at_least() -> None:
    slow, supply = planned("A", 3, 1, 3, 6, 9), {"sku": "A", "lead_time_days": 45.0, "units_per_carton": 24}
    for smallest in (None, 0, 1, 24):
        at = desk(fba_inventory_planning=[slow], lead_times=[supply | {"moq": smallest}])
        assert found("I101", at)["A"].figures["quantity"].value == 24


def test_cartons_are_told_where_they_change_the_order() -> None:
    for carton, line in (
        (1, "Order 84 units today."),
        (100, "Order 100 units today (84 units before cartons,"),
    ):
        supply = {"sku": "A", "lead_time_days": 45.0, "units_per_carton": carton}
        at = desk(fba_inventory_planning=[even("A", 10)], lead_times=[supply])
        assert f"| {line}" in both(INVENTORY["I101"](at)[:1], "I101", at)


def test_what_lasts_for_ages_has_no_date_beyond_the_calendar() -> None:
    hoard = planned("A", 20, 0, 0, 0, 1, inbound_quantity=10**9)
    assert [*found("I101", desk(fba_inventory_planning=[hoard, even("B", 99)]))] == [""]
    rare = planned("A", 10**9, 0, 0, 0, 1)
    assert found("I101", desk(fba_inventory_planning=[rare]))[""].n == 1


def test_amazons_days_of_supply_are_not_believed() -> None:
    row = planned("A", 0, 2, 18, 47, 59, inbound_quantity=186, days_of_supply=366.0)
    assert found("I101", desk(fba_inventory_planning=[row]))["A"].value == 0


def test_nothing_sold_is_no_endless_cover() -> None:
    one = found("I101", desk(fba_inventory_planning=[planned("A", 9, 0, 0, 0, 0)]))[""]
    assert (one.status.value, one.reason) == ("no_data", "cover_unknown")
    every = found("I101", desk(fba_inventory_planning=[planned("A", 9, 0, 0, 0, 0), even("B", 900)]))
    assert (every[""].n, every[""].of, every[""].figures["unknown"].value) == (1, 1, 1)


@pytest.mark.parametrize(("age", "reason"), [(7, "cover_order_usual"), (8, "stock_old")])
def test_an_old_report_says_nothing(age: int, reason: str) -> None:
    row = even("A", 1, snapshot_date=TODAY - timedelta(days=age))
    assert {one.reason for one in INVENTORY["I101"](desk(fba_inventory_planning=[row]))} == {reason}


def test_many_products_are_cut_and_counted() -> None:
    rows = [even(f"S{place:02}", place, your_price_micros=1_000_000) for place in range(25)]
    every = INVENTORY["I101"](desk(fba_inventory_planning=[*rows, even("ZZ", 900)]))
    assert [one.subject for one in every] == [*(f"S{place:02}" for place in range(20)), OTHERS, ""]
    more = every[20]
    assert (more.n, more.of) == (5, 25)
    assert more.at_stake == pytest.approx(sum(45 - place for place in range(20, 25)))


def test_a_report_of_another_marketplace_isnt_called_old() -> None:
    at = desk(fba_inventory_planning=[even("A", 1, marketplace="CA")])
    table = at.tables["fba_inventory_planning"]._replace(last_day=TODAY)
    for code in ("I101", "I102"):
        every = INVENTORY[code](replace(at, tables={table.kind: table}))
        assert [one.reason for one in every] == ["stock_elsewhere"]
        both(every, code, at)


# I102, stock-outs.


@pytest.mark.parametrize(
    ("out", "reason", "status"),
    [(6, "stockout_short", "watch"), (7, "stockout_short", "watch"), (8, "stockout_long", "act")],
)
def test_more_than_7_days_without_stock(out: int, reason: str, status: str) -> None:
    rows = moved("A", [2] * 30 + [0] * out, [*range(60, 0, -2), *[0] * out])
    one = found("I102", desk(ledger_summary=rows))["A"]
    assert (one.reason, one.status.value, one.value) == (reason, status, out)
    assert one.first_day == TODAY - timedelta(days=out - 1)
    assert one.figures["lost"].value == pytest.approx(2 * out)


@pytest.mark.parametrize(
    ("shipped", "reason", "value", "status"),
    [
        ((1, 9, 9, 9), "stockout_new", None, "watch"),
        ((0, 9, 9, 9), "stockout_least", 7, "watch"),
        ((0, 0, 9, 9), "stockout_least", 30, "act"),
        ((), "", None, ""),
        ((0, 0, 0, 0), "", None, ""),
    ],
)
def test_sums_tell_how_long_it_was_at_least(
    shipped: tuple[int, ...], reason: str, value: float | None, status: str
) -> None:
    every = found("I102", desk(fba_inventory_planning=[planned("A", 0, *shipped), even("B", 5)]))
    assert ("A" in every) == bool(reason)
    assert (every[""].n, every[""].of) == (1, 2 if reason else 1)
    if reason:
        assert (every["A"].reason, every["A"].value, every["A"].status.value) == (reason, value, status)


def test_a_restock_report_alone_tells_that_it_is_out() -> None:
    row = {"sku": "A", "country": "US", "available": 0, "units_sold_last_30_days": 24}
    assert found("I102", desk(restock_recommendations=[row]))["A"].reason == "stockout_now"


def test_a_ledger_that_still_had_stock_yesterday_tells_no_days() -> None:
    days = moved("A", [1] * 20, [*range(20, 0, -1)], last=TODAY - timedelta(days=1))
    at = desk(fba_inventory_planning=[even("A", 0, inbound_quantity=None)], ledger_summary=days)
    every = INVENTORY["I102"](at)
    assert (every[0].reason, every[0].value) == ("stockout_new", None)
    line = "Out of stock now; 7 units still left in the last 7 days, at 1 a day. Inbound: unknown."
    assert line in both(every, "I102", at)


def test_days_out_are_counted_back_from_the_ledgers_end() -> None:
    days = moved("A", [1] * 12 + [0] * 8, [*range(11, -1, -1)] + [0] * 8, last=TODAY - timedelta(days=2))
    one = found("I102", desk(fba_inventory_planning=[even("A", 0)], ledger_summary=days))["A"]
    assert (one.value, one.first_day) == (9.0, TODAY - timedelta(days=10))


# I103, the low-inventory-level fee.


def low(short: float | None, long: float | None, **cells: Any) -> dict[str, Any]:
    both = short is not None and long is not None
    told = {
        "short_term_historical_days_of_supply": short,
        "long_term_historical_days_of_supply": long,
        "historical_days_of_supply": max(short, long) if both else None,  # type: ignore[type-var]
        "exempted_from_low_inventory_level_fee": False,
        "low_inventory_level_fee_applied_in_current_week": False,
        "storage_type": "Standard",
        "currency": "USD",
    }
    return planned("A", 5, 20, 80, 160, 240) | told | cells


@pytest.mark.parametrize(
    ("short", "long", "status"),
    [(27.9, 27.9, "watch"), (28.0, 10.0, None), (10.0, 28.0, None), (28.1, 28.1, None), (0.0, 0.0, "watch")],
)
def test_both_days_of_supply_must_be_low(short: float, long: float, status: str | None) -> None:
    row = low(short, long)
    for told in (row, row | {"historical_days_of_supply": None}):
        every = found("I103", desk(fba_inventory_planning=[told]))
        assert (every["A"].status.value if "A" in every else None) == status


def test_amazons_word_that_it_charges_counts() -> None:
    charged = {"low_inventory_level_fee_applied_in_current_week": True}
    one = found("I103", desk(fba_inventory_planning=[low(5, 13.9, **charged)]))["A"]
    assert (one.status.value, one.reason) == ("act", "low_level_charged")
    assert one.figures["least"].value == pytest.approx(20 * 0.89)
    assert one.figures["most"].value == pytest.approx(20 * 1.11)
    exempt = found(
        "I103", desk(fba_inventory_planning=[low(5, 5, exempted_from_low_inventory_level_fee=True)])
    )
    assert [*exempt] == [""]
    assert exempt[""].figures["free"].value == 1


@pytest.mark.parametrize(
    ("supply", "rate"), [(13.9, 0.89), (14.0, 0.63), (20.9, 0.63), (21.0, 0.32), (27.9, 0.32)]
)
def test_the_rate_goes_by_days_of_supply(supply: float, rate: float) -> None:
    one = found("I103", desk(fba_inventory_planning=[low(supply, supply)]))["A"]
    assert one.at_stake == pytest.approx(20 * rate)


def test_rates_are_of_standard_sizes_in_the_us() -> None:
    assert (
        found("I103", desk(fba_inventory_planning=[low(5, 5, storage_type="Oversize")]))["A"].at_stake is None
    )
    euro = low(5, 5, currency="EUR", marketplace="DE")
    assert (
        found("I103", desk(market="DE", fba_inventory_planning=[euro]))["A"].reason
        == "low_level_due_unpriced"
    )
    assert found("I103", desk(fba_inventory_planning=[low(5, None)]))[""].reason == "low_level_unknown"


@pytest.mark.parametrize(("week", "low_one"), [(19, False), (20, True), (21, True), (None, True)])
def test_what_rarely_sells_pays_no_fee_unless_amazon_charges(week: int | None, low_one: bool) -> None:
    every = found("I103", desk(fba_inventory_planning=[low(5, 5, units_shipped_t7=week)]))
    assert ("A" in every) is low_one
    if not low_one:
        assert every[""].figures["rare"].value == 1
    charged = low(5, 5, units_shipped_t7=week, low_inventory_level_fee_applied_in_current_week=True)
    assert found("I103", desk(fba_inventory_planning=[charged]))["A"].status.value == "act"


def test_a_charge_without_days_of_supply_says_so() -> None:
    charged = low(None, None, low_inventory_level_fee_applied_in_current_week=True, available=None)
    at = desk(fba_inventory_planning=[charged])
    told = both(INVENTORY["I103"](at), "I103", at)
    assert "Supply: unknown" in told
    assert "available: unknown" in told


def test_of_two_marketplaces_and_two_days_the_own_newest_row_counts() -> None:
    rows = [
        low(5, 5, snapshot_date=TODAY - timedelta(days=7)),
        low(40, 40),
        low(5, 5, marketplace="CA"),
    ]
    for told in (rows, rows[::-1]):
        assert [*found("I103", desk(fba_inventory_planning=told))] == [""]


# I104, aged stock.


@pytest.mark.parametrize(
    ("today", "snapshot"),
    [
        (date(2026, 11, 14), date(2026, 11, 15)),
        (date(2026, 11, 15), date(2026, 11, 15)),
        (date(2026, 11, 16), date(2026, 12, 15)),
        (date(2026, 12, 16), date(2027, 1, 15)),
        (date(2028, 1, 31), date(2028, 2, 15)),
    ],
)
def test_the_next_snapshot(today: date, snapshot: date) -> None:
    assert next_snapshot(today, 15) == snapshot


AGES = {
    "inv_age_0_to_90_days": 0,
    "inv_age_91_to_180_days": 90,
    "inv_age_181_to_270_days": 9,
    "inv_age_271_to_365_days": 19,
    "inv_age_366_to_455_days": 1,
    "inv_age_456_plus_days": 0,
}


def test_what_gets_older_by_the_snapshot_by_hand() -> None:
    row = planned("A", 119, 0, 15, 30, 45) | AGES  # 20 days to 15 December, at less than one a day
    one = found("I104", desk(settings={"checks": {"run_rate.7": 0.0}}, fba_inventory_planning=[row]))["A"]
    assert one.reason == "aged_crossing"
    # Half a unit a day: ten leave, the oldest first. 29 are 181 days old, so none of the younger ones.
    assert one.figures["old"].value == 29
    assert one.figures["at_181"].value == 20  # 90 x 20 / 90
    assert one.figures["at_271"].value == 2  # 9 x 20 / 90; 20 older ones leave first
    assert one.figures["at_366"].value == 0  # 19 x 20 / 95 = 4, and 9 of the 10 leave from these
    finer = row | {"inv_age_331_to_365_days": 19, "inv_age_366_to_455_days": 11}
    told = found("I104", desk(settings={"checks": {"run_rate.7": 0.0}}, fba_inventory_planning=[finer]))["A"]
    assert told.figures["at_366"].value == 11  # 19 x 20 / 35


@pytest.mark.parametrize(
    ("today", "status"),
    [(date(2026, 11, 30), "watch"), (date(2026, 12, 1), "act"), (date(2026, 12, 15), "act")],
)
def test_what_amazon_will_charge_is_urgent_two_weeks_before(today: date, status: str) -> None:
    charged = {
        "quantity_to_be_charged_ais_181_210_days": 4,
        "estimated_ais_181_210_days_micros": 1_500_000,
        "quantity_to_be_charged_ais_456_plus_days": 1,
        "estimated_ais_456_plus_days_micros": 7_900_000,
    }
    row = planned("A", 50) | AGES | charged | {"snapshot_date": today}
    now = datetime.combine(today, NOW.timetz())
    one = found("I104", desk(now=now, fba_inventory_planning=[row]))["A"]
    assert (one.status.value, one.value) == (status, 5)
    assert one.at_stake == pytest.approx(9.4)
    assert one.due == datetime(2026, 12, 15, 8, tzinfo=UTC)


def test_young_stock_is_fine_and_unknown_ages_are_not() -> None:
    young = dict.fromkeys(AGES, 0) | {"inv_age_0_to_90_days": 50}
    assert found("I104", desk(fba_inventory_planning=[even("A", 50, **young)]))[""].status.value == "fine"
    assert found("I104", desk(fba_inventory_planning=[even("A", 50)]))[""].reason == "aged_unknown"


# I105, the index.


def score(ipi: int, day: date = TODAY, **cells: Any) -> dict[str, Any]:
    return {"date": day, "marketplace": "US", "ipi": ipi, **cells}


@pytest.mark.parametrize(
    ("ipi", "status"), [(399, "act"), (400, "watch"), (449, "watch"), (450, "fine"), (1000, "fine")]
)
def test_the_score_at_the_threshold_of_today(ipi: int, status: str) -> None:
    one = found("I105", desk(ipi=[score(ipi)]))["US"]
    assert (one.status.value, one.target, one.op) == (status, 400, ">=")
    before = found("I105", desk(ipi=[score(ipi), score(300, date(2026, 11, 18))]))["US"]
    assert (before.status.value, before.figures["before"].value) == (status, 300)


@pytest.mark.parametrize(
    ("now", "ipi", "status"),
    [
        (datetime(2020, 8, 15, 20, tzinfo=UTC), 450, "fine"),
        (datetime(2020, 8, 16, 20, tzinfo=UTC), 499, "act"),  # the bar of late 2020
        (datetime(2020, 8, 16, 20, tzinfo=UTC), 500, "watch"),
        (datetime(2021, 1, 1, 20, tzinfo=UTC), 449, "act"),
        (datetime(2021, 12, 31, 20, tzinfo=UTC), 500, "fine"),
        (datetime(2022, 1, 1, 20, tzinfo=UTC), 449, "watch"),
    ],
)
def test_the_threshold_is_that_of_the_day(now: datetime, ipi: int, status: str) -> None:
    assert found("I105", desk(now=now, ipi=[score(ipi, now.date())]))["US"].status.value == status


def test_a_threshold_of_the_sellers_own() -> None:
    assert found("I105", desk(ipi_threshold=500, ipi=[score(499)]))["US"].status.value == "act"


@pytest.mark.parametrize(("age", "reason"), [(14, "ipi_fine_first"), (15, "ipi_old")])
def test_an_old_score_says_nothing(age: int, reason: str) -> None:
    assert found("I105", desk(ipi=[score(800, TODAY - timedelta(days=age))]))["US"].reason == reason


@pytest.mark.parametrize(("used", "status"), [(89.9, None), (90.0, "watch"), (99.9, "watch"), (100.0, "act")])
def test_storage_that_runs_short(used: float, status: str | None) -> None:
    every = found("I105", desk(ipi=[score(800, capacity_cuft=100.0, used_cuft=used)]))
    assert (every["US storage"].status.value if "US storage" in every else None) == status
    assert "US storage" not in found("I105", desk(ipi=[score(800, capacity_cuft=0.0, used_cuft=used)]))


def test_scores_of_other_marketplaces_are_theirs() -> None:
    other = score(100) | {"marketplace": "DE"}
    assert [*found("I105", desk(ipi=[other, score(800)]))] == ["US"]
    assert found("I105", desk(ipi=[other]))[""].reason == "ipi_absent"
    assert [*found("I105", desk(market=None, ipi=[other, score(800)]))] == ["DE", "US"]


# I106, stranded units.


@pytest.mark.parametrize(("days", "status"), [(8, "watch"), (7, "act"), (0, "act"), (None, "watch")])
def test_stranded_units_are_urgent_before_amazon_removes_them(days: int | None, status: str) -> None:
    removal = None if days is None else TODAY + timedelta(days=days)
    row = {"sku": "A", "fulfillable_qty": 3, "unfulfillable_qty": 1, "date_to_take_auto_removal": removal}
    one = found("I106", desk(stranded_inventory=[row | {"your_price_micros": 10_000_000}]))["A"]
    assert (one.status.value, one.value, one.at_stake) == (status, 4, 30)
    unpriced = found("I106", desk(stranded_inventory=[row | {"your_price_micros": 0}]))["A"]
    assert unpriced.at_stake is None


def test_rows_of_a_stranded_product_add_up_and_none_is_fine() -> None:
    rows = [
        {"sku": "A", "fulfillable_qty": 3},
        {"sku": "A", "fulfillable_qty": 2, "stranded_reason": "No listing"},
    ]
    assert found("I106", desk(stranded_inventory=rows))["A"].value == 5
    assert (
        found("I106", desk(stranded_inventory=[{"sku": "A", "fulfillable_qty": 0}]))[""].reason
        == "stranded_none"
    )


# All of them.

MIXED: list[dict[str, Any]] = [
    low(5, 5) | AGES | {"sku": "A"},
    low(5, 40) | AGES | {"sku": "B", "quantity_to_be_charged_ais_181_210_days": 2},
    even("C", 3) | AGES,
    planned("D", 0, 0, 4, 8, 12) | AGES,
]


@given(st.permutations(MIXED), st.permutations([score(420), score(380, date(2026, 11, 18))]))
def test_the_order_of_rows_does_not_matter(rows: Rows, scores: Rows) -> None:
    mixed, plain = (
        desk(fba_inventory_planning=rows, ipi=scores),
        desk(fba_inventory_planning=MIXED, ipi=[*scores]),
    )
    for code in ("I101", "I102", "I103", "I104", "I105"):
        assert INVENTORY[code](mixed) == INVENTORY[code](plain)
