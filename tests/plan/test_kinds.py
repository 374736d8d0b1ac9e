from __future__ import annotations

import polars as pl
import pytest

from adopt.plan import kinds, weekly

_ROWS = {
    "negations": ("N101", "safe", "Negative Keyword", "1"),
    "keywords": ("H201", "safe", "Keyword", "1"),
    "bids": ("B301", "safe", "Keyword", "1"),
    "budgets": ("T402", "safe", "Campaign", "1"),
    "placements": ("B302", "safe", "Bidding Adjustment", "1"),
    "launches": ("L501", "safe", "Campaign", None),
    "outside": ("X101", "safe", "Negative Keyword", "1"),
    "lower_bids": ("H202", "ask", "Keyword", "1"),
    "steering": ("T401", "ask", "Account", None),
    "waiting": ("N101", "ask", "Negative Keyword", "1"),
    "watched": ("W601", "watch", "Keyword", "1"),
}


def _actions(*rows: tuple[str, str, str, str | None]) -> pl.DataFrame:
    made = pl.DataFrame(rows, schema=["code", "consent", "entity", "campaign_id"], orient="row")
    return made.with_columns(money_per_week=pl.lit(1.5))


@pytest.mark.parametrize(("kind", "row"), _ROWS.items())
def test_each_kind_by_its_name_and_nowhere_else(kind: str, row: tuple[str, str, str, str | None]) -> None:
    found = kinds(_actions(row))._asdict()
    assert {name for name, rows in found.items() if rows.height} == {kind}


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        (("H201", "safe", "Negative Keyword", "1"), "negations"),  # a term handed over to its own keyword
        (("H202", "ask", "Negative Keyword", "1"), "waiting"),
        (("L501", "safe", "Campaign", "1"), "budgets"),  # a launched campaign's
        (("X101", "ask", "Keyword", "1"), "waiting"),
    ],
)
def test_what_looks_like_another(row: tuple[str, str, str, str | None], kind: str) -> None:
    found = kinds(_actions(row))._asdict()
    assert {name for name, rows in found.items() if rows.height} == {kind}


def test_the_money_of_a_week() -> None:
    assert weekly(_actions(*_ROWS.values())) == 16.5
    assert weekly(_actions(*_ROWS.values()).clear()) == 0.0
