from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY, upload_columns
from adopt.write.sheets.bids import bids
from adopt.write.sheets.keywords import keywords
from adopt.write.sheets.negatives import negatives


def _filled(sheet: pl.DataFrame, row: int = 0) -> dict[str, str]:
    cells = sheet.drop(KEY).row(row, named=True)
    return {name: value for name, value in cells.items() if value is not None}


def test_sheet_has_amazons_26_columns_as_text(make_plan: Any, action: Any, bulk: Bulk) -> None:
    sheet = negatives(make_plan([action()]), bulk)
    assert len(upload_columns()) == 26
    assert sheet.columns == [KEY, *upload_columns()]
    assert set(sheet.dtypes) == {pl.String}


def test_a_term_becomes_a_negative_exact_keyword(make_plan: Any, action: Any, bulk: Bulk) -> None:
    assert _filled(negatives(make_plan([action()]), bulk)) == {
        "product": "Sponsored Products",
        "entity": "Negative Keyword",
        "operation": "Create",
        "campaign_id": "100000000000001",
        "ad_group_id": "200000000000001",
        "state": "enabled",
        "keyword_text": "yoga mat",
        "match_type": "negativeExact",
    }


@pytest.mark.parametrize("text", ["b0abcdefgh", "B0ABCDEFGH", 'asin="b0abcdefgh"'])
def test_a_product_becomes_a_negative_target_in_upper_case(
    make_plan: Any, action: Any, bulk: Bulk, text: str
) -> None:
    row = _filled(negatives(make_plan([action("N102", to_text=text)]), bulk))
    assert row["entity"] == "Negative Product Targeting"
    assert row["product_targeting_expression"] == 'asin="B0ABCDEFGH"'
    assert "keyword_text" not in row
    assert "match_type" not in row


@pytest.mark.parametrize(
    "changes", [{"consent": "ask"}, {"consent": "watch"}, {"ad_group_id": None}, {"ad_group_id": "999"}]
)
def test_only_safe_actions_on_ad_groups_of_the_download(
    make_plan: Any, action: Any, bulk: Bulk, changes: dict[str, Any]
) -> None:
    assert negatives(make_plan([action(**changes)]), bulk).is_empty()


def test_a_bid_update_starts_from_the_downloads_row(make_plan: Any, action: Any, bulk: Bulk) -> None:
    assert _filled(bids(make_plan([action("B301")]), bulk)) == {
        "product": "Sponsored Products",
        "entity": "Keyword",
        "operation": "Update",
        "campaign_id": "100000000000001",
        "ad_group_id": "200000000000001",
        "keyword_id": "300000000000001",
        "state": "enabled",
        "bid": "0.64",
        "keyword_text": "mat",
        "match_type": "broad",
    }


def test_a_raise_of_what_is_hardly_seen_is_a_bid_like_any_other(
    make_plan: Any, action: Any, bulk: Bulk
) -> None:
    raised = {"code": "B304", "reason": "hardly_seen", "from_bid": 0.4, "to_bid": 0.6, "clicks": 0}
    sheet = bids(make_plan([action("B301") | raised]), bulk)
    assert (_filled(sheet)["keyword_id"], _filled(sheet)["bid"]) == ("300000000000001", "0.60")
    assert bids(make_plan([action("B301") | raised | {"consent": "ask"}]), bulk).is_empty()


def test_a_product_target_keeps_its_expression(make_plan: Any, action: Any, bulk: Bulk) -> None:
    row = _filled(bids(make_plan([action("B301", target_id="300000000000002", to_bid=1.0)]), bulk))
    assert (row["entity"], row["bid"], row["product_targeting_expression"]) == (
        "Product Targeting",
        "1.00",
        'asin="B0ZZZZZZZZ"',
    )
    assert "match_type" not in row


def test_yen_has_no_decimals(make_plan: Any, action: Any, bulk: Bulk) -> None:
    sheet = bids(make_plan([action("B301", to_bid=64.0)], currency="JPY"), bulk)
    assert sheet["bid"].to_list() == ["64"]


def test_rows_keep_the_order_of_the_plan(make_plan: Any, action: Any, bulk: Bulk) -> None:
    texts = ["zebra mat", "yoga mat", "a mat"]
    rows = [action(key=text, search_term=text, to_text=text) for text in texts]
    assert negatives(make_plan(rows), bulk)["keyword_text"].to_list() == texts


def test_a_keyword_of_its_own_goes_to_its_ad_group_with_its_bid(
    make_plan: Any, action: Any, bulk: Bulk
) -> None:
    assert _filled(keywords(make_plan([action("H201")]), bulk)) == {
        "product": "Sponsored Products",
        "entity": "Keyword",
        "operation": "Create",
        "campaign_id": "100000000000001",
        "ad_group_id": "200000000000002",
        "state": "enabled",
        "bid": "1.20",
        "keyword_text": "thick mat",
        "match_type": "exact",
    }


def test_a_product_page_of_its_own_is_an_expression(make_plan: Any, action: Any, bulk: Bulk) -> None:
    row = _filled(keywords(make_plan([action("H201 product")]), bulk))
    assert (row["entity"], row["product_targeting_expression"]) == ("Product Targeting", 'asin="B0ABCDEFGH"')
    assert not {"match_type", "keyword_text"} & set(row)


def test_a_term_that_was_handed_over_is_a_negative_and_no_keyword(
    make_plan: Any, action: Any, bulk: Bulk
) -> None:
    handed = action("H201", entity="Negative Keyword", reason="hand_over", to_bid=None)
    made = make_plan([handed])
    assert keywords(made, bulk).is_empty()
    row = _filled(negatives(made, bulk))
    assert (row["ad_group_id"], row["match_type"]) == ("200000000000001", "negativeExact")


def test_new_keywords_and_negatives_taken_back_are_in_no_other_sheet(
    make_plan: Any, action: Any, bulk: Bulk
) -> None:
    made = make_plan([action("H201"), action("U101")])
    assert negatives(made, bulk).is_empty()
    assert bids(made, bulk).is_empty()
    assert keywords(made, bulk).height == 1
