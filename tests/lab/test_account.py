from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.errors import SettingsError
from adopt.lab.account import Account, simulate
from adopt.lab.report import summarised, visible_report
from adopt.lab.world import load_world, world_names

FRAMES = ("entities", "truth", "clicks", "orders", "organic", "report", "sheet")


@pytest.fixture(scope="module")
def account() -> Account:
    return simulate(3)


def test_same_seed_same_account_other_seed_another(account: Account) -> None:
    again, other = simulate(3), simulate(4)
    for name in FRAMES:
        assert_frame_equal(getattr(account, name), getattr(again, name))
    assert not account.report.equals(other.report)


@pytest.mark.parametrize("world", world_names())
def test_every_world_has_rows_orders_and_both_kinds_of_terms(world: str) -> None:
    small = load_world(world, clicks_per_day=25.0)
    account = simulate(0, small)
    assert account.rows["orders"].sum() > 0
    assert account.truth["is_asin"].n_unique() == 2
    assert set(account.rows["match_type"].unique()) == {"-", "broad", "phrase", "exact"}


def test_unknown_world_is_named() -> None:
    with pytest.raises(SettingsError, match=r"flat_earth.*badly_tuned"):
        simulate(0, "flat_earth")


def test_in_the_placebo_every_term_is_equally_good_and_none_loses_money() -> None:
    truth = simulate(5, "placebo").truth
    assert truth["cvr"].n_unique() == 1
    per_product = truth.group_by("sku").agg(pl.col("order_value", "margin").n_unique())
    assert per_product.select(pl.col("order_value", "margin").max()).row(0) == (1, 1)
    assert (truth["order_value"] * truth["margin"] * truth["cvr"] > truth["cpc"]).all()


def test_traffic_converts_at_the_rate_of_the_world(account: Account) -> None:
    truth = account.truth.filter(pl.col("match_type") == "-")
    rate = np.average(truth["cvr"], weights=truth["clicks_per_day"])
    assert rate == pytest.approx(account.world.base_cvr, rel=0.1)


def test_clicks_and_orders_follow_the_truth(account: Account) -> None:
    days = (account.last_day - account.first_day).days + 1
    clicks = account.clicks["clicks"].sum()
    assert clicks == pytest.approx(account.world.clicks_per_day * days, rel=0.05)
    expected = account.clicks.join(account.truth, on="pair").select(
        orders=(pl.col("clicks") * pl.col("cvr")).sum(), spend=(pl.col("clicks") * pl.col("cpc")).sum()
    )
    assert account.orders.height == pytest.approx(expected["orders"].item(), rel=0.1)
    assert (account.clicks["spend_micros"] / 1e6).sum() == pytest.approx(expected["spend"].item(), rel=0.03)


def test_a_click_costs_what_the_truth_says_on_average() -> None:
    account = simulate(0, load_world("busy"))
    paid = account.clicks.join(account.truth, on="pair")
    cost = paid.select(pl.col("spend_micros").sum() / 1e6 / (pl.col("clicks") * pl.col("cpc")).sum())
    assert cost.item() == pytest.approx(1, abs=0.003)


def test_a_report_shows_a_day_s_orders_little_by_little_and_keeps_its_clicks(account: Account) -> None:
    day = account.last_day - timedelta(days=10)
    shown = [
        visible_report(account.truth, account.clicks, account.orders, on).filter(pl.col("first_day") == day)
        for on in (day + timedelta(days=age) for age in (1, 3, 8))
    ]
    orders = [frame["orders"].sum() for frame in shown]
    assert orders[0] < orders[2] == account.orders.filter(pl.col("day") == day).height
    assert orders == sorted(orders)
    assert len({frame["clicks"].sum() for frame in shown}) == 1


def test_a_report_knows_nothing_of_its_own_day(account: Account) -> None:
    on = date(2026, 11, 1)
    frame = visible_report(account.truth, account.clicks, account.orders, on)
    assert frame["last_day"].max() == on - timedelta(days=1)


def test_summary_rows_carry_their_own_days_and_the_same_totals(account: Account) -> None:
    summary = summarised(account.report)
    keys = ["target_id", "search_term"]
    assert summary.height == account.report.select(keys).n_unique()
    for name in ("clicks", "orders", "spend_micros", "sales_micros", "own_units"):
        assert summary[name].sum() == account.report[name].sum()
    assert (summary["first_day"] > account.first_day).any()
    assert (summary["last_day"] < account.last_day).any()


def test_figures_of_entities_add_up_at_every_level(account: Account) -> None:
    levels = account.sheet.group_by("entity").agg(pl.col("clicks", "orders", "spend_micros").sum())
    targets = levels.filter(pl.col("entity").is_in(["Keyword", "Product Targeting"])).drop("entity").sum()
    for entity in ("Campaign", "Ad Group", "Product Ad", "Bidding Adjustment"):
        assert levels.filter(pl.col("entity") == entity).drop("entity").equals(targets)


def test_every_row_refers_to_a_target_of_the_bulk_download(account: Account) -> None:
    keys = ["campaign_id", "ad_group_id", "target_id"]
    assert account.rows.join(account.bulk.targets, on=keys, how="anti").is_empty()
    assert account.bulk.targets["bid"].null_count() > 0
    assert account.bulk.targets["default_bid"].null_count() == 0
