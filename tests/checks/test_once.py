"""One Buy Box loss is one thing to do."""

from __future__ import annotations

import pytest

from adopt.checks import Found
from adopt.checks.once import told_once
from adopt.schema import FindingStatus

ACT, WATCH = FindingStatus.ACT, FindingStatus.WATCH
FELL = Found(WATCH, "share_fell", subject="A")


@pytest.mark.parametrize("reason", ["buy_box_lost", "buy_box_stock", "buy_box_suppressed"])
def test_a_fall_that_is_told_as_a_loss_is_only_counted(reason: str) -> None:
    loss = ("L103", Found(ACT, reason, subject="A"))
    others = [
        ("C106", Found(WATCH, "share_fell", subject="B")),
        ("C106", Found(WATCH, "share_fell", subject="US")),
    ]
    *kept, (code, refers) = told_once([loss, ("C106", FELL), *others])
    assert kept == [loss, *others]
    assert (code, refers.status, refers.reason) == ("C106", FindingStatus.FINE, "share_fell_told")
    assert refers.figures["asins"].value == 1


@pytest.mark.parametrize(
    "other",
    [
        Found(WATCH, "buy_box_low", subject="A"),  # low as ever: the fall is news
        Found(ACT, "buy_box_lost", subject="B"),
        Found(WATCH, "buy_box_stock", subject="A"),
    ],
)
def test_a_fall_that_no_loss_tells_is_told(other: Found) -> None:
    said = [("L103", other), ("C106", FELL)]
    assert told_once(said) == said
