"""What must hold of aims, whatever the account: they act where they cover, by what they say, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adopt.decide.losing import verdicts
from adopt.plan import Plan
from adopt.settings import Settings, load_settings
from adopt.write.plan_file import plan_json
from tests.properties.accounts import SETTINGS, account, download, plan, seeds
from tests.properties.test_decisions import MONEY, SAID

few: Callable[..., Callable[..., None]] = settings(max_examples=5, deadline=None)
targets, levels = st.sampled_from([0.1, 0.2, 0.45, 0.9]), st.sampled_from([0.5, 0.8, 1.0, 1.2, 2.0])
AUTO, MANUAL = {"campaign": "pans auto"}, {"campaign": "pans m*"}
TOLD = ["aim", "aim_level", "margin_source"]


def aiming(*aims: dict[str, Any], **changes: Any) -> Settings:
    """The settings of the other properties, with these aims."""
    return load_settings(protect=SETTINGS.protect.model_dump(), aims=list(aims), **changes)


def decided(found: Plan, *besides: str) -> pl.DataFrame:
    return found.actions.drop(*besides).sort("key")


@few
@given(seed=seeds, target=targets, known=st.booleans())
def test_an_aim_over_everything_is_the_same_setting_of_the_account(
    seed: int, target: float, known: bool
) -> None:
    rows, bulk = account(seed), download() if known else None
    by_aim = plan(rows, bulk, aiming({"campaign": "*", "objective": "acos", "target_acos": target}))
    whole = plan(rows, bulk, aiming(objective="acos", target_acos=target))
    assert set(by_aim.actions["aim"]) == {"campaign *"}
    assert decided(by_aim, *TOLD).equals(decided(whole, *TOLD))
    assert by_aim.terms.drop(TOLD).equals(whole.terms.drop(TOLD))


@few
@given(seed=seeds, level=levels)
def test_another_currency_changes_no_decision_under_an_aim(seed: int, level: float) -> None:
    rows, chosen = account(seed), aiming({**AUTO, "level": level}, {**MANUAL, "target_acos": 0.2})
    dear = rows.with_columns(pl.col("spend_micros", "sales_micros") * 100)
    dollars = plan(rows, download(bid=0.8), chosen).actions.sort("key")
    yen = plan(dear, download(bid=0.8, worth=100), chosen, currency="JPY").actions.sort("key")
    assert yen.select(*SAID, "aim").rows() == dollars.select(*SAID, "aim").rows()
    for name in MONEY:
        scaled = pytest.approx((dollars[name].fill_null(0) * 100).to_list(), rel=1e-6)
        assert yen[name].fill_null(0).to_list() == scaled, name


@few
@given(seed=seeds, level=levels, target=targets)
def test_the_order_of_aims_that_share_nothing_changes_nothing(seed: int, level: float, target: float) -> None:
    rows, bulk = account(seed), download()
    one, two = {**AUTO, "level": level}, {**MANUAL, "target_acos": target}
    there, back = (plan(rows, bulk, aiming(*aims)).actions for aims in ((one, two), (two, one)))
    assert there.equals(back)
    hidden = plan(rows, bulk, aiming(one, two, {"campaign": "*", "target_acos": 0.01})).actions
    assert hidden.equals(there)


@few
@given(seed=seeds, order=seeds)
def test_the_order_of_rows_changes_no_byte(seed: int, order: int) -> None:
    rows, chosen = account(seed), aiming({"stage": "mature", "level": 1.2}, {"sku": "B0*"})
    shuffled = rows.sample(fraction=1, shuffle=True, seed=order)
    assert plan_json(plan(shuffled, download(), chosen)) == plan_json(plan(rows, download(), chosen))


@few
@given(seed=seeds)
def test_an_aim_that_covers_nothing_decides_nothing(seed: int) -> None:
    rows, bulk = account(seed), download()
    idle = plan(rows, bulk, aiming({"campaign": "wok*", "target_acos": 0.01}, {"stage": "clearance"}))
    assert idle.actions.equals(plan(rows, bulk, aiming()).actions)
    codes = [code for code, _ in idle.warnings]
    assert codes.count("aim_covers_nothing") == 2


@few
@example(seed=1, pair=[0.45, 0.9], level=0.5, limit=0.5)
@given(seed=seeds, pair=st.tuples(targets, targets).map(sorted), level=levels, limit=st.floats(0.01, 0.5))
def test_a_more_generous_aim_never_turns_a_kept_term_into_a_negated_one(
    seed: int, pair: list[float], level: float, limit: float
) -> None:
    rows, bulk = account(seed), download()
    # The run's promise is shared by all terms: what one leaves of it, another may take. Held fixed, each stands alone.
    mean, generous = (
        plan(rows, bulk, aiming({**AUTO, "target_acos": target, "level": level})).terms.with_columns(
            p_limit=pl.lit(limit)
        )
        for target in pair
    )
    assert (generous["p_profitable"] >= mean["p_profitable"]).all()
    negated_before, negated = (
        verdicts(terms, SETTINGS).eq_missing("loses_money") for terms in (mean, generous)
    )
    assert (negated <= negated_before).all()
    other = pl.col("campaign") != AUTO["campaign"]
    assert generous.filter(other).equals(mean.filter(other))


@few
@given(seed=seeds, level=st.sampled_from([0.3, 0.8, 1.0]))
def test_a_lower_level_judges_terms_as_before_and_raises_no_bid(seed: int, level: float) -> None:
    rows, bulk = account(seed), download()
    plain, lower = (plan(rows, bulk, aiming({"campaign": "*", "level": size})) for size in (1.0, level))
    assert lower.terms.drop(TOLD).equals(plain.terms.drop(TOLD))
    bids = plain.targets.select("target_id", "bid").join(
        lower.actions.filter(code="B301").select("target_id", after="to_bid"), on="target_id", how="left"
    )
    before = plain.actions.filter(code="B301").select("target_id", before="to_bid")
    both = bids.join(before, on="target_id", how="left").with_columns(
        pl.col("before", "after").fill_null(pl.col("bid"))
    )
    # A change too small for a row leaves the bid where it is.
    assert both.select(
        (pl.col("after") <= pl.col("before") * (1 + SETTINGS.bid.min_change) + 0.01).all()
    ).item()
