"""What an order brings is learned of the goods: from the files to the plan."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from adopt.daily import decide
from adopt.settings import load_settings

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"


def test_terms_that_have_not_sold_bring_what_their_product_brings_in_whatever_campaign() -> None:
    plan = decide(SAMPLE, load_settings(SAMPLE / "adopt.toml"), date(2026, 11, 22)).plan
    unsold = plan.terms.filter((pl.col("orders") == 0) & (pl.col("join") != "none"))
    groups = unsold.group_by("campaign", "ad_group").agg(pl.col("order_value").mean())
    products = groups.group_by("ad_group").agg(
        pl.len(), low=pl.col("order_value").min(), high=pl.col("order_value").max()
    )
    assert products["len"].min() >= 4  # type: ignore[operator]  # a number of campaigns
    apart = (products["high"] / products["low"]).max()
    assert apart < products["low"].max() / products["high"].min()  # type: ignore[operator]  # money
    assert apart < 1.15  # type: ignore[operator]  # a ratio
