"""What holds for every account: money scales, rows have no order, and no day counts twice."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.estimate.outcome.judge import Judged, judged
from adopt.schema import Applied
from tests.estimate.outcome.frames import Lived, bid, change, day, negated

_MONEY = ["worth", "promised"]
_FEW = settings(max_examples=8, deadline=None)


def account(seed: int) -> Lived:
    """Negations, or bids in steps: half of the targets are changed a second time nine days later."""
    if seed % 2:
        return negated(seed)
    lived = bid(seed)
    again = lived.applied.gather_every(2).with_columns(
        plan=pl.lit("p2"), made_on=pl.lit(day(9)), on=pl.lit(day(9))
    )
    budget = pl.DataFrame(
        [
            change(
                plan="p3", key="T402", code="T402", entity="Campaign", ad_group="*", on=day(4), made_on=day(4)
            )
        ],
        schema=again.schema,
    )
    return Lived(lived.days, Applied.validate(pl.concat([lived.applied, again, budget])), lived.truth)


@_FEW
@given(st.integers(0, 40), st.sampled_from([0.01, 100.0]))
def test_in_another_currency_all_is_the_same_but_the_money(seed: int, rate: float) -> None:
    lived = account(seed)
    dear = Applied.validate(lived.applied.with_columns(pl.col(_MONEY) * rate))
    plain = judged(lived.applied, lived.days)
    other = judged(dear, lived.days.with_columns(pl.col("spend") * rate))
    assert np.allclose(other.draws, plain.draws * rate, rtol=1e-9, atol=1e-9 * rate, equal_nan=True)
    same = ["plan", "key", "days", "verdict", "method", "days_more"]
    assert other.outcomes.select(same).equals(plain.outcomes.select(same))


@_FEW
@given(st.integers(0, 40), st.integers(0, 1000))
def test_rows_have_no_order(seed: int, order: int) -> None:
    lived = account(seed)
    days = lived.days.sample(fraction=1.0, shuffle=True, seed=order)
    applied = Applied.validate(lived.applied.sample(fraction=1.0, shuffle=True, seed=order))
    plain, other = judged(lived.applied, lived.days), judged(applied, days)
    assert np.allclose(plain.draws, other.draws, equal_nan=True)
    assert plain.outcomes["key"].equals(other.outcomes["key"])


@_FEW
@given(st.integers(0, 40))
def test_plans_add_up_to_days_of_entities_each_once(seed: int) -> None:
    lived = account(seed)
    found = judged(lived.applied, lived.days)
    assert once(found)
    money = found.outcomes.filter(method="likes")
    by_plan = money.group_by("plan").agg(pl.col("came").sum())["came"].sum()
    assert by_plan == pytest.approx(float(np.nansum(found.draws.mean(axis=0))))
    spend = found.units.filter(pl.col("kind").is_in([1, 3]))["spend_after"].sum()
    assert found.outcomes["spend"].sum() == pytest.approx(spend)


def once(found: Judged) -> bool:
    """Whether the days that count for an entity never overlap."""
    entity = ["kind", "campaign", "ad_group", "targeting", "match_type", "search_term"]
    known = [name for name in entity if name in found.units.columns]
    ordered = found.units.sort(*known, "first", nulls_last=True)
    overlap = (pl.col("first") <= pl.col("last").shift()).over(known)
    return not ordered.select(overlap.fill_null(value=False).any()).item()
