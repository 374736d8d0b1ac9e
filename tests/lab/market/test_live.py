from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.lab.market.calendar import weather
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import open_market
from adopt.lab.market.respond import response
from adopt.lab.market.sales import organic_rate, remembered, settled_organic
from adopt.lab.market.state import State
from adopt.lab.market.upload import applied
from adopt.lab.market.world import load_market
from tests.lab.market.places import after, first, small_market, small_world, upload, with_bids

_LOGS = ("clicks", "orders", "shown", "organic", "spent", "entities")


def _same(one: State, other: State) -> None:
    for name in _LOGS:
        assert_frame_equal(getattr(one, name), getattr(other, name))
    assert (one.day, one.rank, one.made) == (other.day, other.rank, other.made)


def test_the_same_seed_lives_the_same_days_in_one_go_or_in_two() -> None:
    again = open_market(3, small_world())
    _same(after(20), live(again, live(again, opened(again), 13), 7))
    other = open_market(4, small_world())
    assert not live(other, opened(other), 20).clicks.equals(after(20).clicks)


def test_no_days_change_nothing() -> None:
    assert live(small_market(), after(20), 0) is after(20)


def test_two_accounts_differ_only_where_their_bids_do() -> None:
    market = small_market()
    spices = pl.col("campaign").str.contains("Spice Rack")
    stopped = market.entities.with_columns(
        campaign_state=pl.when(spices).then(pl.lit("paused")).otherwise("campaign_state")
    )
    less = live(market, replace(opened(market), entities=stopped), 10)
    whole = live(market, opened(market), 10)
    gone = market.entities.filter(spices)["campaign_id"].unique().implode()
    left = pl.col("campaign_id").is_in(gone)
    assert whole.clicks.filter(left).height
    assert_frame_equal(less.clicks, whole.clicks.filter(~left))
    assert_frame_equal(less.orders, whole.orders.filter(~left))
    assert_frame_equal(less.shown, whole.shown.filter(~left))


def test_a_higher_bid_keeps_the_clicks_it_had_and_pays_no_less_for_each() -> None:
    market = small_market()
    fixed = market.entities.with_columns(budget=pl.col("budget") * 1_000)
    low = live(market, replace(opened(market), entities=fixed), 5)
    high = live(market, replace(opened(market), entities=with_bids(fixed, 1.5)), 5)
    cell = ["day", "hour", "target_id", "term", "placement"]
    both = low.clicks.join(high.clicks, on=cell, how="left", suffix="_high")
    assert both["clicks_high"].null_count() == 0
    assert (both["clicks_high"] >= both["clicks"]).all()
    assert (both["spend_micros_high"] >= both["spend_micros"]).all()


def test_days_average_to_what_is_expected() -> None:
    market, days = small_market(), 120
    state = live(
        market, replace(opened(market), entities=market.entities.with_columns(pl.col("budget") * 1_000)), days
    )
    met = response(market, market.entities)
    expected = np.zeros(4)
    for step in range(days):
        today = weather(market, market.first_day + timedelta(days=step))
        # An event's dearer rivals bend the curve, which an ordinary day's response doesn't tell.
        by_sku = dict(zip([one.sku for one in market.words.products], today.queries, strict=True))
        demand = met["sku"].replace_strict(by_sku, return_dtype=pl.Float64)
        names = ("impressions", "clicks", "spend", "orders")
        expected += np.array([float((met[name] * demand).sum()) for name in names])
    lived = [
        state.shown["impressions"].sum(),
        state.clicks["clicks"].sum(),
        float(state.clicks["spend_micros"].sum()) / 1e6,
        state.orders.height,
    ]
    assert lived == pytest.approx(expected, rel=0.06)


