from __future__ import annotations

import polars as pl
import pytest

from adopt.estimate.targets import bid_multipliers


def _factor(**placements: tuple[int, float]) -> float:
    rows = [
        {"campaign_id": "1", "placement": f"placement{name}", "clicks": clicks, "percentage": percentage}
        for name, (clicks, percentage) in placements.items()
    ]
    return float(
        bid_multipliers(pl.DataFrame(rows, schema_overrides={"percentage": pl.Float64}))["bid_multiplier"][0]
    )


def test_a_campaign_is_raised_by_the_mean_of_its_clicks() -> None:
    assert _factor(Top=(30, 100.0), RestOfSearch=(50, 0.0), ProductPage=(20, 50.0)) == pytest.approx(1.4)


def test_business_clicks_are_a_share_of_the_others_and_multiply_on_top() -> None:
    assert _factor(Top=(50, 100.0), RestOfSearch=(50, 0.0), AmazonBusiness=(25, 200.0)) == pytest.approx(
        1.5 * 1.5
    )


def test_without_clicks_the_highest_percentage_counts() -> None:
    assert _factor(Top=(0, 300.0), RestOfSearch=(0, 0.0), AmazonBusiness=(0, 50.0)) == 4.0
    assert _factor(Top=(0, 0.0)) == 1.0
