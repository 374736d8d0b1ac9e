"""What is just within a limit passes, and what is just over it doesn't; structures that are too large."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from adopt.bulksheet import narrow_limits, wide_limits
from adopt.schema import Campaign
from adopt.words import markets
from tests.bulksheet.sheets import (
    AUTO_GROUP,
    CAMPAIGN,
    ENDED_CAMPAIGN,
    GROUP,
    Row,
    changed,
    created,
    download,
    found,
    row,
    with_cells,
)
from tests.bulksheet.test_seeded import EXPRESSION, words


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        (2, {"campaign_name": "n" * 128}),
        (2, {"campaign_name": "n" * 127}),
        (3, {"ad_group_name": "n" * 255}),
        (2, {"start_date": "20261101"}),
        (2, {"start_date": "20261102"}),
        (2, {"start_date": "20261231"}),
        (2, {"end_date": "20261101"}),
        (15, {"daily_budget": "1"}),
        (15, {"daily_budget": "1.00"}),
        (2, {"daily_budget": "1000000"}),
        (5, {"bid": "0.02"}),
        (5, {"bid": "20"}),
        (5, {"bid": "19.999999999999996"}),
        (5, {"bid": "20.000000000000004"}),
        (5, {"bid": "2e1"}),
        (3, {"ad_group_default_bid": "20.00"}),
        (10, {"percentage": "0"}),
        (10, {"percentage": "900"}),
        (10, {"percentage": "900.0"}),
        (5, {"keyword_text": "m" * 80}),
        (5, {"keyword_text": words(10)}),
        (7, {"keyword_text": words(4)}),
        (7, {"keyword_text": words(3)}),
        (8, {"keyword_text": words(10)}),
        (5, {"keyword_text": '24"x36" mat'}),
        (5, {"keyword_text": "non-slip mat"}),
        (13, {EXPRESSION: 'asin-expanded="B0ZZZZZZZZ"'}),
        (13, {EXPRESSION: 'category="1" brand="2" price=10-20.5 rating>4.5'}),
        (13, {EXPRESSION: 'category="1" rating<5'}),
        (13, {EXPRESSION: 'category="1" prime-shipping-eligible="true" age-range="3" genre="4"'}),
        (13, {EXPRESSION: 'keyword-group="category"'}),
        (9, {EXPRESSION: 'brand="123"'}),
        (10, {"placement": "placementAmazonBusiness"}),
    ],
)
def test_what_just_keeps_to_the_rules_passes(place: int, cells: Row) -> None:
    assert found(with_cells(created(), place, **cells)) == []


@pytest.mark.parametrize("code", sorted(markets()))
def test_each_marketplace_has_its_own_limits(code: str) -> None:
    market = markets()[code]
    most = market.bid_max or 1e6

    def errors(**cells: str) -> list[tuple[int, str, str]]:
        plenty = with_cells(created(), 2, daily_budget=f"{market.budget_max:.2f}")
        whole = [
            one for one in with_cells(plenty, 5, **cells) if one["campaign_id"] == "Mats" and "bid" in one
        ]
        return [
            one
            for one in found([plenty[0], *whole], marketplace=code)
            if one[2] == "bid_limits" and one[0] == 3
        ]

    assert errors(bid=f"{market.bid_min}") == errors(bid=f"{min(most, market.budget_max)}") == []
    assert errors(bid=f"{market.bid_min - 0.01:.2f}") == [(3, "bid", "bid_limits")]
    assert errors(bid=f"{most + 0.01:.2f}") == ([(3, "bid", "bid_limits")] if market.bid_max else [])

    def budget(value: float) -> list[str]:
        rows = with_cells(created(), 2, daily_budget=f"{value:.2f}")
        return [rule for at, _, rule in found(rows[:1], marketplace=code) if rule == "budget_limits"]

    assert budget(market.budget_min) == budget(market.budget_max) == []
    assert budget(market.budget_min - 0.01) == budget(market.budget_max + 0.01) == ["budget_limits"]


def test_without_a_marketplace_only_what_is_refused_everywhere_is_an_error() -> None:
    rows = with_cells(created(), 2, daily_budget="21000000")
    assert found(with_cells(rows, 5, bid="100000"), marketplace=None) == []
    assert found(with_cells(rows, 5, bid="0.01"), marketplace=None) == [(5, "bid", "bid_limits")]
    assert wide_limits(None, "JPY") == wide_limits("JP") == narrow_limits("JPY", None)
    assert wide_limits(None, "EUR").bid == (0.02, 1000)


def test_vendors_have_shorter_names_of_campaigns() -> None:
    def named(length: int) -> list[tuple[int, str, str]]:
        rows = [one | {"sku": None, "asin": "B0ABCDEFGH"} if one.get("sku") else one for one in created()]
        return found(with_cells(rows, 2, campaign_name="n" * length))

    assert named(116) == []
    assert named(117) == [(2, "campaign_name", "name_too_long")]


def test_an_ad_group_of_a_thousand_targets_is_full() -> None:
    inside = {"campaign_id": CAMPAIGN, "ad_group_id": GROUP, "match_type": "exact"}
    rows = [row("Keyword", **inside, keyword_text=f"mat {n}") for n in range(1001)]
    full = [(1002, "ad_group_id", "too_many_targets")]
    assert found(rows, level="warning") == full
    assert found(rows[:1000], level="warning") == []
    # Two live keywords are there already.
    assert found(rows[:999], bulk=download(), level="warning") == [(1000, "ad_group_id", "too_many_targets")]
    assert found(rows[:998], bulk=download(), level="warning") == []


def test_campaigns_and_ad_groups_have_an_end() -> None:
    one = created()[0]
    campaigns = [one | {"campaign_id": f"C{n}", "campaign_name": f"C{n}"} for n in range(10_001)]
    told = [fault for fault in found(campaigns, level="warning") if fault[2] == "too_many_campaigns"]
    assert told == [(10_002, "campaign_id", "too_many_campaigns")]
    group = changed()[-1]
    groups = [group | {"ad_group_id": f"G{n}", "ad_group_name": f"G{n}"} for n in range(20_001)]
    told = [fault for fault in found(groups, level="warning") if fault[2] == "too_many_ad_groups"]
    assert told == [(20_002, "ad_group_id", "too_many_ad_groups")]


def test_names_and_ends_that_stay_as_they_are_were_taken_once() -> None:
    bulk = download()
    odd = pl.when(pl.col("campaign_id") == CAMPAIGN).then(pl.lit("Mats # ğ")).otherwise(pl.lit("mats # Ğ"))
    held = replace(bulk, campaigns=Campaign.validate(bulk.campaigns.with_columns(campaign=odd)))
    row_of = changed()[0] | {"portfolio_id": None}
    ended = row_of | {"campaign_id": ENDED_CAMPAIGN, "campaign_name": "mats # Ğ", "end_date": "20261031"}
    rows = [row_of | {"campaign_name": "Mats # ğ"}, ended]
    assert found(rows, bulk=held) == []
    assert {rule for _, _, rule in found(rows)} == {"name_character", "name_taken", "end_before_start"}
    renamed = [rows[0] | {"campaign_name": "Mats #"}]
    assert found(renamed, bulk=held) == [(2, "campaign_name", "name_character")]


def test_ad_groups_of_campaigns_that_are_not_named_may_be_called_alike() -> None:
    groups = [row("Ad Group", "Update", ad_group_id=id_, ad_group_name="All") for id_ in (GROUP, AUTO_GROUP)]
    assert found(groups) == []


def test_a_negative_that_the_campaign_has_is_a_warning() -> None:
    more = row(
        "Negative Keyword",
        campaign_id=CAMPAIGN,
        ad_group_id=GROUP,
        keyword_text="cheap",
        match_type="negativePhrase",
    )
    rows = [*changed(), more]
    at = len(rows) + 1
    assert (at, "keyword_text", "negated_above") in found(rows, bulk=download(), level="warning")
    assert found(rows, bulk=download()) == []


def test_children_of_a_refused_parent_are_not_processed() -> None:
    campaign = with_cells(created(), 15, targeting_type=None, bidding_strategy=None)
    assert found(campaign, level="warning") == [(at, "campaign_id", "not_processed") for at in range(16, 22)]
    group = with_cells(created(), 11, ad_group_default_bid="0.01")
    assert found(group, level="warning") == [(at, "ad_group_id", "not_processed") for at in (12, 13, 14)]
    leaf = with_cells(created(), 12, sku=None)
    assert found(leaf, level="warning") == []


@pytest.mark.parametrize("gone", ["Ad Group", "Product Ad", "Keyword"])
def test_what_gets_nothing_inside_it_is_a_warning(gone: str) -> None:
    rows = [one for one in created() if one.get("ad_group_id") != "Mats products" and one["entity"] != gone]
    told = {(column, rule) for _, column, rule in found(rows, level="warning")}
    assert ("campaign_id" if gone == "Ad Group" else "ad_group_id", "childless") in told
