from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from adopt.reports import Refusal, identify
from adopt.schema import Bulk, Reading

Write = Callable[..., Path]

INFO = " (Informational only)"
COLUMNS = [
    "Product",
    "Entity",
    "Operation",
    "Campaign ID",
    "Ad Group ID",
    "Portfolio ID",
    "Ad ID",
    "Keyword ID",
    "Product Targeting ID",
    "Campaign Name",
    "Ad Group Name",
    "Campaign Name" + INFO,
    "Ad Group Name" + INFO,
    "Start Date",
    "End Date",
    "Targeting Type",
    "State",
    "Campaign State" + INFO,
    "Ad Group State" + INFO,
    "Daily Budget",
    "SKU",
    "ASIN" + INFO,
    "Ad Group Default Bid",
    "Ad Group Default Bid" + INFO,
    "Bid",
    "Keyword Text",
    "Match Type",
    "Bidding Strategy",
    "Placement",
    "Percentage",
    "Product Targeting Expression",
    "Resolved Product Targeting Expression" + INFO,
    "Impressions",
    "Clicks",
    "Spend",
    "Sales",
    "Orders",
    "Units",
]
TERM_COLUMNS = [
    "Product",
    "Campaign ID",
    "Ad Group ID",
    "Keyword ID",
    "Product Targeting ID",
    "Campaign Name" + INFO,
    "Ad Group Name" + INFO,
    "State",
    "Keyword Text",
    "Match Type",
    "Product Targeting Expression",
    "Customer Search Term",
    "Impressions",
    "Clicks",
    "Spend",
    "Sales",
    "Orders",
    "Units",
]
METRICS = {
    "Impressions": 90,
    "Clicks": 3,
    "Spend": 25.000000000000004,
    "Sales": 40.5,
    "Orders": 1,
    "Units": 2,
}
TEXTS = {"Campaign Name" + INFO: "Pans", "Ad Group Name" + INFO: "Steel"}
PARENTS = {"Campaign ID": "100000000000001", "Ad Group ID": "200000000000001", **TEXTS}
CAMPAIGN = {
    "Entity": "Campaign",
    "Campaign ID": "100000000000001",
    "Campaign Name": "Pans",
    "Start Date": "20260901",
    "Targeting Type": "Manual",
    "State": "enabled",
    "Daily Budget": 8,
    "Bidding Strategy": "Dynamic bids – down only",
    **METRICS,
}
AD_GROUP = {
    **PARENTS,
    "Entity": "Ad Group",
    "Ad Group Name": "Steel",
    "State": "enabled",
    "Ad Group Default Bid": 0.75,
    **METRICS,
}
KEYWORD = {
    **PARENTS,
    "Entity": "Keyword",
    "Keyword ID": "300000000000001",
    "Keyword Text": "pan",
    "Match Type": "Exact",
    "State": "Paused",
    "Bid": 1.7,
    **METRICS,
}
PRODUCT = {
    **PARENTS,
    "Entity": "Product targeting",
    "Product Targeting ID": "400000000000001",
    "Product Targeting Expression": 'asin="B0ABCDEFGH"',
    "Resolved Product Targeting Expression" + INFO: 'asin="B0ABCDEFGH"',
    "State": "enabled",
    **METRICS,
}
NEGATIVE = {
    **PARENTS,
    "Entity": "Negative Keyword",
    "Keyword Text": "lid",
    "Match Type": "negative exact",
    "State": "enabled",
}
CAMPAIGN_NEGATIVE = {
    "Entity": "Campaign Negative Keyword",
    "Campaign ID": "100000000000001",
    "Keyword ID": "500000000000001",
    "Keyword Text": "free",
    "Match Type": "Negative Phrase",
    "State": "enabled",
}
PLACEMENT = {
    "Entity": "Bidding Adjustment",
    "Campaign ID": "100000000000001",
    "Placement": "Placement Rest Of Search",
    "Percentage": 45,
    **METRICS,
}
AUDIENCE = {"Entity": "Bidding Adjustment", "Campaign ID": "100000000000001"}
AD = {
    **PARENTS,
    "Entity": "Product Ad",
    "Ad ID": "600000000000001",
    "SKU": "PAN-1",
    "State": "enabled",
    **METRICS,
}
TERM = {
    **PARENTS,
    "Keyword ID": "300000000000001",
    "Keyword Text": "pan",
    "Match Type": "Exact",
    "Customer Search Term": "steel pan",
    "State": "enabled",
    **METRICS,
}
AUTO_TERM = {
    **PARENTS,
    "Product Targeting ID": "400000000000009",
    "Product Targeting Expression": "close-match",
    "Customer Search Term": "b0zzzzzzzz",
    "State": "enabled",
    **METRICS,
}
ALL: list[Mapping[str, Any]] = [
    CAMPAIGN,
    AD_GROUP,
    KEYWORD,
    PRODUCT,
    NEGATIVE,
    CAMPAIGN_NEGATIVE,
    PLACEMENT,
    AUDIENCE,
    AD,
]
NAME = "bulk-abc123-20260901-20261030-1768683859196.xlsx"


