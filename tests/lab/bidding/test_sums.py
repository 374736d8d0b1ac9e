from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from adopt.lab.account import simulate
from adopt.lab.bidding.sums import target_sums
from adopt.lab.world import load_world
from adopt.schema import MICROS

ACCOUNT = simulate(3, load_world("sparse", clicks_per_day=60), days=30)


def test_the_windows_of_two_halves_add_up_to_the_whole() -> None:
    older = target_sums(ACCOUNT.rows, ACCOUNT.bulk, ACCOUNT.as_of, days=20, lag=10)
    newer = target_sums(ACCOUNT.rows, ACCOUNT.bulk, ACCOUNT.as_of, days=10)
    whole = target_sums(ACCOUNT.rows, ACCOUNT.bulk, ACCOUNT.as_of, days=30)
    for name in ("impressions", "clicks", "orders", "spend", "sales"):
        assert (older[name] + newer[name]).to_list() == pytest.approx(whole[name].to_list())
    assert whole["spend"].sum() == pytest.approx(ACCOUNT.rows["spend_micros"].sum() / MICROS)


def test_every_running_target_is_there_with_the_bid_in_force() -> None:
    sums = target_sums(ACCOUNT.rows, ACCOUNT.bulk, ACCOUNT.as_of, days=1, lag=29)
    assert sums["target_id"].to_list() == ACCOUNT.bulk.targets["target_id"].sort().to_list()
    assert sums["bid"].null_count() == 0
    assert (sums["clicks"] == 0).any()


def test_after_a_half_life_a_click_counts_half() -> None:
    day = pl.col("last_day") == ACCOUNT.last_day - timedelta(days=7)
    rows = ACCOUNT.rows.filter(day)
    halved = target_sums(rows, ACCOUNT.bulk, ACCOUNT.as_of, days=30, half_life=7.0)
    assert halved["clicks"].sum() == pytest.approx(rows["clicks"].sum() / 2)


def test_a_changed_target_counts_from_its_first_day_only() -> None:
    target = str(ACCOUNT.rows["target_id"][0])
    since = pl.DataFrame({"target_id": [target], "first": [ACCOUNT.last_day]})
    fresh = target_sums(ACCOUNT.rows, ACCOUNT.bulk, ACCOUNT.as_of, days=30, since=since)
    whole = target_sums(ACCOUNT.rows, ACCOUNT.bulk, ACCOUNT.as_of, days=30)
    last = ACCOUNT.rows.filter((pl.col("target_id") == target) & (pl.col("last_day") == ACCOUNT.last_day))
    own = pl.col("target_id") == target
    assert fresh.filter(own)["clicks"].item() == last["clicks"].sum()
    assert fresh.filter(~own).equals(whole.filter(~own))
