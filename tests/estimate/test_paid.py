from __future__ import annotations

import math
from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.estimate.paid import Paid, newest_costs, paid_of_bids

LAST = date(2026, 6, 30)


def costs(*rows: tuple[str, int, float]) -> pl.DataFrame:
    """Target, clicks, spend."""
    return pl.DataFrame(rows, schema=["target_id", "clicks", "spend"], orient="row").select(
        "target_id", "clicks", spend_micros=(pl.col("spend") * 1_000_000).round().cast(pl.Int64)
    )


def bids(*rows: tuple[str, float | None, float]) -> pl.DataFrame:
    """Target, bid, what placements make of it."""
    kinds = {"target_id": pl.String, "bid": pl.Float64, "bid_multiplier": pl.Float64}
    return pl.DataFrame(rows, schema=kinds, orient="row")


def test_sums_come_before_the_ratio() -> None:
    found = paid_of_bids(costs(("1", 10, 5.0), ("2", 90, 18.0)), bids(("1", 1.0, 1.0), ("2", 0.25, 1.0)))
    assert tuple(found[:2]) == pytest.approx((100, (5 + 18) / (10 + 22.5)))


def test_placement_percentages_are_part_of_a_bid() -> None:
    assert paid_of_bids(costs(("1", 10, 9.0)), bids(("1", 1.0, 1.5))) == pytest.approx((10, 0.6, 0, math.inf))


def test_the_slope_of_cost_on_bid_counts_every_click_alike() -> None:
    # In doublings: bids 0, 1, 2 and costs -1, -1, 0, the middle one twice: covariance 1/4, variance 1/2.
    spent = costs(("1", 10, 5.0), ("2", 20, 10.0), ("3", 10, 10.0))
    found = paid_of_bids(spent, bids(("1", 1.0, 1.0), ("2", 2.0, 1.0), ("3", 2.0, 2.0)))
    assert found.rise == pytest.approx(0.5)
    # Costs are 1/4, -1/4, -1/4 and 1/4 off the line; the targets count as 4^2 / (1 + 4 + 1), less two.
    assert found.error == pytest.approx(math.sqrt(1 / 16 / (1 / 2) / (16 / 6 - 2)))


@pytest.mark.parametrize("rate", [0.3, 0.9, 1.0])
def test_a_cost_that_is_a_part_of_every_bid_has_a_slope_of_one(rate: float) -> None:
    spent = costs(*((str(at), 7 + at, (7 + at) * rate * at) for at in range(1, 6)))
    assert paid_of_bids(
        spent, bids(*((str(at), float(at), 1.0) for at in range(1, 6)))
    ).rise == pytest.approx(1)


def test_a_price_that_no_bid_changes_has_a_slope_of_zero() -> None:
    spent = costs(*((str(at), 5, 2.0) for at in range(1, 6)))
    assert paid_of_bids(
        spent, bids(*((str(at), float(at), 1.0) for at in range(1, 6)))
    ).rise == pytest.approx(0)


def test_without_a_click_that_cost_something_there_is_no_slope() -> None:
    spent = costs(("1", 0, 0.0), ("2", 4, 0.0), ("3", 5, 2.0))
    found = paid_of_bids(spent, bids(("1", 1.0, 1.0), ("2", 2.0, 1.0), ("3", 3.0, 1.0)))
    assert (found.rise, found.error) == (0, math.inf)


def test_two_targets_say_nothing_of_a_slope() -> None:
    spent = costs(("1", 10, 5.0), ("2", 10, 5.0))
    assert paid_of_bids(spent, bids(("1", 1.0, 1.0), ("2", 2.0, 1.0))).error == math.inf


@pytest.mark.parametrize(("spend", "part"), [(9.99, 0.999), (10.0, 1.0), (10.01, 1.0), (40.0, 1.0)])
def test_no_click_counts_as_more_than_its_bid(spend: float, part: float) -> None:
    assert paid_of_bids(costs(("1", 10, spend)), bids(("1", 1.0, 1.0))).part == pytest.approx(part)


@pytest.mark.parametrize(
    "known", [bids(("1", None, 1.0)), bids(("2", 1.0, 1.0)), bids(("1", 0.0, 1.0)), bids()]
)
def test_clicks_without_a_known_bid_say_nothing(known: pl.DataFrame) -> None:
    assert paid_of_bids(costs(("1", 10, 5.0)), known) == Paid()


def test_without_clicks_nothing_is_known() -> None:
    assert paid_of_bids(costs(("1", 0, 0.0)), bids(("1", 1.0, 1.0))) == Paid()


def test_only_the_three_newest_days_count() -> None:
    names = dict.fromkeys(["campaign_id", "ad_group_id", "target_id"], pl.lit(None, pl.String))
    rows = pl.DataFrame(
        {
            "last_day": [LAST - timedelta(days=back) for back in range(5)],
            "clicks": [1, 2, 4, 8, 16],
            "spend_micros": [10, 20, 40, 80, 160],
        }
    ).with_columns(
        campaign=pl.lit("c"), ad_group=pl.lit("g"), targeting=pl.lit("t"), match_type=pl.lit("broad"), **names
    )
    found = newest_costs(rows)
    assert found.select("clicks", "spend_micros").rows() == [(7, 70)]


@given(
    st.lists(st.tuples(st.integers(0, 500), st.floats(0.02, 5), st.floats(0.02, 5)), min_size=1, max_size=9)
)
def test_another_currency_says_the_same(rows: list[tuple[int, float, float]]) -> None:
    def found(unit: float) -> Paid:
        spent = costs(*((str(at), clicks, clicks * cpc * unit) for at, (clicks, cpc, _) in enumerate(rows)))
        return paid_of_bids(spent, bids(*((str(at), bid * unit, 1.2) for at, (_, _, bid) in enumerate(rows))))

    dollars, yen = found(1), found(150)
    assert tuple(yen[:2]) == pytest.approx(tuple(dollars[:2]), rel=1e-4)
    if dollars.error < 1:
        assert (yen.rise, yen.error) == pytest.approx((dollars.rise, dollars.error), abs=2e-3)
    assert 0 <= yen.part <= 1