def cells(columns: list[str], *rows: Mapping[str, Any]) -> list[list[Any]]:
    return [
        columns,
        *([{"Product": "Sponsored Products", **row}.get(name, "") for name in columns] for row in rows),
    ]


@pytest.fixture
def download(workbook: Write) -> Callable[..., Path]:
    def make(*rows: Mapping[str, Any], terms: list[dict[str, Any]] | None = None, **more: Any) -> Path:
        sheets = {
            "Portfolios": [["Portfolio ID", "Budget Currency Code"], ["1", "USD"]],
            "Sponsored Products campaigns": cells(COLUMNS, *rows),
            "SP Search Term Report": cells(TERM_COLUMNS, *(terms or [])),
        }
        return workbook(sheets, **{"name": NAME, **more})

    return make


def read(path: Path) -> tuple[Reading, Bulk]:
    reading = identify(path)
    assert isinstance(reading, Reading), reading
    assert isinstance(reading.data, Bulk)
    return reading, reading.data


def test_each_entity_finds_its_frame(download: Write) -> None:
    reading, bulk = read(download(*ALL, terms=[TERM]))
    assert {name: frame.height for name, frame in vars(bulk).items()} == {
        "campaigns": 1,
        "ad_groups": 1,
        "targets": 2,
        "negatives": 2,
        "placements": 1,
        "ads": 1,
        "uploads": 9,
        "search_terms": 1,
    }
    assert reading.read == 10
    assert (reading.first_day, reading.last_day) == (date(2026, 9, 1), date(2026, 10, 30))
    assert (reading.kind, reading.currency, reading.window_days) == ("bulk", "USD", 7)
    assert reading.totals == (90, 3, Decimal(25), 1, Decimal("40.5"))
    assert reading.notes == (("audience_rows", "1"),)


def test_tokens_become_ours_whatever_their_spelling(download: Write) -> None:
    _, bulk = read(download(*ALL))
    assert bulk.campaigns.select("strategy", "targeting_type", "start_date").row(0) == (
        "Dynamic bids - down only",
        "manual",
        date(2026, 9, 1),
    )
    assert bulk.targets.select("kind", "targeting", "match_type", "state", "bid", "default_bid").rows() == [
        ("keyword", "pan", "exact", "paused", 1.7, 0.75),
        ("product", 'asin="B0ABCDEFGH"', "-", "enabled", None, 0.75),
    ]
    assert bulk.negatives.select("level", "kind", "text", "match_type", "negative_id").rows() == [
        ("ad_group", "keyword", "lid", "negativeExact", None),
        ("campaign", "keyword", "free", "negativePhrase", "500000000000001"),
    ]
    assert bulk.placements.select("placement", "percentage").row(0) == ("placementRestOfSearch", 45)


def test_uploads_are_the_cells_as_amazon_wrote_them(download: Write) -> None:
    _, bulk = read(download(*ALL))
    row = bulk.uploads.row(2, named=True)
    assert (row["row"], row["entity"], row["match_type"], row["state"], row["bid"]) == (
        4,
        "Keyword",
        "Exact",
        "Paused",
        "1.7",
    )
    assert row["campaign_name"] is None
    assert row["portfolio_id"] is None


def test_rows_of_the_term_tab_that_differ_by_target_stay_apart(download: Write) -> None:
    twin = {**TERM, "Keyword ID": "300000000000002"}
    _, bulk = read(download(*ALL, terms=[TERM, twin, AUTO_TERM]))
    assert bulk.search_terms.select("target_id", "targeting", "match_type", "first_day").rows() == [
        ("300000000000001", "pan", "exact", None),
        ("300000000000002", "pan", "exact", None),
        ("400000000000009", "close-match", "-", None),
    ]


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"Keyword ID": "1.23E+17"}, "Keyword ID", "mangled_id"),
        ({"Keyword ID": 123456789012345678}, "Keyword ID", "mangled_id"),
        ({"Keyword ID": ""}, "Keyword ID", "missing"),
        ({"Campaign ID": ""}, "Campaign ID", "missing"),
        ({"Match Type": ""}, "Match Type", "missing"),
        ({"Match Type": "fuzzy"}, "Match Type", "unknown_match_type"),
        ({"State": "draft"}, "State", "unknown_state"),
        ({"Bid": "much"}, "Bid", "not_a_number"),
        ({"Clicks": -1}, "Clicks", "negative"),
        ({"Entity": "Dream"}, "Entity", "unknown_entity"),
        ({"Product": "Sponsored Brands"}, "Product", "other_product"),
    ],
)
def test_a_bad_row_is_rejected_and_never_uploaded(
    download: Write, change: dict[str, Any], column: str, reason: str
) -> None:
    reading, bulk = read(download(CAMPAIGN, AD_GROUP, {**KEYWORD, **change}))
    assert bulk.targets.is_empty()
    assert bulk.uploads["row"].to_list() == [2, 3]
    assert reading.rejected.select("sheet", "row", "column", "reason").rows() == [
        ("Sponsored Products campaigns", 4, column, reason)
    ]
    assert reading.read == 3


