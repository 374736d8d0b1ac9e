"""TACoS and budgets from files to files, on the sample reports."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pydantic import BaseModel

from adopt.daily import Day, decide
from adopt.settings import load_settings

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"


def _day(**changes: dict[str, Any] | Any) -> Day:
    """The sample's day with some settings changed; parts by their own settings."""
    own = load_settings(SAMPLE / "adopt.toml")
    made = {
        name: part.model_copy(update=value) if isinstance(part := getattr(own, name), BaseModel) else value
        for name, value in changes.items()
    }
    return decide(SAMPLE, own.model_copy(update=made), date(2026, 11, 22))


@pytest.fixture(scope="module")
def plain() -> Day:
    return _day()


def _bids(day: Day) -> pl.DataFrame:
    bids = day.plan.actions.filter((pl.col("code") == "B301") & (pl.col("consent") == "safe"))
    return bids.select("key", "from_bid", "to_bid", "kappa")


def _level(day: Day) -> dict[str, Any]:
    (row,) = day.plan.actions.filter(pl.col("code") == "T401").to_dicts()
    return row


def test_where_nothing_is_set_bids_stay_at_value(plain: Day) -> None:
    row = _level(plain)
    assert (row["consent"], row["reason"]) == ("watch", "tacos_room")
    assert row["measured"] < 0.15
    assert _bids(plain)["kappa"].null_count() == _bids(plain).height


def test_a_band_that_is_passed_lowers_bids_once_tacos_may_steer() -> None:
    # At a share fixed so high few bids come down by a whole step with or without it.
    plain = _day(bid={"shade": 0.8})
    steered = _day(tacos_low=0.05, tacos_high=0.08, tacos={"steer": True}, bid={"shade": 0.8})
    row, bids = _level(steered), _bids(steered)
    assert (row["consent"], row["reason"]) == ("safe", "tacos_above")
    assert bids["kappa"].unique().to_list() == [row["to_value"]]
    both = bids.join(_bids(plain), on="key", suffix="_plain")
    assert both.height > 20
    assert (both["to_bid"] <= both["to_bid_plain"]).all()
    assert (both["to_bid"] < both["to_bid_plain"]).sum() > both.height / 3


def test_budgets_that_bind_are_written_where_the_seller_lets_them(tmp_path: Path) -> None:
    # The sample's budgets don't bind; days at a third of them, less what stops today, are taken for such days here, and spinners
    # to earn more.
    binding = {"touched": 0.35, "min_days": 2, "sure": 0.5, "headroom": 4.0, "consent": "safe"}
    day = _day(budget=binding, margins={"BW-GP-01": 0.34, "BW-SS-02": 0.6, "BW-KS-03": 0.36})
    found = day.plan.actions.filter(pl.col("code") == "T402")
    held, raised = (found.filter((pl.col("reason") == "runs_out") == out) for out in (True, False))
    assert held["consent"].unique().to_list() == ["watch"], "of the product that is about to run out"
    assert raised.height
    assert (tmp_path / "budgets.xlsx") in day.write(tmp_path)
    sheet = pl.read_excel(tmp_path / "budgets.xlsx", infer_schema_length=None)
    assert sheet["Campaign ID"].to_list() == raised["campaign_id"].to_list()
    assert sheet["Daily Budget"].to_list() == pytest.approx(raised["to_value"].to_list())
    assert sheet["Start Date"].null_count() == 0
