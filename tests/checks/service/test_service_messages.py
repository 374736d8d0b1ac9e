from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks.service.answers import late_answers
from adopt.checks.service.messages import open_messages
from adopt.checks.shown import OTHERS
from adopt.schema import FindingStatus
from tests.checks.desks import NOW, days, desk, hours
from tests.checks.said import both, by_subject, said

SECOND = timedelta(seconds=1)


def ticket(name: str, asked: timedelta, answered: timedelta | None = None, **more: Any) -> dict[str, Any]:
    """A message that came so long ago and was answered so long after."""
    received = NOW - asked
    responded = None if answered is None else received + answered
    return {"ticket_id": name, "marketplace": "US", "received_at": received, "responded_at": responded} | more


@pytest.mark.parametrize(
    ("asked", "status", "reason"),
    [
        (hours(19), FindingStatus.WATCH, "message_open"),
        (hours(20), FindingStatus.WATCH, "message_open"),  # 4 hours left to the second isn't under 4
        (hours(20) + SECOND, FindingStatus.ACT, "message_due"),
        (hours(24), FindingStatus.ACT, "message_due"),  # the 24th hour's last instant is still in time
        (hours(24) + SECOND, FindingStatus.ACT, "message_late"),
        (hours(48) + SECOND, FindingStatus.ACT, "message_late"),  # no order, nothing to claim
    ],
)
def test_an_open_message_is_judged_by_the_hours_left(
    asked: timedelta, status: FindingStatus, reason: str
) -> None:
    (one,) = open_messages(desk(tickets=[ticket("t", asked)]))
    assert (one.status, one.reason) == (status, reason)
    assert one.due == NOW - asked + hours(24)
    assert one.value == pytest.approx(asked / hours(1))


@pytest.mark.parametrize(
    ("asked", "reason"), [(hours(48), "message_late"), (hours(48) + SECOND, "message_claimable")]
)
def test_after_48_hours_the_buyer_may_open_a_claim(asked: timedelta, reason: str) -> None:
    there = desk(tickets=[ticket("t", asked, order_id="111-1")])
    found = open_messages(there)
    assert found[0].reason == reason
    assert "111-1" in said(found, "S101", there)[0]


def test_a_thread_waits_since_its_first_unanswered_message() -> None:
    rows = [
        ticket("t", hours(30), hours(2)),  # answered at -28
        ticket("t", hours(10)),
        ticket("t", hours(3)),
    ]
    (one,) = open_messages(desk(tickets=rows))
    assert one.value == 10


def test_an_answer_settles_all_messages_before_it() -> None:
    rows = [ticket("t", hours(10)), ticket("t", hours(3), hours(1))]
    (one,) = open_messages(desk(tickets=rows))
    assert (one.status, one.reason) == (FindingStatus.FINE, "messages_answered")
    (week, *_) = late_answers(desk(tickets=rows))
    assert (week.n, week.of, week.figures["mean"].value) == (0, 1, 8)


@pytest.mark.parametrize(
    "more", [{"no_response_needed": True}, {"channel": "Claim"}, {"marketplace": "DE"}, {"status": "Closed"}]
)
def test_what_has_no_clock_of_messages_isnt_open(more: dict[str, Any]) -> None:
    (one,) = open_messages(desk(tickets=[ticket("t", hours(30), **more)]))
    assert one.status == FindingStatus.FINE


def test_more_than_a_person_reads_are_counted() -> None:
    rows = [ticket(f"t{n:02}", hours(30 + n)) for n in range(7)]
    found = open_messages(desk(tickets=rows, rows_shown=5))
    assert [one.subject for one in found] == ["t06", "t05", "t04", "t03", "t02", OTHERS]
    assert (found[-1].n, found[-1].of) == (2, 7)
    both(found, "S101", desk(tickets=rows))


@given(st.permutations(range(6)))
def test_the_order_of_rows_doesnt_matter(order: list[int]) -> None:
    rows = [
        ticket("a", hours(30)),
        ticket("a", hours(5), hours(1)),
        ticket("b", hours(21)),
        ticket("b", hours(2)),
        ticket("c", days(40), hours(30)),
        ticket("c", days(39), status="closed"),
    ]
    straight, mixed = desk(tickets=rows), desk(tickets=[rows[n] for n in order])
    assert open_messages(straight) == open_messages(mixed)
    assert late_answers(straight) == late_answers(mixed)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Europe/Paris", "Asia/Tokyo"])
