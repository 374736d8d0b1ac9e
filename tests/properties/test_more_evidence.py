"""More evidence moves a decision only the way it points: negated < watched < kept, and a bid down or up."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adopt.decide import bid_changes
from adopt.decide.changed import with_more
from adopt.decide.losing import verdicts
from adopt.schema import TargetEvidence
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.evidence import targets, terms

US = markets()["US"]
SETTINGS = load_settings()
STEPS = 60
RANKS = {
    "loses_money": 0,
    "thin_evidence": 1,
    "worth_waiting": 1,
    "has_earned": 1,
    "promise_spent": 1,
    None: 2,
}


@st.composite
def evidence(draw: st.DrawFn) -> dict[str, Any]:
    """A term or target of at least as many clicks as a negation needs, and what its clicks cost and bring."""
    clicks = draw(st.integers(SETTINGS.negate.min_clicks, 200))
    orders = draw(st.integers(0, min(clicks, 12)))
    prior, strength = draw(st.floats(0.005, 0.3)), draw(st.floats(3, 500))
    worth = draw(st.floats(1, 40))
    margin = draw(st.floats(0.05, 0.9))
    cpc = worth * prior * draw(st.floats(0.4, 4))
    alpha, size = strength * prior + orders, strength + clicks
    return {
        "clicks": clicks,
        "orders": orders,
        "effective_clicks": float(clicks),
        "spend": clicks * cpc,
        "cpc": cpc,
        "order_value": worth / margin,
        "margin": margin,
        "break_even_cvr": cpc / worth,
        "alpha": alpha,
        "beta": size - alpha,
        "cvr": alpha / size,
        "days": draw(st.integers(7, 90)),
    }


def steps(frame: pl.DataFrame, orders: np.ndarray, clicks: np.ndarray) -> pl.DataFrame:
    """The one row of a frame with more and more evidence, a row each."""
    return with_more(pl.concat([frame] * orders.size), pl.Series(orders), pl.Series(clicks))


def ranks(row: dict[str, Any], limit: float, orders: np.ndarray, clicks: np.ndarray) -> np.ndarray:
    more = steps(terms(row), orders, clicks).with_columns(p_limit=pl.lit(limit))
    return np.array([RANKS[verdict] for verdict in verdicts(more, SETTINGS)])


NONE, MORE = np.zeros(STEPS, dtype=int), np.arange(STEPS)
limits = st.floats(0.01, 0.5)


MORE_TO_COME = {
    "clicks": 3,
    "orders": 0,
    "effective_clicks": 3.0,
    "spend": 0.05859375,
    "cpc": 0.01953125,
    "order_value": 2.0,
    "margin": 0.5,
    "break_even_cvr": 0.01953125,
    "alpha": 0.21875,
    "beta": 16.78125,
    "cvr": 0.012867647058823529,
    "days": 13,
}
"""Its next click says so much more of how many are to come that waiting for one more is worth it then, and not now."""


@settings(max_examples=60, deadline=None)
@given(row=evidence(), limit=limits)
@example(row=MORE_TO_COME, limit=0.5)
def test_a_click_without_an_order_never_makes_a_term_look_better(row: dict[str, Any], limit: float) -> None:
    assert (np.diff(ranks(row, limit, NONE, MORE)) <= 0).all()


@settings(max_examples=60, deadline=None)
@given(row=evidence(), limit=limits)
def test_an_order_never_makes_a_term_look_worse(row: dict[str, Any], limit: float) -> None:
    assert (np.diff(ranks(row, limit, MORE, NONE)) >= 0).all()


@settings(max_examples=60, deadline=None)
@given(row=evidence(), limit=limits)
def test_nor_does_an_order_in_place_of_a_click_without_one(row: dict[str, Any], limit: float) -> None:
    instead = np.minimum(MORE, row["clicks"] - row["orders"])
    assert (np.diff(ranks(row, limit, instead, -instead)) >= 0).all()


WORTH_A_COIN = {
    "clicks": 160,
    "orders": 0,
    "effective_clicks": 160.0,
    "spend": 20.0,
    "cpc": 0.125,
    "order_value": 2.0,
    "margin": 0.5,
    "break_even_cvr": 0.125,
    "alpha": 0.375,
    "beta": 162.625,
    "cvr": 0.0023006134969325155,
    "days": 7,
}
"""With 41 orders a cut to 0.17 doesn't pay, with 42 one to 0.18 just would."""

