"""I107, and the pace that forecasts give to cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import polars as pl
import pytest

from adopt.checks import Desk, Found, Table
from adopt.checks.inventory import INVENTORY
from adopt.settings import load_settings
from tests.checks.desks import TODAY, desk
from tests.checks.inventory.stocks import moved
from tests.checks.said import both, by_subject


def rising(days: int = 140) -> list[int]:
    return [10 + day // 2 for day in range(days)]


def found(at: Desk, code: str = "I107") -> dict[str, Found]:
    every = INVENTORY[code](at)
    both(every, code, at)
    return by_subject(every)


def of_days(units: Sequence[int | None], last: date = TODAY - timedelta(days=1)) -> Desk:
    day = [last - timedelta(days=len(units) - 1 - place) for place in range(len(units))]
    rows = pl.DataFrame({"day": day, "units": units, "sales_micros": [0] * len(units)})
    return desk(Table("business", rows, "business.csv", day[0], last))


def test_an_even_account_is_within_8_percent() -> None:
    total = found(of_days([20] * 90))[""]
    assert (total.status.value, total.op, total.target) == ("fine", "<=", 0.08)
    assert total.value == pytest.approx(0)
    assert total.reason == "forecast_held_loses"  # nothing can be nearer than a run rate that is right


def test_an_account_that_grows_is_forecast_nearer_than_by_its_run_rate() -> None:
    total = found(of_days(rising()))[""]
    assert total.reason == "forecast_held_wins"
    assert total.value is not None
    assert total.value < 0.04
    assert total.figures["plain"].value == pytest.approx(
        0.13, abs=0.03
    )  # 18 days late, half a unit a day, at 75
    assert total.figures["weeks"].value == 4


@pytest.mark.parametrize(("step", "status"), [(0, "fine"), (20, "watch")])
def test_what_no_model_knows_is_watched(step: int, status: str) -> None:
    units = [20] * 100
    units[-14:-7] = [20 + step] * 7
    assert found(of_days(units))[""].status.value == status


def test_the_seller_may_allow_more() -> None:
    units = [20] * 93 + [28] * 7
    rows = of_days(units)
    told = Desk(
        rows.now, rows.market, "USD", load_settings(None, checks={"forecast_error": 0.2}), rows.tables
    )
    assert found(rows)[""].status.value == "watch"
    assert found(told)[""].status.value == "fine"  # eight of 28 in one week of four: 8 / 88


@pytest.mark.parametrize(("days", "short"), [(34, True), (35, False)])
def test_too_few_days_say_nothing(days: int, short: bool) -> None:
    one = found(of_days([5] * days))[""]
    assert (one.status.value == "no_data") == short
    assert (one.reason == "forecast_short") == short


def test_today_does_not_count_and_nothing_sold_is_no_error() -> None:
    assert found(of_days([5] * 90 + [0], TODAY))[""].value == pytest.approx(0)
    assert found(of_days([0] * 90))[""].reason == "forecast_short"
    assert found(of_days([None] * 90))[""].reason == "forecast_short"


def test_products_of_the_ledger_add_up_to_the_account() -> None:
    up, down = rising(), rising()[::-1]
    rows = [*moved("UP", up, [500] * 140), *moved("DOWN", down, [500] * 140)]
    every = found(desk(ledger_summary=rows))
    # Their run rates are wrong in opposite directions: the total is right, each is not.
    assert every[""].figures["plain"].value < 0.01  # type: ignore[operator]
    assert every["SKU"].figures["plain"].value > 0.1  # type: ignore[operator]
    assert every["SKU"].value is not None
    assert every["SKU"].value < 0.05
    assert every["SKU"].figures["others"].value == 2


def test_cover_goes_by_the_forecast() -> None:
    rows = moved("UP", rising(), [3000] * 140)
    one = found(desk(ledger_summary=rows), "I101")["UP"]
    pace = float(str(one.figures["pace"].value))
    assert pace > 79  # the last day sold 79; the run rate of the windows is about 69
    assert not str(one.figures["forecast"].value).startswith("run_rate")
    assert one.value == pytest.approx(3000 / pace, rel=1e-3)
    few = found(desk(forecast_products=0, ledger_summary=rows), "I101")["UP"]
    assert few.figures["forecast"].value == "", "no weeks were held out"
    assert few.figures["pace"].value == pytest.approx(
        0.3 * 77.64 + 0.4 * 72 + 0.2 * 64.75 + 0.1 * 57.25, abs=0.5
    )


def test_a_sales_dashboard_tells_days_too() -> None:
    first = datetime(2026, 8, 1)  # noqa: DTZ001  the file says no zone
    rows = [{"moment": first + timedelta(days=day), "units": 7} for day in range(100)]
    assert found(desk(sales_dashboard=rows))[""].value == pytest.approx(0)
