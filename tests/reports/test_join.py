from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.reports import join_ids, join_summary
from adopt.schema import AdGroup, Bulk, Campaign, SearchTermRow, Target, bulk_frames

METRICS = {
    "impressions": 9,
    "clicks": 2,
    "orders": 0,
    "units": 0,
    "spend_micros": 1_500_000,
    "sales_micros": 0,
}
ROW = {
    "campaign": "Pans",
    "ad_group": "Steel",
    "targeting": "pan",
    "match_type": "exact",
    "search_term": "steel pan",
    **METRICS,
}
CAMPAIGN = {"campaign_id": "1", "campaign": "Pans", "state": "enabled", **METRICS}
GROUP = {
    "campaign_id": "1",
    "ad_group_id": "11",
    "ad_group": "Steel",
    "state": "enabled",
    "campaign_state": "enabled",
    **METRICS,
}
TARGET = {
    "target_id": "111",
    "kind": "keyword",
    "campaign_id": "1",
    "ad_group_id": "11",
    "campaign": "Pans",
    "ad_group": "Steel",
    "targeting": "pan",
    "match_type": "exact",
    "state": "enabled",
    "campaign_state": "enabled",
    "ad_group_state": "enabled",
    **METRICS,
}
PRODUCT = {
    **TARGET,
    "target_id": "112",
    "kind": "product",
    "targeting": 'category="4711"',
    "resolved": 'category="Pots & Pans"',
    "match_type": "-",
}


def frame(schema: type[dy.Schema], *rows: Mapping[str, Any]) -> pl.DataFrame:
    plain = schema.create_empty()
    numbered = [{"row": number, **row} for number, row in enumerate(rows, start=2)]
    return pl.DataFrame(numbered, schema=plain.schema)


def account(
    *,
    campaigns: tuple[dict[str, Any], ...] = (),
    groups: tuple[dict[str, Any], ...] = (),
    targets: tuple[dict[str, Any], ...] = (),
) -> Bulk:
    return bulk_frames(
        campaigns=frame(Campaign, CAMPAIGN, *campaigns),  # type: ignore[arg-type]
        ad_groups=frame(AdGroup, GROUP, *groups),  # type: ignore[arg-type]
        targets=frame(Target, TARGET, PRODUCT, *targets),  # type: ignore[arg-type]
    )


def joined(bulk: Bulk | None, **change: Any) -> tuple[Any, ...]:
    rows = join_ids(frame(SearchTermRow, {**ROW, **change}), bulk)
    return rows.select("campaign_id", "ad_group_id", "target_id", "join", "join_reason").row(0)


ARCHIVED = {"state": "archived"}
FOUND = ("1", "11", "111", "target", None)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"targeting": "PAN "},
        {"campaign": " Pans", "ad_group": "Steel  "},
        {"campaign": "\u200fPans\u00a0", "ad_group": "Ｓteel"},
    ],
)
def test_names_find_their_entities(change: dict[str, Any]) -> None:
    assert joined(account(), **change) == FOUND


@pytest.mark.parametrize(
    "name", ["SP – Pans （DE）", "SP - Pans (DE)", "SP\u00a0— Pans\u3000(DE)\u200e", "SP − Pans (DE)"]
)
def test_dashes_brackets_and_odd_spaces_are_alike(name: str) -> None:
    other = {**CAMPAIGN, "campaign_id": "2", "campaign": "SP – Pans (DE)"}
    group = {**GROUP, "campaign_id": "2", "ad_group_id": "22", "campaign": "SP – Pans (DE)"}
    found = joined(account(campaigns=(other,), groups=(group,)), campaign=name)
    assert found[:2] == ("2", "22")


@pytest.mark.parametrize(
    "targeting", ['category="Pots & Pans"', 'category = "pots & pans"', 'category="4711"']
)
def test_expressions_are_found_by_number_and_by_name(targeting: str) -> None:
    assert joined(account(), targeting=targeting, match_type="-") == ("1", "11", "112", "target", None)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"campaign": "pans"}, (None, None, None, "none", "campaign_not_found")),
        ({"ad_group": "Iron"}, (None, None, None, "none", "ad_group_not_found")),
        ({"targeting": "pot"}, ("1", "11", None, "ad_group", "target_not_found")),
        ({"match_type": "phrase"}, ("1", "11", None, "ad_group", "target_not_found")),
        ({"targeting": "*", "match_type": "-"}, ("1", "11", None, "ad_group", "target_not_named")),
    ],
)
def test_what_is_not_found_says_why(change: dict[str, Any], expected: tuple[Any, ...]) -> None:
    assert joined(account(), **change) == expected