def test_an_id_that_stands_there_twice_counts_once(download: Write) -> None:
    reading, bulk = read(download(CAMPAIGN, AD_GROUP, KEYWORD, KEYWORD))
    assert bulk.targets["row"].to_list() == [4]
    assert reading.rejected.select("row", "reason").rows() == [(5, "duplicate_id")]


def test_names_of_parents_come_from_their_own_rows_where_the_row_has_none(download: Write) -> None:
    bare = {name: value for name, value in KEYWORD.items() if name not in TEXTS}
    _, bulk = read(download(CAMPAIGN, AD_GROUP, bare))
    assert bulk.targets.select("campaign", "ad_group", "campaign_state").row(0) == (
        "Pans",
        "Steel",
        "enabled",
    )


def test_sums_that_differ_and_amazons_errors_are_noted(workbook: Write) -> None:
    sheets = {
        "Sponsored Products Campaigns": cells(COLUMNS, CAMPAIGN, {**AD_GROUP, "Clicks": 2}),
        "Download Error Summary": [
            ["This sheet lists errors."],
            [],
            ["Product", "Type of rows affected", "Error Message"],
            ["RMS", "Campaign", "Try later."],
        ],
    }
    reading, _ = read(workbook(sheets))
    assert reading.notes == (
        ("ad_group_sums_differ", "clicks 2 != 3"),
        ("errors_in_download", "RMS Campaign Try later."),
    )


def test_tabs_of_other_products_are_said_to_be_left_alone(workbook: Write) -> None:
    sheets = {
        "Sponsored Products Campaigns": cells(COLUMNS, CAMPAIGN, AD_GROUP),
        "Config": [["a"]],
        "Sponsored Display campaigns": [["Product", "Clicks"], ["Sponsored Display", 3]],
        "My notes": [["a"]],
    }
    reading, _ = read(workbook(sheets))
    assert reading.notes == (("tabs_left_alone", "Sponsored Display campaigns, My notes"),)


def test_a_tab_under_another_name_is_read_and_not_left_alone(workbook: Write) -> None:
    reading, _ = read(workbook({"Sheet1": cells(COLUMNS, CAMPAIGN, AD_GROUP)}))
    assert reading.notes == ()


def test_the_period_is_only_in_amazons_own_name_of_the_file(download: Write) -> None:
    reading, _ = read(download(*ALL, name="my bulk file.xlsx"))
    assert (reading.first_day, reading.last_day) == (None, None)


@pytest.mark.parametrize("behind", [" (1)", " - Copy", "_copy", ""])
def test_what_a_browser_writes_behind_amazons_name_leaves_the_period(download: Write, behind: str) -> None:
    reading, _ = read(download(*ALL, name=NAME.replace(".xlsx", f"{behind}.xlsx")))
    assert (reading.first_day, reading.last_day) == (date(2026, 9, 1), date(2026, 10, 30))


def test_sentence_case_headers_are_the_same(workbook: Write) -> None:
    rows = cells(COLUMNS, *ALL)
    rows[0] = [name.capitalize().replace(" id", " Id") for name in rows[0]]
    _, bulk = read(workbook({"sponsored products campaigns": rows}))
    assert bulk.targets.height == 2


def test_sheets_made_for_uploading_are_refused(workbook: Write) -> None:
    rows = cells(COLUMNS, {**CAMPAIGN, "Operation": "Update"}, {**KEYWORD, "Operation": "Update"})
    refusal = identify(workbook({"Sheet1": rows}))
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason) == ("upload", "upload_sheet")


@pytest.mark.parametrize("other", [{"Product": " "}, {**KEYWORD, "Operation": ""}])
def test_a_row_without_an_operation_makes_no_download_of_an_upload_sheet(
    workbook: Write, other: dict[str, str]
) -> None:
    rows = [{**KEYWORD, "Operation": "Update"}] * 9
    refusal = identify(workbook({"Sheet1": cells(COLUMNS, *rows, other)}))
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason) == ("upload", "upload_sheet")


def test_an_empty_template_is_refused(workbook: Write) -> None:
    refusal = identify(workbook({"Sponsored Products Campaigns": cells(COLUMNS)}))
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason) == ("bulk", "no_rows")


def test_a_download_that_was_edited_says_so(download: Write) -> None:
    reading, _ = read(download(CAMPAIGN, AD_GROUP, {**KEYWORD, "Operation": "Update"}))
    assert ("rows_with_operation", "1") in reading.notes
