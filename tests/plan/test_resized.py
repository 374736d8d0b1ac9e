from __future__ import annotations

from datetime import date

import dataframely as dy
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from adopt.plan.resized import as_accepted, resized
from adopt.schema import Acceptance, Accepted, NewEntity


def created(*budgets: float, key: str = "launch") -> dy.DataFrame[NewEntity]:
    rows = [
        {
            "key": key,
            "place": 2 * place + inside,
            "entity": "Ad Group" if inside else "Campaign",
            "campaign_id": f"{key} {place}",
            "budget": None if inside else budget,
            "start_date": None if inside else date(2026, 11, 1),
            "bid": 0.5 if inside else None,
        }
        for place, budget in enumerate(budgets)
        for inside in (0, 1)
    ]
    return NewEntity.validate(pl.DataFrame(rows, schema=NewEntity.create_empty().schema))


def budgets(rows: pl.DataFrame, key: str = "launch") -> list[float]:
    return rows.filter(pl.col("entity") == "Campaign", key=key)["budget"].to_list()


@pytest.mark.parametrize(
    ("total", "digits", "own"), [(30.0, 2, [15.0, 15.0]), (25.01, 2, [12.5, 12.51]), (25.0, 0, [12.0, 13.0])]
)
def test_campaigns_keep_their_proportion_and_the_last_takes_what_is_left(
    total: float, digits: int, own: list[float]
) -> None:
    assert budgets(resized(created(10.0, 10.0), {"launch": total}, digits)) == own


def test_what_the_seller_set_in_the_review_holds_for_launches_alone() -> None:
    schema = Accepted.create_empty().schema
    own = [{**dict.fromkeys(schema), "key": key, "to_value": 10.0} for key in ("launch", "budget")]
    done = Acceptance(date(2026, 11, 2), Accepted.validate(pl.DataFrame(own, schema=schema)))
    assert budgets(as_accepted(created(10.0, 10.0), done.rows, 2)) == [5.0, 5.0]
    assert budgets(as_accepted(created(10.0, 10.0), None, 2)) == [10.0, 10.0]


def test_other_launches_and_other_rows_stay() -> None:
    rows = NewEntity.validate(pl.concat([created(10.0, 10.0), created(6.0, 14.0, key="other")]))
    after = resized(rows, {"launch": 40.0}, 2)
    assert (budgets(after), budgets(after, "other")) == ([20.0, 20.0], [6.0, 14.0])
    inside = pl.col("entity") == "Ad Group"
    assert_frame_equal(after.filter(inside), rows.filter(inside))
    assert_frame_equal(resized(rows, {}, 2), rows)


@given(st.lists(st.integers(100, 9000), min_size=1, max_size=4), st.integers(400, 100_000))
def test_the_sum_is_what_was_asked_for(cents: list[int], total: int) -> None:
    after = budgets(resized(created(*(one / 100 for one in cents)), {"launch": total / 100}, 2))
    assert round(sum(after), 2) == total / 100
