"""The change that is said to flip an action flips the decision itself, and one step less doesn't."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import dataframely as dy
import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from adopt.daily import Day, decide
from adopt.decide import bid_changes, coming_bids, harvests, isolations, negations, unnegations, with_shade
from adopt.decide.changed import at_cpc, at_margin, with_more
from adopt.decide.flip import FLIPS, with_flips
from adopt.decide.ladder import MARGIN_STEPS
from adopt.decide.promise import luck_at
from adopt.estimate.posterior import with_posterior
from adopt.estimate.scatter import betas
from adopt.schema import Action, Consent, TargetEvidence, TermEvidence
from adopt.settings import Settings, load_settings
from adopt.words import markets
from tests.decide.evidence import targets, terms

US = markets()["US"]
CENTS = 2
DAY = date(2026, 11, 22)
SAMPLE = Path(__file__).resolve().parents[2] / "sample_reports"


@cache
def defaults() -> Settings:
    # The luck that is counted goes by the account's orders, of which a term's own are some; here it stays as it is.
    return load_settings(negate={"luck": 1.0})


@st.composite
def evidence(draw: st.DrawFn) -> dict[str, Any]:
    """A posterior with its clicks and orders, and what a click costs and brings."""
    clicks = draw(st.integers(1, 400))
    orders = draw(st.integers(0, min(clicks, 30)))
    cpc, order_value = draw(st.floats(0.1, 4)), draw(st.floats(5, 90))
    margin = draw(st.floats(0.05, 0.9))
    return {
        "clicks": clicks,
        "orders": orders,
        "units": orders,
        "effective_clicks": float(clicks),
        "prior_cvr": draw(st.floats(0.005, 0.3)),
        "cpc": cpc,
        "order_value": order_value,
        "spend": clicks * cpc,
        "sales": orders * order_value,
        "margin": margin,
        "break_even_cvr": cpc / (order_value * margin),
    }


def judged(frame: pl.DataFrame, schema: type[TermEvidence | TargetEvidence], strength: float) -> Any:
    """With the posterior that the clicks and orders give."""
    one = betas(np.array([strength]), np.ones(1))
    return schema.validate(with_posterior(frame, one).select(schema.column_names()))


def steps(row: dict[str, Any], what: str) -> list[float]:
    """The change that flips, and one step less."""
    value = row[f"flip_{what}"]
    if what in {"orders", "clicks"}:
        return [value, value - 1]
    unit = MARGIN_STEPS if what == "margin" else 10**CENTS
    now = row["break_even_acos"] if what == "margin" else row["cpc"]
    return [value, value - (1 if value > now else -1) / unit]


def changed(rows: pl.DataFrame, at: int, what: str, value: float) -> pl.DataFrame:
    """The evidence with one row changed."""
    row, order = rows[at], rows.columns
    if what in {"orders", "clicks"}:
        more = pl.Series([int(value)]), pl.Series([0])
        row = with_more(row, *(more if what == "orders" else reversed(more)))
    else:
        row = (at_margin if what == "margin" else at_cpc)(row, pl.Series([value]))
    return pl.concat([rows[:at], row.select(order), rows[at + 1 :]])


def flips(row: dict[str, Any]) -> list[str]:
    kinds = set(FLIPS) - {"flip_known"}
    return [name.removeprefix("flip_") for name in sorted(kinds) if row[name] is not None]


@given(st.lists(evidence(), min_size=1, max_size=6), st.floats(5, 300))
@settings(max_examples=25, deadline=None)
def test_of_negations(made: list[dict[str, Any]], strength: float) -> None:
    rows = terms(*({**row, "search_term": f"pan of kind {n}"} for n, row in enumerate(made)))
    frame = judged(rows, TermEvidence, strength)

    def decided(account: pl.DataFrame) -> dict[str, bool]:
        found = negations(TermEvidence.validate(account), None, defaults(), DAY)
        return {row["search_term"]: row["consent"] != "watch" for row in found.iter_rows(named=True)}

    now = negations(frame, None, defaults(), DAY)
    for row in with_flips(now, defaults(), US, CENTS).iter_rows(named=True):
        place = frame["search_term"].to_list().index(row["search_term"])
        for what in flips(row):
            flipped, short = (changed(frame, place, what, value) for value in steps(row, what))
            # A flip takes the account for as large as it is: hundreds of orders more would change what a promise leaves room for.
            if len({_leeway(account) for account in (frame, flipped, short)}) > 1:
                continue
            there, before = (decided(account).get(row["search_term"], False) for account in (flipped, short))
            accepted = row["consent"] != "watch"
            assert (there, before) == (not accepted, accepted), (row, what)


def _leeway(account: pl.DataFrame) -> float:
    orders = int(account["orders"].sum())
    return luck_at(defaults().negate.luck, orders)


# A raise of a twentieth: its last digit is another in a column of one row than of many.
TWENTIETH = {
    **dict.fromkeys(("orders", "units"), 0),
    "clicks": 30,
    "effective_clicks": 30.0,
    "spend": 7.5,
    "sales": 0.0,
    "cpc": 0.25,
    "prior_cvr": 0.125,
    "order_value": 38.0,
    "margin": 0.5,
    "break_even_cvr": 0.25 / 19,
}


@example(TWENTIETH, 0.4, 0, 11.0)
@given(evidence(), st.floats(0.05, 5), st.integers(0, 120), st.floats(5, 300))
@settings(max_examples=40, deadline=None)
def test_of_bids(made: dict[str, Any], bid: float, age: int, strength: float) -> None:
    row = {**made, "bid": round(bid, 2), "age_days": age, "target_id": "7"}
    frame = judged(targets(row), TargetEvidence, strength)

    def way(account: pl.DataFrame) -> int:
        found = bid_changes(TargetEvidence.validate(account), defaults(), US, CENTS)
        acting = found.filter(pl.col("consent") != Consent.WATCH.value)
        return int((acting["to_bid"] - acting["base_bid"]).sign().sum())

    now = bid_changes(frame, defaults(), US, CENTS)
    for action in with_flips(now, defaults(), US, CENTS).iter_rows(named=True):
        for what in flips(action):
            there, before = (way(changed(frame, 0, what, value)) for value in steps(action, what))
            assert before == way(frame), (action, what)
            assert there != way(frame), (action, what)


@cache
def sample() -> Day:
    return decide(SAMPLE, load_settings(SAMPLE / "adopt.toml"), DAY)


@cache
def measured() -> Settings:
    """What the sample's run decided by: its share of a click's value is measured."""
    plan = sample().plan
    return with_shade(plan.settings, plan.facts.shade, plan.facts.cpc_elasticity)


@cache
def coming() -> pl.DataFrame:
    """Bids to come, of the whole account: what one row's evidence does to its target is no part of a flip."""
    day = sample()
    known, choices = TermEvidence.validate(day.plan.terms), measured()
    return coming_bids(known, negations(known, day.bulk, choices, day.plan.as_of), choices)


