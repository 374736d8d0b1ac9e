"""What a seller accepts is carried out in the simulated marketplace: archives, campaign negatives, default bids, states."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.after.reviewed import reviewed
from adopt.daily import plan_for
from adopt.lab.market.seen import Seen, seen
from adopt.lab.market.state import State
from adopt.lab.market.take_back import uploaded
from adopt.plan import Plan
from adopt.plan.review import Answer
from adopt.schema import Action
from adopt.settings import Settings, load_settings
from adopt.write.outputs import upload_sheets
from adopt.write.plan_file import plan_json
from adopt.write.plan_read import read_plan
from adopt.write.validate import faults
from tests.lab.market.places import after, first, small_market, upload
from tests.plan.proposals import proposals


def _settings() -> Settings:
    return load_settings(None, margins=small_market().margins())


def _plan(view: Seen) -> Plan:
    return plan_for(view.sources(_settings()), _settings(), view.as_of)


def _carried_out(state: State, *changes: dict[str, Any]) -> State:
    """The account after safe actions with these cells, through the upload sheets."""
    view = seen(small_market(), state)
    rows = proposals(safe=1, ask=0, watch=0).to_dicts() * len(changes)
    made = [
        {**row, "key": str(n), "to_text": None, **cells}
        for n, (row, cells) in enumerate(zip(rows, changes, strict=True))
    ]
    actions = Action.validate(pl.DataFrame(made, schema=Action.create_empty().schema))
    plan = replace(_plan(view), actions=actions, withheld=())
    sheets = upload_sheets(plan, view.bulk)
    assert sum(sheet.height for sheet in sheets.values()) == len(changes)
    for sheet in sheets.values():
        assert faults(sheet, view.bulk, plan.currency, plan.marketplace, plan.as_of).is_empty()
    changed, refused = uploaded(state, sheets)
    assert refused.is_empty()
    return changed


def _place(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("campaign_id", "ad_group_id", "target_id")}


@pytest.mark.parametrize(
    "entity", ["Negative Keyword", "Campaign Negative Keyword", "Negative Product Targeting"]
)
def test_a_negative_is_made_and_archived_again(entity: str) -> None:
    start = after(5)
    keyword = first(start.entities, "Keyword")
    text = 'asin="B0ABCDEFGH"' if "Product" in entity else "some new words"
    made = _carried_out(start, {"entity": entity, **_place(keyword), "to_text": text})
    (negative,) = made.entities.filter(pl.col("entity") == entity, pl.col("targeting") == text).to_dicts()
    assert (negative["state"], negative["campaign_id"]) == ("enabled", keyword["campaign_id"])
    assert (negative["ad_group_id"] is None) == entity.startswith("Campaign")
    archived = _carried_out(made, {"code": "U101", "entity": entity, **_place(negative), "to_text": text})
    same = pl.col("target_id") == negative["target_id"]
    assert archived.entities.filter(same)["state"].to_list() == ["archived"]
    assert archived.entities.filter(~same).equals(made.entities.filter(~same))


def test_a_default_bid_is_that_of_all_who_have_none_of_their_own() -> None:
    start = after(5)
    group = first(start.entities, "Ad Group")
    new = round(group["default_bid"] * 0.9, 2)
    done = _carried_out(start, {"entity": "Ad Group", **_place(group), "target_id": None, "to_bid": new})
    inside = done.entities.filter(pl.col("ad_group_id") == group["ad_group_id"])
    assert set(inside["default_bid"].drop_nulls()) == {new}
    assert inside["bid"].equals(start.entities.filter(pl.col("ad_group_id") == group["ad_group_id"])["bid"])


@pytest.mark.parametrize("entity", ["Campaign", "Ad Group", "Keyword", "Product Targeting"])
def test_what_is_paused_is_paused_and_nothing_else_changes(entity: str) -> None:
    start = after(5)
    row = first(start.entities, entity, state="enabled")
    done = _carried_out(start, {"entity": entity, **_place(row), "to_state": "paused"})
    here = pl.col("row") == row["row"]
    assert done.entities.filter(here)["state"].to_list() == ["paused"]
    others = [name for name in start.entities.columns if not name.endswith("state")]
    assert done.entities.select(others).equals(start.entities.select(others))
    again = _carried_out(done, {"entity": entity, **_place(row), "to_state": "enabled"})
    assert again.entities.equals(start.entities)


def test_new_keywords_and_negatives_of_other_match_types() -> None:
    start = after(5)
    keyword = first(start.entities, "Keyword")
    to = {"to_campaign_id": keyword["campaign_id"], "to_ad_group_id": keyword["ad_group_id"], "to_bid": 0.5}
    broad = {
        "entity": "Keyword",
        **_place(keyword),
        **to,
        "to_text": "some new words",
        "to_match_type": "broad",
    }
    phrase = {
        "entity": "Negative Keyword",
        **_place(keyword),
        "to_text": "other words",
        "to_match_type": "negativePhrase",
    }
    done = _carried_out(start, broad, phrase)
    new = done.entities.filter(pl.col("targeting").is_in(["some new words", "other words"]))
    assert sorted(new["match_type"]) == ["broad", "negativePhrase"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [3, 4])
def test_everything_that_a_plan_proposes_can_be_accepted_at_once(seed: int, tmp_path: Path) -> None:
    """But for rows that would create the same keyword in the same place: of these, the first."""
    state = after(60, seed)
    view = seen(small_market(seed), state)
    settings = load_settings(None, margins=small_market(seed).margins())
    (tmp_path / "plan.json").write_text(
        plan_json(plan_for(view.sources(settings), settings, view.as_of)), encoding="utf-8"
    )
    told = read_plan(tmp_path / "plan.json")
    proposed = told.actions.filter(pl.col("consent") != "watch")
    assert proposed["consent"].n_unique() == 2
    answers = tuple(Answer("Decide", row, key, "Yes", None) for row, key in enumerate(proposed["key"], 3))
    _, done, sheets = reviewed(told, answers, view.bulk)
    assert {one.problem.expected for one in done.refused} <= {"duplicate"}
    assert len(done.accepted) > 0.95 * proposed.height
    written = {key for sheet in sheets.values() for key in sheet["key"]}
    assert written == set(done.accepted)
    _, refused = uploaded(state, sheets)
    assert refused.is_empty()


def test_an_archive_of_what_is_archived_is_refused() -> None:
    start = after(5)
    keyword = first(start.entities, "Keyword")
    made = _carried_out(start, {"entity": "Negative Keyword", **_place(keyword), "to_text": "some new words"})
    negative = made.entities.filter(pl.col("targeting") == "some new words").row(0, named=True)
    row = {
        "entity": "Negative Keyword",
        "operation": "Archive",
        "keyword_id": negative["target_id"],
        "state": None,
    }
    sheets = {"negatives.xlsx": upload(row)}
    archived, refused = uploaded(made, sheets)
    assert refused.is_empty()
    assert uploaded(archived, sheets)[1]["reason"].to_list() == ["Archived entity cannot be modified"]
