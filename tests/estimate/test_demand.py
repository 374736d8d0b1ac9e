"""Forecasts of demand: each model by hand, how one is chosen, and what days without stock do."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from adopt.estimate.demand import RUN_RATE, Choosing, Days, Errors, account_days, forecast, product_days
from adopt.estimate.demand.forecast import best_of, models_for, on_weeks, pattern_of
from adopt.estimate.demand.models import (
    Model,
    croston,
    damped_trend,
    naive,
    run_rate,
    simple_smoothing,
    syntetos_boylan,
    teunter_syntetos_babai,
    weekday,
)
from tests.estimate.demand_worlds import product

WEIGHTS = {7: 0.3, 30: 0.4, 60: 0.2, 90: 0.1}
CHOOSING = Choosing(4, 2, 28, 0.05)
MODELS: dict[str, Model] = {
    "naive": naive,
    "run_rate": run_rate(WEIGHTS),
    "weekday": weekday,
    "ses": simple_smoothing,
    "damped": damped_trend,
    "croston": croston,
    "sba": syntetos_boylan,
    "tsb": teunter_syntetos_babai,
}


def sold(*units: float, out: tuple[int, ...] = ()) -> Days:
    there = np.ones(len(units), dtype=bool)
    there[list(out)] = False
    return Days(np.array(units, dtype=float), there)


def test_the_plain_run_rate_is_of_30_days_in_stock() -> None:
    assert naive(sold(*[9] * 10, *[2] * 30), 2).tolist() == [2, 2]
    assert naive(sold(*[2] * 15, *[0] * 15, out=tuple(range(15, 30))), 1).tolist() == [2]
    assert naive(sold(*[3] * 10, *[0] * 30, out=tuple(range(10, 40))), 1).tolist() == [3]  # out all the while


def test_the_weighted_run_rate_by_hand() -> None:
    days = sold(*[1] * 30, *[2] * 30, *[3] * 23, *[4] * 7)
    means = {7: 4, 30: (23 * 3 + 28) / 30, 60: (23 * 3 + 28 + 60) / 60, 90: (23 * 3 + 28 + 60 + 30) / 90}
    assert run_rate(WEIGHTS)(days, 1)[0] == pytest.approx(sum(WEIGHTS[one] * means[one] for one in WEIGHTS))
    week_out = sold(*[2] * 30, *[0] * 7, out=tuple(range(30, 37)))
    assert run_rate(WEIGHTS)(week_out, 1)[0] == pytest.approx(2)


def test_the_same_weekday_is_the_last_one_in_stock() -> None:
    week = [1, 2, 3, 4, 5, 6, 7]
    assert weekday(sold(*week, *week), 9).tolist() == [*week, 1, 2]
    assert weekday(sold(*week, *[8] * 7, out=(7, 8)), 3).tolist() == [1, 2, 8]
    assert weekday(sold(1, 2, 3), 7).tolist() == [
        2,
        2,
        2,
        2,
        1,
        2,
        3,
    ]  # weekdays that weren't yet: the run rate


def test_smoothing_of_a_constant_is_the_constant() -> None:
    for name in ("ses", "damped", "run_rate", "weekday"):
        assert MODELS[name](sold(*[5] * 84), 7) == pytest.approx([5] * 7, abs=1e-6)


def test_a_damped_trend_goes_on_and_a_level_does_not() -> None:
    rising = sold(*(float(day) for day in range(140)))
    assert damped_trend(rising, 7).mean() > 139
    assert naive(rising, 7).mean() < 125


def test_croston_and_its_kin_by_hand() -> None:
    days = sold(0, 0, 4, 0, 0, 2)
    size, gap, chance = 3.0, 3.0, 2 / 6  # the means to begin with
    for units, since in ((0, 0), (0, 0), (4, 3), (0, 0), (0, 0), (2, 3)):
        if units:
            size, gap = size + 0.1 * (units - size), gap + 0.1 * (since - gap)
        chance += 0.1 * ((units > 0) - chance)
    assert croston(days, 1)[0] == pytest.approx(size / gap)
    assert syntetos_boylan(days, 1)[0] == pytest.approx(0.95 * size / gap)
    assert teunter_syntetos_babai(days, 1)[0] == pytest.approx(size * chance)


def test_demand_that_died_out_falls_by_the_one_that_sees_it() -> None:
    days = sold(*[0, 0, 3] * 10, *[0] * 60)
    assert teunter_syntetos_babai(days, 1)[0] < 0.01
    assert croston(days, 1)[0] > 0.2


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("units", [[0.0] * 40, [0.0] * 39 + [1.0], [7.0], [1.0, 0.0], [3.0] * 100])
def test_every_model_says_a_number_of_anything(name: str, units: list[float]) -> None:
    told = MODELS[name](sold(*units), 10)
    assert told.shape == (10,)
    assert np.isfinite(told).all()
    assert (told >= 0).all()


@runs(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), min_size=1, max_size=120))
def test_days_without_stock_tell_nothing(days: list[tuple[int, bool]]) -> None:
    there = np.array([one for _, one in days])
    if not there.any():
        return
    units = np.array([float(one) for one, _ in days])
    for model in MODELS.values():
        assert model(Days(units, there), 3).tolist() == model(Days(units * there, there), 3).tolist()


@pytest.mark.parametrize(
    ("units", "pattern"),
    [
        ([5, 6, 5, 4], "smooth"),
        ([1, 1, 1, 30], "erratic"),
        ([0, 0, 1, 0, 1, 0], "intermittent"),
        ([0, 0, 1, 0, 30, 0, 1, 0], "lumpy"),
        ([0, 0], "intermittent"),
        ([1] * 25 + [0] * 7, "smooth"),  # 1.28 days from one to the next
        ([1] * 25 + [0] * 8, "intermittent"),  # 1.32
    ],
)
def test_patterns(units: list[float], pattern: str) -> None:
    assert pattern_of(np.array(units, dtype=float)) == pattern
    assert next(iter(models_for(pattern, WEIGHTS))) == RUN_RATE


def test_errors_by_hand() -> None:
    errors = Errors.of([10, 0, 5], [8, 1, 9])
    assert (errors.off, errors.over, errors.sold) == (7, 3, 15)
    assert errors.wape == pytest.approx(7 / 15)
    assert errors.bias == pytest.approx(3 / 15)
    none = Errors.of([0, 0], [1, 0])
    assert (none.wape, none.bias) == (None, None)
    assert errors + none == Errors.of([10, 0, 5, 0, 0], [8, 1, 9, 1, 0])


@pytest.mark.parametrize(("other", "best"), [(94, "ses"), (95, "ses"), (96, RUN_RATE), (200, RUN_RATE)])
def test_another_model_must_save_enough(other: float, best: str) -> None:
    told = {RUN_RATE: np.array([100.0]), "ses": np.array([other])}
    assert best_of(np.array([0.0]), told, 0.05) == best


def test_weeks_count_their_days_in_stock_only() -> None:
    days = sold(*[2] * 28, *[4] * 7, out=(30, 31))
    assert on_weeks(None, days, [28]).tolist() == [20]
    assert on_weeks(naive, days, [28]).tolist() == [10]  # five of seven days, two units each


def test_a_forecast_is_made_of_what_was_known_then() -> None:
    days = product("growing", 1)
    now = forecast(days, 28, WEIGHTS, CHOOSING)
    earlier = forecast(days.until(days.units.size - 7), 7, WEIGHTS, CHOOSING)
    assert now is not None
    assert earlier is not None
    assert now.weeks == (4, 3, 2, 1)
    assert now.told[-1] == pytest.approx(sum(earlier.daily))
    assert now.sold[-1] == days.units[-7:].sum()
    changed = Days(np.concatenate([days.units[:-7], days.units[-7:] * 9]), days.open)
    again = forecast(changed, 28, WEIGHTS, CHOOSING)
    assert again is not None
    assert again.told == now.told


@pytest.mark.parametrize(
    ("size", "weeks"), [(34, ()), (35, (1,)), (42, (2, 1)), (56, (4, 3, 2, 1)), (90, (4, 3, 2, 1))]
)
def test_weeks_are_held_out_where_days_suffice(size: int, weeks: tuple[int, ...]) -> None:
    one = forecast(sold(*[1, 2] * (size // 2), *[1] * (size % 2)), 7, WEIGHTS, CHOOSING)
    assert one is not None
    assert one.weeks == weeks
    if len(weeks) < 2:
        assert one.model == RUN_RATE


def test_a_product_that_was_never_in_stock_has_no_forecast() -> None:
    assert forecast(sold(0, 0, out=(0, 1)), 7, WEIGHTS, CHOOSING) is None


def test_the_choice_finds_a_trend() -> None:
    one = forecast(sold(*(10 + day // 2 for day in range(140))), 28, WEIGHTS, CHOOSING)
    assert one is not None
    assert one.model != RUN_RATE
    assert one.errors.off < one.naive.off / 3
    assert one.daily[0] > 78


def test_days_in_a_row_from_rows() -> None:
    first = date(2026, 11, 1)
    rows = pl.DataFrame(
        {
            "sku": ["A", "A", "B"],
            "day": [first, first + timedelta(days=2), first + timedelta(days=3)],
            "shipped": [1, 2, 3],
            "open": [True, True, True],
        }
    )
    own = dict(product_days(rows))
    assert own["A"].units.tolist() == [1, 0, 2, 0]
    assert own["A"].open.tolist() == [True, False, True, False]  # days that nobody told of
    assert own["B"].units.tolist() == [3]
    told = account_days(
        pl.DataFrame({"day": [first, first, first + timedelta(days=1)], "units": [1, 4, None]})
    )
    assert told.units.tolist() == [4]
