from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from adopt.estimate.group_money import with_group_money
from adopt.estimate.rows import sum_by, with_floats
from adopt.estimate.tie import fitted_tie
from adopt.estimate.value import ad_group_margins, with_value
from adopt.schema import MICROS, Ad, AdGroup, Bulk, Campaign, bulk_frames
from adopt.settings import load_settings
from tests.decide.entities import download
from tests.estimate.cells import cells

SETTINGS = load_settings(target_acos=0.4)
KEYS = ["campaign", "ad_group", "search_term"]


def _valued(table: pl.DataFrame, margins: pl.DataFrame | None = None) -> pl.DataFrame:
    known = ad_group_margins(None, {}) if margins is None else margins
    return with_value(_grouped(table), known, SETTINGS)


def _grouped(table: pl.DataFrame) -> pl.DataFrame:
    return with_group_money(with_floats(sum_by(table, KEYS)), table, SETTINGS.estimate)


def test_cost_per_click_and_order_value_follow_the_formula() -> None:
    table = cells(
        {"search_term": "a", "clicks": 10, "spend": 20.0, "orders": 1, "sales": 30.0},
        {"search_term": "b", "clicks": 90, "spend": 80.0, "orders": 4, "sales": 120.0},
    )
    one = _valued(table).filter(pl.col("search_term") == "a").row(0, named=True)
    # One ad group in one campaign: every level's mean is the account's, $1 a click and $30 an order.
    tie = fitted_tie(np.array([20.0, 80.0]), np.array([10.0, 90.0]), np.ones(2), 3)
    assert 1 < tie < 6
    assert one["cpc"] == pytest.approx((20 + tie * 1.0) / (10 + tie))
    assert one["order_value"] == pytest.approx((30 + 2 * 30.0) / (1 + 2))
    assert one["break_even_cvr"] == pytest.approx(one["cpc"] / (one["order_value"] * 0.4))
    assert one["margin_source"] == "target_acos"


def test_a_term_without_orders_borrows_its_ad_groups_order_value() -> None:
    table = cells(
        {"search_term": "a", "orders": 0, "sales": 0.0},
        {"search_term": "b", "orders": 10, "sales": 500.0},
    )
    assert _valued(table)["order_value"].to_list() == pytest.approx([50.0, 50.0])


@pytest.mark.parametrize(("between", "within", "believed"), [(0.0, 0.3, False), (0.5, 0.1, True)])
def test_a_terms_own_order_value_counts_as_far_as_those_of_the_account_last(
    between: float, within: float, *, believed: bool
) -> None:
    rng = np.random.default_rng(7)
    orders = rng.integers(1, 12, 400)
    off = rng.normal(0, between, 400) + rng.normal(0, within, 400) / np.sqrt(orders)
    sold = [
        {"search_term": f"t{at:03}", "orders": int(some), "sales": float(30 * some * np.exp(by))}
        for at, (some, by) in enumerate(zip(orders, off, strict=True))
    ]
    valued = _valued(cells(*sold))
    own = np.log(valued["sales"].to_numpy() / valued["orders"].to_numpy())
    slope = np.polyfit(own, np.log(valued["order_value"].to_numpy()), 1)[0]
    assert slope > 0.7 if believed else slope < 0.3


def test_an_account_without_orders_has_no_order_value() -> None:
    table = cells({"orders": 0, "sales": 0.0})
    valued = _valued(table)
    assert valued["order_value"].to_list() == [0.0]
    assert valued["break_even_cvr"].to_list() == [1.0]


def _bulk(ads: list[tuple[str, str, float]]) -> Bulk:
    metrics = {"impressions": 0, "clicks": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}
    rows = [
        {**metrics, "row": 4 + i, "ad_id": str(i), "campaign_id": "1", "ad_group_id": "11", "sku": sku, "asin": None,
         "state": state, "sales_micros": int(sales * MICROS)}
        for i, (sku, state, sales) in enumerate(ads)
    ]  # fmt: skip
    group = {**metrics, "row": 3, "campaign_id": "1", "ad_group_id": "11", "ad_group": "pans", "state": "enabled",
             "campaign_state": "enabled", "default_bid": 1.0}  # fmt: skip
    campaign = {**metrics, "row": 2, "campaign_id": "1", "campaign": "pans auto", "portfolio_id": None,
                "targeting_type": "auto", "state": "enabled", "start_date": None, "end_date": None, "budget": 20.0,
                "strategy": None}  # fmt: skip
    return bulk_frames(
        ads=Ad.cast(pl.DataFrame(rows, infer_schema_length=None)),
        ad_groups=AdGroup.cast(pl.DataFrame([group])),
        campaigns=Campaign.cast(pl.DataFrame([campaign])),
    )


def test_a_margin_is_the_mean_of_its_skus_weighted_by_sales() -> None:
    found = ad_group_margins(_bulk([("A", "enabled", 300.0), ("B", "paused", 100.0)]), {"A": 0.5, "B": 0.3})
    assert found["margin"].to_list() == pytest.approx([0.45])
    assert found["margin_source"].to_list() == ["sku"]


def test_half_a_margin_is_none() -> None:
    assert ad_group_margins(_bulk([("A", "enabled", 300.0), ("B", "enabled", 100.0)]), {"A": 0.5}).is_empty()


def test_a_sku_without_sales_or_archived_needs_no_margin() -> None:
    bulk = _bulk([("A", "enabled", 300.0), ("B", "enabled", 0.0), ("C", "archived", 50.0)])
    assert ad_group_margins(bulk, {"A": 0.5})["margin"].to_list() == pytest.approx([0.5])


def test_an_archived_campaign_of_the_same_name_hides_no_margin() -> None:
    bulk = _bulk([("A", "enabled", 300.0)])
    old = bulk.campaigns.with_columns(campaign_id=pl.lit("2"), state=pl.lit("archived"))
    group = bulk.ad_groups.with_columns(campaign_id=pl.lit("2"), ad_group_id=pl.lit("21"))
    ad = bulk.ads.with_columns(campaign_id=pl.lit("2"), ad_group_id=pl.lit("21"), ad_id=pl.lit("9"))
    both = bulk_frames(
        ads=Ad.validate(pl.concat([bulk.ads, ad])),
        ad_groups=AdGroup.validate(pl.concat([bulk.ad_groups, group])),
        campaigns=Campaign.validate(pl.concat([bulk.campaigns, old])),
    )
    assert ad_group_margins(both, {"A": 0.5})["margin"].to_list() == [0.5]


def test_margins_of_vendors_go_by_asin() -> None:
    ads = tuple({"ad_id": f"9{n}{n}", "sku": None, "asin": "B0OLDOLD11"} for n in (1, 2, 3))
    found = ad_group_margins(download(ads=ads), {"B0OLDOLD11": 0.4})
    assert found["margin"].to_list() == [0.4] * 3
