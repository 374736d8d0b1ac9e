"""Bids at the level of an aim: at its multiple of a click's value, apart from TACoS where the aim says so."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.decide import bid_changes, negations, steered_bids, turn
from adopt.decide.tacos import Knob, kappa_in_force
from adopt.estimate.campaigns import AllSales
from adopt.settings import Settings, load_settings
from adopt.words import markets
from tests.decide.entities import DAY
from tests.decide.evidence import posterior, targets, terms

US = markets()["US"]
# .8 x $30 x .4 x 10 % = $0.96 is the level of most profit.
_LEVEL = 0.96
_AT_VALUE = {**posterior(100, 1000), "clicks": 500, "cpc": 0.72, "bid": _LEVEL}
_FREE = {"aim": "free", "aim_level": 1.0}
_GROWTH = {"aim": "growth", "aim_level": 1.2}


def _settings(**changes: Any) -> Settings:
    aims = [
        {"name": "free", "campaign": "a", "steer": False},
        {"name": "growth", "campaign": "b", "level": 1.2},
        {"name": "less", "campaign": "c", "level": 0.8, "steer": False},
    ]
    return load_settings(aims=aims, margins={"A": 0.4}, tacos={"steer": True}, **changes)


def _bid(row: dict[str, Any], knob: Knob = Knob()) -> dict[str, Any] | None:  # noqa: B008 (it never changes)
    found = steered_bids(knob, targets({**_AT_VALUE, **row}), _settings(), US, 2)
    return found.row(0, named=True) if found.height else None


@pytest.mark.parametrize(
    ("row", "bid"),
    [({}, None), (_FREE, None), (_GROWTH, 1.15), ({"aim": "less", "aim_level": 0.8}, 0.77)],
)
def test_an_aim_moves_a_bid_to_its_level(row: dict[str, Any], bid: float | None) -> None:
    found = _bid(row)
    assert (found and found["to_bid"]) == bid


def test_growth_is_told_at_its_true_price() -> None:
    found = _bid(_GROWTH)
    assert found is not None
    assert found["kappa"] == pytest.approx(1.2)
    assert (found["aim"], found["aim_level"]) == ("growth", 1.2)
    assert (found["break_even_acos"], found["cpc"]) == (0.4, 0.72)
    assert found["money_per_week"] < 0
    assert found["consent"] == "safe"


def test_the_knob_turns_what_no_aim_exempts() -> None:
    knob = Knob(today=1.0, asked=0.95, carried=0.95, reason="tacos_above")
    plain, free, growth = (_bid(row, knob) for row in ({}, _FREE, _GROWTH))
    assert free is None
    assert plain is not None
    assert plain["to_bid"] == pytest.approx(0.91)  # .96 x .95, to the nearest coin
    assert growth is not None
    assert growth["kappa"] == pytest.approx(0.95 * 1.2)
    assert growth["to_bid"] == pytest.approx(1.09)


def test_without_aims_it_is_what_it_was() -> None:
    rows = targets({**_AT_VALUE, "bid": 2.0})
    assert steered_bids(Knob(), rows, load_settings(), US, 2).equals(
        bid_changes(rows, load_settings(), US, 2)
    )


def test_kappa_is_read_from_bids_that_carry_it_less_the_aims_own_level() -> None:
    rows = [
        {"bid": 0.9 * _LEVEL, "spend": 10.0, "target_id": "1"},
        {"bid": 0.9 * 1.2 * _LEVEL, "spend": 90.0, "target_id": "2", **_GROWTH},
        {"bid": 3.0, "spend": 900.0, "target_id": "3", **_FREE},
    ]
    assert kappa_in_force(targets(*({**_AT_VALUE, **row} for row in rows)), _settings()) == pytest.approx(0.9)


def test_where_every_aim_is_exempt_the_knob_moves_nothing() -> None:
    total = AllSales(14, 500.0, 1000.0, 400.0, 9000, 500, 40, 0.1)
    rows = targets({**_AT_VALUE, **_FREE, "bid": 1.5})
    knob = turn(rows, total, _settings(), 2)
    assert knob.reason == "tacos_above"
    assert steered_bids(knob, rows, _settings(), US, 2).equals(bid_changes(rows, _settings(), US, 2))


def test_a_growth_aim_keeps_a_term_at_its_margin_and_tells_its_true_loss() -> None:
    # $30 x .4 x 6 % = $0.72 for a click of $0.80; with a level of 1.2 it is counted as $0.86.
    losing = {**posterior(60, 1000), "cpc": 0.8, "clicks": 1000, "effective_clicks": 1000.0, "orders": 60}
    needed, p_lost = 0.8 / 12, 0.05
    plain = terms({**losing, "break_even_cvr": needed, "p_profitable": p_lost})
    lifted = {"margin": 0.48, "margin_source": "aim", **_GROWTH}
    kept = terms({**losing, **lifted, "break_even_cvr": needed / 1.2, "p_profitable": 0.9})
    chosen = load_settings(negate={"with_orders": "safe", "luck": 1.0})
    assert negations(plain, None, chosen, DAY)["consent"].to_list() == ["safe"]
    assert negations(kept, None, chosen, DAY).is_empty()
    bad = {**posterior(10, 1000), "cpc": 0.8, "break_even_cvr": needed / 1.2, "p_profitable": 0.0}
    gone = negations(terms({**bad, **lifted}), None, chosen, DAY)
    assert gone["money_per_week"].item() == pytest.approx(0.5 * (0.8 - 0.01 * 30 * 0.4) * 40 / 60 * 7)
    assert gone.select(pl.col("break_even_acos")).item() == 0.48
