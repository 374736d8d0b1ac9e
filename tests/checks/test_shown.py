"""Long lists: the most urgent findings one by one, and one that counts the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks import Found
from adopt.checks.shown import AND_MORE, OTHERS, largest, shown
from adopt.schema import FindingStatus
from tests.checks.desks import NOW, desk
from tests.checks.said import said

ACT, WATCH, NO_DATA, FINE = FindingStatus


def one(subject: str, status: FindingStatus = WATCH, hours: float | None = None, **cells: float) -> Found:
    due = None if hours is None else NOW + timedelta(hours=hours)
    return Found(status, "x", subject=subject, due=due, kind="tickets", file="tickets.csv", **cells)  # type: ignore[arg-type]


EVERY = [
    one("urgent", ACT),
    one("soon", hours=1, at_stake=1.0),
    one("later", hours=2, at_stake=9.0),
    one("dear", at_stake=5.0),
    one("a", value=1),
    one("b", value=2),
]


def test_urgency_then_due_then_money_then_subject() -> None:
    assert [found.subject for found in shown(EVERY[::-1], desk())] == [found.subject for found in EVERY]
    large = [found.subject for found in shown(EVERY, desk(), largest)]
    assert large[-2:] == ["b", "a"], "a check's own order stands before the subject"


@pytest.mark.parametrize("most", [6, 7])
def test_so_many_as_may_be_shown_are_shown(most: int) -> None:
    assert shown(EVERY, desk(rows_shown=most)) == EVERY


def test_one_more_is_counted() -> None:
    *told, more = shown(EVERY, desk(rows_shown=5))
    assert told == EVERY[:5]
    assert (more.reason, more.subject, more.n, more.of) == (AND_MORE, OTHERS, 1, 6)
    assert (more.due, more.at_stake) == (None, None)
    (why,) = said([more], "S101", desk())
    assert "1 more of 6 like these aren't told one by one. | " in why


def test_the_others_have_the_first_due_and_the_money_of_all() -> None:
    there = desk(rows_shown=1)
    more = shown(EVERY, there)[-1]
    assert (more.status, more.n, more.due, more.at_stake) == (WATCH, 5, NOW + timedelta(hours=1), 15)
    assert (more.kind, more.file) == ("tickets", "tickets.csv")
    (why,) = said([more], "S101", there)
    assert "5 more of 6" in why
    assert "; the first is due 2026-11-25 05:00 PST; $15.00 at stake with them together." in why
    (chinese,) = said([more], "S101", there, "zh")
    assert "另有 5 条" in chinese
    assert "2026-11-25 05:00 PST" in chinese


def test_none_is_told_by_itself_where_the_seller_wants_none() -> None:
    (more,) = shown(EVERY, desk(rows_shown=0))
    assert (more.status, more.n, more.of) == (ACT, 6, 6)
    assert shown([], desk(rows_shown=0)) == []


@given(st.permutations(EVERY), st.integers(0, 8))
def test_the_order_of_findings_doesnt_matter(order: list[Found], most: int) -> None:
    there = desk(rows_shown=most)
    found = shown(order, there)
    assert found == shown(EVERY, there)
    assert sum(row.n or 1 for row in found) == len(EVERY)
    stakes = sum(row.at_stake or 0 for row in found)
    assert stakes == pytest.approx(15)
    assert min(row.due or datetime.max.replace(tzinfo=UTC) for row in found) == NOW + timedelta(hours=1)
