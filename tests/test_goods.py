"""What an order brings is learned of the goods: from the files to the plan."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import polars as pl

from adopt.daily import decide, run
from adopt.plan import Plan
from adopt.settings import load_settings

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"
SETTINGS = load_settings(SAMPLE / "adopt.toml")
DAY = date(2026, 11, 22)


def _holds(plan: Plan) -> None:
    """Terms that haven't sold bring what their product brings in whatever campaign."""
    unsold = plan.terms.filter((pl.col("orders") == 0) & (pl.col("join") != "none"))
    groups = unsold.group_by("campaign", "ad_group").agg(pl.col("order_value").mean())
    products = groups.group_by("ad_group").agg(
        pl.len(), low=pl.col("order_value").min(), high=pl.col("order_value").max()
    )
    assert products["len"].min() >= 4  # type: ignore[operator]  # a number of campaigns
    apart = (products["high"] / products["low"]).max()
    assert apart < products["low"].max() / products["high"].min()  # type: ignore[operator]  # money
    assert apart < 1.15  # type: ignore[operator]  # a ratio


def test_terms_that_have_not_sold_bring_what_their_product_brings_in_whatever_campaign() -> None:
    _holds(decide(SAMPLE, SETTINGS, DAY).plan)


def test_and_so_they_do_on_a_day_that_takes_an_earlier_days_fit(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(SAMPLE, tmp_path / "out", SETTINGS, DAY, (), home)
    later = decide(SAMPLE, SETTINGS, DAY + timedelta(days=1), home).plan
    assert "fit" in {one.kind for one in later.inputs}
    _holds(later)
