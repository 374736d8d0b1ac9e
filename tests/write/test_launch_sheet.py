"""Upload rows of new campaigns, and each of Amazon's rules for them broken once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from adopt.errors import UnsafePlanError
from adopt.schema import Bulk
from adopt.words import bulksheet
from adopt.write import write_outputs
from adopt.write.bulk_sheet import KEY
from adopt.write.sheets.budgets import budgets
from adopt.write.sheets.launch import launch
from adopt.write.validate import faults

DAY = date(2026, 11, 1)
AUTO, AUTO_GROUP, AUTO_AD, CLAUSE = 0, 1, 2, 3
EXACT, EXACT_GROUP, EXACT_AD, WORD, OTHER_WORD = 7, 8, 9, 10, 11


@pytest.fixture
def sheet(make_plan: Any, action: Any, created: Any, bulk: Bulk) -> pl.DataFrame:
    return launch(make_plan([action("L501")], created=created), bulk)


def rules(
    sheet: pl.DataFrame, bulk: Bulk, marketplace: str = "US", as_of: date = DAY
) -> set[tuple[int, str, str]]:
    found = faults(sheet, bulk, "USD", marketplace, as_of).select("row", "column", "rule")
    return {(row - 2, column, rule) for row, column, rule in found.rows()}


def broken(sheet: pl.DataFrame, place: int, **cells: str | None) -> pl.DataFrame:
    here = pl.int_range(pl.len()) == place
    return sheet.with_columns(
        pl.when(here).then(pl.lit(value, dtype=pl.String)).otherwise(name).alias(name)
        for name, value in cells.items()
    )


def test_the_rows_are_amazons(sheet: pl.DataFrame) -> None:
    told = [
        {name: value for name, value in row.items() if value is not None}
        for row in sheet.drop(KEY).to_dicts()
    ]
    common = {"product": "Sponsored Products", "operation": "Create", "state": "enabled"}
    assert told[AUTO] == common | {
        "entity": "Campaign",
        "campaign_id": "NEW | auto",
        "campaign_name": "NEW | auto",
        "start_date": "20261101",
        "targeting_type": "AUTO",
        "daily_budget": "10.00",
        "bidding_strategy": "Dynamic bids - down only",
    }
    inside = common | {"campaign_id": "NEW | auto", "ad_group_id": "NEW | auto"}
    assert told[AUTO_GROUP] == inside | {
        "entity": "Ad Group",
        "ad_group_name": "NEW | auto",
        "ad_group_default_bid": "0.75",
    }
    assert told[AUTO_AD] == inside | {"entity": "Product Ad", "sku": "NEW"}
    assert told[CLAUSE] == inside | {
        "entity": "Product Targeting",
        "product_targeting_expression": "close-match",
        "bid": "0.50",
    }
    assert told[OTHER_WORD] == common | {
        "entity": "Keyword",
        "campaign_id": "NEW | exact",
        "ad_group_id": "NEW | exact",
        "keyword_text": "soft mat",
        "match_type": "exact",
        "bid": "1.00",
    }


def test_such_a_sheet_has_no_fault(sheet: pl.DataFrame, bulk: Bulk) -> None:
    assert rules(sheet, bulk) == set()


@pytest.mark.parametrize("consent", ["ask", "watch"])
def test_only_safe_launches_are_written(
    make_plan: Any, action: Any, created: Any, bulk: Bulk, consent: str
) -> None:
    assert launch(make_plan([action("L501", consent=consent)], created=created), bulk).is_empty()


def test_launches_are_no_budgets_of_campaigns_that_are_there(make_plan: Any, action: Any, bulk: Bulk) -> None:
    assert budgets(make_plan([action("L501")]), bulk).is_empty()


_NEEDED = {
    AUTO: bulksheet()["own_required"]["Campaign"]["Create"],
    AUTO_GROUP: bulksheet()["own_required"]["Ad Group"]["Create"],
    AUTO_AD: bulksheet()["own_required"]["Product Ad"]["Create"],
    CLAUSE: bulksheet()["own_required"]["Product Targeting"]["Create"],
    WORD: bulksheet()["own_required"]["Keyword"]["Create"],
}


@pytest.mark.parametrize(
    ("place", "column"), [(place, name) for place, names in _NEEDED.items() for name in names]
)
def test_every_required_cell_is_missed(sheet: pl.DataFrame, bulk: Bulk, place: int, column: str) -> None:
    assert (place, bulksheet()["columns"][column], "missing") in rules(
        broken(sheet, place, **{column: None}), bulk
    )


_A129, _A128, _A256, _A255 = ("n" * size for size in (129, 128, 256, 255))


@pytest.mark.parametrize(
    ("place", "cells", "fault"),
    [
        (AUTO, {"campaign_id": "123"}, (AUTO, "Campaign ID", "temporary_id")),
        (AUTO_GROUP, {"ad_group_id": "123"}, (AUTO_GROUP, "Ad Group ID", "temporary_id")),
        (AUTO, {"campaign_id": "other"}, (CLAUSE, "Campaign ID", "parent")),
        (AUTO, {"campaign_id": "other"}, (AUTO, "Campaign ID", "childless")),
        (CLAUSE, {"campaign_id": "other"}, (CLAUSE, "Campaign ID", "parent")),
        (CLAUSE, {"ad_group_id": "NEW | exact"}, (CLAUSE, "Ad Group ID", "parent")),
        (AUTO_GROUP, {"ad_group_id": "other"}, (AUTO_AD, "Ad Group ID", "parent")),
        (AUTO_AD, {"ad_group_id": "other"}, (AUTO_GROUP, "Ad Group ID", "childless")),
        (EXACT, {"campaign_id": "NEW | auto"}, (EXACT, "Campaign ID", "duplicate_id")),
        (EXACT, {"campaign_id": "NEW | auto"}, (WORD, "Campaign ID", "parent")),
        (EXACT, {"campaign_name": "new | AUTO"}, (EXACT, "Campaign Name", "name_taken")),
        (EXACT, {"campaign_name": "MATS"}, (EXACT, "Campaign Name", "name_taken")),
        (EXACT, {"campaign_name": _A129}, (EXACT, "Campaign Name", "name_too_long")),
        (EXACT, {"campaign_name": "mats # 1"}, (EXACT, "Campaign Name", "name_character")),
        (EXACT, {"campaign_name": " mats"}, (EXACT, "Campaign Name", "name_space")),
        (EXACT_GROUP, {"ad_group_name": _A256}, (EXACT_GROUP, "Ad Group Name", "name_too_long")),
        (AUTO, {"start_date": "2026-11-01"}, (AUTO, "Start Date", "date")),
        (AUTO, {"start_date": "20261131"}, (AUTO, "Start Date", "date")),
        (AUTO, {"start_date": "20261031"}, (AUTO, "Start Date", "past")),
        (AUTO, {"targeting_type": "MANUAL"}, (CLAUSE, "Product Targeting Expression", "auto_clause")),
        (EXACT, {"targeting_type": "AUTO"}, (WORD, "Campaign ID", "auto_campaign")),
        (AUTO, {"targeting_type": "Auto"}, (AUTO, "Targeting Type", "spelling")),
        (AUTO, {"bidding_strategy": "Dynamic bids – down only"}, (AUTO, "Bidding Strategy", "spelling")),
        (AUTO, {"state": "archived"}, (AUTO, "State", "token")),
        (AUTO, {"daily_budget": "0.99"}, (AUTO, "Daily Budget", "budget_limits")),
        (AUTO, {"daily_budget": "1000000.01"}, (AUTO, "Daily Budget", "budget_limits")),
        (EXACT, {"daily_budget": "0.99"}, (OTHER_WORD, "Bid", "over_budget")),
        (
            EXACT_GROUP,
            {"ad_group_default_bid": "10.01"},
            (EXACT_GROUP, "Ad Group Default Bid", "over_budget"),
        ),
        (EXACT_GROUP, {"ad_group_default_bid": "0.01"}, (EXACT_GROUP, "Ad Group Default Bid", "bid_limits")),
        (EXACT_GROUP, {"ad_group_default_bid": "cheap"}, (EXACT_GROUP, "Ad Group Default Bid", "amount")),
        (WORD, {"bid": "0.01"}, (WORD, "Bid", "bid_limits")),
        (WORD, {"bid": "1000.01"}, (WORD, "Bid", "bid_limits")),
        (WORD, {"bid": "0.905"}, (WORD, "Bid", "decimals")),
        (WORD, {"keyword_text": "Soft  Mat"}, (OTHER_WORD, "Keyword Text", "duplicate")),
        (WORD, {"keyword_text": "mat / strap"}, (WORD, "Keyword Text", "forbidden_character")),
        (WORD, {"match_type": "Exact"}, (WORD, "Match Type", "spelling")),
        (WORD, {"keyword_id": "1"}, (WORD, "Keyword ID", "not_blank")),
        (
            CLAUSE,
            {"product_targeting_expression": "loose-match"},
            (CLAUSE + 1, "Product Targeting Expression", "duplicate"),
        ),
        (
            CLAUSE,
            {"product_targeting_expression": "close match"},
            (CLAUSE, "Product Targeting Expression", "expression"),
        ),
        (AUTO_AD, {"sku": None}, (AUTO_AD, "SKU", "sku_or_asin")),
        (AUTO_AD, {"asin": "B0ABCDEFGH"}, (AUTO_AD, "SKU", "sku_or_asin")),
        (AUTO_AD, {"sku": "B0ABCDEFGH"}, (AUTO_AD, "SKU", "asin_for_sku")),
        (
            WORD,
            {
                "entity": "Product Targeting",
                "keyword_text": None,
                "match_type": None,
                "product_targeting_expression": 'asin="B0ABCDEFGH"',
            },
            (WORD, "Ad Group ID", "mixed_targets"),
        ),
    ],
)
def test_each_rule_broken_once_is_found(
    sheet: pl.DataFrame, bulk: Bulk, place: int, cells: dict[str, str | None], fault: tuple[int, str, str]
) -> None:
    assert fault in rules(broken(sheet, place, **cells), bulk)


@pytest.mark.parametrize(
    ("place", "cells"),
    [
        (EXACT, {"campaign_name": _A128}),
        (EXACT_GROUP, {"ad_group_name": _A255}),
        (AUTO, {"start_date": "20261101"}),
        (AUTO, {"start_date": "20261102"}),
        (AUTO, {"daily_budget": "1.00"}),
        (AUTO, {"daily_budget": "1000000"}),
        (WORD, {"bid": "0.02"}),
        (WORD, {"bid": "10.00"}),
        (AUTO_AD, {"sku": None, "asin": "B0ABCDEFGH"}),
    ],
)
def test_what_just_keeps_to_the_rules_passes(
    sheet: pl.DataFrame, bulk: Bulk, place: int, cells: dict[str, str | None]
) -> None:
    assert rules(broken(sheet, place, **cells), bulk) == set()


def test_limits_are_the_marketplaces(sheet: pl.DataFrame, bulk: Bulk) -> None:
    dear = rules(sheet, bulk, "ZA")
    assert (AUTO, "Daily Budget", "budget_limits") in dear
    assert (WORD, "Bid", "bid_limits") in dear


def test_a_structure_twice_is_found(sheet: pl.DataFrame, bulk: Bulk) -> None:
    assert {rule for _, _, rule in rules(pl.concat([sheet, sheet]), bulk)} >= {
        "duplicate",
        "duplicate_id",
    }


def test_rows_in_any_order_have_no_fault(sheet: pl.DataFrame, bulk: Bulk) -> None:
    assert rules(sheet.reverse(), bulk) == set()


def test_the_file_and_where_its_rows_stand(
    make_plan: Any, action: Any, created: Any, bulk: Bulk, tmp_path: Path
) -> None:
    write_outputs(make_plan([action("L501")], created=created), bulk, tmp_path, ("en", "zh"))
    page = openpyxl.load_workbook(tmp_path / "launch.xlsx")["Sponsored Products Campaigns"]
    head, *rows = page.iter_rows(values_only=True)
    assert head == tuple(bulksheet()["columns"].values())
    assert len(rows) == created.height
    assert rows[AUTO][head.index("Daily Budget")] == 10
    for name, title, clause in (
        ("recommendations.xlsx", "Launch", "close-match"),
        ("recommendations.zh.xlsx", "新品启动", "紧密匹配"),
    ):
        book = openpyxl.load_workbook(tmp_path / name)
        told = list(book[title].iter_rows(min_row=3, values_only=True))
        assert len(told) == created.height
        assert {row[13] for row in told} == {"launch.xlsx: 2–13"}
        assert [row[2] for row in told][CLAUSE] == clause


def test_without_new_campaigns_there_is_no_sheet(
    make_plan: Any, action: Any, bulk: Bulk, tmp_path: Path
) -> None:
    written = write_outputs(make_plan([action()]), bulk, tmp_path)
    assert "launch.xlsx" not in [path.name for path in written]
    assert "Launch" not in openpyxl.load_workbook(tmp_path / "recommendations.xlsx").sheetnames


def test_a_start_in_the_past_is_never_written(
    make_plan: Any, action: Any, created: Any, bulk: Bulk, tmp_path: Path
) -> None:
    late = make_plan([action("L501")], created=created, as_of=date(2026, 11, 2))
    with pytest.raises(UnsafePlanError, match="past"):
        write_outputs(late, bulk, tmp_path)
    assert not list(tmp_path.iterdir())
