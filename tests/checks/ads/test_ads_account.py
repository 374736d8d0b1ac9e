"""P101 and P102: the account's figures against the band, and organic sales that fall while TACoS rises."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from scipy import stats

from adopt.checks import Desk, Found
from adopt.checks.ads import ADS
from adopt.checks.ads.days import whole_last
from adopt.estimate.campaigns import log_ratio_error
from tests.checks.ads.rows import ads_of, row
from tests.checks.desks import ACT, FINE, NO_DATA, NOW, WATCH, ago, desk
from tests.checks.said import both, one, said

tacos, organic = ADS["P101"], ADS["P102"]


def account(
    days: int = 30,
    *,
    spend: float = 20.0,
    sales: float = 60.0,
    total: float | None = 100.0,
    daily: bool = True,
    totals: dict[date, float] | None = None,
    **told: Any,
) -> Desk:
    rows = [row("pan", ago(n), spend=spend, sales=sales) for n in range(1, days + 1)]
    every = {ago(n): total for n in range(1, days + 1)} if total is not None else None
    return desk(ads=ads_of(rows, daily=daily, sales=totals or every, **told))


def window(found: Any, subject: str) -> Found:
    return one([finding for finding in found if finding.subject == subject])


def test_figures_of_three_windows() -> None:
    found = tacos(account())
    assert [finding.subject for finding in found] == ["1d", "7d", "30d"]
    assert {finding.status for finding in found} == {FINE}
    whole = window(found, "30d")
    assert (whole.value, whole.target, whole.op) == (0.2, 0.25, "<=")
    assert (whole.first_day, whole.last_day) == (ago(30), ago(1))
    text = both(found, "P101")
    assert (
        "30 days: TACoS 20.0%, in the band 15.0% to 25.0%. Spend $600.00, ad sales $1,800.00, ACoS 33.3%, all sales "
        "$3,000.00 (known days: 30), organic $1,200.00. Provisional days: 3." in text
    )
    assert "Sponsored Brands and Display, if you run them, aren't in it" in text
    assert window(found, "1d").figures["young"].value == 1


@pytest.mark.parametrize(
    ("spend", "reason"),
    [(14.99, "ads_low"), (15.0, "ads_fine"), (25.0, "ads_fine"), (25.01, "ads_over")],
)
def test_the_band_at_its_ends(spend: float, reason: str) -> None:
    found = window(tacos(account(spend=spend)), "7d")
    assert found.reason == reason
    status = {"ads_low": WATCH, "ads_fine": FINE, "ads_over": ACT}[reason]
    assert found.status is status, "days all alike leave no doubt"
    if reason == "ads_over":
        assert found.at_stake == pytest.approx(7 * 0.01)
    both([found], "P101")
    day = window(tacos(account(spend=spend)), "1d")
    assert day.reason == ("ads_low_once" if reason == "ads_low" else reason)
    assert day.status is (WATCH if reason == "ads_over" else FINE), "one day is never sure"
    both([day], "P101")


@pytest.mark.parametrize(
    ("spend", "english", "chinese"),
    [
        (14.99, "TACoS 14.99%, under the band 15.0% to 25.0%", "TACoS 14.99%，"),
        (25.01, "TACoS 25.01%, over the band 15.0% to 25.0%", "TACoS 25.01%，"),
        (15.01, "TACoS 15.0%, in the band 15.0% to 25.0%", "TACoS 15.0%，"),
    ],
)
def test_outside_the_band_tacos_never_reads_like_its_end(spend: float, english: str, chinese: str) -> None:
    found = window(tacos(account(spend=spend)), "7d")
    assert english in both([found], "P101")
    assert any(chinese in line for line in said([found], "P101", None, "zh"))


def test_one_day_is_never_sure_and_noise_is_no_proof() -> None:
    day, week = (window(tacos(account(spend=40.0)), name) for name in ("1d", "7d"))
    assert (day.status, week.status) == (WATCH, ACT)
    totals = {ago(n): 20.0 if n % 2 else 170.0 for n in range(1, 31)}
    noisy = window(tacos(account(spend=26.0, totals=totals)), "7d")
    spend, sales = np.full(7, 26.0), np.array([totals[ago(n)] for n in range(7, 0, -1)])
    error = log_ratio_error(spend, sales)
    assert noisy.value == pytest.approx(182 / sales.sum())
    assert noisy.low == pytest.approx(182 / sales.sum() / np.exp(stats.t(6).ppf(0.975) * error))
    assert (noisy.status, noisy.reason) == (WATCH, "ads_over")


def test_spend_without_sales_is_no_infinity() -> None:
    found = tacos(account(sales=0.0, total=0.0))
    assert [(finding.status, finding.reason, finding.value) for finding in found] == [
        (WATCH, "ads_no_sales", None),
        (ACT, "ads_no_sales", None),
        (ACT, "ads_no_sales", None),
    ]
    idle = tacos(account(spend=0.0, sales=0.0, total=0.0))
    assert {(finding.status, finding.reason) for finding in idle} == {(FINE, "ads_idle")}
    only_organic = window(tacos(account(sales=0.0)), "7d")
    assert "ACoS no sales" in both([only_organic], "P101")
    for some in (found, idle):
        both(some, "P101")


def test_all_sales_unknown_or_of_few_days() -> None:
    untold = tacos(account(total=None))
    assert {(finding.status, finding.reason) for finding in untold} == {(NO_DATA, "ads_untold")}
    assert "ACoS 33.3%" in both(untold, "P101")
    some = window(tacos(account(totals={ago(n): 100.0 for n in range(4, 12)})), "7d")
    assert (some.value, some.figures["told"].value) == (0.2, 4)


def test_a_short_report_and_one_of_today_only() -> None:
    found = tacos(account(days=10))
    assert [(finding.subject, finding.reason) for finding in found] == [
        ("1d", "ads_fine"),
        ("7d", "ads_fine"),
        ("30d", "ads_window_short"),
    ]
    assert "10 days of 30 days" in both(found, "P101")
    today = desk(ads=ads_of([row("pan", ago(0))]))
    assert one(tacos(today)).reason == "ads_no_whole_day"
    assert one(organic(today)).reason == "organic_untold"
    both(tacos(today), "P101")


def test_today_is_no_whole_day() -> None:
    rows = [row("pan", ago(n), spend=20.0) for n in range(31)]
    found = tacos(desk(ads=ads_of(rows, sales={ago(n): 100.0 for n in range(31)})))
    assert {finding.last_day for finding in found} == {ago(1)}


def test_days_without_ads_count_with_all_their_sales() -> None:
    rows = [row("pan", ago(n), spend=20.0, sales=60.0) for n in range(1, 31) if n != 2]
    every = {ago(n): 100.0 for n in range(1, 31)}
    quiet = desk(ads=ads_of(rows, sales=every))
    week = window(tacos(quiet), "7d")
    assert (week.value, week.figures["told"].value, week.figures["total"].value) == (120 / 700, 7, 700)
    assert window(tacos(quiet), "30d").figures["young"].value == 3, "a quiet day is as young as its age"


@pytest.mark.parametrize(
    ("hour", "market", "newest"), [(2, "US", 2), (7, "US", 2), (8, "US", 1), (2, "DE", 1)]
)
def test_a_day_that_goes_on_in_the_marketplace_is_no_whole_day(hour: int, market: str, newest: int) -> None:
    """At 02:00 UTC it is still the evening of the day before on the west coast."""
    rows = [row("pan", ago(n), spend=20.0) for n in range(1, 31)]
    at = NOW.replace(hour=hour)
    found = tacos(desk(now=at, market=market, ads=ads_of(rows, sales={ago(n): 100.0 for n in range(1, 31)})))
    assert {finding.last_day for finding in found} == {ago(newest)}
    assert whole_last(desk(now=at, market=market, ads=ads_of(rows))) == ago(newest)


def test_a_report_of_a_period_is_one_window() -> None:
    found = one(tacos(account(daily=False)))
    assert (found.subject, found.status) == ("30d", FINE)
    assert found.value == pytest.approx(0.2)
    assert found.figures["young"].value == 3
    both([found], "P101")


def test_other_ad_products_that_are_left_out_are_named() -> None:
    found = tacos(account(warnings=(("tabs_left_alone", "Sponsored Brands Campaigns"),)))
    assert "the true TACoS is higher" in both(found, "P101")


def falling(organic_fall: float, spend_rise: float, *, noise: float = 3.0, days: int = 56) -> Desk:
    """Four weeks after four weeks, with weekdays of their own and some noise."""
    draw, rows, totals = np.random.default_rng(5), [], {}
    for n in range(4, 4 + days):
        new = n < 4 + days // 2
        own = 100 + 10 * (n % 7) + draw.normal(0, noise) - (organic_fall if new else 0)
        rows.append(row("pan", ago(n), spend=20.0 + (spend_rise if new else 0), sales=60.0))
        totals[ago(n)] = round(own + 60, 2)
    rows += [row("pan", ago(n), spend=20.0, sales=1.0) for n in (1, 2, 3)]
    totals |= {ago(n): 500.0 for n in (1, 2, 3)}
    return desk(ads=ads_of(rows, sales=totals))


def test_organic_sales_fall_while_tacos_rises() -> None:
    found = one(organic(falling(20.0, 10.0)))
    assert (found.status, found.reason) == (WATCH, "organic_falls")
    assert found.value == pytest.approx(-20 / 130, abs=0.02)
    assert (found.first_day, found.last_day) == (ago(59), ago(4)), "provisional days are left out"
    assert found.at_stake == pytest.approx(28 * 20, rel=0.05)
    both([found], "P102")
    over = one(organic(falling(20.0, 40.0)))
    assert over.status is ACT, "TACoS is over its band as well"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ((20.0, -6.0), "TACoS doesn't rise"),
        ((0.0, 10.0), "organic sales don't fall"),
        ((4.0, 10.0), "under 5 %"),
        ((-20.0, 10.0), "organic sales rise"),
    ],
)
def test_organic_sales_hold(told: tuple[float, float], why: str) -> None:
    found = one(organic(falling(*told)))
    assert (found.status, found.reason) == (FINE, "organic_holds"), why
    both([found], "P102")


def test_a_fall_within_the_noise_is_no_fall() -> None:
    assert one(organic(falling(8.0, 1.0, noise=60.0))).reason == "organic_holds"


@pytest.mark.parametrize(("days", "reason"), [(28, "organic_falls"), (22, "organic_short")])
def test_two_weeks_each_at_least(days: int, reason: str) -> None:
    found = one(organic(falling(30.0, 10.0, days=days)))
    assert found.reason == reason
    both([found], "P102")


def test_organic_sales_without_any_sales() -> None:
    rows = [row("pan", ago(n), spend=20.0, sales=0.0) for n in range(1, 60)]
    found = one(organic(desk(ads=ads_of(rows, sales={ago(n): 0.0 for n in range(1, 60)}))))
    assert (found.status, found.value) == (FINE, None)


def test_row_order_does_not_matter() -> None:
    rows = [row("pan", ago(n), spend=20.0 + n % 3) for n in range(1, 60)]
    sales = {ago(n): 90.0 + n % 5 for n in range(1, 60)}
    for code in ("P101", "P102"):
        told, turned = (ADS[code](desk(ads=ads_of(some, sales=sales))) for some in (rows, rows[::-1]))
        assert told == turned
