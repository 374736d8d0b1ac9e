from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.estimate.placements import PLACES, Placements, p_worth_more, placements_worth
from adopt.settings import load_settings
from tests.estimate.placed import placed

OWN = load_settings().placement
EFFECT = (1.4, 1.0, 0.75)


def worth(frame: pl.DataFrame) -> Placements:
    return placements_worth(frame, OWN, 2)


def of_place(found: Placements, name: str) -> np.ndarray:
    return found.rows[name].to_numpy().reshape(-1, len(PLACES))


def test_an_effect_of_the_account_is_found() -> None:
    found = worth(placed(1, 25, EFFECT))
    true = np.array(EFFECT) / np.mean(EFFECT)
    ratio = of_place(found, "worth").mean(axis=0)
    assert ratio / ratio.mean() == pytest.approx(true / true.mean(), abs=0.1)


def test_where_all_are_equal_little_is_seen() -> None:
    found = worth(placed(1, 25, (1, 1, 1)))
    assert np.abs(of_place(found, "worth") - 1).max() < 0.08


def test_a_small_campaign_takes_the_accounts_effect_and_a_large_one_its_own() -> None:
    turned = placed(3, 1, (0.75, 1.0, 1.4), clicks=9000).with_columns(campaign_id=pl.lit("large"))
    small = placed(4, 1, (1, 1, 1), clicks=30).with_columns(campaign_id=pl.lit("small"))
    found = worth(pl.concat([placed(1, 25, EFFECT), turned, small])).rows
    of = {row["campaign_id"]: row["worth"] for row in found.filter(placement="placementTop").to_dicts()}
    assert of["large"] < 0.9
    assert of["small"] > 1.1


@pytest.mark.parametrize("seed", [1, 2])
def test_clicks_times_worth_is_the_campaigns(seed: int) -> None:
    found = worth(placed(seed, 6, EFFECT, own=0.2))
    mean = (of_place(found, "share") * of_place(found, "worth")).sum(axis=1)
    assert mean == pytest.approx(1)
    rows = found.rows
    assert (rows["rate_low"] < rows["rate"]).all()
    assert (rows["rate"] < rows["rate_high"]).all()


def test_campaigns_without_all_three_places_or_with_one_twice_are_left_out() -> None:
    frame = placed(1, 3, EFFECT)
    lacking = frame.filter((pl.col("campaign_id") != "0") | (pl.col("placement") != PLACES[1]))
    assert worth(lacking).rows["campaign_id"].unique().sort().to_list() == ["1", "2"]
    assert worth(pl.concat([frame, frame.head(1)])).rows["campaign_id"].unique().sort().to_list() == [
        "1",
        "2",
    ]
    business = frame.head(3).with_columns(placement=pl.lit("placementAmazonBusiness"))
    assert worth(pl.concat([frame, business])).rows.equals(worth(frame).rows)


def test_no_campaign_and_no_click_are_no_trouble() -> None:
    assert worth(placed(1, 3, EFFECT).clear()).rows.is_empty()
    nothing = placed(1, 2, EFFECT).with_columns(pl.col("clicks", "orders", "sales_micros") * 0)
    assert worth(nothing).rows["worth"].to_list() == [1.0] * 6


@settings(deadline=None, max_examples=15)
@given(st.integers(0, 1000))
def test_neither_the_order_of_rows_nor_the_currency_matters(seed: int) -> None:
    frame = placed(seed, 5, EFFECT, own=0.2, clicks=400)
    mixed = frame.sample(fraction=1, shuffle=True, seed=seed)
    assert worth(mixed).rows.equals(worth(frame).rows)
    dear = worth(frame.with_columns(pl.col("sales_micros", "spend_micros") * 150)).rows
    for name in ("worth", "rate", "rate_low", "rate_high"):
        assert dear[name].to_list() == pytest.approx(worth(frame).rows[name].to_list(), rel=1e-6)


def test_the_probability_falls_with_what_is_asked_and_is_one_half_where_nothing_is_known() -> None:
    found = worth(placed(1, 25, EFFECT))
    row, other = np.array([0, 0, 0]), np.array([2, 2, 2])
    low, mid, high = p_worth_more(found, row, other, np.array([1.0, 1.8, 4.0]))
    assert low > 0.99 > mid > high
    assert high < 0.01
    both = p_worth_more(found, np.array([0]), np.array([2]), np.array([1.3]))
    turned = p_worth_more(found, np.array([2]), np.array([0]), np.array([1 / 1.3]))
    assert both + turned == pytest.approx(1)


def test_evidence_is_believed_more_where_there_is_more_of_it() -> None:
    few, many = (worth(placed(5, 10, (1.2, 1.0, 0.9), clicks=n)) for n in (150, 6000))

    def sure(found: Placements) -> float:
        rows = np.arange(0, found.rows.height, 3)
        return float(p_worth_more(found, rows, rows + 2, np.ones(rows.size)).mean())

    assert sure(many) > sure(few)
