"""Rows of what the seller decides: archives, negatives of campaigns, default bids, states, other match types."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY
from adopt.write.outputs import upload_sheets
from adopt.write.sheets.bids import bids
from adopt.write.sheets.budgets import budgets
from adopt.write.sheets.keywords import keywords
from adopt.write.sheets.negatives import negatives
from adopt.write.sheets.states import states
from adopt.write.validate import faults
from tests.write.conftest import CAMPAIGN, GROUP, KEYWORD, PRODUCT
from tests.write.whole import OF_CAMPAIGN, OLD, PAGE, PAGE_OF_CAMPAIGN, whole


@pytest.fixture
def account(bulk: Bulk) -> Bulk:
    return whole(bulk)


def filled(sheet: pl.DataFrame) -> dict[str, str]:
    (row,) = sheet.drop(KEY).to_dicts()
    return {name: value for name, value in row.items() if value is not None}


def sound(sheet: pl.DataFrame, account: Bulk) -> bool:
    return faults(sheet, account, "USD", "US").is_empty()


def archive(action: Any, **changes: Any) -> dict[str, Any]:
    row: dict[str, Any] = action("U101", consent="safe", target_id=OLD, **changes)
    return row


def test_a_negative_is_archived_by_its_id(make_plan: Any, action: Any, account: Bulk) -> None:
    sheet = negatives(make_plan([archive(action)]), account)
    assert filled(sheet) == {
        "product": "Sponsored Products",
        "entity": "Negative Keyword",
        "operation": "Archive",
        "campaign_id": CAMPAIGN,
        "ad_group_id": GROUP,
        "keyword_id": OLD,
        "keyword_text": "old mat",
        "match_type": "negativeExact",
    }
    assert sound(sheet, account)


def test_a_campaigns_negative_is_archived_without_an_ad_group(
    make_plan: Any, action: Any, account: Bulk
) -> None:
    row = archive(action, entity="Campaign Negative Keyword") | {
        "target_id": OF_CAMPAIGN,
        "ad_group_id": None,
    }
    sheet = negatives(make_plan([row]), account)
    assert filled(sheet)["entity"] == "Campaign Negative Keyword"
    assert (filled(sheet)["keyword_id"], filled(sheet).get("ad_group_id")) == (OF_CAMPAIGN, None)
    assert sound(sheet, account)


def test_a_negated_product_is_archived_by_its_target_id(make_plan: Any, action: Any, account: Bulk) -> None:
    row = archive(action, entity="Negative Product Targeting") | {"target_id": PAGE}
    sheet = negatives(make_plan([row]), account)
    assert (filled(sheet)["product_targeting_id"], filled(sheet).get("keyword_id")) == (PAGE, None)
    assert sound(sheet, account)


@pytest.mark.parametrize("negative", [PAGE_OF_CAMPAIGN, "999", KEYWORD])
def test_what_no_sheet_knows_is_not_archived(
    make_plan: Any, action: Any, account: Bulk, negative: str
) -> None:
    row = archive(action, entity="Negative Product Targeting") | {"target_id": negative}
    assert negatives(make_plan([row]), account).is_empty()


def test_an_archived_negative_is_never_created(make_plan: Any, action: Any, bulk: Bulk) -> None:
    assert negatives(make_plan([action("U101", consent="safe")]), bulk).is_empty()


def test_a_phrase_is_negated_in_its_whole_campaign(make_plan: Any, action: Any, account: Bulk) -> None:
    phrase = {
        "code": "N103",
        "entity": "Campaign Negative Keyword",
        "ad_group_id": None,
        "to_text": "steel mat",
    }
    sheet = negatives(make_plan([action() | phrase]), account)
    assert filled(sheet) == {
        "product": "Sponsored Products",
        "entity": "Campaign Negative Keyword",
        "operation": "Create",
        "campaign_id": CAMPAIGN,
        "state": "enabled",
        "keyword_text": "steel mat",
        "match_type": "negativePhrase",
    }
    assert sound(sheet, account)
    exact = negatives(make_plan([action(to_match_type="negativeExact") | phrase]), account)
    assert filled(exact)["match_type"] == "negativeExact"
    assert negatives(make_plan([action() | phrase | {"campaign_id": "9"}]), account).is_empty()


def test_a_phrase_that_the_campaign_negates_already_is_a_fault(
    make_plan: Any, action: Any, account: Bulk
) -> None:
    phrase = {
        "code": "N103",
        "entity": "Campaign Negative Keyword",
        "ad_group_id": None,
        "to_text": "Cheap  Mat",
    }
    sheet = negatives(make_plan([action() | phrase]), account)
    assert faults(sheet, account, "USD", "US")["rule"].to_list() == ["already_negated"]


def test_other_match_types_are_the_sellers_own(make_plan: Any, action: Any, account: Bulk) -> None:
    plan = make_plan([action(to_match_type="negativePhrase"), action("H201", to_match_type="broad")])
    assert filled(negatives(plan, account))["match_type"] == "negativePhrase"
    assert filled(keywords(plan, account))["match_type"] == "broad"


def test_a_default_bid_is_an_update_of_its_ad_group(make_plan: Any, action: Any, account: Bulk) -> None:
    row = action("B301", entity="Ad Group", target_id=None, to_bid=0.6)
    sheet = bids(make_plan([row]), account)
    assert filled(sheet) == {
        "product": "Sponsored Products",
        "entity": "Ad Group",
        "operation": "Update",
        "campaign_id": CAMPAIGN,
        "ad_group_id": GROUP,
        "ad_group_name": "Mats broad",
        "state": "enabled",
        "ad_group_default_bid": "0.60",
    }
    assert sound(sheet, account)


@pytest.mark.parametrize(
    ("bid", "rules"), [("0.01", ["bid_limits"]), ("20.00", []), ("20.01", ["over_budget"])]
)
def test_a_default_bid_keeps_amazons_limits(
    make_plan: Any, action: Any, account: Bulk, bid: str, rules: list[str]
) -> None:
    sheet = bids(make_plan([action("B301", entity="Ad Group", to_bid=0.6)]), account)
    broken = sheet.with_columns(ad_group_default_bid=pl.lit(bid))
    assert faults(broken, account, "USD", "US")["rule"].to_list() == rules


@pytest.mark.parametrize(
    ("entity", "target", "cells"),
    [
        ("Keyword", KEYWORD, {"keyword_id": KEYWORD, "bid": "0.95", "match_type": "broad"}),
        ("Product Targeting", PRODUCT, {"product_targeting_id": PRODUCT, "bid": "0.95"}),
        ("Ad Group", None, {"ad_group_id": GROUP, "ad_group_default_bid": "0.75"}),
        (
            "Campaign",
            None,
            {
                "portfolio_id": "77",
                "daily_budget": "20",
                "start_date": "20260105",
                "targeting_type": "MANUAL",
            },
        ),
    ],
)
def test_a_state_changes_and_nothing_else(
    make_plan: Any, action: Any, account: Bulk, entity: str, target: str | None, cells: dict[str, str]
) -> None:
    row = action("B301", entity=entity, target_id=target, to_bid=None, to_state="paused")
    plan = make_plan([row])
    sheet = states(plan, account)
    assert cells.items() <= filled(sheet).items()
    assert (filled(sheet)["entity"], filled(sheet)["operation"], filled(sheet)["state"]) == (
        entity,
        "Update",
        "paused",
    )
    assert sound(sheet, account)
    assert list(upload_sheets(plan, account)) == ["states.xlsx"]


def test_hours_are_never_a_budget(make_plan: Any, action: Any, account: Bulk) -> None:
    assert budgets(make_plan([action("T402", to_value=0.2) | {"code": "B303"}]), account).is_empty()


@pytest.mark.parametrize(
    ("amount", "rules"), [("0.94", ["budget_limits", "budget_under_bids"]), ("1.00", [])]
)
def test_a_budget_stays_over_its_bids(
    make_plan: Any, action: Any, account: Bulk, amount: str, rules: list[str]
) -> None:
    sheet = budgets(make_plan([action("T402")]), account).with_columns(daily_budget=pl.lit(amount))
    assert faults(sheet, account, "USD", "US")["rule"].to_list() == rules


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"keyword_id": "777"}, "Keyword ID"),
        ({"keyword_id": None}, "Keyword ID"),
        ({"state": "archived"}, "State"),
    ],
)
def test_an_archive_that_amazon_would_refuse_is_a_fault(
    make_plan: Any, action: Any, account: Bulk, changes: dict[str, str | None], column: str
) -> None:
    sheet = negatives(make_plan([archive(action)]), account)
    broken = sheet.with_columns(pl.lit(value, dtype=pl.String).alias(name) for name, value in changes.items())
    assert column in faults(broken, account, "USD", "US")["column"].to_list()
