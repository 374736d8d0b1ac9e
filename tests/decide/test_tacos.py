from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adopt.decide import bid_changes, steered_bids, tacos_action, turn
from adopt.decide.tacos import Knob, kappa_in_force
from adopt.estimate.campaigns import AllSales
from adopt.settings import Settings, load_settings
from adopt.words import markets
from tests.decide.evidence import posterior, targets

US = markets()["US"]
# .8 x $30 x .4 x 10 % = $0.96 is the level of most profit where a click costs .9 / (.9 + .75) of its worth there.
_LEVEL = 0.96
_AT_VALUE = {**posterior(100, 1000), "cpc": 1.2 * 0.9 / 1.65}


def _settings(*, steer: bool = False, margins: bool = True, **changes: Any) -> Settings:
    plain = load_settings()
    known = {"margins": {"A": 0.4}} if margins else {}
    return plain.model_copy(
        update={**known, "tacos": plain.tacos.model_copy(update={"steer": steer}), **changes}
    )


def _total(tacos: float, spread: float = 0.1) -> AllSales:
    return AllSales(14, 1000 * tacos, 1000.0, 400.0, 9000, 500, 40, spread)


def _turned(tacos: float, kappa: float = 1.0, **settings: Any) -> Knob:
    evidence = targets({**_AT_VALUE, "bid": kappa * _LEVEL})
    return turn(evidence, _total(tacos), _settings(**settings), 2)


def test_kappa_is_read_from_the_bids_in_force() -> None:
    rows = [{**_AT_VALUE, "bid": kappa * _LEVEL, "target_id": str(kappa)} for kappa in (0.5, 1.2, 3.0)]
    assert kappa_in_force(targets(*rows), _settings()) == pytest.approx(1.2)
    # Half of the spend decides, not half of the targets.
    heavy = [{**rows[0], "spend": 100.0}, *rows[1:]]
    assert kappa_in_force(targets(*heavy), _settings()) == pytest.approx(0.5)


@pytest.mark.parametrize("row", [{"clicks": 3}, {"bid": None}, {"state": "paused"}, {"order_value": 0.0}])
def test_targets_that_tell_nothing_of_the_level(row: dict[str, Any]) -> None:
    assert kappa_in_force(targets({**_AT_VALUE, "bid": 2.0, **row}), _settings()) == 1


@pytest.mark.parametrize(
    ("tacos", "reason"),
    [(0.149, "tacos_room"), (0.15, None), (0.2, None), (0.25, None), (0.251, "tacos_above")],
)
def test_the_edges_of_the_band_where_it_is_a_limit(tacos: float, reason: str | None) -> None:
    knob = _turned(tacos)
    assert knob.reason == reason
    assert knob.asked <= 1


@pytest.mark.parametrize(
    ("tacos", "reason"), [(0.149, "tacos_below"), (0.15, None), (0.25, None), (0.251, "tacos_above")]
)
@pytest.mark.parametrize("settings", [{"margins": False}, {"objective": "tacos"}])
def test_the_edges_of_the_band_where_it_is_a_goal(
    tacos: float, reason: str | None, settings: dict[str, Any]
) -> None:
    assert _turned(tacos, **settings).reason == reason


@pytest.mark.parametrize(
    ("tacos", "kappa", "asked"),
    [
        (0.30, 1.0, (0.25 / 0.30) ** 0.06),
        (0.60, 1.0, np.exp(-0.05)),  # the step of a day is bounded
        (0.30, 1.4, (0.25 / 0.30) ** 0.06),  # nobody bids above value over the band
        (0.30, 0.8, 0.8 * (1 - 0.01 / 0.768)),  # a coin of the bid at least
        (0.30, 0.301, 0.30),
        (0.30, 0.2, 0.2),  # over the band no bound raises bids
        (0.20, 0.2, 0.3),
        (0.20, 0.8, 0.8 * (0.25 / 0.20) ** 0.06),  # a limit lets go slowly
        (0.20, 1.3, 1.0),
    ],
)
def test_the_step_of_a_limit(tacos: float, kappa: float, asked: float) -> None:
    assert _turned(tacos, kappa).asked == pytest.approx(asked)


