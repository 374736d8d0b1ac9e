"""The curve that downloads on successive days teach is the one by which the laboratory shows its orders."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from adopt.estimate.learned import PRIOR_ORDERS, learned_curve
from adopt.lab.account import LAST_DAY, Account, simulate
from adopt.lab.report import visible_report
from adopt.words import maturity_curve

AGES = range(1, 9)


@pytest.fixture(scope="module")
def account() -> Account:
    return simulate(2, days=45)


def downloads(account: Account, orders: pl.DataFrame, count: int) -> pl.DataFrame:
    """Sums by day of the reports downloaded on the last ``count`` days, one a day."""
    frames = []
    for number in range(count):
        on = LAST_DAY + timedelta(days=1 - number)
        shown = visible_report(account.truth, account.clicks, orders, on)
        sums = shown.group_by(day="first_day").agg(
            pl.col("clicks", "orders", "spend_micros", "sales_micros").sum()
        )
        frames.append(sums.with_columns(downloaded=pl.lit(on), ended=pl.lit(on), digest=pl.lit(str(on))))
    return pl.concat(frames).with_columns(dated=pl.lit(value=True), file_rows=pl.lit(1, pl.Int64))


def of(curve: pl.DataFrame, metric: str, name: str = "share") -> list[float]:
    return curve.filter(metric=metric)[name].to_list()


def test_the_laboratory_s_curve_is_found(account: Account) -> None:
    curve = learned_curve(downloads(account, account.orders, 25))
    low, high = of(curve, "orders", "low"), of(curve, "orders", "high")
    assert of(curve, "orders") == pytest.approx(maturity_curve(), abs=0.04)
    assert sum(a <= truth <= b for a, truth, b in zip(low, maturity_curve(), high, strict=True)) >= 7


def test_a_slower_seller_s_curve_is_found_too(account: Account) -> None:
    late = account.orders.with_columns(shown_after=pl.col("shown_after") + 2)
    curve = learned_curve(downloads(account, late, 25))
    ages = np.array([(late["shown_after"] <= age).mean() for age in AGES])
    final = (late["shown_after"] <= 10).mean()
    weight = PRIOR_ORDERS / (np.array(of(curve, "orders", "orders")) + PRIOR_ORDERS)
    expected = (1 - weight) * ages / final + weight * np.array(maturity_curve())
    assert of(curve, "orders") == pytest.approx(expected, abs=0.05)
    assert of(curve, "orders")[1] < 0.4


def test_clicks_and_spend_that_never_change_are_shown_whole(account: Account) -> None:
    curve = learned_curve(downloads(account, account.orders, 12))
    for metric in ("clicks", "spend_micros"):
        assert of(curve, metric) == pytest.approx([1.0] * 8)


def test_without_restatements_the_default_stands() -> None:
    nothing = pl.DataFrame(
        schema={
            "day": pl.Date, "downloaded": pl.Date, "ended": pl.Date, "digest": pl.String, "dated": pl.Boolean,
            "file_rows": pl.Int64, "clicks": pl.Int64, "orders": pl.Int64, "spend_micros": pl.Int64, "sales_micros": pl.Int64,
        }
    )  # fmt: skip
    curve = learned_curve(nothing)
    assert of(curve, "orders") == pytest.approx(maturity_curve())
    assert all(
        low < share
        for low, share in zip(of(curve, "orders", "low")[:7], of(curve, "orders")[:7], strict=True)
    )
    vendor = learned_curve(nothing, 14)
    assert len(of(vendor, "orders")) == 15
    assert of(vendor, "orders")[1] == pytest.approx(maturity_curve()[0])


def test_more_downloads_narrow_the_interval(account: Account) -> None:
    def width(curve: pl.DataFrame) -> float:
        return of(curve, "orders", "high")[0] - of(curve, "orders", "low")[0]

    few, many = (learned_curve(downloads(account, account.orders, count)) for count in (10, 30))
    assert width(many) < width(few)


def test_files_whose_day_of_download_is_a_guess_teach_nothing(account: Account) -> None:
    told = downloads(account, account.orders, 12).with_columns(dated=pl.lit(value=False))
    assert of(learned_curve(told), "orders") == pytest.approx(maturity_curve())
