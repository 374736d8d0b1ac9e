"""A late download looks as it would have looked on a past day."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest

from adopt.backtest.seen import curve_on, seen_on
from adopt.lab.account import Account, simulate
from adopt.lab.report import visible_report
from adopt.words import maturity_curve
from tests.backtest.accounts import known

_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def account() -> Account:
    return simulate(5, "healthy", days=60)


def of_age(rows: pl.DataFrame, cut: date, age: int) -> int:
    return int(rows.filter(pl.col("first_day") == cut - (age - 1) * _DAY)["orders"].sum())


def test_as_many_orders_are_seen_as_a_download_of_that_time_had() -> None:
    """Summed over accounts and cuts, by age: thinned against the orders that had truly arrived."""
    thinned, true = [0] * 4, [0] * 4
    for seed in range(4):
        account = simulate(seed, "healthy", days=60)
        mine = known(account)
        for cut in (account.first_day + number * _DAY for number in range(25, 50, 3)):
            seen = seen_on(mine.rows, (account.first_day, cut), 7)
            then = visible_report(account.truth, account.clicks, account.orders, cut + _DAY)
            for age in range(1, 5):
                thinned[age - 1] += of_age(seen, cut, age)
                true[age - 1] += of_age(then, cut, age)
    assert true[0] > 200
    assert thinned == pytest.approx(true, rel=0.12)
    assert thinned[0] < 0.85 * thinned[3] * maturity_curve()[0] / maturity_curve()[3] / 0.66


def test_older_days_stay_whole_and_later_ones_are_gone(account: Account) -> None:
    cut = account.first_day + 30 * _DAY
    mine = known(account)
    seen = seen_on(mine.rows, (account.first_day, cut), 7)
    old = pl.col("first_day") <= cut - 8 * _DAY
    assert seen.filter(old)["sales_micros"].sum() == mine.rows.filter(old)["sales_micros"].sum()
    assert seen["first_day"].max() == cut
    assert set(seen["seen_on"]) == {cut + _DAY}
    assert seen["clicks"].sum() == mine.rows.filter(pl.col("first_day") <= cut)["clicks"].sum()


def told(day: date, downloaded: date, orders: int) -> pl.DataFrame:
    counts = {"clicks": 100, "orders": orders, "spend_micros": 1, "sales_micros": 1}
    file = {"downloaded": downloaded, "dated": True, "ended": day, "file_rows": 1, "digest": "d"}
    return pl.DataFrame([{"kind": "search_term", "window_days": 7, "day": day, **file, **counts}])


def test_a_download_of_that_time_tells_what_was_known(account: Account) -> None:
    cut = account.first_day + 30 * _DAY
    mine = known(account)
    whole = of_age(mine.rows, cut, 1)
    assert whole > 5
    none = seen_on(mine.rows, (account.first_day, cut), 7, told(cut, cut + _DAY, 0))
    assert of_age(none, cut, 1) == 0
    every = seen_on(mine.rows, (account.first_day, cut), 7, told(cut, cut + _DAY, whole))
    assert of_age(every, cut, 1) == whole
    later = told(cut, cut + 2 * _DAY, 0)
    assert of_age(seen_on(mine.rows, (account.first_day, cut), 7, later), cut, 1) > 0
    assert curve_on(later, cut + _DAY, 7) is None
