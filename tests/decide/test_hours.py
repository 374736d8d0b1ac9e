from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl
import pytest

from adopt.decide import hour_schedules
from adopt.decide.blocks import SHORTEST, _hours
from adopt.estimate.hours import hours_worth
from adopt.settings import Settings, load_settings
from tests.decide.evidence import targets
from tests.estimate.placed import timed

PLAIN = load_settings()


def chosen(**changes: Any) -> Settings:
    return PLAIN.model_copy(update={"hours": PLAIN.hours.model_copy(update=changes)})


@cache
def account(swing: float = 0.4) -> pl.DataFrame:
    return timed(1, 6, swing)


def schedules(
    frame: pl.DataFrame, settings: Settings = PLAIN, days: int = 60, **changes: Any
) -> pl.DataFrame:
    campaigns = frame["campaign_id"].unique().sort()
    known = targets(
        *(
            {
                "campaign_id": one,
                "campaign": f"c{one}",
                "target_id": one,
                "cvr": 0.09,
                "clicks": 1000,
                **changes,
            }
            for one in campaigns
        )
    )
    return hour_schedules(hours_worth(frame, 2), known, days, settings)


def blocks(detail: str) -> list[tuple[int, int, int]]:
    parts = [block.replace(":", "-").split("-") for block in detail.split()]
    return [(int(start), int(end), int(points)) for start, end, points in parts]


def test_better_hours_are_raised_by_a_schedule_of_few_blocks() -> None:
    rows = schedules(account())
    assert rows.height >= 5
    for row in rows.to_dicts():
        assert (row["code"], row["consent"], row["reason"]) == ("B303", "ask", "hours_differ")
        made = blocks(row["detail"])
        assert 1 <= len(made) < PLAIN.hours.blocks
        assert all(15 <= points <= 100 for _, _, points in made)
        assert all((end - start) % 24 >= SHORTEST for start, end, _ in made)
        assert any(start <= 20 < (end if end > start else end + 24) for start, end, _ in made)
        assert row["money_per_week"] > 0
        assert 0.9 <= row["probability"] <= 1
        assert 0 < row["to_value"] < max(points for _, _, points in made) / 100


@pytest.mark.parametrize("seed", range(6))
def test_equal_hours_give_no_action(seed: int) -> None:
    assert "ask" not in schedules(timed(seed, 6, 0.0))["consent"].to_list()


@pytest.mark.parametrize(("days", "rows"), [(27, {"watch"}), (28, {"ask"}), (29, {"ask"})])
def test_hours_need_their_days(days: int, rows: set[str]) -> None:
    assert set(schedules(account(), days=days)["consent"]) == rows


@pytest.mark.parametrize("name", ["clicks", "orders"])
@pytest.mark.parametrize(("extra", "consent"), [(-1, "ask"), (0, "ask"), (1, "watch")])
def test_hours_need_their_clicks_and_orders(name: str, extra: int, consent: str) -> None:
    found = int(account().filter(pl.col("campaign_id") == "0")[name].sum())
    rows = schedules(account(), chosen(**{f"min_{name}": found + extra}))
    row = rows.filter(pl.col("campaign_id") == "0").row(0, named=True)
    assert row["consent"] == consent
    if consent == "watch":
        assert row["reason"] == "hours_thin"
        assert row["clicks_needed"] >= 1


def test_what_needs_more_than_four_times_as_much_is_not_waited_for() -> None:
    clicks = int(account().filter(pl.col("campaign_id") == "0")["clicks"].sum())
    for needed, rows in ((5 * clicks, 1), (5 * clicks + 1, 0)):
        found = schedules(account(), chosen(min_clicks=needed)).filter(pl.col("campaign_id") == "0")
        assert found.height == rows


@pytest.mark.parametrize("count", [2, 3, 4])
def test_there_are_no_more_blocks_than_allowed(count: int) -> None:
    rows = schedules(account(), chosen(blocks=count))
    assert max(len(blocks(detail)) for detail in rows["detail"]) < count


def test_raises_keep_their_bounds() -> None:
    rows = schedules(account(0.8), chosen(most=30))
    assert {points for detail in rows["detail"] for _, _, points in blocks(detail)} <= set(range(15, 31))
    assert schedules(account(0.2), chosen(min_change=100, sure=0.5)).is_empty()


def test_placements_make_points_larger_for_the_same_raise() -> None:
    plain, doubled = (schedules(account(), chosen(most=300), bid_multiplier=factor) for factor in (1.0, 2.0))
    both = plain.join(doubled, on="key", suffix="_doubled")
    assert both.height > 3
    for row in both.filter(pl.col("detail").str.count_matches(" ") == 0).to_dicts():
        assert row["to_value_doubled"] >= row["to_value"]


def test_a_schedule_that_is_in_force_is_not_proposed_again() -> None:
    rows = schedules(account(), chosen(in_force={"c0": 0.2}))
    assert "c0" not in rows["campaign"].to_list()
    assert rows.height > 3


def test_campaigns_that_dont_run_have_none() -> None:
    assert schedules(account(), state="paused").is_empty()


def test_blocks_cover_the_day_once() -> None:
    for way in (*_hours(2)[:50], *_hours(4)[-50:]):
        assert sorted(hour for block in way for hour in block) == list(range(24))
