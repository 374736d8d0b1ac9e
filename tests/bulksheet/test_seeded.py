"""Each rule broken exactly once in a sound sheet: the fault is found where it is, and no other error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import polars as pl
import pytest

from adopt.schema import AdGroup
from adopt.words.rules import sheet_rules
from tests.bulksheet.sheets import (
    AD,
    AUTO_CAMPAIGN,
    AUTO_GROUP,
    CAMPAIGN,
    ENDED_CAMPAIGN,
    GONE_CAMPAIGN,
    GONE_GROUP,
    GONE_KEYWORD,
    GROUP,
    KEYWORD,
    OTHER_KEYWORD,
    PRODUCTS,
    Row,
    changed,
    created,
    download,
    found,
    row,
    with_cells,
)

Rows = Callable[[], list[Row]]
EXPRESSION = "product_targeting_expression"


def words(count: int) -> str:
    return " ".join("abcdefghijkl"[:count])


# sheet, its row, the cells that break it, column and rule of the fault
CELLS: list[tuple[Rows, int, Row, str, str]] = [
    (created, 2, {"product": "Sponsored Brands"}, "product", "token"),
    (created, 5, {"product": None}, "product", "missing"),
    (created, 9, {"entity": "Negative Target"}, "entity", "token"),
    (created, 9, {"entity": "Campaign Negative Product Targeting"}, "entity", "campaign_negative_product"),
    (changed, 5, {"operation": "Change"}, "operation", "token"),
    (changed, 5, {"operation": "更新"}, "operation", "localised"),
    (changed, 5, {"operation": "Aktualisieren"}, "operation", "localised"),
    (changed, 5, {"state": "已启用"}, "state", "localised"),
    (changed, 5, {"state": "on"}, "state", "token"),
    (changed, 5, {"match_type": "广泛"}, "match_type", "localised"),
    (changed, 12, {"operation": "Archive"}, "operation", "operation"),
    (created, 2, {"state": "archived"}, "state", "state"),
    (created, 5, {"state": "archived"}, "state", "state"),
    (created, 8, {"state": "paused"}, "state", "state"),
    (changed, 5, {"state": None}, "state", "missing"),
    (created, 2, {"state": None}, "state", "missing"),
    (created, 2, {"start_date": None}, "start_date", "missing"),
    (created, 2, {"daily_budget": None}, "daily_budget", "missing"),
    (created, 2, {"bidding_strategy": None}, "bidding_strategy", "missing"),
    (created, 2, {"campaign_name": None}, "campaign_name", "missing"),
    (created, 3, {"ad_group_name": None}, "ad_group_name", "missing"),
    (created, 3, {"ad_group_default_bid": None}, "ad_group_default_bid", "missing"),
    (created, 5, {"keyword_text": None}, "keyword_text", "missing"),
    (created, 5, {"match_type": None}, "match_type", "missing"),
    (created, 9, {EXPRESSION: None}, EXPRESSION, "missing"),
    (created, 10, {"placement": None}, "placement", "missing"),
    (changed, 5, {"keyword_id": None}, "keyword_id", "missing"),
    (changed, 6, {"product_targeting_id": None}, "product_targeting_id", "missing"),
    (changed, 4, {"ad_id": None}, "ad_id", "missing"),
    (changed, 7, {"keyword_id": None}, "keyword_id", "missing"),
    (created, 2, {"targeting_type": "SEMI"}, "targeting_type", "token"),
    (created, 2, {"bidding_strategy": "Rule-based"}, "bidding_strategy", "token"),
    (created, 10, {"placement": "Top"}, "placement", "token"),
    (created, 5, {"match_type": "negativeExact"}, "match_type", "match_type"),
    (created, 7, {"match_type": "phrase"}, "match_type", "match_type"),
    (created, 8, {"match_type": "broad"}, "match_type", "match_type"),
    (changed, 5, {"keyword_id": "3.00E+14"}, "keyword_id", "mangled_id"),
    (changed, 5, {"keyword_id": "3E14"}, "keyword_id", "mangled_id"),
    (changed, 5, {"keyword_id": "300000000000001.0"}, "keyword_id", "mangled_id"),
    (changed, 5, {"keyword_id": "30000000000000100"}, "keyword_id", "mangled_id"),
    (changed, 5, {"keyword_id": "300000000000000"}, "keyword_id", "mangled_id"),
    (changed, 5, {"keyword_id": '="300000000000001"'}, "keyword_id", "mangled_id"),
    (changed, 5, {"keyword_id": "the first"}, "keyword_id", "id"),
    (changed, 2, {"portfolio_id": "My portfolio"}, "portfolio_id", "id"),
    (changed, 14, {"ad_group_id": "200000000000009"}, "ad_group_id", "temporary_id"),
    (created, 5, {"campaign_id": "mats"}, "campaign_id", "parent"),
    (changed, 8, {"ad_group_id": "All"}, "ad_group_id", "parent"),
    (created, 5, {"ad_group_id": "Mats All"}, "ad_group_id", "parent"),
    (created, 6, {"keyword_text": "Yoga  MAT", "match_type": "exact"}, "keyword_text", "duplicate"),
    (created, 14, {EXPRESSION: 'asin="B0ZZZZZZZZ"'}, EXPRESSION, "duplicate"),
    (created, 2, {"campaign_name": "n" * 129}, "campaign_name", "name_too_long"),
    (created, 3, {"ad_group_name": "n" * 256}, "ad_group_name", "name_too_long"),
    (created, 2, {"campaign_name": "Mats #1"}, "campaign_name", "name_character"),
    (created, 2, {"campaign_name": "Mats "}, "campaign_name", "name_space"),
    (created, 15, {"campaign_name": "MATS"}, "campaign_name", "name_taken"),
    (created, 11, {"ad_group_name": "ALL"}, "ad_group_name", "name_taken"),
    (created, 2, {"start_date": "2026-11-01"}, "start_date", "date"),
    (created, 2, {"start_date": "11/01/2026"}, "start_date", "date"),
    (created, 2, {"start_date": "20261131"}, "start_date", "date"),
    (created, 2, {"end_date": "2026-12-31 00:00:00"}, "end_date", "date"),
    (created, 2, {"start_date": "20261031"}, "start_date", "past"),
    (created, 2, {"start_date": "20270101"}, "end_date", "end_before_start"),
    (changed, 2, {"end_date": "20261031"}, "end_date", "end_before_start"),
    (created, 15, {"daily_budget": "0.99"}, "daily_budget", "budget_limits"),
    (created, 2, {"daily_budget": "1000000.01"}, "daily_budget", "budget_limits"),
    (created, 2, {"daily_budget": "$20"}, "daily_budget", "amount"),
    (created, 2, {"daily_budget": "1,000"}, "daily_budget", "amount"),
    (created, 3, {"ad_group_default_bid": "0,75"}, "ad_group_default_bid", "amount"),
    (created, 3, {"ad_group_default_bid": "0.01"}, "ad_group_default_bid", "bid_limits"),
    (created, 3, {"ad_group_default_bid": "20.01"}, "ad_group_default_bid", "over_budget"),
    (created, 5, {"bid": "1.50 EUR"}, "bid", "amount"),
    (created, 5, {"bid": "0.01"}, "bid", "bid_limits"),
    (created, 5, {"bid": "-1"}, "bid", "bid_limits"),
    (created, 5, {"bid": "20.01"}, "bid", "over_budget"),
    (changed, 5, {"bid": "25.01"}, "bid", "over_budget"),
    (created, 10, {"percentage": "901"}, "percentage", "percentage"),
    (created, 10, {"percentage": "-1"}, "percentage", "percentage"),
    (created, 10, {"percentage": "50%"}, "percentage", "percentage"),
    (created, 10, {"percentage": "0.5"}, "percentage", "percentage"),
    (created, 5, {"keyword_text": "yoga mat "}, "keyword_text", "outer_space"),
    (created, 5, {"keyword_text": "mat/strap"}, "keyword_text", "forbidden_character"),
    (created, 5, {"keyword_text": ".mat"}, "keyword_text", "misplaced_dot"),
    (created, 5, {"keyword_text": "mat - strap"}, "keyword_text", "misplaced_sign"),
    (created, 5, {"keyword_text": '24" mat'}, "keyword_text", "unpaired_quote"),
    (created, 5, {"keyword_text": "m" * 81}, "keyword_text", "too_long"),
    (created, 5, {"keyword_text": words(11)}, "keyword_text", "too_many_words"),
    (created, 7, {"keyword_text": words(5)}, "keyword_text", "too_many_words"),
    (created, 8, {"keyword_text": words(11)}, "keyword_text", "too_many_words"),
    (changed, 11, {"keyword_text": words(5)}, "keyword_text", "too_many_words"),
    (created, 13, {EXPRESSION: "B0ZZZZZZZZ"}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: "asin=“B0ZZZZZZZZ”"}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: 'asin="B0ZZZZZZZ"'}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: 'asin="B0ZZZZZZZZ" asin="B0YYYYYYYY"'}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: 'asin="B0ZZZZZZZZ" price<10'}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: 'category="123" category="456"'}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: 'category="mats"'}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: 'category="1" rating>5.1'}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: 'category="1" price<cheap'}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: 'brand="123"'}, EXPRESSION, "expression"),
    (created, 13, {EXPRESSION: "close-match"}, EXPRESSION, "auto_clause"),
    (created, 9, {EXPRESSION: 'category="123"'}, EXPRESSION, "negative_expression"),
    (created, 9, {EXPRESSION: 'asin-expanded="B0ABCDEFGH"'}, EXPRESSION, "negative_expression"),
    (created, 9, {EXPRESSION: "B0ABCDEFGH"}, EXPRESSION, "expression"),
    (created, 4, {"sku": None}, "sku", "sku_or_asin"),
    (created, 4, {"asin": "B0ABCDEFGH"}, "sku", "sku_or_asin"),
    (created, 4, {"sku": "B0ABCDEFGH"}, "sku", "asin_for_sku"),
    (created, 18, {EXPRESSION: 'asin="B0ZZZZZZZZ"'}, "campaign_id", "auto_campaign"),
    (created, 6, {"keyword_text": "=mat"}, "keyword_text", "forbidden_character"),
    (created, 4, {"sku": "=A1"}, "sku", "formula"),
]


@pytest.mark.parametrize(("rows", "place", "cells", "column", "rule"), CELLS)
def test_one_broken_cell_is_one_error(rows: Rows, place: int, cells: Row, column: str, rule: str) -> None:
    errors = found(with_cells(rows(), place, **cells))
    # A text that begins with = is a formula as well as a keyword with a wrong character.
    expected = {(place, column, rule)} | (
        {(place, column, "formula")} if cells.get("keyword_text") == "=mat" else set()
    )
    assert set(errors) == expected
    assert len(errors) == len(expected)


HELD: Row = {"campaign_id": CAMPAIGN, "ad_group_id": GROUP}

# a row more, column and rule of its fault
ADDED: list[tuple[Rows, Row, str, str]] = [
    (changed, row("Keyword", "Update", **HELD, keyword_id=KEYWORD, bid="2"), "keyword_id", "duplicate_id"),
    (changed, row("Product Ad", "Archive", ad_id=AD), "ad_id", "duplicate_id"),
    (changed, row("Campaign", "Archive", campaign_id=CAMPAIGN), "campaign_id", "duplicate_id"),
    (changed, row("Negative Keyword", "Archive", keyword_id=KEYWORD), "keyword_id", "duplicate_id"),
    (created, created()[0], "campaign_id", "duplicate_id"),
    (created, created()[1], "ad_group_id", "duplicate_id"),
    (created, created()[2], "sku", "duplicate"),
    (created, created()[5], "keyword_text", "duplicate"),
    (created, created()[6], "keyword_text", "duplicate"),
    (created, created()[7], EXPRESSION, "duplicate"),
    (created, created()[8] | {"placement": "placementTop"}, "placement", "duplicate"),
    (
        created,
        row("Keyword", campaign_id="Auto", ad_group_id="Auto all", keyword_text="mat", match_type="exact"),
        "campaign_id",
        "auto_campaign",
    ),
    (
        created,
        row(
            "Product Targeting",
            campaign_id="Mats",
            ad_group_id="Mats all",
            bid="1",
            **{EXPRESSION: 'category="9"'},
        ),
        "ad_group_id",
        "mixed_targets",
    ),
    (
        created,
        created()[13] | {"campaign_id": "123", "campaign_name": "Third"},
        "campaign_id",
        "temporary_id",
    ),
]


@pytest.mark.parametrize(("rows", "more", "column", "rule"), ADDED)
def test_one_row_too_many_is_one_error(rows: Rows, more: Row, column: str, rule: str) -> None:
    whole = [*rows(), more]
    assert found(whole) == [(len(whole) + 1, column, rule)]


# With the download: the row's cells, or None for a row more
KNOWN: list[tuple[int | None, Row, str, str]] = [
    (5, {"keyword_id": "300000000000099"}, "keyword_id", "unknown_entity"),
    (6, {"product_targeting_id": KEYWORD}, "product_targeting_id", "unknown_entity"),
    (4, {"ad_id": "400000000000099"}, "ad_id", "unknown_entity"),
    (7, {"keyword_id": "300000000000099"}, "keyword_id", "unknown_entity"),
    (8, {"ad_group_id": "200000000000099"}, "ad_group_id", "unknown_entity"),
    (11, {"campaign_id": "100000000000099"}, "campaign_id", "unknown_entity"),
    (8, {"ad_group_id": AUTO_GROUP}, "ad_group_id", "wrong_parent"),
    (6, {"ad_group_id": GROUP}, "product_targeting_id", "wrong_parent"),
    (
        5,
        {"keyword_id": GONE_KEYWORD, "keyword_text": None, "match_type": None},
        "keyword_id",
        "archived_entity",
    ),
    (8, {"ad_group_id": GONE_GROUP}, "ad_group_id", "archived_entity"),
    (11, {"campaign_id": GONE_CAMPAIGN}, "campaign_id", "archived_entity"),
    (8, {"keyword_text": "Rug"}, "keyword_text", "already_there"),
    (9, {EXPRESSION: 'asin="B0ZZZZZZZZ"'}, EXPRESSION, "already_there"),
    (13, {"sku": "MAT-1"}, "sku", "already_there"),
    (14, {"ad_group_name": "products"}, "ad_group_name", "name_taken"),
    (2, {"campaign_name": "AUTO"}, "campaign_name", "name_taken"),
    (13, {"sku": "B0ABCDEFGH"}, "sku", "asin_for_sku"),
    (
        None,
        row("Negative Keyword", "Create", **HELD, keyword_text="Wall  mat", match_type="negativeExact"),
        "keyword_text",
        "already_negated",
    ),
    (
        None,
        row("Negative Product Targeting", "Create", **HELD, **{EXPRESSION: 'asin="B0NNNNNNNN"'}),
        EXPRESSION,
        "already_negated",
    ),
    (
        None,
        row(
            "Campaign Negative Keyword",
            campaign_id=CAMPAIGN,
            keyword_text="cheap",
            match_type="negativePhrase",
        ),
        "keyword_text",
        "already_negated",
    ),
    (
        None,
        row(
            "Keyword",
            campaign_id=AUTO_CAMPAIGN,
            ad_group_id=AUTO_GROUP,
            keyword_text="mat",
            match_type="exact",
        ),
        "campaign_id",
        "auto_campaign",
    ),
    (
        None,
        row(
            "Keyword", campaign_id=CAMPAIGN, ad_group_id=PRODUCTS, keyword_text="red mat", match_type="exact"
        ),
        "ad_group_id",
        "mixed_targets",
    ),
    (
        None,
        row("Keyword", "Update", keyword_id=OTHER_KEYWORD, campaign_id=CAMPAIGN, bid="25.01"),
        "bid",
        "over_budget",
    ),
]


@pytest.mark.parametrize(("place", "cells", "column", "rule"), KNOWN)
def test_what_the_download_denies_is_one_error(place: int | None, cells: Row, column: str, rule: str) -> None:
    # In the sheet alone nothing of it can be seen, but for what is added to its own products' ad group.
    rows = [*changed(), cells] if place is None else with_cells(changed(), place, **cells)
    if (column, rule) == ("ad_group_id", "mixed_targets"):
        rows = [one for one in rows if one["entity"] != "Product Targeting"]
    at = place or len(rows) + 1
    assert found(rows, bulk=download()) == [(at, column, rule)]


# Not refused: what it would undo, what is strange
WARNED: list[tuple[Rows, int, Row, str, str, bool]] = [
    (changed, 2, {"portfolio_id": None}, "portfolio_id", "removes_portfolio", False),
    (changed, 2, {"portfolio_id": None}, "portfolio_id", "removes_portfolio", True),
    (changed, 2, {"end_date": None}, "end_date", "removes_end_date", False),
    (changed, 2, {"end_date": None}, "end_date", "removes_end_date", True),
    (changed, 2, {"daily_budget": None}, "daily_budget", "disputed", False),
    (changed, 12, {"percentage": None}, "percentage", "disputed", False),
    (changed, 9, {"bid": None}, "bid", "disputed", False),
    (changed, 8, {"keyword_id": "300000000000009"}, "keyword_id", "not_blank", False),
    (changed, 11, {"ad_group_id": AUTO_GROUP}, "ad_group_id", "not_blank", False),
    (changed, 5, {"bid": "1.005"}, "bid", "decimals", False),
    (changed, 5, {"keyword_id": f"{KEYWORD} "}, "keyword_id", "padded", False),
    (changed, 5, {"entity": "关键词"}, "entity", "localised_word", False),
    (changed, 2, {"bidding_strategy": "Fixed bids"}, "bidding_strategy", "other_word", False),
    (changed, 2, {"campaign_name": "Øl mats"}, "campaign_name", "name_letter", False),
    (changed, 9, {EXPRESSION: 'asin="b0yyyyyyyy"'}, EXPRESSION, "asin_letters", False),
    (changed, 5, {"keyword_text": "rug"}, "keyword_text", "unchangeable", True),
    (changed, 5, {"match_type": "exact"}, "match_type", "unchangeable", True),
    (changed, 2, {"start_date": "20260102"}, "start_date", "unchangeable", True),
    (changed, 2, {"targeting_type": "AUTO"}, "targeting_type", "unchangeable", True),
    (changed, 12, {"placement": "Placement Product Page"}, "placement", "unknown_placement", True),
    (changed, 11, {"campaign_id": ENDED_CAMPAIGN}, "campaign_id", "ended", True),
]


@pytest.mark.parametrize(("rows", "place", "cells", "column", "rule", "known"), WARNED)
def test_one_strange_cell_is_one_warning(
    rows: Rows, place: int, cells: Row, column: str, rule: str, known: bool
) -> None:
    bulk = download() if known else None
    broken, before = with_cells(rows(), place, **cells), found(rows(), bulk=bulk, level="warning")
    more = [fault for fault in found(broken, bulk=bulk, level="warning") if fault not in before]
    assert more == [(place, column, rule)]
    assert [fault for fault in found(broken, bulk=bulk) if fault[2] != "auto_campaign"] == []


NOTED: list[tuple[Rows, int, Row, str, str]] = [
    (changed, 5, {"state": "Enabled"}, "state", "spelling"),
    (changed, 5, {"entity": "keyword"}, "entity", "spelling"),
    (created, 7, {"match_type": "Negative Phrase"}, "match_type", "spelling"),
    (created, 2, {"bidding_strategy": "Dynamic bids \N{EN DASH} down only"}, "bidding_strategy", "spelling"),
    (created, 5, {"keyword_text": "коврик"}, "keyword_text", "unlisted_letter"),
    (changed, 5, {"operation": "Archive"}, "operation", "archive"),
    (changed, 5, {"state": "archived"}, "state", "archive"),
    (changed, 12, {"placement": None, "audience_id": "7"}, "entity", "placement_of_audience"),
]


@pytest.mark.parametrize(("rows", "place", "cells", "column", "rule"), NOTED)
def test_what_is_good_to_know_is_a_note(rows: Rows, place: int, cells: Row, column: str, rule: str) -> None:
    broken, before = with_cells(rows(), place, **cells), found(rows(), level="note")
    assert [one for one in found(broken, level="note") if one not in before] == [(place, column, rule)]
    assert found(broken) == []


def test_a_child_archived_with_its_parent_is_told() -> None:
    rows = [
        row("Ad Group", "Archive", ad_group_id=GROUP),
        row("Keyword", "Archive", ad_group_id=GROUP, keyword_id=KEYWORD),
    ]
    assert (3, "ad_group_id", "archived_with_parent") in found(rows, level="note")
    assert found(rows) == []


@pytest.mark.parametrize(("budget", "warned"), [("1", False), ("1.01", False), ("0.99", True)])
def test_a_budget_under_a_bid_that_stays(budget: str, warned: bool) -> None:
    # The bids that stay are 1.00.
    rows = [changed()[0] | {"daily_budget": budget}]
    told = (2, "daily_budget", "budget_under_bids") in found(rows, bulk=download(), level="warning")
    assert told == warned


@pytest.mark.parametrize(("state", "warned"), [("enabled", True), ("paused", True), ("archived", False)])
def test_a_budget_under_a_default_bid_that_stays(state: str, warned: bool) -> None:
    held = download()
    groups = held.ad_groups.with_columns(default_bid=pl.lit(1.5), state=pl.lit(state))
    rows = [changed()[0] | {"daily_budget": "1.2"}]
    bulk = replace(held, ad_groups=AdGroup.validate(groups))
    assert ((2, "daily_budget", "budget_under_bids") in found(rows, bulk=bulk, level="warning")) == warned


def test_every_rule_of_a_row_is_broken_somewhere_here() -> None:
    seeded = {one[-1] for one in (*CELLS, *ADDED, *KNOWN, *NOTED)} | {one[4] for one in WARNED}
    of_files = {
        "tab",
        "not_xlsx",
        "header_row",
        "missing_column",
        "duplicate_column",
        "unknown_column",
        "other_tab",
    }
    of_files |= {"no_operation", "excel_error", "id_as_number"}
    alone = {"not_processed", "archived_with_parent", "budget_under_bids", "childless", "negated_above"}
    alone |= {"too_many_targets", "too_many_campaigns", "too_many_ad_groups"}
    assert seeded | of_files | alone == set(sheet_rules())
