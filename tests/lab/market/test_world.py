from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from adopt.errors import SettingsError
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import open_market
from adopt.lab.market.respond import response
from adopt.lab.market.world import load_market, market_worlds
from tests.lab.market.places import small_world


@pytest.mark.parametrize("name", market_worlds())
def test_every_world_opens_with_the_clicks_it_says(name: str) -> None:
    market = open_market(2, name)
    met = response(market, market.entities, market.first_day)
    assert met["clicks"].sum() == pytest.approx(market.world.pool.clicks_per_day)
    assert market.entities.filter(entity="Campaign", state="enabled").height
    assert (
        market.entities.group_by("campaign_id")
        .agg(pl.col("budget").max(), pl.col("bid").max())
        .filter(pl.col("bid") > pl.col("budget"))
    ).is_empty()


def test_an_unknown_world_is_named() -> None:
    with pytest.raises(SettingsError, match="world is 'nowhere'; expected one of base"):
        load_market("nowhere")


def test_the_same_seed_opens_the_same_market() -> None:
    one, other = open_market(2, small_world()), open_market(2, small_world())
    assert one.entities.equals(other.entities)
    assert one.terms.equals(other.terms)
    assert not one.terms.equals(open_market(5, small_world()).terms)


def test_rivals_of_a_regime_bid_double_from_its_day_on() -> None:
    market = open_market(2, small_world("regime", {"regime_day": 10, "events": []}))
    state = live(market, opened(market), 20)
    cpc = state.clicks.group_by((pl.col("day") - market.first_day).dt.total_days() >= 10).agg(
        clicks=pl.col("clicks").sum(), cpc=pl.col("spend_micros").sum() / pl.col("clicks").sum()
    )
    before, since = cpc.sort("day").rows()
    assert since[1] < 0.8 * before[1]
    assert response(market, market.entities, state.day)["clicks"].sum() < 50
    assert response(market, market.entities, market.first_day)["clicks"].sum() == pytest.approx(60)


def test_a_launch_begins_with_one_campaign_and_ripens() -> None:
    market = open_market(2, small_world("new_product"))
    own = market.entities.filter(pl.col("campaign").str.contains("Spice Rack"))
    assert own["kind"].unique().to_list() == ["auto"]
    assert first_days(own) == [market.first_day]
    young, old = (
        response(market, market.entities, day).filter(sku="BW-SR-04") for day in (market.first_day, None)
    )
    assert (young["cvr"] / old["cvr"]).round(9).unique().to_list() == [0.5]


def first_days(entities: pl.DataFrame) -> list[object]:
    return entities["start_date"].drop_nulls().unique().to_list()


def test_tight_budgets_run_out_on_many_days() -> None:
    market = open_market(2, "tight_budgets")
    state = live(market, opened(market), 14)
    assert state.spent["campaign_id"].n_unique() >= 5


def test_an_event_brings_more_clicks_at_higher_prices() -> None:
    market = open_market(
        2, small_world(changes={"events": [{"day": 5, "days": 5, "queries": 3, "cvr": 1.2, "bids": 1.3}]})
    )
    state = live(market, opened(market), 10)
    days = state.clicks.group_by((pl.col("day") - market.first_day).dt.total_days() >= 5).agg(
        clicks=pl.col("clicks").sum(), cpc=pl.col("spend_micros").sum() / pl.col("clicks").sum()
    )
    plain, special = days.sort("day").select("clicks", "cpc").rows()
    assert special[0] > 1.5 * plain[0]
    assert special[1] > plain[1]


def test_every_world_is_described() -> None:
    page = Path(__file__).resolve().parents[3] / "docs" / "laboratory.md"
    section = page.read_text(encoding="utf-8").split("\n## The marketplace\n")[1].split("\n## ")[0]
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == list(market_worlds())
