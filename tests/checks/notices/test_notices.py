"""Notices: each deadline just before, at and after, and what their appeals lack."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks import Desk, Found, findings
from adopt.checks.notices import NOTICES
from adopt.checks.shown import AND_MORE, OTHERS
from adopt.say.checks.notices import NOTICES as SAID
from adopt.say.findings import Findings
from adopt.say.speaker import Speaker
from adopt.schema import FindingStatus
from tests.checks import desks
from tests.checks.desks import ACT, FINE, NOW, WATCH, Row, table
from tests.checks.said import by_subject, reasons_said

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)


def notice(
    id_: str = "1", due: timedelta | None = None, received: timedelta = -HOUR, **cells: Any
) -> dict[str, Any]:
    """A notice that is due, and was received, so long from now."""
    moments = {"received_at": NOW + received, "due_at": NOW + due if due is not None else None}
    return {"notice_id": id_, "marketplace": "US", "subject": f"Notice {id_}", **moments, **cells}


def desk(*rows: Row, **own: Any) -> Desk:
    return desks.desk(table("notices", *rows), **own)


def found(code: str, on: Desk) -> dict[str, Found]:
    return by_subject(NOTICES[code](on))


@pytest.mark.parametrize(
    ("due", "status", "reason"),
    [
        (48 * HOUR + SECOND, WATCH, "notice_due"),
        (48 * HOUR, ACT, "notice_due"),
        (timedelta(0), ACT, "notice_due"),
        (-SECOND, ACT, "notice_overdue"),
    ],
)
def test_a_stated_deadline(due: timedelta, status: FindingStatus, reason: str) -> None:
    one = found("Y101", desk(notice(due=due)))["1"]
    assert (one.status, one.reason, one.due) == (status, reason, NOW + due)
    assert one.value == due / HOUR


@pytest.mark.parametrize(
    ("age", "status", "reason"),
    [
        (24 * HOUR - SECOND, WATCH, "notice_undated_due"),
        (24 * HOUR, ACT, "notice_undated_due"),
        (72 * HOUR, ACT, "notice_undated_due"),
        (72 * HOUR + SECOND, ACT, "notice_undated_overdue"),
    ],
)
def test_a_notice_that_states_no_deadline_has_72_hours(
    age: timedelta, status: FindingStatus, reason: str
) -> None:
    one = found("Y101", desk(notice(received=-age)))["1"]
    assert (one.status, one.reason, one.due) == (status, reason, NOW - age + 72 * HOUR)


def test_own_limits_count() -> None:
    assert found("Y101", desk(notice(due=48 * HOUR), notice_act_hours=24))["1"].status is WATCH
    assert found("Y101", desk(notice(received=-HOUR), notice_answer_hours=24))["1"].due == NOW + 23 * HOUR


def test_what_is_answered_rests_and_an_unknown_status_does_not() -> None:
    words = ("answered", "Closed", "已关闭", "open", "", None, "hm")
    rows = [notice(str(place), due=DAY, status=word) for place, word in enumerate(words)]
    said = found("Y101", desk(*rows))
    assert said.keys() == {"3", "4", "5", "6", ""}
    assert (said[""].figures["done"].value, said[""].figures["open"].value) == (3, 4)
    assert found("Y101", desk(rows[0]))[""].status is FINE


def test_the_most_urgent_are_shown_and_the_rest_is_counted() -> None:
    rows = [notice(f"{place:02}", due=place * DAY) for place in range(25)]
    said = found("Y101", desk(*rows, notice("done", status="closed")))
    assert [subject for subject in said if subject.isdigit()] == [f"{place:02}" for place in range(20)]
    more = said[OTHERS]
    assert (more.n, more.of, more.due) == (5, 25, NOW + 20 * DAY)
    assert said[""].figures["done"].value == 1


def test_parts_that_an_appeal_lacks() -> None:
    whole: dict[str, Any] = dict.fromkeys(("root_cause", "action", "prevention", "evidence"), True)
    rows = [
        notice("near", due=DAY, **{**whole, "evidence": False, "prevention": None}),
        notice("far", due=9 * DAY),
        notice("ready", due=DAY, **whole),
        notice("closed", status="closed"),
        notice("claim", type="claim"),
    ]
    said = found("Y102", desk(*rows))
    near, far = said["near"], said["far"]
    assert (near.status, near.figures["parts"].value, near.n, near.of) == (ACT, "prevention,evidence", 2, 4)
    assert (far.status, far.n) == (WATCH, 4)
    assert said[""].figures["ready"].value == 1
    assert said.keys() == {"near", "far", ""}


@pytest.mark.parametrize(
    ("age", "status", "reason"),
    [
        (23 * DAY - SECOND, WATCH, "claim_open"),
        (23 * DAY, ACT, "claim_open"),
        (30 * DAY, ACT, "claim_open"),
        (30 * DAY + SECOND, WATCH, "claim_lapsed"),
    ],
)
def test_a_claim_can_be_appealed_for_30_days(age: timedelta, status: FindingStatus, reason: str) -> None:
    said = found("Y103", desk(notice(received=-age, type="Claim"), notice("2")))
    assert (said["1"].status, said["1"].reason, said["1"].due) == (status, reason, NOW - age + 30 * DAY)
    assert said.keys() == {"1"}
    assert found("Y103", desk(notice("2")))[""].reason == "claims_fine"


def test_deadlines_are_told_in_the_marketplaces_zone_across_the_change_of_clocks() -> None:
    # Decided on 15 Oct at 09:00 in Los Angeles, an hour ahead of the winter's: 720 hours later it is 08:00 there.
    decided = datetime(2026, 10, 15, 9, tzinfo=ZoneInfo("America/Los_Angeles")).astimezone(UTC)
    on = desk(notice(received=decided - NOW, type="claim"))
    (row,) = [row for row in findings(on).iter_rows(named=True) if row["key"] == "Y103/1"]
    assert Findings(Speaker("en", "USD"), on.zone).due(row) == "2026-11-14 08:00 PST"


def test_products_that_are_named_again() -> None:
    rows = [
        notice("1", asin="B0AAAAAAA1, B0AAAAAAA2", received=-180 * DAY),
        notice("2", asin="b0aaaaaaa1", received=-DAY, status="closed"),
        notice("3", asin="B0AAAAAAA2", received=-180 * DAY - SECOND),
        notice("4", asin=None),
    ]
    said = found("Y104", desk(*rows))
    assert said.keys() == {"B0AAAAAAA1", ""}
    assert (said["B0AAAAAAA1"].value, said["B0AAAAAAA1"].figures["ids"].value) == (2, "1, 2")
    assert said[""].figures["once"].value == 1


def test_other_marketplaces_are_left_out_and_unknown_ones_kept() -> None:
    rows = [
        notice("us", marketplace="Amazon.com"),
        notice("de", marketplace="DE"),
        notice("?", marketplace="x"),
    ]
    assert found("Y101", desk(*rows)).keys() == {"us", "?"}
    assert found("Y101", desk(*rows, market=None)).keys() == {"US us", "DE de", "x ?"}
    assert found("Y101", desk(rows[1]))[""].figures["open"].value == 0


@given(st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_rows(chance: random.Random) -> None:
    rows = _of_everything()
    one, other = (findings(desk(*some)) for some in (rows, chance.sample(rows, len(rows))))
    assert one.equals(other)


def test_every_sentence_is_filled() -> None:
    every = desk(*_of_everything())
    desks_ = (every, desk(notice("2", status="closed")), replace(every, now=NOW - DAY))
    assert reasons_said(NOTICES, desks_) == {*SAID, AND_MORE}


def _of_everything() -> list[dict[str, Any]]:
    asins = " ".join(f"B0AAAAAA{place}" for place in range(10, 35))
    many = [notice(f"n{place}", due=place * DAY, asin=asins if place < 2 else None) for place in range(25)]
    claims = [notice(f"c{place}", received=-place * DAY, type="claim") for place in range(2, 24)]
    return [
        *many,
        *claims,
        notice("late", due=-DAY, asin="B0AAAAAAA1"),
        notice("undated"),
        notice("undated late", received=-9 * DAY),
        notice("lapsed", received=-40 * DAY, type="claim"),
        notice("done", status="closed"),
        notice("claimed", type="claim", status="closed"),
    ]


def test_a_notice_that_the_list_has_twice_is_one() -> None:
    row = notice("n", asin="B000000001")
    assert found("Y101", desk(row, row)).keys() == {"n"}
    assert "B000000001" not in found("Y104", desk(row, row | {"subject": "The same, again"}))
