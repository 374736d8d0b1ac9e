"""The account in a few figures; TACoS only where spend and sales are of the same days."""

from __future__ import annotations

from datetime import date, timedelta

import dataframely as dy
import polars as pl
import pytest

from adopt.plan import account_facts
from adopt.schema import MICROS, Action, DailySales
from tests.plan.readings import FIRST, actions, rows

THIRD = FIRST + timedelta(days=2)
NONE = Action.create_empty()


def days(*amounts: tuple[int, float]) -> dy.DataFrame[DailySales]:
    """Total sales of days, counted from the first day of the report."""
    made = [(FIRST + timedelta(days=day), 1, int(amount * MICROS)) for day, amount in amounts]
    schema = DailySales.create_empty().schema
    return DailySales.validate(pl.DataFrame(made, schema=schema, orient="row"))


def daily(*spends: float) -> pl.DataFrame:
    """A row a day."""
    dates = [FIRST + timedelta(days=day) for day in range(len(spends))]
    return rows(
        *(
            {"first_day": day, "last_day": day, "spend_micros": int(spend * MICROS)}
            for day, spend in zip(dates, spends, strict=True)
        )
    )


def test_sums_are_those_of_the_rows() -> None:
    found = account_facts(daily(1.5, 2.25), None, (FIRST, THIRD), NONE, daily=True)
    assert (found.impressions, found.clicks, found.orders, found.days) == (200, 20, 2, 3)
    assert (found.spend, found.sales) == (3.75, 50.0)
    assert (found.total_sales, found.total_sales_spend, found.tacos) == (None, None, None)


def test_tacos_is_of_the_days_that_both_reports_cover() -> None:
    # Spend of days 0, 1, 2; sales of days 1, 2 and 3: days 1 and 2 count.
    sales = days((1, 100), (2, 60), (3, 1000))
    found = account_facts(daily(50, 20, 12), sales, (FIRST, THIRD), NONE, daily=True)
    assert (found.total_sales, found.total_sales_spend) == (160, 32)
    assert found.tacos == pytest.approx(0.2)


def test_a_day_of_sales_without_a_click_still_counts_as_sales() -> None:
    sparse = rows({}, {"first_day": THIRD, "last_day": THIRD})
    found = account_facts(sparse, days((0, 100), (1, 100), (2, 100)), (FIRST, THIRD), NONE, daily=True)
    assert (found.total_sales, found.total_sales_spend) == (300, 20)


def test_sales_of_days_between_reports_are_left_out() -> None:
    second = FIRST + timedelta(days=1)
    gap = ((second, second),)
    apart = rows({}, {"first_day": THIRD, "last_day": THIRD})
    sales = days((0, 100), (1, 100), (2, 100))
    found = account_facts(apart, sales, (FIRST, THIRD), NONE, daily=True, untold=gap)
    assert (found.total_sales, found.total_sales_spend) == (200, 20)
    for told in (sales, days((0, 100), (2, 100))):
        whole = account_facts(apart, told, (FIRST, THIRD), NONE, daily=False, untold=gap)
        assert (whole.total_sales, whole.total_sales_spend) == (200, 20)


def test_no_day_in_common_is_no_tacos() -> None:
    found = account_facts(daily(50), days((9, 100)), (FIRST, THIRD), NONE, daily=True)
    assert (found.total_sales, found.tacos) == (None, None)


@pytest.mark.parametrize(("covered", "tacos"), [(3, 20 / 300), (2, None)])
def test_a_summary_needs_sales_of_its_whole_period(covered: int, tacos: float | None) -> None:
    summary = rows({"last_day": THIRD}, {"first_day": THIRD, "last_day": THIRD})
    sales = days(*((day, 100) for day in range(covered)))
    found = account_facts(summary, sales, (FIRST, THIRD), NONE, daily=False)
    assert found.tacos == (None if tacos is None else pytest.approx(tacos))


def test_days_without_sales_are_no_division_by_zero() -> None:
    found = account_facts(daily(50), days((0, 0)), (FIRST, FIRST), NONE, daily=True)
    assert (found.total_sales, found.total_sales_spend, found.tacos) == (0, 50, None)


def test_the_promised_share_is_of_negations_accepted_or_asked_for() -> None:
    plan = actions(
        {"probability": 0.9},
        {"probability": 0.7, "consent": "ask", "code": "N102"},
        {"probability": 0.1, "consent": "watch"},
        {"probability": 0.2, "code": "B301"},
        {"probability": 0.3, "code": "H201"},
        {"probability": 0.3, "code": "U101", "consent": "ask"},
    )
    found = account_facts(daily(1), None, (FIRST, FIRST), plan, daily=True)
    assert found.promised_share == pytest.approx(0.2)
    assert account_facts(daily(1), None, (FIRST, FIRST), NONE, daily=True).promised_share == 0


def test_days_count_both_ends() -> None:
    assert account_facts(daily(1), None, (FIRST, date(2026, 9, 30)), NONE, daily=True).days == 30
