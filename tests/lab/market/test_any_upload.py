"""Whatever stands in an upload: nothing breaks, what is refused changes nothing, what is taken is in the account."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from adopt.lab.layout import ENTITY
from adopt.lab.market.ledger import rules
from adopt.lab.market.respond import response
from adopt.lab.market.upload import applied
from tests.lab.market.places import after, first, small_market, upload

_SHEET = after(5).entities


_GROUP = first(_SHEET, "Ad Group", kind="broad")


def _ids(entity: str) -> list[str]:
    own = "ad_id" if entity == "Product Ad" else "target_id"
    return list(_SHEET.filter(entity=entity, campaign_id=_GROUP["campaign_id"])[own])


_GOOD: dict[str, list[str]] = {
    "product": ["sponsored products"],
    "campaign_id": [_GROUP["campaign_id"], _GROUP["campaign_id"], "new"],
    "ad_group_id": [_GROUP["ad_group_id"], _GROUP["ad_group_id"], "new group"],
    "ad_id": _ids("Product Ad"),
    "keyword_id": _ids("Keyword"),
    "product_targeting_id": _SHEET.filter(entity="Product Targeting")["target_id"].head(3).to_list(),
    "campaign_name": ["New", "Newer"],
    "ad_group_name": ["New", "Newer"],
    "start_date": ["20260606", "20260701"],
    "targeting_type": ["AUTO", "Manual"],
    "state": ["enabled", "Paused"],
    "daily_budget": ["20", "45.5"],
    "sku": ["BW-GP-01", "BW-SS-02"],
    "ad_group_default_bid": ["0.5"],
    "bid": ["0.45", "0.9"],
    "keyword_text": ["brand new term", "another term", "garlic press"],
    "match_type": ["exact", "Broad", "negative phrase", "negativeExact"],
    "bidding_strategy": ["Fixed bid", "Dynamic bids – up and down"],
    "placement": ["Placement Top", "placementProductPage"],
    "percentage": ["0", "900"],
    "product_targeting_expression": ['asin="B0LABGP001"', "close-match", 'category="900000289742"'],
}
_BAD: dict[str, list[str]] = {
    "product": ["Sponsored Brands"],
    "entity": ["Banner"],
    "operation": ["Delete"],
    "campaign_id": ["999", first(_SHEET, "Campaign", kind="auto")["campaign_id"]],
    "ad_group_id": ["999", first(_SHEET, "Ad Group", kind="auto")["ad_group_id"]],
    "ad_id": ["999"],
    "keyword_id": ["999"],
    "product_targeting_id": ["999"],
    "campaign_name": ["x" * 129, _GROUP["campaign"]],
    "ad_group_name": ["Garlic Press"],
    "start_date": ["20260101", "tomorrow"],
    "targeting_type": ["both"],
    "state": ["archived", "gone"],
    "daily_budget": ["0.5", "-1", "much"],
    "sku": ["OTHER"],
    "ad_group_default_bid": ["0.01", "x"],
    "bid": ["30", "2000", "1e3", "nan"],
    "keyword_text": ["a#b", ". ", "a b c d e f g h i j k"],
    "match_type": ["fuzzy"],
    "bidding_strategy": ["Rule"],
    "placement": ["Somewhere"],
    "percentage": ["901", "ten"],
    "product_targeting_expression": ["asin=B0"],
}
_CELLS = {name: 6 * _GOOD.get(name, []) + bad for name, bad in _BAD.items()}


def _rows(entity: str, operation: str) -> st.SearchStrategy[dict[str, str]]:
    """Rows with what Amazon needs of them, and with anything else."""
    needed = set(rules()["needed"][operation].get(entity, ()))
    cells = {name: st.sampled_from(texts) for name, texts in _CELLS.items() if name not in _KIND}
    fixed = {name: cell for name, cell in cells.items() if name in needed}
    free = {name: cell for name, cell in cells.items() if name not in needed}
    whole = {"entity": st.just(entity), "operation": st.just(operation), **fixed}
    return st.fixed_dictionaries(whole, optional=free)


_KIND = ("entity", "operation")
_LIKELY = [_rows(entity, operation) for entity in rules()["order"] for operation in rules()["operations"]]
_WILD = st.fixed_dictionaries({}, optional={name: st.sampled_from(cells) for name, cells in _CELLS.items()})
_ROW = st.one_of(*_LIKELY, _WILD)


@settings(deadline=None, max_examples=150)
@given(st.lists(_ROW, min_size=1, max_size=6))
def test_any_rows(rows: list[dict[str, Any]]) -> None:
    state, sheet = after(5), upload(*rows)
    changed, refused = applied(state, sheet)
    assert refused["row"].is_between(2, len(rows) + 1).all()
    assert refused["row"].is_unique().all()
    assert (refused["reason"].str.len_chars() > 0).all()
    assert dict(changed.entities.schema) == dict(pl.DataFrame(schema=ENTITY).schema)
    for name in ("target_id", "ad_id"):
        assert changed.entities[name].drop_nulls().is_unique().all()
    taken = [row for number, row in enumerate(rows, 2) if number not in refused["row"]]
    again, told = applied(state, upload(*taken))
    assert told.is_empty()
    assert_frame_equal(again.entities, changed.entities)


@settings(deadline=None, max_examples=25)
@given(st.lists(_ROW, min_size=1, max_size=6))
def test_any_account_can_be_bid_for(rows: list[dict[str, Any]]) -> None:
    changed, _ = applied(after(5), upload(*rows))
    met = response(small_market(), changed.entities)
    assert met["clicks"].is_finite().all()
    assert (met["cpc"] <= met["bid"] + 1e-9).all()
