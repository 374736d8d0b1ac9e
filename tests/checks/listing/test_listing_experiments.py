"""L108: verdicts of experiments, and that there is none before its time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from adopt.checks import Desk, Found
from adopt.checks.listing import LISTING
from adopt.estimate.versions import probability_better
from tests.checks.desks import ACT, FINE, NO_DATA, TODAY, WATCH, desk, table
from tests.checks.said import both, one

A, B = "B0AAAAAAAA", "B0BBBBBBBB"
START = date(2026, 9, 1)


def arm(version: str, visitors: int, purchasers: int, **told: Any) -> dict[str, Any]:
    base = {
        "experiment_id": "img-1",
        "asin": A,
        "element": "image",
        "start": START,
        "end": date(2026, 10, 20),
    }
    return base | {"version": version, "visitors": visitors, "purchasers": purchasers} | told


def lab(*rows: dict[str, Any], **checks: Any) -> Desk:
    return desk(table("experiments", *rows), **checks)


def judged(*rows: dict[str, Any], **checks: Any) -> Found:
    return one(LISTING["L108"](lab(*rows, **checks)))


@pytest.mark.parametrize(
    ("a", "b", "status", "reason"),
    [
        ((5_000, 400), (5_000, 480), ACT, "experiment_b"),
        ((5_000, 480), (5_000, 400), ACT, "experiment_a"),
        ((5_000, 400), (5_000, 410), WATCH, "experiment_open"),
        ((500, 0), (500, 0), WATCH, "experiment_open"),
    ],
)
def test_verdicts(a: tuple[int, int], b: tuple[int, int], status: Any, reason: str) -> None:
    found = judged(arm("A", *a), arm("b ", *b))
    assert (found.status, found.reason, found.subject) == (status, reason, "img-1")
    assert found.value == pytest.approx(probability_better((a[1], b[1]), (a[0], b[0])))
    both([found], "L108")


def test_the_sample_that_is_missing() -> None:
    found = judged(arm("A", 10_000, 1_000), arm("B", 9_000, 930))
    assert found.figures["needed"].value == 14_400, "p 10 %, a gain of one point"
    assert found.figures["left"].value == 5_400
    assert "each version needs 14,400 visitors (still missing: 5,400)" in both([found], "L108")


@pytest.mark.parametrize(
    ("end", "reason"),
    [
        (TODAY, "experiment_runs"),  # its last day isn't over
        (TODAY - timedelta(days=1), "experiment_b"),
        (TODAY + timedelta(days=30), "experiment_runs"),
    ],
)
def test_no_verdict_before_the_end_however_sure(end: date, reason: str) -> None:
    found = judged(arm("A", 5_000, 300, end=end), arm("B", 5_000, 600, end=end))
    assert found.value is not None
    assert found.value > 0.999
    assert found.reason == reason
    assert found.status is (FINE if reason == "experiment_runs" else ACT)
    both([found], "L108")


@pytest.mark.parametrize(("days", "reason"), [(55, "experiment_runs"), (56, "experiment_b")])
def test_without_an_end_after_eight_weeks(days: int, reason: str) -> None:
    told: dict[str, Any] = {"start": TODAY - timedelta(days=days), "end": None}
    assert judged(arm("A", 5_000, 300, **told), arm("B", 5_000, 600, **told)).reason == reason


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([arm("A", 500, 5)], "experiment_arms"),
        ([arm("A", 500, 5), arm("A", 500, 5), arm("B", 500, 5)], "experiment_arms"),
        ([arm("A", 500, 5), arm("B", 500, 5), arm("C", 500, 5)], "experiment_arms"),
        ([arm("A", 500, 5), arm("B", 500, 5, asin=B)], "experiment_mixed"),
        ([arm("A", 500, 501), arm("B", 500, 5)], "experiment_counts"),
        ([arm("A", 0, 0), arm("B", 500, 5)], "experiment_counts"),
    ],
)
def test_what_is_no_experiment(rows: list[dict[str, Any]], reason: str) -> None:
    found = judged(*rows)
    assert (found.status, found.reason, found.value) == (NO_DATA, reason, None)
    both([found], "L108")


@pytest.mark.parametrize(
    ("start", "reason"), [(date(2026, 10, 20), "overlaps"), (date(2026, 10, 21), "open")]
)
def test_two_at_once_on_one_asin_tell_nothing(start: date, reason: str) -> None:
    other = {"experiment_id": "text-1", "start": start, "end": date(2026, 11, 10)}
    rows = [arm("A", 500, 50), arm("B", 500, 50), arm("A", 500, 50, **other), arm("B", 500, 50, **other)]
    found = LISTING["L108"](lab(*rows))
    assert [one_.reason for one_ in found] == [f"experiment_{reason}"] * 2
    assert LISTING["L108"](lab(*rows[::-1])) == found
    both(found, "L108")
    apart = LISTING["L108"](lab(*rows[:2], *({**row, "asin": B} for row in rows[2:])))
    assert [one_.reason for one_ in apart] == ["experiment_open"] * 2
