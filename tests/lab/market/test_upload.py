from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from openpyxl import Workbook
from polars.testing import assert_frame_equal

from adopt.lab.market.live import live
from adopt.lab.market.respond import response
from adopt.lab.market.take_back import take_back
from adopt.lab.market.upload import applied
from adopt.words import bulksheet
from tests.lab.market.places import after, first, small_market, upload

Cells = dict[str, str]


def _group(kind: str = "broad") -> Cells:
    group = first(after(5).entities, "Ad Group", kind=kind)
    return {"campaign_id": group["campaign_id"], "ad_group_id": group["ad_group_id"]}


def _target(kind: str = "broad") -> dict[str, Any]:
    target_id = pl.col("target_id").is_not_null()
    return after(5).entities.filter(target_id & (pl.col("kind") == kind)).row(0, named=True)


def _update(entity: str, kind: str = "broad", **cells: str) -> Cells:
    target = _target(kind)
    column = "keyword_id" if entity == "Keyword" else "product_targeting_id"
    return {"entity": entity, "operation": "Update", column: target["target_id"], **cells}


def _campaign(**cells: str) -> Cells:
    campaign = first(after(5).entities, "Campaign", kind="broad")
    return {
        "entity": "Campaign",
        "operation": "Update",
        "campaign_id": campaign["campaign_id"],
        "campaign_name": campaign["campaign"],
        "portfolio_id": campaign["portfolio_id"],
        **cells,
    }


_LAUNCH: list[Cells] = [
    {
        "entity": "Campaign",
        "campaign_id": "new one",
        "campaign_name": "SP | Garlic Press | Launch",
        "start_date": "20260606",
        "targeting_type": "MANUAL",
        "daily_budget": "20",
        "bidding_strategy": "Fixed bid",
    },
    {
        "entity": "Bidding Adjustment",
        "campaign_id": "new one",
        "placement": "Placement Top",
        "percentage": "40",
    },
    {
        "entity": "Ad Group",
        "campaign_id": "new one",
        "ad_group_id": "its group",
        "ad_group_name": "Launch",
        "ad_group_default_bid": "0.60",
    },
    {"entity": "Product Ad", "campaign_id": "new one", "ad_group_id": "its group", "sku": "BW-GP-01"},
    {
        "entity": "Keyword",
        "campaign_id": "new one",
        "ad_group_id": "its group",
        "keyword_text": "garlic press",
        "match_type": "broad",
        "bid": "4.50",
    },
]


def test_a_bid_changes_and_nothing_else() -> None:
    state = after(5)
    changed, refused = applied(state, upload(_update("Keyword", bid="0.77")))
    assert refused.is_empty()
    mine = pl.col("target_id").eq_missing(pl.lit(_target()["target_id"]))
    assert changed.entities.filter(mine)["bid"].item() == 0.77
    assert_frame_equal(changed.entities.filter(~mine), state.entities.filter(~mine))


def test_a_budget_a_strategy_a_name_and_a_portfolio_change() -> None:
    state, campaign = after(5), _campaign()["campaign_id"]
    cells = _campaign(daily_budget="33", bidding_strategy="Fixed bid", campaign_name="Renamed")
    changed, refused = applied(state, upload(cells))
    assert refused.is_empty()
    rows = changed.entities.filter(campaign_id=campaign)
    assert first(rows, "Campaign")["budget"] == 33.0
    assert set(rows["campaign"]) == {"Renamed"}
    assert set(rows["portfolio"]) == {"Prep"}
    assert set(rows["strategy"].drop_nulls()) == {"Fixed bid"}
    without, _ = applied(
        state, upload({name: cell for name, cell in cells.items() if name != "portfolio_id"})
    )
    assert without.entities.filter(campaign_id=campaign)["portfolio"].null_count() == rows.height


def test_a_placement_changes_bids_there() -> None:
    market, state = small_market(), after(5)
    campaign = _campaign()["campaign_id"]
    row = {"entity": "Bidding Adjustment", "operation": "Update", "campaign_id": campaign, "percentage": "50"}
    changed, refused = applied(state, upload({**row, "placement": "Placement Rest Of Search"}))
    assert refused.is_empty()
    cell = ["target_id", "search_term", "placement"]
    both = response(market, state.entities).join(response(market, changed.entities), on=cell, suffix="_now")
    raised = (pl.col("campaign_id") == campaign) & (pl.col("placement") == "placementRestOfSearch")
    ratio = (both["bid_now"] / both["bid"]).round(9)
    assert set(ratio.filter(both.select(raised).to_series())) == {1.5}
    assert set(ratio.filter(~both.select(raised).to_series())) == {1.0}


