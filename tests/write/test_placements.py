"""Upload rows of placement percentages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.schema import Bulk, Campaign, Placement, UploadRow
from adopt.write import plan_document, write_outputs
from adopt.write.bulk_sheet import KEY
from adopt.write.plan_read import read_plan
from adopt.write.sheets.placements import placements
from adopt.write.validate import faults
from tests.write.conftest import CAMPAIGN

PLACED: dict[str, Any] = {
    "key": "B302|top",
    "code": "B302",
    "reason": "placement_worth_more",
    "detail": "placementProductPage",
    "entity": "Bidding Adjustment",
    "targeting": "placementTop",
    "from_value": 20.0,
    "to_value": 45.0,
    "measured": 1.6,
    "against": 1.2,
}
NAMES = {
    "placementTop": "Placement Top",
    "placementRestOfSearch": "Placement Rest Of Search",
    "placementProductPage": "Placement Product Page",
    "placementAmazonBusiness": "Placement Amazon Business",
}


@pytest.fixture
def download(bulk: Bulk) -> Bulk:
    """The download with a campaign's placements, as Amazon writes them."""
    campaigns = bulk.campaigns.with_columns(strategy=pl.lit("Dynamic bids - down only"))
    held = [
        {"row": at, "campaign_id": CAMPAIGN, "placement": name, "percentage": 20.0}
        for at, name in enumerate(NAMES, 20)
    ]
    cells = [
        {
            "row": at,
            "product": "Sponsored Products",
            "entity": "Bidding adjustment",
            "campaign_id": CAMPAIGN,
            "bidding_strategy": "Dynamic bids \N{EN DASH} down only",
            "placement": name,
            "percentage": "20",
        }
        for at, name in enumerate(NAMES.values(), 20)
    ]
    counts = {name: pl.lit(0) for name in Placement.column_names() if name not in held[0]}
    rows = pl.DataFrame(held).with_columns(**counts).select(Placement.column_names())
    uploads = pl.concat([bulk.uploads, pl.DataFrame(cells, schema=bulk.uploads.schema)])
    return replace(
        bulk,
        campaigns=Campaign.validate(campaigns.select(Campaign.column_names())),
        placements=Placement.cast(rows),
        uploads=UploadRow.validate(uploads),
    )


@pytest.fixture
def row(action: Any) -> dict[str, Any]:
    return {**action("T402"), **PLACED}


@pytest.fixture
def sheet(make_plan: Any, row: dict[str, Any], download: Bulk) -> pl.DataFrame:
    return placements(make_plan([row]), download)


def test_only_the_percentage_of_the_downloads_row_changes(sheet: pl.DataFrame) -> None:
    (made,) = sheet.drop(KEY).to_dicts()
    assert {name: value for name, value in made.items() if value is not None} == {
        "product": "Sponsored Products",
        "entity": "Bidding Adjustment",
        "operation": "Update",
        "campaign_id": CAMPAIGN,
        "bidding_strategy": "Dynamic bids - down only",
        "placement": "Placement Top",
        "percentage": "45",
    }


def test_such_a_row_has_no_fault(sheet: pl.DataFrame, download: Bulk) -> None:
    assert faults(sheet, download, "USD", "US").is_empty()


@pytest.mark.parametrize(
    ("column", "value", "fault"),
    [
        ("percentage", "901", ("Percentage", "percentage")),
        ("percentage", "-1", ("Percentage", "percentage")),
        ("percentage", "45.5", ("Percentage", "percentage")),
        ("percentage", "45%", ("Percentage", "percentage")),
        ("percentage", None, ("Percentage", "missing")),
        ("bidding_strategy", None, ("Bidding Strategy", "missing")),
        ("bidding_strategy", "Rule-based", ("Bidding Strategy", "token")),
        ("placement", "Top", ("Placement", "token")),
        ("placement", "Placement Amazon Business", ("Placement", "token")),
        ("placement", None, ("Placement", "missing")),
        ("state", "enabled", ("State", "not_blank")),
        ("bid", "1.00", ("Bid", "not_blank")),
        ("campaign_id", "999", ("Campaign ID", "unknown_entity")),
        ("operation", "Create", ("Entity", "token")),
    ],
)
def test_broken_cells_are_found(
    sheet: pl.DataFrame, download: Bulk, column: str, value: str | None, fault: tuple[str, str]
) -> None:
    broken = sheet.with_columns(pl.lit(value, dtype=pl.String).alias(column))
    assert fault in faults(broken, download, "USD", "US").select("column", "rule").rows()


