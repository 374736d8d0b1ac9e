from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from adopt.estimate.outcome.attribution import Window
from adopt.estimate.outcome.days import RIPE, compared, ripe_days
from tests.estimate.outcome.frames import day, day_rows

_CURVE = [0.5, RIPE - 0.01, RIPE, 1.0]


def rows(*told: tuple[int, int, int]) -> pl.DataFrame:
    """Day, age at its last download, orders; ten clicks each."""
    known = [
        {"first_day": day(at), "seen_on": day(at) + timedelta(days=age), "orders": orders, "clicks": 10}
        for at, age, orders in told
    ]
    return pl.DataFrame(known).with_columns(
        campaign=pl.lit("c"),
        ad_group=pl.lit("g"),
        targeting=pl.lit("Garlic Press"),
        match_type=pl.lit("broad"),
        search_term=pl.lit("Garlic  press "),
        spend_micros=pl.lit(1_500_000),
    )


def test_a_day_counts_once_it_shows_enough_of_its_orders() -> None:
    found = ripe_days(rows((0, 9, 4), (1, 3, 4), (2, 2, 4)), learned=_CURVE)
    assert found["day"].to_list() == [day(0), day(1)]
    assert found["orders"].to_list() == pytest.approx([4, 4 / RIPE])
    assert found.select("targeting", "search_term").row(0) == ("garlic press", "garlic press")
    assert found["spend"].to_list() == [1.5, 1.5]


def test_days_that_show_more_than_all_of_their_orders_keep_those() -> None:
    assert ripe_days(rows((0, 9, 4)), learned=[0.5, 1.2])["orders"].to_list() == [4.0]


def test_what_was_seen_before_or_after_only_is_there_with_noughts() -> None:
    days = day_rows(
        [(-5, "g", "t", "old", 3, 1, 2.0), (-20, "g", "t", "old", 5, 1, 2.0), (2, "g", "t", "new", 4, 0, 3.0)]
    )
    at = Window(day(-14), day(-1), day(-28), day(1), day(7))
    found = compared(days, ["search_term"], at).select(
        "search_term", "clicks", "clicks_known", "clicks_after"
    )
    assert found.rows() == [("new", 0.0, 0.0, 4.0), ("old", 3.0, 8.0, 0.0)]
    assert isinstance(at.after[0], date)


def test_no_row_is_no_day() -> None:
    assert ripe_days(rows((0, 9, 4)).head(0)).is_empty()


def test_days_that_show_too_few_of_their_orders_are_none() -> None:
    assert ripe_days(rows((0, 2, 4), (1, 1, 4)), learned=_CURVE).is_empty()
