from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.estimate.outcome.judge import judged
from adopt.estimate.outcome.summary import kind_of, summary
from adopt.estimate.outcome.wrong import FEWEST_CLICKS, Why, wrong
from adopt.schema import Came
from tests.estimate.outcome.frames import change, changes, day, day_rows
from tests.estimate.outcome.test_judge import even, negation


def test_actions_add_up_to_plans_and_plans_to_all() -> None:
    made = changes(negation(promised=2.0), change(plan="p2", ad_group="g1", targeting="t1"))
    found = judged(made, day_rows(even("w0")))
    every = [found.outcomes["plan"] == plan for plan in ("p1", "p2")]
    parts = [summary(found, chosen, made["promised"], day(20)) for chosen in every]
    whole = summary(found, pl.Series([True, True]), made["promised"], day(20))
    assert whole.came == pytest.approx(sum(one.came for one in parts))
    assert whole.promised == pytest.approx(sum(one.promised for one in parts))
    assert whole.per_week(whole.came) == pytest.approx(whole.came / 20 * 7)
    assert found.outcomes.select(kind_of()).to_series().to_list() == ["terms", "targets"]


def test_without_likes_the_promise_is_untold() -> None:
    made = changes(change(ad_group="*", entity="Campaign", code="T402", promised=9.0))
    found = judged(made, day_rows(even()))
    one = summary(found, pl.Series([True]), made["promised"], day(20))
    assert (one.told, one.untold, one.verdict) == (0, 9.0, Came.UNKNOWN)


def test_a_plan_that_was_taken_back_at_once_is_not_waited_for() -> None:
    made = changes(change(until=day(0)), change(plan="p2", ad_group="g1", targeting="t1"))
    found = judged(made, day_rows(even()))
    whole = pl.Series([True, True])
    back, both = (
        summary(found, chosen, made["promised"], day(20)) for chosen in (pl.Series([True, False]), whole)
    )
    assert (back.told, back.verdict, back.days_more) == (0, Came.FOLLOWED, None)
    assert both.told == 1
    assert both.verdict is not Came.FOLLOWED


def outcome_row(**more: object) -> pl.DataFrame:
    made = changes(negation())
    found = judged(made, day_rows(even("w0"))).outcomes
    return found.with_columns(
        verdict=pl.lit(Came.SHORT.value), **{name: pl.lit(value) for name, value in more.items()}
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"last_seen": day(20)}, Why.STILL_RUNS),
        ({"last_seen": day(17)}, Why.FEWER_ORDERS),
        ({"elsewhere_orders": 2.0, "elsewhere_spend": 4.0}, Why.SELLS_ELSEWHERE),
        ({"elsewhere_orders": 0.0, "elsewhere_spend": 6.0}, Why.MOVED),
        ({"promised": 50.0, "orders": 0.0}, Why.LESS_TRAFFIC),
        ({"orders": 0.0, "orders_expected": 3.0}, Why.FEWER_ORDERS),
        ({"orders": 3.0, "orders_expected": 1.0}, Why.DEARER),
    ],
)
def test_what_stands_out_where_a_promise_was_wrong(more: dict[str, object], why: Why) -> None:
    known = {"promised": 1.0, "orders": 0.0, "orders_expected": 1.0}
    found = wrong(outcome_row(**known | more), changes(negation()), day(20))
    assert found["why"].to_list() == [why.value]


@pytest.mark.parametrize(("clicks", "listed"), [(FEWEST_CLICKS - 0.1, 0), (float(FEWEST_CLICKS), 1)])
def test_a_promise_on_few_clicks_is_not_called_wrong(clicks: float, listed: int) -> None:
    rows = outcome_row(clicks_expected=clicks, clicks=0.0)
    assert wrong(rows, changes(negation()), day(20)).height == listed


def test_totals_have_the_spread_of_their_sum() -> None:
    made = changes(
        *(
            negation() | {"key": f"N101|{at}", "search_term": f"w{at}", "ad_group": f"g{at % 4}"}
            for at in range(3)
        )
    )
    found = judged(made, day_rows(even("w0", "w1", "w2")))
    low, high = np.quantile(found.draws.sum(axis=1), [0.025, 0.975])
    one = summary(found, pl.Series([True] * 3), made["promised"], day(20))
    assert [one.low, one.high] == pytest.approx([low, high])