FAR_UNDER_ITS_BID = {
    "clicks": 27,
    "orders": 0,
    "effective_clicks": 27.0,
    "spend": 5.80078125,
    "cpc": 0.21484375,
    "order_value": 4.0,
    "margin": 0.5,
    "break_even_cvr": 0.107421875,
    "alpha": 1.375,
    "beta": 33.625,
    "cvr": 0.039285714285714285,
    "days": 7,
}
"""Its clicks cost a fifth of its bid: a deep cut pays, a middling one doesn't, and a shallow one does again."""


@pytest.mark.parametrize(("orders", "clicks", "way"), [(NONE, MORE, -1), (MORE, NONE, 1)])
@settings(max_examples=40, deadline=None)
@example(row=FAR_UNDER_ITS_BID, bid=0.94, days=0)
@given(row=evidence(), bid=st.floats(0.05, 8), days=st.integers(0, 13))
def test_a_bid_of_a_products_first_days_follows_its_own_clicks(
    row: dict[str, Any], bid: float, days: int, orders: np.ndarray, clicks: np.ndarray, way: int
) -> None:
    more = steps(targets({**row, "bid": round(bid, 2), "known_days": days}), orders, clicks)
    assert (np.diff(_bids_after(more)) * way >= -1e-9).all()


def _bids_after(more: pl.DataFrame) -> np.ndarray:
    """The bid of each row after its decision."""
    numbered = more.with_columns(target_id=pl.int_range(pl.len()).cast(pl.String))
    asked = TargetEvidence.validate(numbered.select(TargetEvidence.column_names()))
    # What patience spares stays as it is; its row tells where the bid would go without.
    found = bid_changes(asked, SETTINGS, US, 2).filter(pl.col("reason") != "first_days")
    bids = numbered.select("target_id", "bid").join(
        found.select("target_id", "to_bid"), on="target_id", how="left", maintain_order="left"
    )
    return bids.select(pl.coalesce("to_bid", "bid")).to_series().to_numpy()


ABSURD_UNTIL_AN_ORDER = {
    "clicks": 3,
    "orders": 0,
    "effective_clicks": 3.0,
    "spend": 2.25,
    "cpc": 0.75,
    "order_value": 6.0,
    "margin": 0.5,
    "break_even_cvr": 0.25,
    "alpha": 0.75,
    "beta": 5.25,
    "cvr": 0.125,
    "days": 7,
}
"""In its product's first days a bid of 2.00 comes down less with each order, and stays from the third on."""


@pytest.mark.parametrize(("orders", "clicks", "way"), [(NONE, MORE, -1), (MORE, NONE, 1)])
@settings(max_examples=40, deadline=None)
@example(row=ABSURD_UNTIL_AN_ORDER, bid=2.0, age=0)
@example(row=WORTH_A_COIN, bid=0.25, age=4)
@example(row=FAR_UNDER_ITS_BID, bid=0.94, age=0)
@given(row=evidence(), bid=st.floats(0.05, 8), age=st.integers(0, 120))
def test_a_bid_follows_the_evidence(
    row: dict[str, Any], bid: float, age: int, orders: np.ndarray, clicks: np.ndarray, way: int
) -> None:
    more = steps(targets({**row, "bid": round(bid, 2), "age_days": age}), orders, clicks)
    assert (np.diff(_bids_after(more)) * way >= -1e-9).all()