def test_a_launched_campaign_runs_whatever_the_order_of_its_rows() -> None:
    market, state = small_market(), after(5)
    for rows in (_LAUNCH, list(reversed(_LAUNCH))):
        grown, refused = applied(state, upload(*rows))
        assert refused.is_empty()
        new = grown.entities.filter(campaign="SP | Garlic Press | Launch")
        assert new["entity"].to_list().count("Bidding Adjustment") == 4
        assert new["campaign_id"].n_unique() == 1
        assert new["campaign_id"].str.contains(r"^\d+$").all()
        assert grown.entities["row"].to_list() == list(range(2, grown.entities.height + 2))
        lived = live(market, grown, 3)
        mine = lived.clicks.filter(pl.col("campaign_id") == new["campaign_id"][0])
        assert mine["clicks"].sum() > 0


def test_an_automatic_campaign_gets_its_four_clauses_and_their_bids() -> None:
    rows = [
        {**_LAUNCH[0], "targeting_type": "AUTO"},
        *_LAUNCH[2:4],
        {
            "entity": "Product Targeting",
            "campaign_id": "new one",
            "ad_group_id": "its group",
            "product_targeting_expression": "close-match",
            "bid": "0.90",
        },
    ]
    grown, refused = applied(after(5), upload(*rows))
    assert refused.is_empty()
    clauses = grown.entities.filter(campaign="SP | Garlic Press | Launch", entity="Product Targeting")
    assert clauses["targeting"].sort().to_list() == [
        "close-match",
        "complements",
        "loose-match",
        "substitutes",
    ]
    assert clauses.filter(targeting="close-match")["bid"].item() == 0.90
    assert clauses["bid"].null_count() == 3


def test_a_campaign_of_tomorrow_waits() -> None:
    market, state = small_market(), after(5)
    grown, refused = applied(state, upload({**_LAUNCH[0], "start_date": "20260609"}, *_LAUNCH[1:]))
    assert refused.is_empty()
    lived = live(market, grown, 6)
    mine = lived.clicks.filter(pl.col("campaign_id") == grown.entities["campaign_id"].last())
    assert mine["day"].min() == grown.entities["start_date"].max()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"entity": "Keyword", "operation": ""}, "ignored: no Operation"),
        ({"entity": "Keyword", "operation": "Delete"}, "Invalid operation"),
        ({"entity": "Banner"}, "Invalid entity"),
        ({"entity": "Keyword", "product": "Sponsored Brands"}, "Invalid product"),
        (
            {"entity": "Keyword", **_group(), "match_type": "exact"},
            'Missing value for column: "Keyword Text"',
        ),
        (_update("Keyword", bid="0.01"), "Bid is out of range"),
        (_update("Keyword", bid="1000.01"), "Bid is out of range"),
        (_update("Keyword", bid="1.2.3"), 'Invalid value: "1.2.3" for column: "Bid"'),
        (_update("Keyword", bid="50.01"), "BID_GT_BUDGET"),
        (_update("Keyword", state="gone"), 'Invalid value: "gone" for column: "State"'),
        ({**_update("Keyword", bid="0.5"), "keyword_id": "123"}, "Could not find keyword with id: 123"),
        ({**_update("Keyword", bid="0.5"), "campaign_id": "123"}, "Parent entity not found"),
        (_campaign(daily_budget="0.99"), "Daily Budget is out of range"),
        (_campaign(campaign_name="SP | Garlic Press | Auto"), "already exists!"),
        (
            {"entity": "Bidding Adjustment", **_group(), "placement": "Placement Top", "percentage": "901"},
            "Percentage is out of range",
        ),
        (
            {"entity": "Bidding Adjustment", **_group(), "placement": "Placement Left", "percentage": "10"},
            'Invalid value: "Placement Left" for column: "Placement"',
        ),
        (
            {"entity": "Keyword", **_group("auto"), "keyword_text": "garlic", "match_type": "broad"},
            "Only negative keywords and negative product targets are allowed",
        ),
        (
            {"entity": "Keyword", **_group("product"), "keyword_text": "garlic", "match_type": "broad"},
            "TYPE_CONFLICT_IN_AD_GROUP",
        ),
        (
            {"entity": "Keyword", **_group(), "keyword_text": "Garlic  Press", "match_type": "broad"},
            "already exists!",
        ),
        (
            {"entity": "Keyword", **_group(), "keyword_text": "a#b", "match_type": "broad"},
            "Keyword is invalid: forbidden_character",
        ),
        (
            {
                "entity": "Negative Keyword",
                **_group(),
                "keyword_text": "a b c d e",
                "match_type": "negativePhrase",
            },
            "Keyword is invalid: too_many_words",
        ),
        (
            {"entity": "Negative Keyword", **_group(), "keyword_text": "toy", "match_type": "exact"},
            'Invalid value: "exact" for column: "Match Type"',
        ),
        (
            {
                "entity": "Negative Product Targeting",
                **_group(),
                "product_targeting_expression": "asin=B0LABGP001",
            },
            "Product Targeting Expression",
        ),
        ({**_LAUNCH[0], "campaign_id": "123"}, "requires you to specify a temporary"),
        ({**_LAUNCH[0], "start_date": "20260605"}, "Start date cannot be in the past"),
        ({**_LAUNCH[0], "start_date": "June 6"}, "the correct date format is yyyyMMdd"),
        (_LAUNCH[2], "can't be found in any parent entity row"),
        ({"entity": "Product Ad", **_group(), "sku": "NOT-MINE"}, "Product is ineligible for advertising"),
        ({"entity": "Product Ad", **_group(), "sku": "BW-GP-01"}, "already exists!"),
    ],
)
def test_a_row_that_amazon_refuses_is_told_and_changes_nothing(cells: Cells, reason: str) -> None:
    state = after(5)
    changed, refused = applied(state, upload(cells))
    assert_frame_equal(changed.entities, state.entities)
    assert refused["row"].to_list() == [2]
    assert reason in refused["reason"].item()