def test_orders_come_from_clicks_and_some_are_for_other_products() -> None:
    state = after(60)
    cell = ["day", "hour", "target_id", "term", "placement"]
    sold = state.orders.group_by(cell).len()
    with_clicks = sold.join(state.clicks, on=cell, how="left")
    assert (with_clicks["len"] <= with_clicks["clicks"]).all()
    assert 0.03 < 1 - state.orders["own"].mean() < 0.15  # type: ignore[operator]
    assert state.orders["shown_after"].is_between(1, 8).all()


def test_no_budget_is_overspent_by_more_than_the_hour_in_which_it_ran_out() -> None:
    market = open_market(3, small_world("tight_budgets", {"budget_scale": 0.04}))
    state = live(market, opened(market), 30)
    assert state.spent.height > 20
    budgets = state.entities.filter(entity="Campaign").select(
        "campaign_id", budget=(pl.col("budget") * 1e6).round().cast(pl.Int64)
    )
    by_hour = state.clicks.group_by("day", "campaign_id", "hour").agg(pl.col("spend_micros").sum())
    days = (
        by_hour.sort("hour")
        .group_by("day", "campaign_id")
        .agg(
            pl.col("spend_micros").sum().alias("spent"),
            pl.col("hour").max(),
            last=pl.col("spend_micros").last(),
        )
        .join(budgets, on="campaign_id")
        .join(state.spent.rename({"hour": "ran_out"}), on=["day", "campaign_id"], how="left")
    )
    assert (days["spent"] - days["last"] < days["budget"]).all()
    over = days.filter(pl.col("spent") >= pl.col("budget"))
    assert over.height == state.spent.height
    assert (over["hour"] == over["ran_out"]).all()
    assert (
        days.filter(pl.col("spent") < pl.col("budget"))["ran_out"].null_count() == days.height - over.height
    )


def test_a_budget_that_ran_out_leaves_its_terms_to_the_next_target() -> None:
    market = open_market(3, small_world("tight_budgets", {"budget_scale": 0.04}))
    state = live(market, opened(market), 10)
    free = live(
        market, replace(opened(market), entities=market.entities.with_columns(pl.col("budget") * 1e3)), 10
    )
    pair = ["target_id", "term"]
    instead = state.clicks.join(free.clicks, on=pair, how="anti")
    assert instead.join(state.spent, on="day").filter(pl.col("hour") > pl.col("hour_right")).height


@pytest.mark.parametrize("match_type", ["negativeExact", "negativePhrase"])
def test_a_negative_blocks_its_terms_in_its_place_and_no_others(match_type: str) -> None:
    market, state = small_market(), after(20)
    words = ~market.terms["is_asin"]
    busiest = (
        state.clicks.join(market.terms.filter(words).select("term", "search_term", "words"), on="term")
        .group_by("ad_group_id", "campaign_id", "search_term", "words")
        .agg(pl.col("clicks").sum())
        .sort("clicks", "search_term", descending=[True, False])
        .row(0, named=True)
    )
    text = (
        busiest["search_term"]
        if match_type == "negativeExact"
        else " ".join(busiest["search_term"].split()[:2])
    )
    ids = {name: busiest[name] for name in ("campaign_id", "ad_group_id")}
    row = {"entity": "Negative Keyword", "keyword_text": text, "match_type": match_type, **ids}
    negated, refused = applied(state, upload(row))
    assert refused.is_empty()
    before, now = response(market, state.entities), response(market, negated.entities)
    folded = " ".join(word.removesuffix("s") if len(word) > 3 else word for word in text.split())
    spaced = pl.format(" {} ", pl.col("words"))
    exact = pl.col("words") == busiest["words"]
    hit = exact if match_type == "negativeExact" else spaced.str.contains(f" {folded} ", literal=True)
    blocked = market.terms.filter(hit)["search_term"].implode()
    gone = (pl.col("ad_group_id") == ids["ad_group_id"]) & pl.col("search_term").is_in(blocked)
    assert before.filter(gone).height
    assert now.filter(gone).is_empty()
    elsewhere = ~pl.col("search_term").is_in(blocked)
    assert_frame_equal(now.filter(elsewhere), before.filter(elsewhere))
    later = live(market, negated, 10)
    fresh = later.clicks.filter(pl.col("day") >= state.day).join(
        market.terms.select("term", "search_term"), on="term"
    )
    assert fresh.filter(gone).is_empty()


