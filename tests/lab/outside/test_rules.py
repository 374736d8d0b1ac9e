"""Today's rules for bids, at, just under and just over each of their thresholds."""

from __future__ import annotations

import numpy as np
import pytest

from adopt.lab.outside.environment import Day
from adopt.lab.outside.evidence import Seen
from adopt.lab.outside.rules import at_once, nudged, revived, stepped


def one(clicks: int, orders: int, worth: float, spend: float = 1.0, shown: int = 1, bid: float = 1.0) -> Seen:
    counts = [np.array([count]) for count in (clicks, clicks, orders)]
    sums = Day(counts[0], counts[1], counts[2], np.array([spend]), np.array([worth]))
    week = sums._replace(impressions=np.array([shown]))
    return Seen(30, sums, week, np.array([bid]))


@pytest.mark.parametrize(
    ("clicks", "orders", "worth", "bid"),
    [
        (10, 1, 11.0, 1.1),  # worth 1.10 a click: within a step
        (10, 1, 12.5, 1.25),  # at the step
        (10, 1, 12.6, 1.25),  # over it
        (10, 1, 7.5, 0.75),
        (10, 1, 7.4, 0.75),
        (5, 1, 5.5, 1.1),
        (4, 1, 4.4, 1.0),  # under 5 clicks
        (7, 0, 0.0, 1.0),  # under 8 clicks without order
        (8, 0, 0.0, 0.75),
    ],
)
def test_a_step_towards_the_worth_of_a_click(clicks: int, orders: int, worth: float, bid: float) -> None:
    assert stepped(one(clicks, orders, worth), 0.25)[0] == pytest.approx(bid)


@pytest.mark.parametrize(("shown", "orders", "bid"), [(0, 0, 1.2), (1, 0, 1.0), (0, 1, 1.0)])
def test_what_was_not_shown_for_a_week_goes_up(shown: int, orders: int, bid: float) -> None:
    assert revived(one(2, orders, 4.0 * orders, shown=shown), 0.25)[0] == pytest.approx(bid)


@pytest.mark.parametrize(
    ("clicks", "orders", "worth", "bid"),
    [
        (5, 1, 1.01, 1.1),
        (5, 1, 1.0, 1.0),  # ACoS at the target
        (5, 1, 0.99, 0.9),
        (4, 1, 9.0, 1.0),
        (7, 0, 0.0, 1.0),
        (8, 0, 0.0, 0.9),
    ],
)
def test_a_nudge_up_under_the_target_and_down_over_it(
    clicks: int, orders: int, worth: float, bid: float
) -> None:
    assert nudged(one(clicks, orders, worth), 0.1)[0] == pytest.approx(bid)


@pytest.mark.parametrize(
    ("clicks", "orders", "worth", "bid"),
    [(10, 1, 30.0, 3.0), (4, 1, 30.0, 1.0), (7, 0, 0, 1.0), (8, 0, 0, 0.5)],
)
def test_at_once(clicks: int, orders: int, worth: float, bid: float) -> None:
    assert at_once(one(clicks, orders, worth))[0] == pytest.approx(bid)