@pytest.mark.parametrize("percentage", ["0", "900"])
def test_amazons_limits_are_within(sheet: pl.DataFrame, download: Bulk, percentage: str) -> None:
    assert faults(sheet.with_columns(percentage=pl.lit(percentage)), download, "USD", "US").is_empty()


@pytest.mark.parametrize("spelt", ["Placement Top", "placementTop"])
def test_a_placement_twice_is_found_in_either_spelling(
    sheet: pl.DataFrame, download: Bulk, spelt: str
) -> None:
    twice = pl.concat([sheet, sheet.with_columns(placement=pl.lit(spelt))])
    found = faults(twice, download, "USD", "US").filter(pl.col("rule") == "duplicate")
    assert found.select("row", "detail").rows() == [(3, "2")]


def test_a_placement_that_the_download_lacks_is_found(sheet: pl.DataFrame, download: Bulk) -> None:
    without = replace(
        download, placements=Placement.cast(download.placements.filter(pl.col("placement") != "placementTop"))
    )
    assert ("Placement", "unknown_placement") in faults(sheet, without, "USD", "US").select(
        "column", "rule"
    ).rows()


@pytest.mark.parametrize("consent", ["ask", "watch"])
def test_only_safe_percentages_are_written(
    make_plan: Any, row: dict[str, Any], download: Bulk, consent: str
) -> None:
    assert placements(make_plan([row | {"consent": consent}]), download).is_empty()


def test_a_strategy_that_cant_be_repeated_is_written_nowhere(
    make_plan: Any, row: dict[str, Any], download: Bulk
) -> None:
    unknown = download.campaigns.with_columns(strategy=pl.lit(None, dtype=pl.String))
    assert placements(make_plan([row]), replace(download, campaigns=Campaign.validate(unknown))).is_empty()


def test_the_file_lies_beside_the_others_and_the_plan_reads_back(
    tmp_path: Path, make_plan: Any, row: dict[str, Any], download: Bulk
) -> None:
    plan = make_plan([row])
    written = [path.name for path in write_outputs(plan, download, tmp_path, ("en", "zh"))]
    assert written == ["placements.xlsx", "recommendations.xlsx", "recommendations.zh.xlsx", "plan.json"]
    (told,) = plan_document(plan)["actions"]
    assert (told["from"], told["to"]) == (20.0, 45.0)
    (back,) = read_plan(tmp_path / "plan.json").actions.to_dicts()
    names = ("from_value", "to_value", "from_bid", "to_bid", "measured", "against", "detail")
    assert [back[name] for name in names] == [20.0, 45.0, None, None, 1.6, 1.2, "placementProductPage"]
    uploaded = pl.read_excel(tmp_path / "placements.xlsx")
    assert uploaded.select("Entity", "Placement", "Percentage").rows() == [
        ("Bidding Adjustment", "Placement Top", 45)
    ]


def test_a_schedule_is_told_and_written_nowhere(
    tmp_path: Path, make_plan: Any, row: dict[str, Any], download: Bulk
) -> None:
    hours = row | {"code": "B303", "consent": "ask", "entity": "Campaign", "reason": "hours_differ"}
    hours |= {"detail": "17-1:32 8-12:20", "from_value": 0.0, "to_value": 0.14, "targeting": "Mats"}
    plan = make_plan([hours])
    assert [path.name for path in write_outputs(plan, download, tmp_path)] == [
        "recommendations.xlsx",
        "plan.json",
    ]
    decide = pl.read_excel(
        tmp_path / "recommendations.xlsx", sheet_name="Decide", read_options={"header_row": 1}
    )
    (shown,) = decide.to_dicts()
    assert shown["Change"] == "17:00-24:00 +32%, 00:00-01:00 +32%, 08:00-12:00 +20%"
    assert '"Mats" = 0.14 under [hours.in_force]' in shown["Why"]
    (back,) = read_plan(tmp_path / "plan.json").actions.to_dicts()
    assert (back["to_value"], back["detail"]) == (0.14, "17-1:32 8-12:20")


def test_the_workbook_names_the_placement_and_its_change(
    tmp_path: Path, make_plan: Any, row: dict[str, Any], download: Bulk
) -> None:
    write_outputs(make_plan([row]), download, tmp_path)
    decide = pl.read_excel(
        tmp_path / "recommendations.xlsx", sheet_name="Decide", read_options={"header_row": 1}
    )
    (shown,) = decide.to_dicts()
    assert (shown["Action"], shown["Term or target"]) == ("Raise placement percentage", "Top of search")
    assert (shown["Change"], shown["How to undo it"]) == ("20% → 45%", "Set the percentage back to 20%.")
    assert shown["In upload file"] == "placements.xlsx: 2"
