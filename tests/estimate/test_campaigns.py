from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from adopt.estimate.campaigns import all_sales, campaign_spend, spend_by_day
from adopt.settings import load_settings
from tests.decide.entities import download
from tests.plan.readings import rows

BUDGET = load_settings().budget
LAST = date(2026, 3, 28)


def _days(spends: list[float], **changes: Any) -> pl.DataFrame:
    """Rows of single days, the newest last."""
    first = LAST - timedelta(days=len(spends) - 1)
    days = [first + timedelta(days=n) for n in range(len(spends))]
    made = [
        {"first_day": day, "last_day": day, "spend_micros": round(spend * 1e6), **changes}
        for day, spend in zip(days, spends, strict=True)
        if spend
    ]
    return rows(*made)


def _sales(days: int, amount: float = 100.0) -> pl.DataFrame:
    dates = [LAST - timedelta(days=n) for n in range(days)]
    return pl.DataFrame({"day": dates, "units": [1] * days, "sales_micros": [round(amount * 1e6)] * days})


def test_tacos_of_the_newest_days() -> None:
    total = all_sales(_days([90.0] * 10 + [20.0] * 14), _sales(30), 14, daily=True)
    assert total is not None
    assert (total.days, total.spend, total.sales, total.tacos) == (14, 280.0, 1400.0, 0.2)
    assert total.spread == 0


def test_a_day_without_ads_has_sales_and_no_spend() -> None:
    every_other = _days([20.0, 0.0] * 15 + [20.0])
    total = all_sales(every_other, _sales(60), 14, daily=True)
    assert total is not None
    assert (total.days, total.spend, total.sales, total.tacos) == (14, 140.0, 1400.0, 0.1)


def test_a_day_that_no_report_covers_counts_neither_way() -> None:
    gap = (LAST - timedelta(days=6), LAST - timedelta(days=3))
    spends = [20.0] * 20 + [0.0] * 4 + [20.0, 0.0, 20.0]
    total = all_sales(_days(spends), _sales(60), 14, daily=True, untold=[gap])
    assert total is not None
    assert (total.days, total.spend, total.sales) == (14, 260.0, 1400.0)
    covered = all_sales(_days(spends), _sales(60), 14, daily=True)
    assert covered is not None
    assert (covered.days, covered.spend, covered.sales) == (14, 180.0, 1400.0)


def test_a_day_that_is_told_in_part_counts_neither_way() -> None:
    spends = [20.0] * 20 + [3.0] + [20.0] * 6
    part = (LAST - timedelta(days=6), LAST - timedelta(days=6))
    total = all_sales(_days(spends), _sales(60), 14, daily=True, untold=[part])
    assert total is not None
    assert (total.days, total.spend, total.sales) == (14, 280.0, 1400.0)


@pytest.mark.parametrize(("days", "known"), [(6, False), (7, True), (8, True)])
def test_days_in_common(days: int, known: bool) -> None:
    assert (all_sales(_days([20.0] * 20), _sales(days), 14, daily=True) is not None) == known


def test_what_isnt_known_by_day_says_nothing() -> None:
    assert all_sales(_days([20.0] * 20), None, 14, daily=True) is None
    assert all_sales(_days([20.0] * 20), _sales(20), 14, daily=False) is None
    assert all_sales(_days([20.0] * 20), _sales(20, 0.0), 14, daily=True) is None


def test_days_that_differ_make_it_less_sure() -> None:
    calm = all_sales(_days([19.0, 21.0] * 7), _sales(14), 14, daily=True)
    wild = all_sales(_days([5.0, 35.0] * 7), _sales(14), 14, daily=True)
    assert calm is not None
    assert wild is not None
    assert 0 < calm.spread < wild.spread


def _spend(spends: list[float], **changes: Any) -> dict[str, Any]:
    days = spend_by_day(_days(spends).with_columns(campaign_id=pl.lit("1")))
    (row,) = campaign_spend(days, download(campaigns=({"campaign_id": "1", **changes},)), BUDGET).to_dicts()
    return row


@pytest.mark.parametrize(("spend", "touched"), [(47.49, 0), (47.5, 28), (60.0, 28)])
def test_days_that_touch_the_budget(spend: float, touched: int) -> None:
    row = _spend([spend] * 28)
    assert (row["touched"], row["window"], row["budget_now"]) == (touched, 28, 50.0)


def test_older_days_dont_count() -> None:
    row = _spend([50.0] * 10 + [10.0] * 28)
    assert (row["touched"], row["high_spend"], row["window"]) == (0, 10.0, 28)


@pytest.mark.parametrize(
    ("spends", "high"),
    [
        ([float(n) for n in range(1, 11)], 9.0),
        ([1.0] + [0.0] * 7 + [10.0, 20.0], 10.0),
        ([1.0] + [0.0] * 18 + [20.0], 0.0),
    ],
)
def test_the_90th_percentile_counts_days_without_spend(spends: list[float], high: float) -> None:
    assert _spend(spends)["high_spend"] == high


@pytest.mark.parametrize(
    ("spends", "touched", "high", "window"),
    [
        ([100.01] * 20 + [50.0] * 8, 8, 50.0, 8),
        ([100.0] * 20 + [50.0] * 8, 28, 100.0, 28),
        ([200.0] * 8 + [0.0] * 18 + [10.0] * 2, 0, 0.0, 20),
        ([200.0] * 28, 0, 0.0, 0),
    ],
)
def test_days_with_more_than_amazon_spends_of_it_were_under_another_budget(
    spends: list[float], touched: int, high: float, window: int
) -> None:
    row = _spend(spends)
    assert (row["touched"], row["high_spend"], row["window"]) == (touched, high, window)


def test_what_an_upload_cant_repeat_isnt_writable() -> None:
    assert not _spend([50.0] * 7)["writable"]
    assert _spend([50.0] * 7, strategy="Fixed bid")["writable"]


def test_only_campaigns_that_run_with_a_budget() -> None:
    days = spend_by_day(_days([50.0] * 7).with_columns(campaign_id=pl.lit("1")))
    for change in ({"state": "paused"}, {"budget": None}, {"budget": 0.0}):
        bulk = download(campaigns=({"campaign_id": "1", **change},))
        assert campaign_spend(days, bulk, BUDGET).is_empty()
