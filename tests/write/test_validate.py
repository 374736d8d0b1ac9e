from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest

from adopt.schema import Bulk, Campaign, Target
from adopt.write.sheets.bids import bids
from adopt.write.sheets.keywords import keywords
from adopt.write.sheets.negatives import negatives
from adopt.write.validate import faults


def _rules(
    sheet: pl.DataFrame, bulk: Bulk, currency: str = "USD", marketplace: str | None = "US"
) -> set[tuple[str, str]]:
    found = faults(sheet, bulk, currency, marketplace)
    return set(found.select("column", "rule").rows())


@pytest.fixture
def negative(make_plan: Any, action: Any, bulk: Bulk) -> pl.DataFrame:
    return negatives(make_plan([action(), action("N102")]), bulk)


@pytest.fixture
def bid(make_plan: Any, action: Any, bulk: Bulk) -> pl.DataFrame:
    return bids(make_plan([action("B301")]), bulk)


@pytest.fixture
def own(make_plan: Any, action: Any, bulk: Bulk) -> pl.DataFrame:
    return keywords(make_plan([action("H201"), action("H201 product")]), bulk)


def test_sheets_made_from_a_plan_have_no_fault(
    negative: pl.DataFrame, bid: pl.DataFrame, own: pl.DataFrame, bulk: Bulk
) -> None:
    assert own.height == 2
    assert faults(own, bulk, "USD", "US").is_empty()
    assert faults(negative, bulk, "USD", "US").is_empty()
    assert faults(bid, bulk, "USD", "US").is_empty()


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("product", None, ("Product", "missing")),
        ("product", "Sponsored Brands", ("Product", "token")),
        ("entity", "Portfolio", ("Entity", "token")),
        ("operation", "create", ("Operation", "token")),
        ("campaign_id", None, ("Campaign ID", "missing")),
        ("ad_group_id", "2.0E+14", ("Ad Group ID", "mangled_id")),
        ("state", "Enabled", ("State", "token")),
        ("match_type", "Negative Exact", ("Match Type", "spelling")),
        ("keyword_text", "mat / strap", ("Keyword Text", "forbidden_character")),
        ("keyword_text", "=mat", ("Keyword Text", "formula")),
        ("keyword_text", "old mat", ("Keyword Text", "already_negated")),
        ("keyword_text", " ".join("abcdefghijk"), ("Keyword Text", "too_many_words")),
        ("bid", "0.50", ("Bid", "not_blank")),
        ("ad_group_id", "999", ("Ad Group ID", "unknown_entity")),
    ],
)
def test_faults_of_a_negative_keyword(
    negative: pl.DataFrame, bulk: Bulk, column: str, value: str | None, fault: tuple[str, str]
) -> None:
    broken = negative.head(1).with_columns(pl.lit(value, dtype=pl.String).alias(column))
    assert fault in _rules(broken, bulk)


@pytest.mark.parametrize("value", ["B0ABCDEFGH", 'asin="b0abcdefgh"', "asin=“B0ABCDEFGH”", 'category="1"'])
def test_a_negative_product_is_one_asin(negative: pl.DataFrame, bulk: Bulk, value: str) -> None:
    broken = negative.tail(1).with_columns(product_targeting_expression=pl.lit(value))
    assert ("Product Targeting Expression", "expression") in _rules(broken, bulk)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("0.01", "bid_limits"),
        ("1000.01", "bid_limits"),
        ("$1.00", "amount"),
        ("0.125", "decimals"),
        ("20.01", "over_budget"),
    ],
)
def test_bids_outside_their_limits(bid: pl.DataFrame, bulk: Bulk, value: str, rule: str) -> None:
    assert ("Bid", rule) in _rules(bid.with_columns(bid=pl.lit(value)), bulk)


@pytest.mark.parametrize("value", ["0.02", "20.00"])
def test_bids_at_their_limits(bid: pl.DataFrame, bulk: Bulk, value: str) -> None:
    assert not _rules(bid.with_columns(bid=pl.lit(value)), bulk)