@pytest.mark.parametrize("spring", [True, False])
def test_a_day_of_the_clock_has_24_hours_when_the_clocks_change(zone: str, spring: bool) -> None:
    local = (
        datetime(2026, 3, 7, 20, tzinfo=ZoneInfo(zone))
        if spring
        else datetime(2026, 10, 24, 20, tzinfo=ZoneInfo(zone))
    )
    now = local.astimezone(ZoneInfo("UTC")) + hours(24)
    row = {"ticket_id": "t", "marketplace": "US", "received_at": local.astimezone(ZoneInfo("UTC"))}
    assert open_messages(desk(now=now, tickets=[row]))[0].reason == "message_due"
    assert open_messages(desk(now=now + SECOND, tickets=[row]))[0].reason == "message_late"


def test_late_answers_by_hand() -> None:
    rows = [
        ticket("in time", days(1), hours(24)),
        ticket("late", days(3), hours(24) + SECOND),
        ticket("overdue", days(5)),
        ticket("not yet", hours(5)),  # neither late nor in time
        ticket("untold", days(6), status="closed"),  # closed, and no word when it was answered
        ticket("unneeded", days(6), no_response_needed=True),
        *[ticket(f"old{n}", days(20), hours(1)) for n in range(27)],
        ticket("older", days(80), hours(100)),
    ]
    found = by_subject(late_answers(desk(tickets=rows)))
    week, month, quarter = found["7d"], found["30d"], found["90d"]
    assert (week.n, week.of, week.status) == (2, 3, FindingStatus.WATCH)
    assert (month.n, month.of, month.status) == (2, 30, FindingStatus.FINE)
    assert (quarter.n, quarter.of) == (3, 31)
    assert week.figures["untold"].value == 1
    assert week.figures["mean"].value == pytest.approx((24 + 24 + 1 / 3600) / 2)
    assert week.value == pytest.approx(2 / 3)
    # Clopper-Pearson of 2 of 3.
    assert week.low == pytest.approx(0.0943, abs=1e-4)
    assert week.high == pytest.approx(0.9916, abs=1e-4)
    assert month.target == 0.1
    both([*found.values()], "S102", desk(tickets=rows))


@pytest.mark.parametrize(("late", "status"), [(3, FindingStatus.FINE), (4, FindingStatus.WATCH)])
def test_ninety_per_cent_of_thirty_is_the_limit(late: int, status: FindingStatus) -> None:
    rows = [ticket(f"t{n}", days(3), hours(25 if n < late else 1)) for n in range(30)]
    assert {one.status for one in late_answers(desk(tickets=rows))} == {status}


def test_no_message_is_no_data() -> None:
    there = desk(tickets=[ticket("t", hours(3))])
    found = late_answers(there)
    assert (found[0].status, found[0].reason) == (FindingStatus.NO_DATA, "no_messages")
    both(found, "S102", there)


def test_every_message_is_said() -> None:
    rows = [ticket(f"t{n}", hours(n), order_id="1-1") for n in (3, 21, 30, 50)]
    there = desk(tickets=rows)
    found = open_messages(there)
    assert [one.reason for one in found] == [
        "message_claimable",
        "message_late",
        "message_due",
        "message_open",
    ]
    both(found, "S101", there)
    both(open_messages(desk(tickets=[ticket("t", days(3), hours(1))])), "S101", there)
    assert "Waiting for 50 hours: late by 26 hours (limit 24 hours)." in said(found, "S101", there)[0]


def test_threads_of_two_marketplaces_are_told_apart() -> None:
    rows = [ticket("t", hours(3)), ticket("t", hours(4), marketplace="DE")]
    assert {*by_subject(open_messages(desk(market=None, tickets=rows)))} == {"US t", "DE t"}


def test_a_thread_whose_marketplace_is_written_in_two_ways_is_one() -> None:
    rows = [ticket("t", hours(30)), ticket("t", hours(10), marketplace="Amazon.com")]
    (one,) = open_messages(desk(tickets=rows))
    assert (one.subject, one.due) == ("t", NOW - hours(6))


@pytest.mark.parametrize(("order", "claim"), [("o-1", True), (None, False)])
def test_only_an_order_can_be_claimed(order: str | None, *, claim: bool) -> None:
    there = desk(tickets=[ticket("t", days(5), order_id=order)])
    (told,) = said(open_messages(there), "S101", there)
    assert ("A-to-z" in told) == claim
    assert "Waiting for 5 days: late by 4 days (limit 24 hours)" in told
