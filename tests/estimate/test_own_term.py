"""A target of a single term is judged with what the same term did in the account's other targets."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.estimate.evidence import Terms, target_evidence, term_evidence
from adopt.estimate.targets import target_entities
from adopt.estimate.value import ad_group_margins
from adopt.settings import load_settings
from tests.estimate.cells import cells

SETTINGS = load_settings()
MARGINS = ad_group_margins(None, {})
EXACT: dict[str, Any] = {
    "targeting": "steel pan",
    "match_type": "exact",
    "clicks": 2,
    "orders": 0,
    "sales": 0.0,
}
BROAD: dict[str, Any] = {"target_id": "222", "targeting": "pan", "match_type": "broad"}
OTHER: dict[str, Any] = {
    "campaign_id": "2",
    "ad_group_id": "22",
    "campaign": "pans broad",
    "ad_group": "all pans",
}
SOLD: dict[str, Any] = {"search_term": "iron pan", "clicks": 500, "orders": 40, "sales": 1000.0}


def _terms(table: pl.DataFrame) -> Terms:
    return term_evidence(table, MARGINS, 60, SETTINGS)


def _judged(table: pl.DataFrame, terms: Terms) -> dict[str, dict[str, Any]]:
    entities = target_entities(table, None, date(2026, 3, 1), 60)
    found = target_evidence(table, terms, entities, MARGINS, 60, SETTINGS)
    return {row["match_type"]: row for row in found.iter_rows(named=True)}


def _account(clicks: int, orders: int, **place: Any) -> pl.DataFrame:
    there = {**BROAD, **place, "clicks": clicks, "orders": orders, "sales": 25.0 * orders}
    return cells(EXACT, there, {**BROAD, **place, **SOLD})


def test_in_the_same_ad_group_all_of_it_counts() -> None:
    found = _judged(table := _account(60, 0), _terms(table))
    assert found["exact"]["lent"] == pytest.approx(60)
    assert found["exact"]["clicks"] == 2
    assert found["broad"]["lent"] == 0


def test_of_another_ad_group_the_share_that_the_account_shows() -> None:
    table = _account(60, 0, **OTHER)
    terms = _terms(table)
    assert terms.fit is not None
    # Where both ad groups are expected to convert alike, a share of 60 clicks; these two nearly do.
    assert _judged(table, terms)["exact"]["lent"] == pytest.approx(60 * terms.fit.borrowing.share, rel=0.5)


@pytest.mark.parametrize("place", [{}, OTHER], ids=["same ad group", "another"])
def test_a_term_that_sells_nowhere_else_is_worth_less_here(place: dict[str, Any]) -> None:
    poor, rich = (_judged(t := _account(60, orders, **place), _terms(t))["exact"] for orders in (0, 9))
    alone = _judged(t := cells(EXACT, {**BROAD, **place, **SOLD}), _terms(t))["exact"]
    assert poor["cvr"] < alone["cvr"] < rich["cvr"]
    assert poor["p_profitable"] < alone["p_profitable"] < rich["p_profitable"]
    assert alone["lent"] == 0


def test_without_word_of_other_targets_only_its_own_clicks_count() -> None:
    table = _account(60, 0)
    assert _judged(table, _terms(table)._replace(lendings=None))["exact"]["lent"] == 0


@given(clicks=st.integers(0, 300), orders=st.integers(0, 9))
def test_nothing_is_lent_to_targets_of_many_terms_and_no_order_without_its_click(
    clicks: int, orders: int
) -> None:
    table = _account(max(clicks, orders), orders, **OTHER)
    found = _judged(table, _terms(table))
    assert found["broad"]["lent"] == 0
    exact = found["exact"]
    assert exact["alpha"] > 0
    assert exact["beta"] > 0
    assert exact["lent"] >= 0