def test_without_a_marketplace_the_narrowest_of_the_currency_counts(bid: pl.DataFrame, bulk: Bulk) -> None:
    assert ("Bid", "bid_limits") in _rules(bid.with_columns(bid=pl.lit("1.00")), bulk, "JPY", None)


def test_an_entity_stands_once(negative: pl.DataFrame, bid: pl.DataFrame, bulk: Bulk) -> None:
    assert ("Keyword ID", "duplicate_id") in _rules(pl.concat([bid, bid]), bulk)
    shouted = negative.with_columns(pl.col("keyword_text").str.to_uppercase())
    assert {("Keyword Text", "duplicate"), ("Product Targeting Expression", "duplicate")} <= _rules(
        pl.concat([negative, shouted]), bulk
    )


def test_a_target_must_be_in_the_download(bid: pl.DataFrame, bulk: Bulk) -> None:
    assert ("Keyword ID", "unknown_entity") in _rules(bid.with_columns(keyword_id=pl.lit("999")), bulk)


def test_a_fault_names_the_sheet_row(negative: pl.DataFrame, bulk: Bulk) -> None:
    broken = negative.with_columns(state=pl.lit("live"))
    assert faults(broken, bulk, "USD")["row"].to_list() == [2, 3]


def test_a_budgets_binary_residue_is_no_fault(bid: pl.DataFrame, bulk: Bulk) -> None:
    residue = Campaign.validate(bulk.campaigns.with_columns(budget=pl.lit(20 - 1e-12)))
    assert not _rules(bid.with_columns(bid=pl.lit("20.00")), replace(bulk, campaigns=residue))


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("bid", None, ("Bid", "missing")),
        ("bid", "0.01", ("Bid", "bid_limits")),
        ("bid", "20.01", ("Bid", "over_budget")),
        ("keyword_id", "300000000000009", ("Keyword ID", "not_blank")),
        ("keyword_text", "mat / strap", ("Keyword Text", "forbidden_character")),
        ("keyword_text", " ".join("abcdefghijk"), ("Keyword Text", "too_many_words")),
        ("match_type", "negativeExact", ("Match Type", "match_type")),
        ("ad_group_id", "999", ("Ad Group ID", "unknown_entity")),
        ("ad_group_id", "200000000000001", ("Ad Group ID", "mixed_targets")),
    ],
)
def test_faults_of_a_new_keyword(
    own: pl.DataFrame, bulk: Bulk, column: str, value: str | None, fault: tuple[str, str]
) -> None:
    assert fault in _rules(own.head(1).with_columns(pl.lit(value, dtype=pl.String).alias(column)), bulk)


def test_a_new_target_must_be_new_and_in_a_manual_campaign(own: pl.DataFrame, bulk: Bulk) -> None:
    there = bulk.targets.head(1).with_columns(
        ad_group_id=pl.lit("200000000000002"), targeting=pl.lit("Thick  Mat"), match_type=pl.lit("exact")
    )
    known = replace(bulk, targets=Target.validate(there))
    assert ("Keyword Text", "already_there") in _rules(own, known)
    auto = Campaign.validate(bulk.campaigns.with_columns(targeting_type=pl.lit("auto")))
    assert ("Campaign ID", "auto_campaign") in _rules(own, replace(bulk, campaigns=auto))


def test_a_new_product_target_is_one_asin(own: pl.DataFrame, bulk: Bulk) -> None:
    broken = own.tail(1).with_columns(product_targeting_expression=pl.lit('category="1"'))
    assert ("Product Targeting Expression", "expression") in _rules(broken, bulk)


def test_two_new_keywords_of_one_text_in_one_ad_group(own: pl.DataFrame, bulk: Bulk) -> None:
    shouted = own.with_columns(pl.col("keyword_text").str.to_uppercase())
    assert ("Keyword Text", "duplicate") in _rules(pl.concat([own, shouted]), bulk)
