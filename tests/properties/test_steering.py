"""What must hold of the level of bids and of budgets, whatever the account."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide import budget_changes, turn
from adopt.estimate.campaigns import AllSales
from adopt.schema import Action
from adopt.settings import Settings, load_settings
from tests.decide.evidence import posterior, targets

MONEY = ("spend", "sales", "cpc", "order_value", "bid", "budget")
SEEDS = st.integers(0, 10_000)
TACOS = st.floats(0.01, 2.0)


def _targets(seed: int, money: float = 1.0) -> Any:
    """A dozen targets of two campaigns; their money times ``money``."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(12):
        orders = rng.uniform(1, 40)
        row: dict[str, Any] = {
            **posterior(orders, orders + rng.uniform(20, 900)),
            "target_id": str(number),
            "campaign_id": str(number % 2),
            "clicks": int(rng.integers(1, 400)),
            "spend": rng.uniform(1, 300),
            "cpc": rng.uniform(0.2, 3),
            "order_value": rng.uniform(5, 60),
            "bid": rng.uniform(0.2, 3),
        }
        made.append({name: value * money if name in MONEY else value for name, value in row.items()})
    return targets(*made)


def _settings(objective: str) -> Settings:
    return load_settings(objective=objective, margins={"A": 0.4}, tacos={"steer": True})


def _total(tacos: float, money: float = 1.0) -> AllSales:
    return AllSales(14, 900.0 * tacos * money, 900.0 * money, 400.0 * money, 9000, 500, 40, 0.1)


@settings(deadline=None, max_examples=40)
@given(SEEDS, TACOS, st.sampled_from(["profit", "acos", "tacos"]), st.sampled_from([0.01, 7.0, 150.0]))
def test_another_currency_moves_no_level(seed: int, tacos: float, objective: str, money: float) -> None:
    chosen = _settings(objective)
    plain = turn(_targets(seed), _total(tacos), chosen, 6)
    other = turn(_targets(seed, money), _total(tacos, money), chosen, 6)
    assert (other.today, other.asked) == pytest.approx((plain.today, plain.asked))


@settings(deadline=None, max_examples=40)
@given(SEEDS, TACOS, TACOS, st.sampled_from(["profit", "acos", "tacos"]))
def test_a_higher_tacos_never_asks_for_higher_bids(seed: int, one: float, two: float, objective: str) -> None:
    low, high = (turn(_targets(seed), _total(tacos), _settings(objective), 6) for tacos in sorted((one, two)))
    assert high.asked <= low.asked * (1 + 1e-12)


@settings(deadline=None, max_examples=40)
@given(SEEDS, TACOS, st.sampled_from(["profit", "acos", "tacos"]))
def test_the_level_keeps_its_bounds(seed: int, tacos: float, objective: str) -> None:
    chosen = _settings(objective)
    knob = turn(_targets(seed), _total(tacos), chosen, 6)
    assert objective == "tacos" or knob.asked <= 1
    if knob.reason == "tacos_above":
        assert knob.asked <= knob.today
    if knob.reason == "tacos_below":
        assert knob.asked >= knob.today
    if knob.asked == knob.today:  # no bound moves bids against what TACoS asks
        return
    assert chosen.tacos.least <= knob.asked <= chosen.tacos.most
    bounded = float(np.clip(knob.today, chosen.tacos.least, chosen.tacos.most))
    assert knob.asked <= bounded * np.exp(chosen.tacos.max_step) * (1 + 1e-12)


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_targets_moves_no_level(seed: int, shuffle: Any) -> None:
    frame = _targets(seed)
    order = list(range(frame.height))
    shuffle.shuffle(order)
    chosen = _settings("tacos")
    mixed = turn(frame[order], _total(0.1), chosen, 6)
    assert mixed.asked == pytest.approx(turn(frame, _total(0.1), chosen, 6).asked)


@settings(deadline=None, max_examples=40)
@given(SEEDS, st.floats(1, 500), st.floats(0, 900), st.sampled_from([0.01, 7.0, 150.0]))
def test_budgets_only_rise_within_their_step_and_scale_with_the_currency(
    seed: int, budget: float, high: float, money: float
) -> None:
    def found(scale: float) -> pl.DataFrame:
        spend = pl.DataFrame(
            {
                "campaign_id": ["0", "1"],
                "budget_now": [budget * scale, 2 * budget * scale],
                "writable": [True, False],
                "window": [28, 28],
                "touched": [9, 3],
                "high_spend": [high * scale, high * scale],
            }
        )
        bids = Action.validate(Action.create_empty())
        return budget_changes(spend, _targets(seed, scale), bids, load_settings(), None, 6)

    plain, other = found(1.0), found(money)
    raised = plain.filter(pl.col("code") == "T402")
    assert (raised["to_value"] > raised["from_value"]).all()
    assert (raised["to_value"] <= raised["from_value"] * 1.5 + 1e-9).all()
    names = ["code", "campaign_id", "consent", "reason"]
    assert plain.select(names).rows() == other.select(names).rows()
    scaled = (plain["to_value"] * money).fill_null(0).to_list()
    assert other["to_value"].fill_null(0).to_list() == pytest.approx(scaled, rel=1e-3)
