from __future__ import annotations

from functools import cache
from typing import Any

import polars as pl
import pytest

from adopt.decide import after_placements, bid_changes, placement_changes
from adopt.estimate.placements import PLACES, placements_worth
from adopt.estimate.targets import bid_multipliers
from adopt.schema import Placement
from adopt.settings import Settings, load_settings
from tests.decide.evidence import posterior, targets
from tests.estimate.placed import placed

PLAIN = load_settings()
EFFECT = (1.4, 1.0, 0.75)
METRICS = {"impressions": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}


def chosen(**changes: Any) -> Settings:
    return PLAIN.model_copy(update={"placement": PLAIN.placement.model_copy(update=changes)})


def of_campaigns(frame: pl.DataFrame, **changes: Any) -> Any:
    """A target a campaign with the campaign's clicks and orders."""
    sums = frame.group_by("campaign_id").agg(pl.col("clicks", "orders").sum()).sort("campaign_id")
    return targets(
        *(
            {
                **posterior(row["orders"] + 1, row["clicks"] + 12),
                "campaign_id": row["campaign_id"],
                "campaign": f"c{row['campaign_id']}",
                "target_id": row["campaign_id"],
                "clicks": row["clicks"],
                "cpc": 0.65,
                **changes,
            }
            for row in sums.to_dicts()
        )
    )


def changes_of(frame: pl.DataFrame, settings: Settings = PLAIN, **changes: Any) -> pl.DataFrame:
    found = placements_worth(frame, settings.placement, 2)
    return placement_changes(found, of_campaigns(frame, **changes), 60, settings)


@cache
def account() -> pl.DataFrame:
    return placed(1, 20, EFFECT)


def test_the_better_places_are_raised_and_the_weakest_is_the_base() -> None:
    rows = changes_of(account())
    told = rows.filter(pl.col("consent") == "ask")
    assert told.filter(pl.col("targeting") == "placementTop").height == 20
    assert told.filter(pl.col("targeting") == "placementProductPage").is_empty()
    assert set(told["reason"]) == {"placement_worth_more"}
    assert (told["to_value"] > told["from_value"]).all()
    assert (told["probability"] >= 0.9).all()
    assert (told["money_per_week"] > 0).all()
    row = told.filter(pl.col("targeting") == "placementTop").row(0, named=True)
    assert (row["code"], row["entity"], row["detail"]) == (
        "B302",
        "Bidding Adjustment",
        "placementProductPage",
    )
    assert (row["against"], row["days"], row["ad_group"]) == (1.0, 60, "*")


@pytest.mark.parametrize("step", [10, 30, 200])
def test_no_percentage_moves_by_more_than_its_step(step: int) -> None:
    top = changes_of(account(), chosen(max_step=step)).filter(pl.col("targeting") == "placementTop")
    assert (top["to_value"] - top["from_value"]).max() == pytest.approx(
        min(step, max(top["to_value"].to_list()))
    )
    assert max(top["to_value"].to_list()) <= step


def test_with_room_it_is_what_clicks_are_worth_more() -> None:
    top = changes_of(account(), chosen(max_step=900)).filter(pl.col("targeting") == "placementTop")
    assert top["to_value"].to_list() == ((top["measured"] - 1) * 100).round().to_list()
    assert top["to_value"].mean() == pytest.approx(100 * (1.4 / 0.75 - 1), abs=12)


def test_a_percentage_never_passes_amazons_limits() -> None:
    extreme = placed(2, 8, (4.0, 0.5, 0.02), clicks=8000).with_columns(percentage=pl.lit(880.0))
    rows = changes_of(extreme, chosen(max_step=900))
    assert max(rows["to_value"].to_list()) <= 900
    assert min(rows["to_value"].to_list()) >= 0


