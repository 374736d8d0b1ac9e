"""docs/forecast.md is made here, from simulated and real days; ADOPT_REWRITE_GOLDEN=1 writes it again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from adopt.estimate.demand import RUN_RATE, Choosing, Days, Errors, account_days, forecast, product_days
from adopt.estimate.demand.forecast import models_for, on_weeks, pattern_of
from adopt.reports import identify
from adopt.schema import Reading
from adopt.words.checking import thresholds
from tests.docs.pages import assert_page
from tests.estimate.demand_worlds import WORLDS, product

_ROOT = Path(__file__).resolve().parents[2]
_PAGE = _ROOT / "docs" / "forecast.md"
_REPORTS = _ROOT / "../shared/reports"
_PRODUCTS = 10
_ROUND = 100
_NOTHING = Errors(0.0, 0.0, 0.0)


def value(key: str) -> float:
    found = thresholds()[key][-1].value
    assert isinstance(found, int | float)
    return float(found)


WEIGHTS = {days: value(f"run_rate.{days}") for days in (7, 30, 60, 90)}
CHOOSING = Choosing(
    int(value("forecast_weeks")),
    int(value("forecast_least_weeks")),
    int(value("forecast_least_days")),
    value("forecast_gain"),
)


class Judged(NamedTuple):
    """Errors on weeks held out: of products by themselves, and of their weekly totals."""

    weeks: int
    weighted: Errors
    each: Errors
    plain: Errors
    total: Errors
    plain_total: Errors
    others: int


def judged(every: Sequence[Days]) -> Judged:
    """The forecasts of some products, each week chosen and fitted on the days before it."""
    told = [one for days in every if (one := forecast(days, 28, WEIGHTS, CHOOSING)) is not None and one.weeks]
    weighted = _NOTHING
    sums: dict[int, list[float]] = {}
    for days, one in zip([days for days in every if days.open.any()], told, strict=True):
        cuts = [days.units.size - 7 * back for back in one.weeks]
        weighted += Errors.of(one.sold, on_weeks(models_for("smooth", WEIGHTS)[RUN_RATE], days, cuts))
        for back, *figures in zip(one.weeks, one.sold, one.told, one.plain, strict=True):
            sums[back] = [a + b for a, b in zip(sums.get(back, [0.0, 0.0, 0.0]), figures, strict=True)]
    sold, expected, plain = zip(*(sums[back] for back in sorted(sums)), strict=True)
    return Judged(
        len(sums),
        weighted,
        sum((one.errors for one in told), _NOTHING),
        sum((one.naive for one in told), _NOTHING),
        Errors.of(sold, expected),
        Errors.of(sold, plain),
        sum(one.model != RUN_RATE for one in told),
    )


@cache
def simulated() -> dict[str, Judged]:
    return {world: judged([product(world, number) for number in range(_PRODUCTS)]) for world in WORLDS}


@cache
def real() -> dict[str, Judged]:
    """A shop's units by day, and a British advertiser's ordered units by day, of each campaign with 30 or more."""
    shop = _read("companion/flat/SalesDashboard-1-25-26.csv")
    shop = shop.select(day=pl.col("moment").dt.date(), units="units")
    rows = _read("search_term/uk_gbp_daily_2023.xlsx")
    by_day = rows.group_by("campaign", day="first_day").agg(pl.col("units").sum())
    days = by_day.select("day").unique().join(by_day.select("campaign").unique(), how="cross")
    full = days.join(by_day, on=["campaign", "day"], how="left").select(
        "day", sku="campaign", shipped=pl.col("units").fill_null(0), open=pl.lit(value=True)
    )
    big = full.filter(pl.col("shipped").sum().over("sku") >= 30)
    return {
        "a shop's units, 86 days (US)": judged(
            [account_days(shop.filter(pl.col("day") < shop["day"].max()))]
        ),
        "units by campaign, 54 days (UK)": judged([own for _, own in product_days(big)]),
    }


def _read(name: str) -> pl.DataFrame:
    reading = identify(_REPORTS / name)
    assert isinstance(reading, Reading)
    assert isinstance(reading.data, pl.DataFrame)
    return reading.data


def share(number: float | None) -> str:
    assert number is not None
    return f"{number * _ROUND:.0f} %"


def signed(number: float | None) -> str:
    assert number is not None
    return f"{number * _ROUND:+.0f} %".replace("-0 %", "0 %").replace("+0 %", "0 %")


_HEAD = """| Days | weeks | plain run rate | weighted | chosen | bias | other models | total: plain | total: chosen | bias | within 8 % |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def table(found: dict[str, Judged]) -> str:
    return _HEAD + "".join(
        f"| {name} | {one.weeks} | {share(one.plain.wape)} | {share(one.weighted.wape)} | {share(one.each.wape)} | "
        f"{signed(one.each.bias)} | {one.others} | {share(one.plain_total.wape)} | {share(one.total.wape)} | "
        f"{signed(one.total.bias)} | {'yes' if (one.total.wape or 0) <= value('forecast_error') else 'no'} |\n"
        for name, one in found.items()
    )


