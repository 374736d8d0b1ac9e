from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.lab.market.market import open_market
from adopt.lab.market.seen import Seen
from adopt.lab.market.story import Sheets, adopts, history, nobody, story, story_by_files
from adopt.settings import load_settings
from tests.lab.market.places import small_world, upload

_LOGS = ("entities", "clicks", "orders", "shown", "organic", "spent")


def _raise_all(view: Seen) -> Sheets:
    targets = view.bulk.targets.filter(pl.col("kind") == "keyword")
    rows = [
        {
            "entity": "Keyword",
            "operation": "Update",
            "campaign_id": campaign,
            "ad_group_id": group,
            "keyword_id": target,
            "bid": f"{bid * 1.2:.2f}",
        }
        for campaign, group, target, bid in targets.select(
            "campaign_id", "ad_group_id", "target_id", pl.coalesce("bid", "default_bid")
        ).iter_rows()
    ]
    return {"bids.xlsx": upload(*rows)}


@pytest.mark.slow
def test_the_whole_product_in_the_loop_is_the_same_by_its_files_and_in_memory(tmp_path: Path) -> None:
    world = small_world(history_days=21, horizon_days=15, clicks_per_day=90)
    market = open_market(3, world)
    settings = load_settings(None, margins=market.margins(), protect={"brands": [market.words.brand]})
    start = history(market)
    memory, files = story(market, adopts(settings), start), story_by_files(market, settings, tmp_path, start)
    assert memory.uploads["day"].n_unique() == 3
    assert memory.uploads["file"].n_unique() >= 2
    assert_frame_equal(memory.uploads, files.uploads)
    assert_frame_equal(memory.refused, files.refused)
    assert memory.refused.is_empty()
    for name in _LOGS:
        assert_frame_equal(getattr(memory.state, name), getattr(files.state, name))
    assert (memory.state.rank, memory.state.made) == (files.state.rank, files.state.made)
    assert not memory.state.entities.equals(start.entities)


def test_a_seller_who_is_late_and_forgets_half() -> None:
    world = small_world(history_days=10, horizon_days=15, late_days=3, uploaded=0.5)
    market = open_market(3, world)
    told = story(market, _raise_all)
    start = history(market)
    assert [(day - start.day).days for day in told.uploads["day"]] == [3, 10]
    whole = market.entities.filter(pl.col("entity") == "Keyword").height
    assert told.uploads["rows"].to_list() != [whole] * 2
    assert all(0.25 * whole < rows < 0.75 * whole for rows in told.uploads["rows"])
    idle = story(market, nobody)
    cut = pl.col("day") < told.uploads["day"][0]
    assert_frame_equal(told.state.clicks.filter(cut), idle.state.clicks.filter(cut))
    assert told.state.clicks["spend_micros"].sum() > idle.state.clicks["spend_micros"].sum()


def test_refused_rows_of_a_policy_are_told_with_their_day_and_file() -> None:
    def wrong(view: Seen) -> Sheets:  # noqa: ARG001
        return {
            "bids.xlsx": upload({"entity": "Keyword", "operation": "Update", "keyword_id": "1", "bid": "1"})
        }

    market = open_market(3, small_world(history_days=5, horizon_days=8))
    told = story(market, wrong)
    assert told.refused.select("file", "row").rows() == [("bids.xlsx", 2)] * 2
    assert told.refused["day"].n_unique() == 2
    assert_frame_equal(told.state.clicks, story(market, nobody).state.clicks)
