"""Upload rows of daily budgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.schema import Bulk, Campaign, UploadRow
from adopt.write import plan_document, write_outputs
from adopt.write.bulk_sheet import KEY
from adopt.write.sheets.budgets import budgets
from adopt.write.validate import faults
from tests.write.conftest import CAMPAIGN


@pytest.fixture
def download(bulk: Bulk) -> Bulk:
    """The download with all cells of the campaign, as an English download in Great Britain writes them."""
    campaigns = bulk.campaigns.with_columns(
        targeting_type=pl.lit("auto"),
        strategy=pl.lit("Dynamic bids - down only"),
        start_date=pl.lit(date(2025, 1, 1)),
        end_date=pl.lit(date(2027, 12, 31)),
    )
    cells = {
        "row": 2,
        "product": "Sponsored Products",
        "entity": "Campaign",
        "campaign_id": CAMPAIGN,
        "portfolio_id": "700000000000001",
        "campaign_name": "Mats",
        "start_date": "01/01/2025",
        "end_date": "31/12/2027",
        "targeting_type": "Auto",
        "state": "Enabled",
        "daily_budget": "20.0",
        "bidding_strategy": "Dynamic bids \N{EN DASH} down only",
    }
    row = pl.DataFrame([cells], schema=bulk.uploads.schema)
    return replace(
        bulk,
        campaigns=Campaign.validate(campaigns.select(Campaign.column_names())),
        uploads=UploadRow.validate(pl.concat([bulk.uploads, row])),
    )


@pytest.fixture
def sheet(make_plan: Any, action: Any, download: Bulk) -> pl.DataFrame:
    return budgets(make_plan([action("T402")]), download)


def test_only_the_budget_of_the_downloads_row_changes(sheet: pl.DataFrame) -> None:
    (row,) = sheet.drop(KEY).to_dicts()
    assert {name: value for name, value in row.items() if value is not None} == {
        "product": "Sponsored Products",
        "entity": "Campaign",
        "operation": "Update",
        "campaign_id": CAMPAIGN,
        "portfolio_id": "700000000000001",
        "campaign_name": "Mats",
        "start_date": "20250101",
        "end_date": "20271231",
        "targeting_type": "AUTO",
        "state": "enabled",
        "daily_budget": "30.00",
        "bidding_strategy": "Dynamic bids - down only",
    }


def test_a_launch_that_is_too_poor_is_raised_the_same_way(
    make_plan: Any, action: Any, download: Bulk
) -> None:
    low = action(
        "L501", key="low", campaign_id=CAMPAIGN, from_value=5.0, to_value=20.0, reason="launch_budget_low"
    )
    raised = budgets(make_plan([low, action("L501")]), download)
    assert raised.select("campaign_id", "daily_budget", "operation").rows() == [(CAMPAIGN, "20.00", "Update")]
    assert faults(raised, download, "USD", "US").is_empty()


def test_such_a_row_has_no_fault(sheet: pl.DataFrame, download: Bulk) -> None:
    assert faults(sheet, download, "USD", "US").is_empty()


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("daily_budget", "0.99", ("Daily Budget", "budget_limits")),
        ("daily_budget", "1000000.01", ("Daily Budget", "budget_limits")),
        ("daily_budget", "30.001", ("Daily Budget", "decimals")),
        ("daily_budget", None, ("Daily Budget", "missing")),
        ("start_date", None, ("Start Date", "missing")),
        ("bidding_strategy", "Rule-based", ("Bidding Strategy", "token")),
        ("targeting_type", "Auto", ("Targeting Type", "spelling")),
        ("campaign_id", "999", ("Campaign ID", "unknown_entity")),
        ("operation", "Create", ("Campaign ID", "temporary_id")),
    ],
)
def test_broken_cells_are_found(
    sheet: pl.DataFrame, download: Bulk, column: str, value: str | None, fault: tuple[str, str]
) -> None:
    broken = sheet.with_columns(pl.lit(value, dtype=pl.String).alias(column))
    assert fault in faults(broken, download, "USD", "US").select("column", "rule").rows()


@pytest.mark.parametrize("budget", ["1", "1000000.00"])
def test_the_markets_limits_are_within(sheet: pl.DataFrame, download: Bulk, budget: str) -> None:
    assert faults(sheet.with_columns(daily_budget=pl.lit(budget)), download, "USD", "US").is_empty()


def test_a_campaign_twice_is_found(sheet: pl.DataFrame, download: Bulk) -> None:
    twice = faults(pl.concat([sheet, sheet]), download, "USD", "US")
    assert twice.select("row", "rule", "detail").rows() == [(3, "duplicate_id", "2")]


@pytest.mark.parametrize("changes", [{"consent": "ask"}, {"code": "T403", "consent": "watch"}])
def test_only_safe_budgets_are_written(
    make_plan: Any, action: Any, download: Bulk, changes: dict[str, Any]
) -> None:
    assert budgets(make_plan([action("T402") | changes]), download).is_empty()


def test_the_file_lies_beside_the_others(tmp_path: Path, make_plan: Any, action: Any, download: Bulk) -> None:
    plan = make_plan([action("T402")])
    written = [path.name for path in write_outputs(plan, download, tmp_path, ("en", "zh"))]
    assert written == ["budgets.xlsx", "recommendations.xlsx", "recommendations.zh.xlsx", "plan.json"]
    (raised,) = plan_document(plan)["actions"]
    assert (raised["from"], raised["to"]) == (20.0, 30.0)


def test_the_level_of_bids_is_written_nowhere(
    tmp_path: Path, make_plan: Any, action: Any, download: Bulk
) -> None:
    level = {"key": "T401", "code": "T401", "entity": "Account", "reason": "tacos_above", "campaign_id": None}
    values = {"from_value": 1.04, "to_value": 0.98, "measured": 0.31, "against": 0.25}
    plan = make_plan([action("T402") | level | values])
    assert [path.name for path in write_outputs(plan, download, tmp_path)] == [
        "recommendations.xlsx",
        "plan.json",
    ]
    (row,) = plan_document(plan)["actions"]
    assert (row["from"], row["to"]) == (1.04, 0.98)
