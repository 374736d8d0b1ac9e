"""Hygiene: each declaration on its last day and the day after, the oldest message, the mailbox."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks import Desk, Found, findings
from adopt.checks.hygiene import HYGIENE
from adopt.say.checks.hygiene import HYGIENE as SAID
from adopt.schema import FindingStatus, Mail, NoticeMail
from tests.checks import desks
from tests.checks.desks import ACT, FINE, NO_DATA, NOW, TODAY, WATCH, Rows
from tests.checks.said import reasons_said

HOUR, DAY, SECOND = timedelta(hours=1), timedelta(days=1), timedelta(seconds=1)
DECLARED = [
    ("H101", "last_login", 30, "login", ACT),
    ("H103", "two_step_checked", 90, "two_step", WATCH),
    ("H104", "mailbox_checked", 30, "mailbox", WATCH),
]


def desk(tickets: Rows = (), mail: Mail | None = None, now: datetime = NOW, **hygiene: Any) -> Desk:
    return desks.desk(tickets=tickets, mail=mail, now=now, settings={"hygiene": hygiene})


def declared(days: Mapping[str, date]) -> Desk:
    hygiene: dict[str, Any] = dict(days)
    return desk(**hygiene)


def found(code: str, on: Desk) -> Found:
    (one,) = HYGIENE[code](on)
    return one


def ticket(id_: str, age: timedelta, **cells: Any) -> dict[str, Any]:
    return {"ticket_id": id_, "marketplace": "US", "received_at": NOW - age, **cells}


def mail(*messages: tuple[timedelta, bool]) -> Mail:
    return Mail(
        tuple(NoticeMail(NOW - age, seen, f"{age} ago") for age, seen in sorted(messages, reverse=True)), 30
    )


@pytest.mark.parametrize(("code", "name", "limit", "reason", "over"), DECLARED)
def test_a_declaration_expires(code: str, name: str, limit: int, reason: str, over: FindingStatus) -> None:
    ages = [0, limit - 6, limit - 5, limit, limit + 1]
    said = [found(code, declared({name: TODAY - age * DAY})) for age in ages]
    assert [one.status for one in said] == [FINE, FINE, WATCH, WATCH, over]
    ends = ["fine", "fine", "near", "near", "over"]
    assert [one.reason for one in said] == [f"{reason}_{end}" for end in ends]
    assert [(one.value, one.target, one.file) for one in said] == [(age, limit, "adopt.toml") for age in ages]
    # The last day ends with the marketplace's day: 23:59:59 in Los Angeles is 07:59:59 UTC of the next.
    assert said[3].due == datetime(2026, 11, 26, 7, 59, 59, tzinfo=UTC)
    assert said[1].due is None


@pytest.mark.parametrize(("code", "name", "limit", "reason", "over"), DECLARED)
def test_what_is_not_declared_is_no_data_and_a_day_to_come_is_no_word(
    code: str, name: str, limit: int, reason: str, over: FindingStatus
) -> None:
    assert (found(code, desk()).status, found(code, desk()).reason) == (NO_DATA, f"{reason}_undeclared")
    ahead = found(code, declared({name: TODAY + DAY}))
    assert (ahead.status, ahead.reason) == (WATCH, f"{reason}_to_come")
    assert limit
    assert over


def test_the_day_is_the_marketplaces() -> None:
    # 07:00 UTC of the 25th is still the 24th in Los Angeles.
    early = datetime(2026, 11, 25, 7, tzinfo=UTC)
    assert found("H101", desk(now=early, last_login=date(2026, 10, 25))).value == 30
    assert found("H101", desk(last_login=date(2026, 10, 25))).value == 31


@pytest.mark.parametrize(
    ("age", "status"), [(30 * DAY - SECOND, FINE), (30 * DAY, FINE), (30 * DAY + SECOND, ACT)]
)
def test_the_oldest_message(age: timedelta, status: FindingStatus) -> None:
    rows = [
        ticket("old", age),
        ticket("new", DAY),
        ticket("answered", 90 * DAY, responded_at=NOW),
        ticket("closed", 90 * DAY, status="Closed"),
        ticket("thanks", 90 * DAY, no_response_needed=True),
        ticket("elsewhere", 90 * DAY, marketplace="DE"),
        ticket("thread", 90 * DAY),  # answered with the next message of its thread
        ticket("thread", 89 * DAY, responded_at=NOW - 88 * DAY),
        ticket("claim", 90 * DAY, channel="claim"),  # on a clock of its own
    ]
    one = found("H102", desk(rows))
    assert (one.status, one.figures["ticket"].value, one.figures["open"].value) == (status, "old", 2)
    assert one.due == NOW - age + 30 * DAY
    assert found("H102", desk(rows[2:])).reason == "message_none"


@pytest.mark.parametrize(
    ("age", "status", "reason"),
    [(7 * DAY, FINE, "mail_fine"), (7 * DAY + SECOND, WATCH, "mail_silent")],
)
def test_a_silent_mailbox(age: timedelta, status: FindingStatus, reason: str) -> None:
    one = found("H105", desk(mail=mail((age, True), (age + DAY, True))))
    assert (one.status, one.reason, one.figures["count"].value) == (status, reason, 2)
    assert (found("H105", desk(mail=mail())).status, found("H105", desk(mail=mail())).reason) == (
        ACT,
        "mail_none",
    )


@pytest.mark.parametrize(
    ("age", "status", "reason"),
    [
        (24 * HOUR - SECOND, FINE, "mail_fine"),
        (24 * HOUR, FINE, "mail_fine"),
        (24 * HOUR + SECOND, ACT, "mail_unread"),
    ],
)
def test_an_unread_mail(age: timedelta, status: FindingStatus, reason: str) -> None:
    one = found("H105", desk(mail=mail((age, False), (9 * DAY, True), (HOUR, False))))
    assert (one.status, one.reason, one.of) == (status, reason, 3)
    if status is ACT:
        assert (one.n, one.due, one.figures["first"].value) == (1, NOW - age + DAY, f"{age} ago")
    else:
        assert one.figures["waiting"].value == 2


def test_an_unread_mail_is_told_before_silence() -> None:
    assert found("H105", desk(mail=mail((9 * DAY, False), (12 * DAY, False)))).n == 2


@pytest.mark.parametrize("failure", ["no_password", "no_server", "refused", "no_folder"])
def test_a_mailbox_that_cannot_be_looked_into_is_no_data(failure: str) -> None:
    one = found("H105", desk(mail=Mail(failure=failure, detail="why")))
    assert (one.status, one.reason, one.figures["detail"].value) == (NO_DATA, f"mail_{failure}", "why")
    assert found("H105", desk()).reason == "mail_off"


@given(st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_rows(chance: random.Random) -> None:
    rows = [ticket(str(place), (place // 2) * DAY) for place in range(8)]
    shuffled = chance.sample(rows, len(rows))
    assert findings(desk(rows)).equals(findings(desk(shuffled)))


def test_every_sentence_is_filled() -> None:
    names = [name for _, name, *_ in DECLARED]
    every = [declared(dict.fromkeys(names, TODAY - age * DAY)) for age in (-1, 0, 29, 87, 91)]
    every += [
        desk(mail=Mail(failure=failure, detail="x"))
        for failure in ("no_password", "no_server", "refused", "no_folder")
    ]
    every += [
        desk(mail=mail(*those)) for those in ((), ((9 * DAY, True),), ((HOUR, True),), ((2 * DAY, False),))
    ]
    every += [
        desk([ticket("1", age, **cells)])
        for age, cells in ((DAY, {}), (40 * DAY, {}), (DAY, {"status": "closed"}))
    ]
    assert reasons_said(HYGIENE, every) == SAID.keys()