def test_smaller_changes_have_no_row() -> None:
    free = changes_of(account(), chosen(max_step=900, min_change=1))
    moves = (free["to_value"] - free["from_value"]).abs()
    middle = sorted(moves.to_list())[moves.len() // 2]
    for least in (int(middle) - 1, int(middle), int(middle) + 1):
        rows = changes_of(account(), chosen(max_step=900, min_change=least))
        assert rows.height == (moves >= least).sum()


@pytest.mark.parametrize(("extra", "consent"), [(-1, "ask"), (0, "ask"), (1, "watch")])
def test_placements_need_their_clicks(extra: int, consent: str) -> None:
    counts = account().pivot("placement", index="campaign_id", values="clicks")
    least = pl.min_horizontal(PLACES[1:])
    campaign, top = counts.filter(pl.col(PLACES[0]) < least).select("campaign_id", PLACES[0]).row(0)
    rows = changes_of(account(), chosen(min_clicks=top + extra)).filter(pl.col("campaign_id") == campaign)
    (row,) = rows.filter(pl.col("targeting") == PLACES[0]).to_dicts()
    assert row["consent"] == consent
    if consent == "watch":
        assert (row["reason"], row["clicks_needed"]) == ("placement_thin", 1)


def test_at_the_probability_asked_it_is_yours_and_over_it_watched() -> None:
    frame = placed(5, 8, (1.2, 1.0, 0.9), clicks=400, own=0.1)
    every = changes_of(frame, chosen(sure=0.61, min_clicks=1))
    row = every.filter(pl.col("probability").is_between(0.62, 0.95)).row(0, named=True)
    key, sure = row["key"], row["probability"]
    for asked, consent in ((sure - 1e-6, "ask"), (sure, "ask"), (sure + 1e-6, "watch")):
        (one,) = changes_of(frame, chosen(sure=asked, min_clicks=1)).filter(pl.col("key") == key).to_dicts()
        assert one["consent"] == consent
    assert one["reason"] == "placement_unsure"
    assert one["clicks_needed"] >= 1


@pytest.mark.parametrize(
    ("consent", "strategy", "told"),
    [("safe", "Fixed bid", "safe"), ("safe", None, "ask"), ("ask", "Fixed bid", "ask")],
)
def test_consent_is_the_sellers_where_an_upload_can_repeat_the_row(
    consent: str, strategy: str | None, told: str
) -> None:
    frame = account().with_columns(strategy=pl.lit(strategy, dtype=pl.String))
    rows = changes_of(frame, chosen(consent=consent)).filter(pl.col("consent") != "watch")
    assert set(rows["consent"]) == {told}


@pytest.mark.parametrize("state", ["paused", "not_joined"])
def test_campaigns_that_dont_run_keep_theirs(state: str) -> None:
    assert changes_of(account(), state=state).is_empty()


def test_a_percentage_above_what_clicks_are_worth_comes_down() -> None:
    frame = placed(1, 20, (1.0, 1.0, 1.0), clicks=3000)
    top = pl.col("placement") == "placementTop"
    # Bids there are doubled, and clicks cost what that makes of them.
    dear = frame.with_columns(
        percentage=pl.when(top).then(100.0).otherwise(0.0),
        spend_micros=pl.when(top).then(pl.col("spend_micros") * 1.5).otherwise("spend_micros").cast(pl.Int64),
    )
    rows = changes_of(dear).filter(pl.col("consent") == "ask")
    assert set(rows["targeting"]) == {"placementTop"}
    assert rows.height > 15
    assert set(rows["reason"]) == {"placement_worth_less"}
    assert set(rows["to_value"]) == {70.0}


def test_equal_placements_have_hardly_a_row() -> None:
    done = [changes_of(placed(seed, 20, (1.0, 1.0, 1.0), clicks=2000)) for seed in range(12)]
    acted = pl.concat(done).filter(pl.col("consent") != "watch")
    assert acted.height <= 0.01 * 12 * 60


def test_what_is_done_is_in_the_right_direction() -> None:
    right = rows = 0
    for seed in range(8):
        done = changes_of(placed(seed, 15, EFFECT, own=0.1)).filter(pl.col("consent") != "watch")
        true = dict(zip(PLACES, EFFECT, strict=True))
        better = [true[one] > true[other] for one, other in done.select("targeting", "detail").iter_rows()]
        rows += done.height
        right += int((pl.Series(better) == (done["to_value"] > done["from_value"])).sum())
    assert rows > 120
    assert right >= 0.95 * rows


def held(percentages: dict[str, float], frame: pl.DataFrame) -> Any:
    """The download's placements with these percentages."""
    rows = frame.select("campaign_id", "placement", "clicks").with_columns(
        percentage=pl.col("placement").replace_strict(percentages, return_dtype=pl.Float64)
    )
    metrics = rows.with_columns(
        **{name: pl.lit(0) for name in METRICS}, row=pl.int_range(pl.len()).cast(pl.UInt32)
    )
    return Placement.cast(metrics.select(Placement.column_names()))


def test_bids_of_the_same_day_allow_for_safe_percentages_alone() -> None:
    frame, today = account(), held(dict.fromkeys(PLACES, 0.0), account())
    before = of_campaigns(frame)
    asked = placement_changes(placements_worth(frame, PLAIN.placement, 2), before, 60, PLAIN)
    assert after_placements(before, asked, today, PLAIN).equals(before)
    settings = chosen(consent="safe")
    safe = placement_changes(placements_worth(frame, settings.placement, 2), before, 60, settings)
    after = after_placements(before, safe, today, settings)
    assert (after["bid_multiplier"] > 1).all()
    new = safe.filter(pl.col("consent") == "safe").select(
        "campaign_id", placement="targeting", new="to_value"
    )
    tomorrow = today.join(new, on=["campaign_id", "placement"], how="left").with_columns(
        percentage=pl.coalesce("new", "percentage")
    )
    expected = bid_multipliers(tomorrow)["bid_multiplier"].to_list()
    assert after.sort("campaign_id")["bid_multiplier"].to_list() == pytest.approx(expected)


def test_a_bid_that_fits_comes_down_by_what_safe_percentages_add() -> None:
    frame, settings = account(), chosen(consent="safe")
    before = of_campaigns(frame)
    value = before["cvr"] * before["order_value"] * before["margin"]
    before = before.with_columns(bid=(0.8 * value), cpc=0.6 * value, budget=pl.lit(500.0))
    changes = placement_changes(placements_worth(frame, settings.placement, 2), before, 60, settings)
    after = after_placements(before, changes, held(dict.fromkeys(PLACES, 0.0), frame), settings)
    rows = bid_changes(after, settings, None, 4)
    both = rows.join(after.select("target_id", "bid_multiplier"), on="target_id")
    assert both.height > 10
    assert (both["to_bid"] / both["from_bid"] * both["bid_multiplier_right"]).to_numpy() == pytest.approx(
        1, abs=0.01
    )
    assert (both["money_per_week"] > 0).all()