def again(day: Day, code: str, evidence_of: pl.DataFrame) -> dy.DataFrame[Action]:
    """What the decisions of a kind say of other evidence."""
    choices, bulk = measured(), day.bulk
    bids = (choices, day.plan.as_of, US, CENTS)
    if code == "B301":
        return bid_changes(TargetEvidence.validate(evidence_of), choices, US, CENTS)
    known = TermEvidence.validate(evidence_of)
    negated = negations(known, bulk, choices, day.plan.as_of)
    if code == "H201":
        return harvests(known, bulk, *bids)
    if code == "H202":
        return isolations(known, negated, bulk, *bids, coming())
    return unnegations(known, bulk, choices, day.plan.as_of) if code == "U101" else negated


def said(found: dy.DataFrame[Action], key: str) -> tuple[str, float] | None:
    """Whether there is an action of this name that acts, and in which direction."""
    acting = found.filter((pl.col("key") == key) & (pl.col("consent") != "watch"))
    ways = acting.select((pl.col("to_bid") - pl.col("base_bid")).sign().fill_null(0)).to_series()
    return (key, ways[0]) if acting.height else None


@pytest.mark.parametrize("code", ["N101", "N102", "H201", "H202", "U101", "B301"])
def test_of_a_whole_account(code: str) -> None:
    day = sample()
    of_code = with_flips(day.plan.actions, measured(), US, CENTS).filter(
        pl.col("code") == code, pl.any_horizontal(pl.col("^flip_[^k].*$").is_not_null())
    )
    some = of_code.gather_every(max(of_code.height // 3, 1)).head(3)
    frame: pl.DataFrame = day.plan.targets if code == "B301" else day.plan.terms
    units = ["campaign_id", "ad_group_id"] + (["target_id"] if code == "B301" else ["search_term"])
    for row in some.iter_rows(named=True):
        own = pl.all_horizontal(pl.col(name).eq_missing(row[name]) for name in units)
        account = frame if code == "B301" else frame.filter(own | ~rivals(row))
        at = account.with_row_index("at").filter(own)["at"][0]
        now = said(again(day, code, account), row["key"])
        for what in flips(row):
            there, before = (
                said(again(day, code, changed(account, at, what, value)), row["key"])
                for value in steps(row, what)
            )
            assert before == now, (row["key"], what, row[f"flip_{what}"])
            assert there != now, (row["key"], what, row[f"flip_{what}"])
    assert some.height or code == "U101"


def rivals(row: dict[str, Any]) -> pl.Expr:
    """Rows of the same term in other ad groups: of them only the best gets a keyword, and that is no flip."""
    own_keyword = row["code"].startswith("H")
    return pl.col("search_term").eq(row["search_term"]) & pl.lit(own_keyword)


def test_looking_for_one_kind_alone_finds_the_same_of_it_and_nothing_else() -> None:
    every, clicks = (_sample_flips(kinds) for kinds in ((), ("clicks",)))
    assert every["flip_orders"].count() > 0
    assert every["flip_clicks"].count() > 0
    same = ["flip_clicks", "flip_known"]
    assert clicks.select(same).equals(every.select(same))
    assert clicks.select("flip_orders", "flip_margin", "flip_cpc").null_count().row(0) == (every.height,) * 3


def _sample_flips(kinds: tuple[str, ...]) -> pl.DataFrame:
    found = sample().plan
    return with_flips(found.actions, found.settings, US, CENTS, *([kinds] if kinds else []))
