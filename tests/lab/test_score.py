from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.lab.account import Account, simulate
from adopt.lab.baselines import KEY
from adopt.lab.score import Score, score
from adopt.lab.stakes import Stakes, stakes
from adopt.lab.world import load_world


@pytest.fixture(scope="module")
def account() -> Account:
    return simulate(1)


@pytest.fixture(scope="module")
def truth(account: Account) -> Stakes:
    return stakes(account)


def _by_hand(**daily: list[float]) -> Stakes:
    terms = pl.DataFrame({"campaign": "c", "ad_group": "g", "search_term": list(daily)})
    return Stakes(
        terms,
        np.array(list(daily.values())),
        np.full((len(daily), len(daily[terms["search_term"][0]])), 8.0),
        load_world("badly_tuned"),
    )


def test_the_oracle_loses_nothing_and_is_beaten_by_none(truth: Stakes) -> None:
    losing = truth.terms.filter(pl.Series(truth.profit < 0))
    best = score(truth, losing)
    assert (best.wrong, best.lost) == (0, 0)
    assert best.share == pytest.approx(1)
    assert best.profit == pytest.approx(best.oracle)
    for other in (truth.terms, truth.terms.clear(), truth.terms.head(100)):
        assert score(truth, other).profit < best.profit


def test_negating_everything_or_nothing(truth: Stakes) -> None:
    nothing, everything = score(truth, truth.terms.clear()), score(truth, truth.terms)
    assert (nothing.negated, nothing.saved, nothing.false_share) == (0, 0, 0)
    assert everything.profit == pytest.approx(0)
    assert everything.lost == pytest.approx(everything.oracle)


def test_terms_bought_as_such_are_no_matter_for_negatives(account: Account, truth: Stakes) -> None:
    exact = account.rows.filter(pl.col("match_type") == "exact")
    assert truth.terms.join(exact, on=KEY, how="semi").is_empty()
    assert score(truth, exact).negated == 0


def test_a_profit_by_hand() -> None:
    truth = _by_hand(good=[10, 20], bad=[-5, -5], worse=[-12, -8])
    found = score(truth, truth.terms.filter(pl.col("search_term") != "bad"))
    assert found == Score(negated=2, wrong=1, profit=-10.0, saved=-10.0, lost=30.0, oracle=30.0)
    assert found.false_share == 0.5
    assert found.share == pytest.approx(-1 / 3)
    assert found.lost_share == pytest.approx(1)


def test_a_late_negative_takes_what_comes_after_it_only() -> None:
    truth = _by_hand(turns=[-10, -10, 4], good=[5, 5, 5])
    early, late, never = (
        score(truth, truth.terms.head(1).with_columns(since=pl.lit(day, pl.Int64))) for day in (0, 2, 3)
    )
    assert (early.saved, early.wrong) == (16, 0)
    assert (late.saved, late.wrong, late.lost) == (-4, 1, 4)
    assert (never.saved, never.wrong, never.negated) == (0, 0, 1)


def test_a_term_negated_twice_counts_once_and_from_the_first_day() -> None:
    truth = _by_hand(bad=[-1, -2, -4])
    twice = pl.concat([truth.terms.with_columns(since=pl.lit(day, pl.Int64)) for day in (2, 1)])
    assert score(truth, twice) == Score(negated=1, wrong=0, profit=-1.0, saved=6.0, lost=0.0, oracle=0.0)


def test_stakes_are_clicks_times_the_true_profit_of_one(account: Account, truth: Stakes) -> None:
    name = truth.terms.row(7, named=True)
    own = account.truth.filter(pl.col(key) == name[key] for key in KEY)
    click = pl.col("order_value") * pl.col("margin") * pl.col("cvr") - pl.col("cpc")
    by_hand = own.select((pl.col("clicks_per_day") * click).sum()).item()
    assert truth.daily[7] == pytest.approx(np.full(account.world.horizon_days, by_hand))


def test_a_lower_price_brings_fewer_clicks_each_of_them_cheaper() -> None:
    # Orders worth 3 for clicks at 8 a day; at .7 of the price .7 ^ .9 of the orders, .7 ^ 1.5 of the cost.
    truth = _by_hand(dear=[-5.0, -5.0], other=[1.0, 1.0])
    less = truth.terms.head(1).with_columns(price=pl.lit(0.7), since=pl.lit(1, pl.Int64))
    found = score(truth, less)
    assert (found.negated, found.wrong, found.lost) == (0, 0, 0)
    assert found.saved == pytest.approx(5 + 3 * 0.7**0.9 - 8 * 0.7**1.5)


def test_a_click_never_costs_more_than_is_bid() -> None:
    # Clicks cost .8 of the bid: at a tenth of the bid .1 ^ .6 of the cost would be more than that.
    truth = _by_hand(dear=[-5.0, -5.0], other=[1.0, 1.0])
    tenth = truth.terms.head(1).with_columns(price=pl.lit(0.1), since=pl.lit(1, pl.Int64))
    assert score(truth, tenth).saved == pytest.approx(5 + (3 - 8 * 0.1 / 0.8) * 0.1**0.9)


def test_today_s_price_changes_nothing_and_none_is_a_negative() -> None:
    truth = _by_hand(dear=[-5.0, -5.0], other=[1.0, 1.0])
    same = score(truth, truth.terms.with_columns(price=pl.lit(1.0)))
    assert same.negated == 0
    assert same.saved == pytest.approx(0)
    null = truth.terms.head(1).with_columns(price=pl.lit(None, pl.Float64))
    assert score(truth, null) == score(truth, truth.terms.head(1))


def test_a_price_holds_until_the_next() -> None:
    truth = _by_hand(dear=[-5.0, -5.0, -5.0], other=[1.0, 1.0, 1.0])
    steps = [(0.7, 0), (0.1, 1), (1.0, 2)]
    term = truth.terms.head(1)
    path = pl.concat(
        term.with_columns(price=pl.lit(price), since=pl.lit(day, pl.Int64)) for price, day in steps
    )
    first = 5 + 3 * 0.7**0.9 - 8 * 0.7**1.5
    second = 5 + (3 - 8 * 0.1 / 0.8) * 0.1**0.9
    assert score(truth, path).saved == pytest.approx(first + second)
    assert score(truth, path.sample(fraction=1, shuffle=True, seed=0)) == score(truth, path)
