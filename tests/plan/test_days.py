"""The account by day: sums of the report's days, and shares of the week up to each."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.plan import account_days, trailing_shares
from adopt.schema import MICROS, AccountDay, DailySales
from tests.plan.readings import FIRST, rows


def _day(n: int) -> date:
    return FIRST + timedelta(days=n)


def _row(n: int, spend: float, sales: float) -> dict[str, object]:
    day = {"first_day": _day(n), "last_day": _day(n)}
    return {**day, "spend_micros": int(spend * MICROS), "sales_micros": int(sales * MICROS)}


def _sales(*amounts: tuple[int, float]) -> pl.DataFrame:
    made = [(_day(n), 1, int(amount * MICROS)) for n, amount in amounts]
    return pl.DataFrame(made, schema=DailySales.create_empty().schema, orient="row")


def _days(*figures: tuple[int, float, float, float | None]) -> pl.DataFrame:
    made = [(_day(n), spend, sales, total) for n, spend, sales, total in figures]
    return AccountDay.validate(pl.DataFrame(made, schema=AccountDay.create_empty().schema, orient="row"))


def test_each_day_has_its_sums_and_all_sales_where_they_are_known() -> None:
    report = rows(_row(1, 2.5, 0), _row(0, 1, 10), _row(1, 1.25, 8))
    found = account_days(report, _sales((1, 40), (2, 90)), daily=True)
    assert found.rows() == [(_day(0), 1.0, 10.0, None), (_day(1), 3.75, 8.0, 40.0)]
    assert account_days(report, None, daily=True)["total_sales"].is_null().all()


def test_a_day_without_a_row_cost_nothing_unless_no_report_covers_it() -> None:
    report, sales = rows(_row(0, 1, 10), _row(3, 2, 8)), _sales((0, 40), (1, 50), (2, 60), (3, 70))
    found = account_days(report, sales, daily=True, untold=[(_day(2), _day(2))])
    assert found.rows() == [
        (_day(0), 1.0, 10.0, 40.0),
        (_day(1), 0.0, 0.0, 50.0),
        (_day(3), 2.0, 8.0, 70.0),
    ]


def test_a_summary_tells_nothing_of_days() -> None:
    assert account_days(rows({}), _sales((0, 40)), daily=False).is_empty()


def test_shares_are_ratios_of_a_weeks_sums() -> None:
    days = _days(*((n, 1.0 + n, 10.0, 100.0) for n in range(8)))
    found = trailing_shares(days)
    assert found["acos"][:6].is_null().all()
    assert found["acos"].to_list()[6:] == [pytest.approx(28 / 70), pytest.approx(35 / 70)]
    assert found["tacos"].to_list()[6:] == [pytest.approx(28 / 700), pytest.approx(35 / 700)]


def test_tacos_counts_spend_on_days_whose_sales_are_known() -> None:
    days = _days((0, 50, 0, None), (1, 3, 0, 10), (2, 5, 0, 30))
    last = trailing_shares(days, 3).row(-1, named=True)
    assert last["tacos"] == pytest.approx(8 / 40)
    assert last["acos"] is None


def test_a_week_is_one_of_the_calendar() -> None:
    days = _days((0, 100, 100, None), (7, 1, 10, None), (8, 2, 10, None))
    assert trailing_shares(days)["acos"].to_list() == [None, pytest.approx(0.1), pytest.approx(0.15)]


def test_days_that_left_the_week_leave_no_trace() -> None:
    days = _days((0, 0.1, 1e7 / 3, None), *((n, 0.3, 0.0, None) for n in range(1, 9)))
    assert trailing_shares(days)["acos"].to_list()[7:] == [None, None]


@given(
    st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=1, max_size=30),
    st.integers(1, 200),
)
def test_the_currency_changes_no_share(figures: list[tuple[int, int]], scale: int) -> None:
    plain = _days(*((n, spend / 100, sales / 100, None) for n, (spend, sales) in enumerate(figures)))
    scaled = plain.with_columns(pl.col("spend", "sales") * scale)
    assert trailing_shares(scaled)["acos"].to_list() == trailing_shares(plain)["acos"].to_list()
