"""Orders that wait: by hours, late ones, and Amazon's own cancellation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks.orders.business import business_days_after
from adopt.checks.orders.due import due_soon, late, unconfirmed
from tests.checks.desks import NOW, desk, table
from tests.checks.orders.cases import earlier, order, outcomes, unshipped

_ZONES = ["America/Los_Angeles", "Europe/Paris", "Europe/London", "Asia/Tokyo", "Australia/Sydney"]


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        (24.01, [("fine", "order_ahead", "")]),
        (24, [("act", "order_due", "a")]),  # the limit asks for more than 24
        (0.5, [("act", "order_due", "a")]),
        (0, [("act", "order_due", "a")]),  # the last moment is still in time
        (-0.01, [("fine", "order_none_ahead", "")]),
    ],
)
def test_an_order_by_the_hours_that_are_left(hours: float, found: list[tuple[str, str, str]]) -> None:
    assert outcomes(due_soon, unshipped(order("a", hours))) == found


@pytest.mark.parametrize(("hours", "is_late"), [(0.01, False), (0, False), (-0.01, True), (-30, True)])
def test_an_order_is_late_after_its_last_moment(hours: float, is_late: bool) -> None:
    expected = ("act", "order_late", "a") if is_late else ("fine", "order_none_late", "")
    assert outcomes(late, unshipped(order("a", hours))) == [expected]


def test_the_hours_and_the_moment_are_those_of_the_report() -> None:
    (found,) = due_soon(unshipped(order("a", 19.9997)))
    assert found.value == pytest.approx(19.9997)
    assert (found.target, found.op) == (24, ">")
    assert found.due == NOW + timedelta(hours=19.9997)
    assert (found.kind, found.file) == ("unshipped_orders", "unshipped_orders.csv")


def test_items_of_an_order_are_one_and_those_that_have_left_none() -> None:
    there = unshipped(order("a", 40), order("a", 5), order("b", 3, quantity_to_ship=0), order("c", 90))
    assert outcomes(due_soon, there) == [("act", "order_due", "a"), ("fine", "order_ahead", "")]
    assert due_soon(there)[0].value == pytest.approx(5)


@pytest.mark.parametrize("flag", ["verge_of_lateshipment", "verge_of_cancellation"])
def test_amazons_own_warning_is_urgent_whatever_the_hours(flag: str) -> None:
    assert outcomes(due_soon, unshipped(order("a", 70, **{flag: True}))) == [("act", "order_warned", "a")]


def test_the_most_urgent_are_shown_and_the_others_counted() -> None:
    there = unshipped(*(order(f"{n:02}", n) for n in range(1, 24)), order("z", 99), rows_shown=3)
    found = due_soon(there)
    assert [one.subject for one in found] == ["01", "02", "03", "…", ""]
    assert (found[3].n, found[3].of, found[3].due) == (20, 23, NOW + timedelta(hours=4))
    assert (found[4].n, found[4].of) == (1, 24)


def test_a_seller_may_want_more_notice() -> None:
    assert outcomes(due_soon, unshipped(order("a", 30), ship_soon_hours=30)) == [("act", "order_due", "a")]


def test_orders_of_the_api_are_those_of_the_seller_that_wait() -> None:
    soon = {"purchased": earlier(hours=5), "ship_by": NOW + timedelta(hours=4)}
    rows = [
        {"order_id": "a", "status": "Unshipped", "channel": "MFN", **soon},
        {"order_id": "b", "status": "PartiallyShipped", "channel": "MFN", **soon},
        {"order_id": "c", "status": "Unshipped", "channel": "AFN", **soon},
        {"order_id": "d", "status": "Pending", "channel": "MFN", **soon},
        {"order_id": "e", "status": "Canceled", "channel": "MFN", **soon},
        {"order_id": "f", "status": "Unshipped", "channel": "MFN", "purchased": NOW},
    ]
    there = desk(table("orders_api", *rows))
    assert [one.subject for one in due_soon(there)] == ["a", "b"]


@pytest.mark.parametrize(("age", "status"), [(23.9, "fine"), (24, "fine"), (24.1, "watch")])
def test_the_house_rule_of_a_day(age: float, status: str) -> None:
    there = unshipped(
        order("a", 60, payments_date=earlier(hours=age)), order("b", 60, purchase_date=earlier(hours=2))
    )
    (found,) = unconfirmed(there)
    assert found.status.value == status
    assert found.value == pytest.approx(age)


def test_amazon_cancels_seven_business_days_later() -> None:
    """Ship-by Wednesday 11 November 23:59:59 in Los Angeles: the seventh business day is Friday 20 November."""
    ship_by = datetime(2026, 11, 12, 7, 59, 59, tzinfo=UTC)
    there = unshipped({"order_id": "a", "promise_date": ship_by})
    (found,) = late(there)
    assert found.reason == "order_lapsed"
    assert found.due == datetime(2026, 11, 21, 7, 59, 59, tzinfo=UTC)
    there = unshipped({"order_id": "a", "promise_date": ship_by}, now=datetime(2026, 11, 21, 7, tzinfo=UTC))
    assert [one.reason for one in late(there)] == ["order_late"]


def test_seven_business_days_over_the_end_of_summer_time_keep_the_clock() -> None:
    """Los Angeles left summer time on 1 November 2026: the hour of the clock stays, the moment moves."""
    zone = ZoneInfo("America/Los_Angeles")
    found = business_days_after(datetime(2026, 10, 29, 6, 59, 59, tzinfo=UTC), 7, zone)
    assert found.astimezone(UTC) == datetime(2026, 11, 7, 7, 59, 59, tzinfo=UTC)


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2029, 1, 1)),  # noqa: DTZ001  given a zone below
    st.integers(0, 30),
    st.sampled_from(_ZONES),
)
def test_business_days_are_counted_in_the_marketplaces_calendar(
    moment: datetime, days: int, name: str
) -> None:
    zone = ZoneInfo(name)
    start = moment.replace(hour=23, minute=59, second=59, microsecond=0, tzinfo=zone)
    found = business_days_after(start.astimezone(UTC), days, zone).astimezone(zone)
    between = [start.date() + timedelta(days=n) for n in range(1, (found.date() - start.date()).days + 1)]
    assert sum(day.weekday() < 5 for day in between) == days
    assert days == 0 or found.weekday() < 5
    assert (found.hour, found.minute, found.second) == (23, 59, 59)


def test_indian_deadlines_are_the_end_of_their_own_day() -> None:
    """18:29:59 UTC is 23:59:59 in India: at 18:29 UTC there is a minute left, although the UTC day goes on."""
    ship_by = datetime(2025, 8, 21, 18, 29, 59, tzinfo=UTC)
    row = {"order_id": "a", "promise_date": ship_by}
    before = unshipped(row, now=ship_by - timedelta(seconds=59), market="IN")
    after = unshipped(row, now=ship_by + timedelta(seconds=1), market="IN")
    assert [one.reason for one in due_soon(before)] == ["order_due"]
    assert [one.reason for one in late(after)] == ["order_late"]
    assert before.today == date(2025, 8, 21)
    assert after.today == date(2025, 8, 22)


def test_orders_of_other_marketplaces_are_not_ours() -> None:
    row = {"order_id": "a", "purchased": NOW, "status": "Unshipped", "channel": "MFN"}
    rows = [
        row | {"ship_by": NOW + timedelta(hours=hours), "marketplace": place, "order_id": place}
        for hours, place in ((1, "ATVPDKIKX0DER"), (2, "A2EUQ1WTGCTBG2"))
    ]
    assert outcomes(due_soon, desk(orders_api=rows)) == [("act", "order_due", "ATVPDKIKX0DER")]