def test_a_budget_stays_over_its_bids() -> None:
    dear, refused = applied(after(5), upload(_update("Keyword", bid="4.00")))
    assert refused.is_empty()
    _, refused = applied(dear, upload(_campaign(daily_budget="3.99")))
    assert refused["reason"].item() == "BUDGET_LT_KEYWORD_BIDS"
    _, refused = applied(dear, upload(_campaign(daily_budget="4.00")))
    assert refused.is_empty()


def test_just_inside_the_limits() -> None:
    for cells in (
        _update("Keyword", bid="0.02"),
        _update("Keyword", bid="50"),
        {"entity": "Bidding Adjustment", **_group(), "placement": "placementTop", "percentage": "900"},
    ):
        assert applied(after(5), upload(cells))[1].is_empty()


def test_what_stands_below_a_refused_parent_is_refused_with_it() -> None:
    _, refused = applied(after(5), upload({**_LAUNCH[0], "daily_budget": "0.50"}, *_LAUNCH[1:]))
    assert refused["row"].to_list() == [2, 3, 4, 5, 6]
    assert refused["reason"].str.contains("Not Processed|Could not find").sum() == 4


def test_an_entity_twice_in_a_file_counts_once() -> None:
    changed, refused = applied(after(5), upload(_update("Keyword", bid="0.5"), _update("Keyword", bid="0.6")))
    assert refused.select("row", "reason").row(0) == (
        3,
        'Duplicate Id for column: "Keyword ID", which is the same as row 2',
    )
    assert changed.entities.filter(target_id=_target()["target_id"])["bid"].item() == 0.5


def test_archived_is_for_good() -> None:
    archived, _ = applied(after(5), upload({**_update("Keyword"), "operation": "Archive"}))
    _, refused = applied(archived, upload(_update("Keyword", bid="0.5")))
    assert refused["reason"].item() == "Archived entity cannot be modified"


def test_a_paused_negative_blocks_nothing_and_a_campaigns_can_only_be_archived() -> None:
    group = _group()
    made, _ = applied(
        after(5),
        upload(
            {
                "entity": "Negative Keyword",
                **group,
                "keyword_text": "garlic press",
                "match_type": "negativePhrase",
            },
            {
                "entity": "Campaign Negative Keyword",
                **group,
                "keyword_text": "toy",
                "match_type": "negativeExact",
            },
        ),
    )
    own, whole = (
        first(made.entities, name)["target_id"] for name in ("Negative Keyword", "Campaign Negative Keyword")
    )
    freed, refused = applied(
        made,
        upload(
            {"entity": "Negative Keyword", "operation": "Update", "keyword_id": own, "state": "paused"},
            {
                "entity": "Campaign Negative Keyword",
                "operation": "Update",
                "keyword_id": whole,
                "state": "paused",
            },
        ),
    )
    assert refused["row"].to_list() == [3]
    market = small_market()
    assert response(market, freed.entities).equals(response(market, after(5).entities))
    mine = pl.col("ad_group_id") == group["ad_group_id"]
    left = response(market, made.entities).filter(mine).height
    assert left < response(market, after(5).entities).filter(mine).height


def test_workbooks_of_a_folder_are_read_as_amazon_reads_them(tmp_path: Path) -> None:
    for name, rows in {"bids.xlsx": [_update("Keyword", bid="0.5")], "launch.xlsx": _LAUNCH}.items():
        book = Workbook()
        page = book.active
        assert page is not None
        page.title = bulksheet()["sheet"]
        page.append([*bulksheet()["columns"].values(), "Note"])
        for row in upload(*rows).iter_rows():
            page.append([*row, "for the seller"])
        book.save(tmp_path / name)
    other = Workbook()
    other.save(tmp_path / "recommendations.xlsx")
    state, refused = take_back(after(5), tmp_path)
    assert refused.is_empty()
    assert state.entities.filter(target_id=_target()["target_id"])["bid"].item() == 0.5
    assert state.entities.filter(campaign="SP | Garlic Press | Launch").height