def test_a_target_has_one_spelling_though_only_one_of_two_reports_has_ids() -> None:
    ids = {"campaign_id": "1", "ad_group_id": "11"}
    several = frame(
        SearchTermRow,
        {**ROW, "targeting": "Pan"},
        {**ROW, **ids, "targeting": "pan"},
        {**ROW, **ids, "targeting": "PAN", "target_id": "111"},
        {**ROW, "targeting": "*", "match_type": "-"},
    )
    rows = join_ids(several, account())
    assert rows["target_id"].to_list() == ["111", "111", "111", None]
    assert rows["targeting"].to_list() == ["PAN", "PAN", "PAN", "*"]


def test_two_live_twins_are_ambiguous_and_never_guessed() -> None:
    assert joined(account(campaigns=({**CAMPAIGN, "campaign_id": "2"},)))[3:] == (
        "none",
        "campaign_ambiguous",
    )
    assert joined(account(groups=({**GROUP, "ad_group_id": "12"},)))[3:] == ("none", "ad_group_ambiguous")
    assert joined(account(targets=({**TARGET, "target_id": "113"},))) == (
        "1",
        "11",
        None,
        "ad_group",
        "target_ambiguous",
    )


def test_an_archived_twin_makes_nothing_ambiguous() -> None:
    bulk = account(
        campaigns=({**CAMPAIGN, "campaign_id": "2", **ARCHIVED},),
        groups=({**GROUP, "ad_group_id": "12", **ARCHIVED},),
        targets=({**TARGET, "target_id": "113", **ARCHIVED},),
    )
    assert joined(bulk) == FOUND


def test_only_an_archived_one_is_not_a_match() -> None:
    bulk = account(targets=({**TARGET, "target_id": "113", "targeting": "pot", **ARCHIVED},))
    assert joined(bulk, targeting="pot") == ("1", "11", None, "ad_group", "target_archived")
    bulk = account(campaigns=({**CAMPAIGN, "campaign_id": "2", "campaign": "Old", **ARCHIVED},))
    assert joined(bulk, campaign="Old") == (None, None, None, "none", "campaign_archived")


def test_without_a_download_nothing_is_known() -> None:
    assert joined(None) == (None, None, None, "none", "no_bulk")


def test_ids_are_verified_and_names_do_not_matter_then() -> None:
    ids = {"campaign_id": "1", "ad_group_id": "11", "target_id": "111", "campaign": "renamed since"}
    assert joined(account(), **ids) == FOUND
    assert joined(account(), **{**ids, "target_id": "999"}) == (
        "1",
        "11",
        None,
        "ad_group",
        "target_not_found",
    )
    assert joined(account(), **{**ids, "target_id": None, "targeting": "*"}) == (
        "1",
        "11",
        None,
        "ad_group",
        "target_not_named",
    )
    assert joined(account(), **{**ids, "campaign_id": "9"}) == (
        None,
        None,
        None,
        "none",
        "campaign_not_found",
    )


def test_the_ids_of_an_ad_group_and_a_targets_text_find_the_target() -> None:
    ids = {"campaign_id": "1", "ad_group_id": "11", "campaign": "renamed since", "ad_group": "renamed too"}
    assert joined(account(), **ids) == FOUND
    assert joined(account(), **ids, targeting="pot") == ("1", "11", None, "ad_group", "target_not_found")


def test_an_ad_group_of_another_campaign_is_not_found() -> None:
    bulk = account(campaigns=({**CAMPAIGN, "campaign_id": "2", "campaign": "Pots"},))
    ids = {"campaign_id": "2", "ad_group_id": "11", "target_id": "111"}
    assert joined(bulk, **ids)[3:] == ("none", "ad_group_not_found")


def test_all_rows_stay_in_their_order_and_the_summary_adds_up() -> None:
    rows = frame(
        SearchTermRow, *[ROW, {**ROW, "targeting": "pot"}] * 50, {**ROW, "campaign": "Old", "clicks": 7}
    )
    result = join_ids(rows, account())
    assert result["row"].to_list() == rows["row"].to_list()
    assert result.select("search_term", "clicks").equals(rows.select("search_term", "clicks"))
    assert join_summary(result).rows() == [
        ("ad_group", "target_not_found", 50, 100, 75.0),
        ("target", None, 50, 100, 75.0),
        ("none", "campaign_not_found", 1, 7, 1.5),
    ]


def test_an_entity_that_is_spelt_in_two_ways_stays_one() -> None:
    spelt = frame(SearchTermRow, ROW, {**ROW, "campaign": " Pans", "ad_group": "Steel  ", "targeting": "Pan"})
    names = join_ids(spelt, account()).select("campaign", "ad_group", "targeting").rows()
    assert names == [("Pans", "Steel", "Pan")] * 2


def test_names_that_are_not_found_stay_as_they_are() -> None:
    strange = frame(SearchTermRow, {**ROW, "campaign": " Pots", "ad_group": "Steel  ", "targeting": "Pan "})
    names = join_ids(strange, account()).select("campaign", "ad_group", "targeting").rows()
    assert names == [(" Pots", "Steel  ", "Pan ")]
