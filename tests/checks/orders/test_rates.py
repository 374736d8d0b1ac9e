"""The projected late shipment rate, and Amazon's own downloads of defects."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks.orders.defects import invalid_tracking, late_deliveries
from adopt.checks.orders.rate import late_rate
from tests.checks.desks import NOW, desk, table
from tests.checks.orders.cases import log, order, outcomes


def shipped(name: str, days: float, late_by: float | None = -1, **cells: Any) -> dict[str, Any]:
    """An order whose ship-by was so many days ago, confirmed so many hours after it (None: not at all)."""
    ship_by = NOW - timedelta(days=days)
    confirmed = None if late_by is None else ship_by + timedelta(hours=late_by)
    return {"order_id": name, "ship_by": ship_by, "confirmed_at": confirmed, **cells}


def many(good: int, bad: int, days: float = 5) -> list[dict[str, Any]]:
    rows = [shipped(f"g{n}", days) for n in range(good)]
    return rows + [shipped(f"b{n}", days, late_by=1) for n in range(bad)]


@pytest.mark.parametrize(
    ("good", "bad", "reason", "more", "clean"),
    [
        (100, 0, "own_lsr_fine", 4, 0),  # a fourth of 100 is 4 %: "under 4 %" ends there
        (97, 3, "own_lsr_fine", 1, 0),  # exactly 97 % on time keeps the house rule
        (96, 4, "own_lsr_over", 0, 1),
        (75, 3, "own_lsr_near", 1, 0),  # 3 of 78 are 3.85 %: Amazon's limit is kept, the house rule isn't
        (72, 3, "own_lsr_over", 0, 1),
    ],
)
def test_the_rate_at_its_limits(good: int, bad: int, reason: str, more: int, clean: int) -> None:
    short, long = late_rate(log(*many(good, bad)))
    for found in (short, long):
        assert (found.reason, found.n, found.of) == (reason, bad, good + bad)
        assert (found.figures["more"].value, found.figures["clean"].value) == (more, clean)
    assert (short.subject, long.subject) == ("10d", "30d")


@pytest.mark.parametrize(("late_by", "n"), [(-0.01, 0), (0, 0), (0.01, 1)])
def test_the_moment_of_the_confirmation_decides(late_by: float, n: int) -> None:
    assert late_rate(log(shipped("a", 3, late_by)))[0].n == n


def test_what_waits_counts_once_it_is_late() -> None:
    waits = shipped("wait", -0.5, None)
    assert outcomes(late_rate, log(waits)) == [
        ("no_data", "own_lsr_none", "10d"),
        ("no_data", "own_lsr_none", "30d"),
    ]
    assert [(one.n, one.of) for one in late_rate(log(waits, shipped("late", 2, None)))] == [(1, 1), (1, 1)]


def test_an_order_is_confirmed_with_its_last_parcel() -> None:
    rows = [shipped("a", 3, -1, tracking_id="1"), shipped("a", 3, 2, tracking_id="2")]
    assert [(one.n, one.of) for one in late_rate(log(*rows))] == [(1, 1), (1, 1)]


def test_windows_are_days_of_the_marketplace() -> None:
    """Ten days to Wednesday 25 November in Los Angeles open on the 16th: 07:59 UTC that day is still the 15th there."""
    inside = {"order_id": "a", "ship_by": datetime(2026, 11, 16, 8, tzinfo=UTC), "confirmed_at": NOW}
    before = {"order_id": "b", "ship_by": datetime(2026, 11, 16, 7, 59, tzinfo=UTC), "confirmed_at": NOW}
    short, long = late_rate(log(inside, before))
    assert (short.of, long.of) == (1, 2)
    assert (short.first_day, short.last_day) == (date(2026, 11, 16), date(2026, 11, 25))
    assert long.first_day == date(2026, 10, 27)


def test_two_windows_of_a_length_are_one() -> None:
    assert [one.subject for one in late_rate(log(*many(9, 1), lsr_short_days=30))] == ["30d"]


def test_late_orders_of_the_report_are_counted_once() -> None:
    there = desk(
        table("shipments", shipped("a", 2), shipped("b", 2, None)),
        table("unshipped_orders", order("b", -48), order("c", -24), order("d", 24)),
    )
    assert [(one.n, one.of) for one in late_rate(there)] == [(2, 3), (2, 3)]


@given(st.integers(0, 120), st.integers(0, 12))
def test_the_room_is_exact(good: int, bad: int) -> None:
    if not good + bad:
        return
    found = late_rate(log(*many(good, bad)))[0]
    more, clean = (int(found.figures[name].value or 0) for name in ("more", "clean"))  # type: ignore[arg-type]
    if found.reason == "own_lsr_over":
        assert bad < 0.04 * (good + bad + clean)
        assert not bad < 0.04 * (good + bad + clean - 1)
    else:
        assert not bad + more < 0.04 * (good + bad)
        assert bad + more - 1 < 0.04 * (good + bad)


def delivery(carrier: str | None, promised: int, confirmed: int, scanned: int | None) -> dict[str, Any]:
    """A late delivery by days of November; moments of the file have no zone."""
    days = {
        "promised_ship_date": promised,
        "ship_confirmation_date": confirmed,
        "carrier_first_scan_date": scanned,
    }
    moments = {name: datetime(2026, 11, day) if day else None for name, day in days.items()}  # noqa: DTZ001
    return {
        "order_id": f"{carrier}{promised}{confirmed}{scanned}",
        "carrier_name": carrier,
        "late": True,
        **moments,
    }


def test_late_deliveries_by_carrier_and_cause() -> None:
    rows = [
        delivery("Yanwen", 5, 6, 7),
        delivery("Yanwen", 5, 5, None),
        delivery("Yanwen", 5, 4, 6),
        delivery("Yanwen", 5, 5, 5),
        delivery("USPS", 5, 5, 5),
        delivery(None, 5, 5, 5),
        delivery("USPS", 5, 5, 5) | {"late": False},
    ]
    found = late_deliveries(desk(table("otdr_defect_download", *rows)))
    assert [(one.subject, one.n, one.of) for one in found] == [("Yanwen", 4, 6), ("-", 1, 6), ("USPS", 1, 6)]
    assert {name: figure.value for name, figure in found[0].figures.items()} == {
        "confirmed": 1,
        "unscanned": 1,
        "scanned": 1,
        "road": 1,
    }
    none = desk(table("otdr_defect_download", *rows[-1:]))
    assert outcomes(late_deliveries, none) == [("fine", "otdr_none", "")]


def test_invalid_tracking_by_origin_and_cause() -> None:
    plain = {"origin_country": "CN", "has_valid_tracking": False, "has_tracking_id": True}
    scanned = {**plain, "any_physical_scan_from_carrier": True}
    rows = [
        {"tracking_id": "1", **plain, "has_tracking_id": False},
        {"tracking_id": "2", **plain, "any_physical_scan_from_carrier": False},
        {"tracking_id": "3", **scanned, "delivery_scan_or_attempt": "N"},
        {"tracking_id": "4", **scanned, "delivery_scan_or_attempt": None},
        {"tracking_id": "5", **scanned, "delivery_scan_or_attempt": "Y"},
        {"tracking_id": "6", **scanned, "origin_country": "us", "delivery_scan_or_attempt": "N"},
        {"tracking_id": "7", "has_valid_tracking": True},
    ]
    found = invalid_tracking(desk(table("vtr_defect_download", *rows)))
    assert [(one.subject, one.n, one.of) for one in found] == [("CN", 5, 6), ("US", 1, 6)]
    counts = {name: figure.value for name, figure in found[0].figures.items()}
    assert counts == {"number": 1, "scan": 1, "door": 2, "other": 1}
    none = desk(table("vtr_defect_download", *rows[-1:]))
    assert outcomes(invalid_tracking, none) == [("fine", "invalid_none", "")]


def test_late_orders_of_the_api_count_too() -> None:
    waits = {"order_id": "w", "purchased": NOW, "status": "Unshipped", "ship_by": NOW - timedelta(hours=1)}
    there = desk(table("shipments", shipped("a", 3)), table("orders_api", waits))
    assert [(one.n, one.of) for one in late_rate(there)] == [(1, 2), (1, 2)]