def test_a_negative_product_blocks_its_page() -> None:
    market, state = small_market(), after(20)
    page = (
        response(market, state.entities).filter("is_asin").sort("clicks", descending=True).row(0, named=True)
    )
    row = {
        "entity": "Negative Product Targeting",
        "campaign_id": page["campaign_id"],
        "ad_group_id": page["ad_group_id"],
        "product_targeting_expression": f'asin="{page["search_term"].upper()}"',
    }
    negated, refused = applied(state, upload(row))
    assert refused.is_empty()
    now = response(market, negated.entities)
    same = (pl.col("ad_group_id") == page["ad_group_id"]) & (pl.col("search_term") == page["search_term"])
    assert now.filter(same).is_empty()


def test_a_new_exact_keyword_takes_its_term_over() -> None:
    market, state = small_market(), after(20)
    found = response(market, state.entities)
    owned = state.entities.filter(match_type="exact")["targeting"].implode()
    free = found.filter(~pl.col("is_asin") & ~pl.col("search_term").is_in(owned))
    term = free.sort("clicks", descending=True).row(0, named=True)
    home = first(state.entities, "Ad Group", kind="exact", ad_group=_product(term["sku"]))
    row = {
        "entity": "Keyword",
        "campaign_id": home["campaign_id"],
        "ad_group_id": home["ad_group_id"],
        "keyword_text": term["search_term"],
        "match_type": "exact",
        "bid": f"{term['bid'] * 4:.2f}",
    }
    grown, refused = applied(state, upload(row))
    assert refused.is_empty()
    new = grown.entities.filter(targeting=term["search_term"], match_type="exact")["target_id"].item()
    now = response(market, grown.entities)
    # Simple plurals are one term to Amazon.
    words = market.terms.filter(search_term=term["search_term"])["words"].item()
    taken = pl.col("search_term").is_in(market.terms.filter(words=words)["search_term"].implode())
    assert set(now.filter(taken)["target_id"]) == {new}
    assert now.filter(taken)["clicks"].sum() > found.filter(taken)["clicks"].sum()
    assert_frame_equal(now.filter(~taken), found.filter(~taken))
    lived = live(market, grown, 20).clicks.filter(pl.col("day") >= state.day)
    assert lived.filter(pl.col("target_id") == new)["clicks"].sum() > 0


def _product(sku: str) -> str:
    return next(one.name for one in small_market().words.products if one.sku == sku)


def test_sales_without_ads_follow_all_sales_slowly() -> None:
    market = small_market()
    start = np.array(market.rank)
    assert organic_rate(market, start) == pytest.approx(market.organic)
    rank = start
    half = round(market.world.organic_half_life)
    for _ in range(half):
        rank = remembered(market, rank, 3 * start)
    assert rank == pytest.approx(2 * start)
    assert organic_rate(market, rank) == pytest.approx(np.array(market.organic) * 2**0.3)
    ads = start - np.array(market.organic)
    assert settled_organic(market, ads) == pytest.approx(market.organic)
    more = settled_organic(market, 2 * ads)
    for _ in range(40 * half):
        rank = remembered(market, rank, 2 * ads + organic_rate(market, rank))
    assert organic_rate(market, rank) == pytest.approx(more)


def test_an_account_that_stops_its_ads_loses_sales_without_them_too() -> None:
    market = small_market()
    silent = market.entities.with_columns(campaign_state=pl.lit("paused"))
    quiet = live(market, replace(opened(market), entities=silent), 60)
    assert quiet.clicks.is_empty()
    assert quiet.organic["units"].sum() < after(60).organic["units"].sum()
    assert load_market("base").organic_gain > 0