@pytest.mark.parametrize(
    ("tacos", "kappa", "asked"),
    [
        (0.12, 1.0, (0.15 / 0.12) ** 0.06),
        (0.01, 1.0, np.exp(0.05)),
        (0.12, 1.49, 1.5),
        (0.12, 1.8, 1.8),  # under it none lowers them
        (0.20, 1.8, 1.5),
        (0.30, 0.2, 0.2),
        (0.20, 0.8, 0.8),
        (0.20, 1.2, 1.2),
        # For a goal, bids stand above the level of most profit on purpose, and come down by steps.
        (0.30, 1.4, 1.4 * (0.25 / 0.30) ** 0.06),
        (0.30, 0.8, 0.8 * (1 - 0.01 / 0.768)),
    ],
)
def test_the_step_of_a_goal(tacos: float, kappa: float, asked: float) -> None:
    assert _turned(tacos, kappa, objective="tacos").asked == pytest.approx(asked)


def test_bids_carry_it_only_where_the_settings_let_tacos_steer() -> None:
    evidence = targets({**_AT_VALUE, "bid": _LEVEL})
    total = _total(0.4)
    idle, steers = (_settings(steer=steer) for steer in (False, True))
    assert turn(evidence, total, idle, 2).carried == 1
    assert steered_bids(turn(evidence, total, idle, 2), evidence, idle, US, 2).is_empty()
    knob = turn(evidence, total, steers, 2)
    bids = steered_bids(knob, evidence, steers, US, 2)
    assert knob.carried == knob.asked < 1
    # 2.8 % is less than min_change, and still arrives.
    assert bids["to_bid"].to_list() == [0.93]
    assert bids["kappa"].to_list() == [knob.carried]
    assert bids["break_even_acos"].to_list() == pytest.approx([0.4])
    assert bids["money_per_week"][0] < 0


def test_bids_at_value_are_those_of_b301() -> None:
    evidence = targets({**_AT_VALUE, "bid": 1.3})
    plain = bid_changes(evidence, _settings(), US, 2)
    assert steered_bids(Knob(), evidence, _settings(), US, 2).equals(plain)


@pytest.mark.parametrize(
    ("settings", "tacos", "consent", "to"),
    [
        ({}, 0.4, "ask", True),
        ({"steer": True}, 0.4, "safe", True),
        ({}, 0.1, "watch", False),
        ({"objective": "tacos"}, 0.1, "ask", True),
    ],
)
def test_the_row(settings: dict[str, Any], tacos: float, consent: str, to: bool) -> None:
    evidence, total, chosen = (
        targets({**_AT_VALUE, "bid": _LEVEL}),
        _total(tacos),
        _settings(**settings),
    )
    knob = turn(evidence, total, chosen, 2)
    (row,) = tacos_action(knob, evidence, total, chosen).to_dicts()
    assert (row["code"], row["consent"], row["entity"]) == ("T401", consent, "Account")
    assert (row["from_value"], row["measured"]) == (pytest.approx(1.0), tacos)
    assert (row["to_value"] is not None) == to
    assert row["probability"] > 0.99
    # Away from the level of most profit every step costs profit.
    assert (row["money_per_week"] < 0) == to


def test_without_all_sales_there_is_no_row() -> None:
    knob = turn(targets(_AT_VALUE), None, _settings(), 2)
    assert knob == Knob()
    assert tacos_action(knob, targets(_AT_VALUE), None, _settings()).is_empty()


