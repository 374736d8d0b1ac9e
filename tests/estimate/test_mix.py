"""A target is judged by the search terms that it finds of late."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.estimate.evidence import TARGET, target_evidence, term_evidence
from adopt.estimate.mix import mix
from adopt.estimate.posterior import moved
from adopt.estimate.rows import KEYS, SUMS, aggregate
from adopt.estimate.targets import target_entities
from adopt.estimate.value import ad_group_margins
from adopt.settings import load_settings
from tests.estimate.cells import cells

SETTINGS = load_settings()
TIE = 50.0


def _mix(*terms: tuple[int, int, float]) -> float:
    frame = pl.DataFrame(terms, schema=["clicks", "newest_clicks", "term_cvr"], orient="row")
    return float(frame.select(mix(TIE)).item())


def test_newest_clicks_weigh_against_a_tie_of_all() -> None:
    # Of the newest 50 clicks all are the poor term's, of all 100 each term has half.
    late = (50 * 0.02 + 25 * 0.02 + 25 * 0.10) / 100
    assert _mix((50, 50, 0.02), (50, 0, 0.10)) == pytest.approx(late / 0.06)


@pytest.mark.parametrize(
    "terms",
    [
        [(50, 50, 0.02), (30, 30, 0.10)],  # no days, or all of them new
        [(50, 5, 0.02), (30, 3, 0.02)],
        [(50, 5, 0.03)],
        [(50, 0, 0.03), (20, 0, 0.09)],
        [(0, 0, 0.03)],
    ],
    ids=["all new", "alike", "one term", "nothing new", "no click"],
)
def test_it_is_one_where_nothing_has_moved(terms: list[tuple[int, int, float]]) -> None:
    assert _mix(*terms) == pytest.approx(1.0)


one_term = st.tuples(st.integers(1, 500), st.floats(0, 1), st.floats(0.001, 0.5)).map(
    lambda term: (term[0], int(term[0] * term[1]), term[2])
)


@given(terms=st.lists(one_term, min_size=1, max_size=8))
def test_it_never_leaves_the_rates_of_the_terms(terms: list[tuple[int, int, float]]) -> None:
    clicks, rates = (np.array([term[at] for term in terms], dtype=float) for at in (0, 2))
    late = _mix(*terms) * float(clicks @ rates / clicks.sum())
    assert rates.min() * (1 - 1e-9) <= late <= rates.max() * (1 + 1e-9)


@given(terms=st.lists(one_term, min_size=2, max_size=8), rate=st.floats(0.001, 0.5))
def test_a_new_click_of_a_better_term_never_makes_it_worse(
    terms: list[tuple[int, int, float]], rate: float
) -> None:
    best = max([rate, *(term[2] for term in terms)])
    before, after = [*terms, (10, 0, best)], [*terms, (10, 10, best)]
    if all(clicks == newest for clicks, newest, _ in after):
        return
    assert _mix(*after) >= _mix(*before) * (1 - 1e-9)


def test_newest_clicks_are_those_from_a_day_on() -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 20)
    same = dict.fromkeys(KEYS, "x") | {name: 1 for name in SUMS if name != "effective_ppm"}
    rows = [{**same, "clicks": n, "first_day": day, "last_day": day} for n, day in ((4, first), (3, last))]
    frame = pl.DataFrame(rows)
    assert aggregate(frame, last, 7, newest=last)["newest_clicks"].to_list() == [3]
    assert aggregate(frame, last, 7)["newest_clicks"].to_list() == [7]


def test_a_moved_rate_is_known_as_well_as_before() -> None:
    rows = pl.DataFrame(
        {"alpha": [3.0, 4.0], "beta": [57.0, 36.0], "cvr": [0.05, 0.1], "break_even_cvr": [0.04, 0.2]}
    ).with_columns(cvr_low=0.01, cvr_high=0.2, p_profitable=0.5, ratio=pl.Series([0.5, 1.0]))
    found = moved(rows, pl.col("ratio"))
    assert found.row(1) == rows.row(1)
    one = found.row(0, named=True)
    assert one["cvr"] == pytest.approx(0.025)
    assert (one["alpha"], one["alpha"] + one["beta"]) == (pytest.approx(1.5), pytest.approx(60))
    assert one["cvr_low"] < 0.025 < one["cvr_high"]
    assert one["p_profitable"] < 0.2


def test_who_gets_the_shoppers_of_a_poor_term_is_judged_by_it() -> None:
    poor = {"target_id": "222", "targeting": "pan", "match_type": "phrase", "search_term": "pan handle"}
    good = {**poor, "search_term": "steel pan"}
    exact = {
        "target_id": "333",
        "targeting": "pan handle",
        "match_type": "exact",
        "search_term": "pan handle",
    }
    table = cells(
        {**good, "clicks": 300, "orders": 45, "newest_clicks": 5},
        {**poor, "clicks": 40, "orders": 0, "newest_clicks": 40},
        {**exact, "clicks": 400, "orders": 2, "newest_clicks": 0},
    )
    margins = ad_group_margins(None, {})
    terms = term_evidence(table, margins, 60, SETTINGS)
    entities = target_entities(table, None, date(2026, 3, 1), 60)

    def judged(of: pl.DataFrame) -> dict[str, float]:
        found = target_evidence(of, terms, entities, margins, 60, SETTINGS)
        return found.filter(pl.col("targeting") == "pan", pl.col("match_type") == "phrase").row(0, named=True)

    now, before = judged(table), judged(table.with_columns(newest_clicks="clicks"))
    assert before["mix"] == 1.0
    assert now["mix"] < 0.8
    assert now["cvr"] == pytest.approx(before["cvr"] * now["mix"])
    assert (now["clicks"], now["orders"]) == (before["clicks"], before["orders"]) == (340, 45)
    assert set(TARGET) <= set(entities.columns)