def losing(found: dict[str, Judged]) -> str:
    """Where the forecast isn't nearer than a plain run rate, as the table rounds it."""
    worse = [
        f"{name} ({share(one.each.wape)} against {share(one.plain.wape)})"
        for name, one in found.items()
        if round((one.each.wape or 0) * _ROUND) >= round((one.plain.wape or 0) * _ROUND)
    ]
    return ", ".join(worse) or "nowhere here"


_TEXT = """# Forecasting demand

What checks of inventory and held-back raises go by (`adopt/estimate/demand`). This page is written by a test.

A product's pace is forecast where the inventory ledger tells its days: days without stock tell nothing of demand and are left out.
By how often a day has orders (1.32 days between them) and how much their sizes vary (CV² 0.49; Syntetos, Boylan and Croston 2005) demand
is smooth or erratic, and tried are simple exponential smoothing (`ses`), Holt's damped trend on weeks (`damped`) and the same weekday a week before
(`weekday`); or intermittent or lumpy, and tried are `croston`, `sba`, `tsb` and `ses`. Always tried is the weighted run rate: units / day in stock
over 7, 30, 60 and 90 days, weighted {weights}.

**Chosen** is what was off least in weekly sums on the last {weeks} weeks held out, each forecast from the days before it; but only if it saves
{gain} of what the weighted run rate was off, and never by fewer than {least_weeks} weeks or with fewer than {least_days} days in stock before them. **Judged** are
forecasts on weeks that took no part in their choosing. Error is WAPE, Σ |sold − forecast| / Σ sold; bias Σ (forecast − sold) / Σ sold. A mean of
percentages (MAPE) isn't used: a week without sales would divide by zero.

The *plain run rate* is the mean of the last 30 days in stock. *Total* is the error of the weekly sums of all products of a row: the house rule
of 8 % is for that. Of single products only large and even sellers keep it.

## Simulated

{count} products of {days} days of each kind, the last {weeks} weeks judged: {worlds}.

{simulated}
Not nearer than a plain run rate: {losing}.

## Real

{real}
Not nearer than a plain run rate: {real_losing}. A month of daily orders of an Indian vendor was too short to hold weeks out: the weighted run rate
stands there.

## What this says

- Where demand moves (a trend, a shift, a season) the choice is much nearer, because it leaves the run rate, which answers late: its bias is what orders
  too few of a growing product.
- Where demand stays nothing is won, and choosing among models by few weeks costs a little: up to a seventh of the error in these worlds. That is why
  another model must save {gain}.
- Of what sells rarely a week is mostly chance. Forecasts there are for stock to keep, not for a week to foretell.
- No model here knows a deal, a price or next season: each learns of it when it is there.
"""


def page(real_table: str, real_losing: str) -> str:
    found = simulated()
    return _TEXT.format(
        weights=", ".join(f"{WEIGHTS[days]:g}" for days in WEIGHTS),
        weeks=CHOOSING.weeks,
        gain=share(CHOOSING.gain),
        least_weeks=CHOOSING.least_weeks,
        least_days=CHOOSING.least_days,
        count=_PRODUCTS,
        days=product("steady", 0).units.size,
        worlds="; ".join(f"*{name}*: {text}" for name, text in WORLDS.items()),
        simulated=table(found),
        losing=losing(found),
        real=real_table,
        real_losing=real_losing,
    )


@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_the_page_is_what_forecasts_come_to() -> None:
    if _REPORTS.is_dir():
        made = page(table(real()), losing(real()))
    else:
        told = re.search(
            r"## Real\n\n(.*?\n)\nNot nearer than a plain run rate: (.*?)\. A month",
            _PAGE.read_text("utf-8"),
            re.DOTALL,
        )
        assert told
        made = page(told[1], told[2])
    assert_page("forecast.md", made)


def test_the_choice_is_nearer_where_demand_moves_and_costs_little_where_it_stays() -> None:
    found = simulated()
    for world in ("growing", "shifted", "season"):
        assert found[world].each.off < 0.9 * found[world].plain.off
    for world in ("steady", "noisy", "stock-outs", "slow", "lumpy"):
        assert found[world].each.off < 1.15 * found[world].plain.off


def test_the_choice_is_no_worse_than_the_weighted_run_rate_on_the_whole() -> None:
    assert sum((one.each.wape or 0) / (one.weighted.wape or 1) for one in simulated().values()) < len(WORLDS)


@pytest.mark.skipif(not _REPORTS.is_dir(), reason="no real reports beside the repository")
@pytest.mark.filterwarnings("ignore:Workbook contains no default style")
def test_a_month_is_too_short_to_hold_weeks_out() -> None:
    rows = _read("search_term/in_inr_daily_vendor14_2020.xlsx")
    days = account_days(rows.group_by(day="first_day").agg(pl.col("units").sum()))
    one = forecast(days, 28, WEIGHTS, CHOOSING)
    assert one is not None
    assert (days.units.size, days.units.sum()) == (29, 223)
    assert (one.model, one.weeks) == (RUN_RATE, ())


def test_patterns_are_told_apart() -> None:
    told = {world: pattern_of(product(world, 0).sold) for world in WORLDS}
    assert told["steady"] == told["growing"] == "smooth"
    assert told["slow"] == "intermittent"
    assert told["lumpy"] == "lumpy"