@pytest.mark.parametrize("uploads", [1, 2])
def test_in_the_loop_tacos_comes_into_the_band_and_stays_near(uploads: int) -> None:
    """Bids move spend by their elasticities, organic sales stand; the seller uploads every day, or every other."""
    settings = _settings(steer=True)
    kappa, days = 1.0, [(62.0, 180.0)] * 14
    for day in range(200):
        spend, sales = (sum(column) for column in zip(*days[-14:], strict=True))
        rows = targets({**_AT_VALUE, "bid": kappa * _LEVEL})
        knob = turn(rows, _total(spend / sales), settings, 6)
        if day % uploads == 0:
            kappa = knob.carried
        days.append((62.0 * kappa**1.5, 80 + 100 * kappa**0.9))
    late = [spend / sales for spend, sales in days[-60:]]
    assert max(late) < 0.25 * 1.05
    assert min(late) > 0.25 * 0.85
    assert np.std(late) < 0.01


@pytest.mark.parametrize(
    ("decimals", "asked"), [(2, 0.95 / 0.96), (0, np.exp(-0.05)), (6, (25 / 25.1) ** 0.06)]
)
def test_a_step_is_a_coin_of_the_middle_bid_at_least(decimals: int, asked: float) -> None:
    evidence = targets({**_AT_VALUE, "bid": _LEVEL})
    assert turn(evidence, _total(0.251), _settings(), decimals).asked == pytest.approx(asked)


def test_in_coins_bids_go_on_until_tacos_is_in_the_band() -> None:
    """TACoS a little over the band for long: each day's whole bids lie below those of the day before."""
    settings, bid = _settings(steer=True), _LEVEL
    for _ in range(10):
        rows = targets({**_AT_VALUE, "bid": bid})
        found = steered_bids(turn(rows, _total(0.251), settings, 2), rows, settings, US, 2)
        assert found["to_bid"][0] < bid
        bid = found["to_bid"][0]


def test_of_many_bids_a_step_below_a_coin_moves_its_share_and_adds_up() -> None:
    """60 bids of about a dollar: a day's step is .13 of a coin, and twenty of them are two and a half."""
    settings = _settings(steer=True)
    rows: list[dict[str, Any]] = [
        {**_AT_VALUE, "order_value": 25 + place / 3, "cpc": 0.72, "target_id": f"{place:02}"}
        for place in range(60)
    ]
    bids = [round(_LEVEL * row["order_value"] / 30, 2) for row in rows]
    for _ in range(20):
        evidence = targets(*({**row, "bid": bid} for row, bid in zip(rows, bids, strict=True)))
        knob = turn(evidence, _total(0.251), settings, 2)
        found = steered_bids(knob, evidence, settings, US, 2)
        changed = dict(found.select("target_id", "to_bid").iter_rows())
        assert len(changed) < 30
        bids = [changed.get(row["target_id"], bid) for row, bid in zip(rows, bids, strict=True)]
    after = targets(*({**row, "bid": bid} for row, bid in zip(rows, bids, strict=True)))
    assert kappa_in_force(after, settings) == pytest.approx(np.exp(-20 * 0.01 / 0.96 / 60**0.5), abs=0.006)


@pytest.mark.parametrize("cpc", [0.2, 0.48, 0.72, 0.96])
@pytest.mark.parametrize(("tacos", "way"), [(0.4, -1), (0.1, 1)])
def test_the_level_moves_whatever_share_of_their_bid_clicks_cost(cpc: float, tacos: float, way: int) -> None:
    settings = _settings(steer=True, objective="tacos")
    rows = targets({**_AT_VALUE, "cpc": cpc, "break_even_cvr": cpc / 12, "bid": _LEVEL})
    knob = turn(rows, _total(tacos), settings, 2)
    (bid,) = steered_bids(knob, rows, settings, US, 2).to_dicts()
    assert np.sign(bid["to_bid"] - _LEVEL) == way
    assert (bid["cpc"], bid["break_even_acos"], bid["base_bid"]) == (cpc, 0.4, _LEVEL)
    assert bid["consent"] == "safe"
