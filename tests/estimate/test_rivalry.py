"""How near a target's cost comes to its bid, against its campaign."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.estimate.rivalry import rivalry


def _rivalries(*rows: dict[str, Any]) -> list[float]:
    usual = {
        "campaign_id": "1",
        "campaign": "pans",
        "clicks": 1000,
        "cpc": 0.6,
        "bid": 1.0,
        "bid_multiplier": 1.0,
    }
    schema = {"campaign_id": pl.String, "campaign": pl.String, "clicks": pl.Int64, "cpc": pl.Float64}
    frame = pl.DataFrame([usual | row for row in rows], schema_overrides=schema | {"bid": pl.Float64})
    return frame.select(rivalry()).to_series().to_list()


def test_who_pays_nearly_all_of_the_bid_has_rivals_close_by() -> None:
    # A crowd of cheap clicks makes the campaign's share .5: odds 1, against two of a share of two thirds.
    near, _ = _rivalries({"cpc": 2 / 3, "clicks": 1_000_000}, {"cpc": 0.5, "clicks": 1_000_000_000})
    assert near == pytest.approx(2.0, abs=0.01)


def test_no_raise_is_said_to_win_more_than_three_times_as_much_as_usual() -> None:
    near, _ = _rivalries({"cpc": 0.99, "clicks": 100_000}, {"cpc": 0.4999, "clicks": 10_000_000})
    assert near == 3.0


def test_clicks_that_cost_little_of_their_bid_are_taken_as_usual() -> None:
    _, cheap = _rivalries({}, {"cpc": 0.2})
    assert cheap == 1.0


def test_a_few_dear_clicks_say_little() -> None:
    few, _ = _rivalries({"cpc": 0.9, "clicks": 3}, {"cpc": 0.5, "clicks": 100_000})
    many, _ = _rivalries({"cpc": 0.9, "clicks": 3000}, {"cpc": 0.5, "clicks": 10_000_000})
    assert 1 < few < 1.2
    assert many > 2.9


def test_what_raises_all_bids_of_a_campaign_tells_nothing() -> None:
    plain = _rivalries({"cpc": 0.8}, {"cpc": 0.4})
    raised = _rivalries({"cpc": 0.8, "bid_multiplier": 1.25}, {"cpc": 0.4, "bid_multiplier": 1.25})
    assert _rivalries({"cpc": 0.85}, {"cpc": 0.85}) == [pytest.approx(1.0)] * 2
    assert plain[0] > raised[0] > 1


def test_without_a_bid_or_clicks_nothing_is_known() -> None:
    assert _rivalries({"bid": None}, {"clicks": 0}) == [1.0, 1.0]
    assert _rivalries({"bid": None, "cpc": 50.0}, {"cpc": 0.6}) == [1.0, pytest.approx(1.0)]


def test_campaigns_are_held_against_themselves() -> None:
    apart = _rivalries({"cpc": 0.9, "campaign_id": "2"}, {"cpc": 0.3})
    assert apart == [pytest.approx(1.0)] * 2
