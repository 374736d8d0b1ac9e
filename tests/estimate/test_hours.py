from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.estimate.hours import Hours, hours_worth, with_schedules
from tests.estimate.placed import timed


def worth(frame: pl.DataFrame) -> Hours:
    return hours_worth(frame, 2)


def test_the_days_curve_is_found() -> None:
    found = worth(timed(1, 8, 0.4)).worth.mean(axis=0)
    assert 17 <= int(np.argmax(found)) <= 23
    assert 5 <= int(np.argmin(found)) <= 11
    assert found.max() / found.min() == pytest.approx(np.exp(0.8), rel=0.2)


def test_equal_hours_are_seen_as_equal() -> None:
    found = worth(timed(1, 8, 0.0))
    assert found.weights[0] > 0.5
    assert np.abs(found.worth - 1).max() < 0.1


def test_clicks_times_worth_is_the_campaigns() -> None:
    found = worth(timed(2, 3, 0.3))
    clicks = found.sums["clicks"]
    assert (clicks * found.worth).sum(axis=1) / clicks.sum(axis=1) == pytest.approx(1)


def test_the_day_is_a_circle() -> None:
    frame = timed(3, 2, 0.4)
    turned = frame.with_columns(hour=(pl.col("hour") + 9) % 24)
    plain, later = worth(frame).worth, worth(turned).worth
    assert np.roll(plain, 9, axis=1) == pytest.approx(later, rel=1e-6)


def test_neither_the_order_of_rows_nor_a_split_of_them_matters() -> None:
    frame = timed(4, 3, 0.3)
    mixed = frame.sample(fraction=1, shuffle=True, seed=1)
    assert worth(mixed).worth == pytest.approx(worth(frame).worth)
    counts = ["impressions", "clicks", "orders", "spend_micros", "sales_micros"]
    halves = pl.concat(
        [frame.with_columns(pl.col(counts) // 2), frame.with_columns(pl.col(counts) - pl.col(counts) // 2)]
    )
    assert worth(halves).worth == pytest.approx(worth(frame).worth)


def test_hours_without_clicks_lean_on_their_neighbours() -> None:
    frame = timed(5, 4, 0.5).filter(~pl.col("hour").is_in([19, 20]))
    found = worth(frame).worth.mean(axis=0)
    assert found[19] > 1.1


def test_a_schedule_in_force_adds_to_the_multiplier_of_its_campaign_alone() -> None:
    entities = pl.DataFrame({"campaign": ["a", "b"], "bid_multiplier": [1.2, 1.0]})
    assert with_schedules(entities, {"a": 0.14})["bid_multiplier"].to_list() == pytest.approx([1.34, 1.0])
    assert with_schedules(entities, {}).equals(entities)
