"""Decisions of past days rest on nothing later, and stay."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.backtest.policies import policies
from adopt.backtest.replay import cuts, embargo, replay, view_on
from adopt.lab.account import Account, simulate
from adopt.lab.baselines import KEY
from tests.backtest.accounts import known

_DAY = timedelta(days=1)
COUNTS = ["impressions", "clicks", "orders", "units", "spend_micros", "sales_micros"]


@pytest.fixture(scope="module")
def account() -> Account:
    return simulate(3, "sparse", days=42)


def changed_after(rows: pl.DataFrame, cut: date, seed: int) -> pl.DataFrame:
    """Later rows with other figures, some gone, some doubled, all of it in another order."""
    rng = np.random.default_rng(seed)
    later = rows.filter(pl.col("first_day") > cut)
    times = rng.integers(0, 9, later.height)
    later = later.with_columns(pl.col(COUNTS) * pl.Series(times)).filter(
        pl.Series(rng.random(later.height) < 0.7)
    )
    twice = later.filter(pl.Series(rng.random(later.height) < 0.2))
    every = pl.concat([rows.filter(pl.col("first_day") <= cut), later, twice])
    return every.sample(fraction=1, shuffle=True, seed=seed)


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), number=st.integers(0, 1))
def test_rows_after_a_cut_never_change_a_decision(account: Account, seed: int, number: int) -> None:
    mine = known(account)
    cut = cuts(mine.first_day, mine.last_day, 7)[number]
    other = mine._replace(rows=changed_after(mine.rows, cut, seed))
    before, after = view_on(mine, cut), view_on(other, cut)
    assert before.terms.equals(after.terms)
    for rule in policies("USD"):
        assert rule.decide(before).equals(rule.decide(after)), rule.name


def test_a_course_up_to_a_cut_rests_on_days_up_to_it(account: Account) -> None:
    mine = known(account)
    second = cuts(mine.first_day, mine.last_day, 7)[1]
    other = mine._replace(rows=changed_after(mine.rows, second, 7))
    rules = policies("USD")
    one, two = replay(mine, rules), replay(other, rules)
    for rule in rules:
        assert one.gone[rule.name].equals(two.gone[rule.name])
    assert not one.came.equals(two.came)


def test_every_term_is_negated_once_and_from_the_day_after_its_cut(account: Account) -> None:
    mine = known(account)
    played = replay(mine, policies("USD"))
    mornings = {cut + _DAY for cut in cuts(mine.first_day, mine.last_day, 7)}
    for gone in played.gone.values():
        assert not gone.select(KEY).is_duplicated().any()
        assert set(gone["since"]) <= mornings
    assert max(gone.height for gone in played.gone.values()) > 20


def test_every_later_click_is_foretold_once(account: Account) -> None:
    mine = known(account)
    played = replay(mine, policies("USD"))
    assert played.came["day"].max() == embargo(mine) == mine.last_day - 7 * _DAY
    assert played.foretold["came_clicks"].sum() <= played.came["clicks"].sum()
    # Terms that no cut knew can't be foretold; those met between two cuts are, from the second on.
    known_before = played.foretold.select(KEY).unique()
    known_clicks = played.came.join(known_before, on=KEY, how="semi")["clicks"].sum()
    assert float(played.foretold["came_clicks"].sum()) >= 0.5 * float(known_clicks)


@pytest.mark.parametrize(("days", "expected"), [(34, 0), (35, 1), (41, 1), (42, 2), (60, 4)])
def test_cuts_leave_three_weeks_before_and_two_after(days: int, expected: int) -> None:
    first = date(2026, 1, 1)
    last = first + (days - 1) * _DAY
    found = cuts(first, last, 7)
    assert len(found) == expected
    assert all((cut - first).days >= 20 and (last - cut).days >= 14 for cut in found)


def test_a_longer_attribution_window_needs_more_days() -> None:
    first = date(2026, 1, 1)
    assert cuts(first, first + 40 * _DAY, 14) == ()
    assert cuts(first, first + 41 * _DAY, 14) == (first + 20 * _DAY,)
