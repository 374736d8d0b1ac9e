from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from adopt.decide.shade import answer_of, cpc_elasticity_of, shade_of, with_shade
from adopt.estimate.paid import Paid
from adopt.settings import USUAL_SHADE, load_settings

SETTINGS = load_settings()
MANY = 10_000_000


@pytest.mark.parametrize(
    ("part", "shade"),
    [
        (0.1, 1.0),
        (0.44, 1.0),
        (0.45, 1.0),
        (0.46, 0.98),
        (0.5625, 0.8),
        (0.675, 0.67),
        (0.88, 0.51),
        (0.9, 0.5),
        (1.3, 0.5),
    ],
)
def test_clicks_that_cost_the_best_part_of_their_value_are_best(part: float, shade: float) -> None:
    assert shade_of(Paid(MANY, part), SETTINGS.bid) == shade


@pytest.mark.parametrize(("clicks", "shade"), [(0, 0.8), (1, 0.79), (3, 0.78), (50, 0.66), (5_000, 0.56)])
def test_few_clicks_leave_the_usual_share(clicks: int, shade: float) -> None:
    assert shade_of(Paid(clicks, 0.8), SETTINGS.bid) == shade


@pytest.mark.parametrize(
    ("rise", "shade"),
    [
        (0.0, 1.0),  # .9 / (.9 + .1) / .75
        (0.3, 0.92),
        (0.6, 0.75),
        (0.9, 0.63),
        (1.0, 0.6),  # the best cost that is set
        (2.0, 0.6),
        (-1.0, 1.0),
    ],
)
def test_where_cost_hardly_follows_bids_clicks_best_cost_more(rise: float, shade: float) -> None:
    # 1.645 standard errors are .1.
    assert shade_of(Paid(MANY, 0.75, rise, 0.1 / 1.645), SETTINGS.bid) == shade


@pytest.mark.parametrize(
    ("error", "answer"), [(math.inf, 1.1), (1.0, 1.1), (0.4, 0.958), (0.1, 0.4645), (0.0, 0.3)]
)
def test_the_less_surely_the_slope_is_known_the_less_it_says(error: float, answer: float) -> None:
    assert answer_of(Paid(MANY, 0.75, 0.3, error), SETTINGS.bid) == pytest.approx(answer)


@pytest.mark.parametrize(("rise", "elasticity"), [(0.0, 0.1), (0.37, 0.47), (0.5, 0.6), (1.0, 0.75)])
def test_what_a_change_is_said_to_gain_takes_the_lower_answer(rise: float, elasticity: float) -> None:
    paid = Paid(MANY, 0.75, rise, 0.1 / 1.645)
    assert cpc_elasticity_of(paid, SETTINGS.bid) == elasticity
    found = with_shade(SETTINGS, 0.7, cpc_elasticity_of(paid, SETTINGS.bid)).bid
    assert (found.shade, found.cpc_elasticity) == (0.7, elasticity)


def test_clicks_that_never_answer_to_bids_leave_the_best_cost() -> None:
    still = load_settings(bid={"click_elasticity": 0.0}).bid
    assert shade_of(Paid(MANY, 0.75, 0.3, 0.0), still) == 0.6
    assert cpc_elasticity_of(Paid(), load_settings().bid) == 0.75


def test_clicks_without_a_cost_tell_nothing() -> None:
    assert shade_of(Paid(MANY, 0.0), SETTINGS.bid) == USUAL_SHADE


def test_a_number_in_the_settings_fixes_it() -> None:
    fixed = with_shade(SETTINGS, 0.73)
    assert shade_of(Paid(MANY, 0.4), fixed.bid) == fixed.bid.share == 0.73
    assert SETTINGS.bid.shade == 0
    assert SETTINGS.bid.share == USUAL_SHADE


@pytest.mark.parametrize(("best", "shade"), [(0.3, 0.5), (0.52, 0.65), (0.6, 0.75), (0.9, 1.0)])
def test_what_a_click_best_costs_is_a_setting(best: float, shade: float) -> None:
    assert shade_of(Paid(MANY, 0.8), load_settings(bid={"best_cost": best}).bid) == shade


@given(st.integers(0, MANY), st.floats(0, 2), st.floats(0, 2))
def test_cheaper_clicks_never_lower_it_and_it_stays_within_its_range(
    clicks: int, one: float, other: float
) -> None:
    assume(one and other)
    cheap, dear = (shade_of(Paid(clicks, part), SETTINGS.bid) for part in sorted((one, other)))
    assert 0.5 <= dear <= cheap <= 1
