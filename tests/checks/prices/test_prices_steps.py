from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.checks.prices.steps import Step, held, now_of, series_of
from tests.checks.desks import NOW, days, desk, hours


def test_a_mean_is_weighted_by_time_not_by_changes() -> None:
    """20 for 29 days, then 10 for 23 hours and 30 for one: (29 * 24 * 20 + 23 * 10 + 30) / 720."""
    steps = [Step(NOW - days(60), 20.0), Step(NOW - days(1), 10.0), Step(NOW - hours(1), 30.0)]
    found = held(steps, NOW - days(30), NOW)
    assert found is not None
    assert found.mean == pytest.approx((29 * 24 * 20 + 23 * 10 + 30) / 720)
    assert (found.low, found.median, found.out) == (10, 20, 0)


def test_time_without_an_offer_is_no_price() -> None:
    steps = [Step(NOW - days(60), 20.0), Step(NOW - days(15), None), Step(NOW - days(6), 10.0)]
    found = held(steps, NOW - days(30), NOW)
    assert found is not None
    assert found.mean == pytest.approx((15 * 20 + 6 * 10) / 21)
    assert found.out == pytest.approx(9 / 30)
    gone = held([Step(NOW - days(60), None)], NOW - days(30), NOW)
    assert gone == (None, None, None, 1.0)


def test_before_the_first_step_nothing_is_known() -> None:
    found = held([Step(NOW - days(10), 20.0)], NOW - days(90), NOW)
    assert found is not None
    assert (found.mean, found.out) == (20, 0)
    assert held([Step(NOW - days(10), 20.0)], NOW - days(90), NOW - days(30)) is None
    assert held([], NOW - days(90), NOW) is None
    assert now_of([]) is None


def test_series_carry_their_shipping_and_end_now() -> None:
    rows = [
        {
            "asin": "A",
            "series": "BUY_BOX_SHIPPING",
            "moment": NOW - days(1),
            "value": 18.99,
            "shipping_micros": 4_990_000,
        },
        {"asin": "A", "series": "BUY_BOX_SHIPPING", "moment": NOW - days(2), "value": None},
        {"asin": "A", "series": "BUY_BOX_SHIPPING", "moment": NOW - days(3), "value": -1.0},
        {"asin": "A", "series": "BUY_BOX_SHIPPING", "moment": NOW + days(1), "value": 1.0},
    ]
    steps = series_of(desk(keepa_history=rows), ["BUY_BOX_SHIPPING"], days(30))["A", "BUY_BOX_SHIPPING"]
    assert [step.value for step in steps] == [None, None, pytest.approx(23.98)]
    assert series_of(desk(), ["NEW"]) == {}


@pytest.mark.parametrize(
    ("market", "places", "expected"),
    [
        ("US", ("US", "DE"), [30.0]),
        ("DE", ("US", "DE"), [20.0]),
        ("US", ("DE", "DE"), []),
        ("US", (None, "DE"), [30.0]),
        ("US", ("US", "Keepa 7"), [30.0]),
        (None, ("US", "DE"), []),  # nobody knows which of them
        (None, ("DE", "DE"), [30.0, 20.0]),
    ],
)
def test_a_series_is_of_one_marketplace(
    market: str | None, places: tuple[str | None, str], expected: list[float]
) -> None:
    rows = [
        {"asin": "A", "series": "NEW", "marketplace": place, "moment": NOW - days(ago), "value": value}
        for place, ago, value in zip(places, (2, 1), (30.0, 20.0), strict=True)
    ]
    steps = series_of(desk(market=market, keepa_history=rows), ["NEW"], days(30))
    assert [step.value for step in steps.get(("A", "NEW"), [])] == expected


@given(st.lists(st.tuples(st.integers(1, 100), st.none() | st.integers(1, 50)), min_size=1, max_size=8))
def test_a_step_that_changes_nothing_changes_nothing(changes: list[tuple[int, int | None]]) -> None:
    ordered = sorted(dict(changes).items(), reverse=True)
    steps = [Step(NOW - days(ago), None if value is None else float(value)) for ago, value in ordered]
    doubled = sorted([*steps, *[Step(one.moment + hours(12), one.value) for one in steps]])
    first, second = held(steps, NOW - days(90), NOW), held(doubled, NOW - days(90), NOW)
    assert first is not None
    assert second is not None
    assert first.out == pytest.approx(second.out)
    assert first.median == second.median
    assert first.mean == pytest.approx(second.mean) if first.mean is not None else second.mean is None
