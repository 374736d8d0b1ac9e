from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from adopt.lab.market.earned import earned
from adopt.lab.market.live import opened
from tests.lab.market.places import after, small_market


def test_every_day_is_in_the_books_and_they_add_up() -> None:
    market, state = small_market(), after(60)
    books = earned(market, state)
    assert books.height == 60
    assert books["spend"].sum() == pytest.approx(float(state.clicks["spend_micros"].sum()) / 1e6)
    assert books["clicks"].sum() == state.clicks["clicks"].sum()
    both = pl.concat(
        [state.orders.select("sku", "sales_micros"), state.organic.select("sku", "sales_micros")]
    )
    margin = both["sku"].replace_strict(market.margins(), return_dtype=pl.Float64)
    left = float((both["sales_micros"] * margin).sum()) / 1e6
    assert float(books["profit"].sum()) == pytest.approx(left - float(books["spend"].sum()))
    parts = books["ad_profit"] + books["organic_profit"]
    assert books["profit"].to_numpy() == pytest.approx(parts.to_numpy())


def test_expected_and_booked_profit_differ_by_luck_alone() -> None:
    market, state = small_market(), after(60)
    books = earned(market, state)
    differences = (books["ad_profit"] - books["expected"]).to_numpy()
    error = differences.std(ddof=1) / len(differences) ** 0.5
    assert abs(differences.mean()) < 3 * error
    assert books["expected"].std() < books["ad_profit"].std()  # type: ignore[operator]


def test_only_days_since_the_first_that_counts() -> None:
    market, state = small_market(), after(60)
    since = market.first_day + timedelta(days=50)
    assert earned(market, state, since).equals(earned(market, state).tail(10))
    assert earned(market, opened(market)).is_empty()
