"""Phrases that the seller accepted, in the sheet: at their level, and without the exact negatives that they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from adopt.schema import Bulk
from adopt.write.bulk_sheet import KEY
from adopt.write.plan_file import plan_document
from adopt.write.plan_read import _row
from adopt.write.sheets.negatives import negatives
from tests.write.conftest import CAMPAIGN, GROUP

PHRASE = {
    "key": "N103:mat",
    "code": "N103",
    "reason": "phrase_loses",
    "detail": "yoga mat, mat bag",
    "entity": "Campaign Negative Keyword",
    "ad_group_id": None,
    "ad_group": "*",
    "targeting": "mat",
    "match_type": "phrase",
    "search_term": None,
    "to_text": "mat",
    "stands_for": 1,
    "stands_for_terms": "yoga mat",
}
INSIDE = {
    **PHRASE,
    "key": "N103:mat here",
    "entity": "Negative Keyword",
    "ad_group_id": GROUP,
    "ad_group": "Mats broad",
    "to_match_type": "negativePhrase",
}


@pytest.mark.parametrize(("row", "group"), [(PHRASE, None), (INSIDE, GROUP)], ids=["campaign", "ad group"])
def test_an_accepted_phrase_is_written_at_its_level(
    make_plan: Any, action: Any, bulk: Bulk, row: dict[str, Any], group: str | None
) -> None:
    sheet = negatives(make_plan([action(**row)]), bulk)
    cells = sheet.row(0, named=True)
    assert (cells["entity"], cells["match_type"]) == (row["entity"], "negativePhrase")
    assert (cells["campaign_id"], cells["ad_group_id"], cells["keyword_text"]) == (CAMPAIGN, group, "mat")
    assert (cells["operation"], cells["state"]) == ("Create", "enabled")


def test_one_that_waits_for_the_seller_is_not_written(make_plan: Any, action: Any, bulk: Bulk) -> None:
    plan = make_plan([action(), action(**{**PHRASE, "consent": "ask"})])
    assert negatives(plan, bulk)["keyword_text"].to_list() == ["yoga mat"]


def test_exact_negatives_that_it_stands_for_are_not_written_as_well(
    make_plan: Any, action: Any, bulk: Bulk
) -> None:
    other = action(key="N101:towel", search_term="towel", to_text="towel")
    plan = make_plan([action(), other, action(**PHRASE)])
    assert sorted(negatives(plan, bulk)[KEY]) == ["N101:towel", "N103:mat"]


def test_a_negative_that_is_taken_back_is_never_created(make_plan: Any, action: Any, bulk: Bulk) -> None:
    assert negatives(make_plan([action("U101", consent="safe")]), bulk).is_empty()


def test_the_plans_file_tells_what_it_stands_for_and_reads_it_back(make_plan: Any, action: Any) -> None:
    plan = make_plan([action(**INSIDE), action()])
    told = {row["key"]: row for row in plan_document(plan)["actions"]}
    phrase = told["N103:mat here"]
    assert phrase["to"] == {"entity": "Negative Keyword", "match_type": "negativePhrase", "text": "mat"}
    assert phrase["reason"]["params"] == {
        "detail": "yoga mat, mat bag",
        "stands_for": 1,
        "stands_for_terms": "yoga mat",
    }
    read = _row(phrase)
    assert (read["stands_for"], read["stands_for_terms"], read["to_text"]) == (1, "yoga mat", "mat")
    assert "stands_for" not in told["N101:yoga mat"]["reason"]["params"]
