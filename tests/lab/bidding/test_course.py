from __future__ import annotations

from datetime import timedelta
from functools import partial

import polars as pl
import pytest

from adopt.lab.baselines import b9_ten_clicks, term_sums
from adopt.lab.bidding.course import Pace, course
from adopt.lab.bidding.morning import Morning, Wanted
from adopt.lab.bidding.oracle import in_force
from adopt.lab.bidding.policies import adopt_bids, adopt_whole, by_rule, by_tool, no_change
from adopt.lab.bidding.steering import budgeting, nudging
from adopt.lab.bidding.trial import seller
from adopt.lab.bidding.weeks import weeks
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import open_market
from adopt.lab.market.respond import response
from adopt.lab.market.world import load_market

MARKET = open_market(4, load_market("dense", clicks_per_day=90, terms_per_product=25, asins_per_product=6))
SETTINGS = seller(MARKET)
START = live(MARKET, opened(MARKET), 30)
PACE = Pace(history=30, decisions=2, every=7)


def _ten_clicks(morning: Morning) -> pl.DataFrame:
    return b9_ten_clicks(term_sums(morning.rows))


def test_policies_that_do_the_same_live_the_same_days() -> None:
    first, second = (list(course(MARKET, START, no_change, SETTINGS, PACE)) for _ in range(2))
    assert first[-1].after.clicks.equals(second[-1].after.clicks)
    assert first[-1].after.day == START.day + timedelta(days=14)
    assert first[-1].before.entities.equals(START.entities)


def test_a_policy_sees_what_it_did_and_what_came_of_it() -> None:
    seen: list[Morning] = []

    def halving(morning: Morning) -> Wanted:
        seen.append(morning)
        bids = morning.bulk.targets.select("target_id", to_bid=pl.coalesce("bid", "default_bid") / 2)
        return Wanted(bids=bids.head(3))

    list(course(MARKET, START, halving, SETTINGS, PACE))
    first, second = (one.bulk.targets.with_columns(pl.coalesce("bid", "default_bid")) for one in seen)
    assert second["bid"].head(3).to_list() == pytest.approx((first["bid"].head(3) / 2).to_list())
    assert second["bid"].tail(-3).equals(first["bid"].tail(-3))
    assert seen[1].changed["day"].unique().to_list() == [START.day]
    assert seen[1].changed.height == 3
    assert seen[1].rows["last_day"].max() == START.day + timedelta(days=6)


def test_the_newest_bid_counts_from_its_waiting_days_on() -> None:
    seen: list[pl.DataFrame] = []

    def watching(morning: Morning) -> Wanted:
        from adopt.lab.bidding.rules import RULES

        seen.append(morning.sums(RULES["B24"], 0.8))
        return by_rule(morning, "B1")

    list(course(MARKET, START, watching, SETTINGS, PACE))
    assert seen[0]["since_change"].null_count() == seen[0].height
    changed = seen[1].filter(pl.col("since_change") == 7)
    assert changed.height
    # Of seven days three are waited for and three are too young.
    assert changed["clicks"].sum() < seen[0].join(changed, on="target_id", how="semi")["clicks"].sum() / 5


@pytest.mark.parametrize(
    "policy",
    [
        adopt_bids,
        partial(by_rule, name="B13"),
        partial(by_rule, name="B3 balanced"),
        partial(nudging, step=0.1),
    ],
)
def test_bids_are_changed_and_nothing_else(policy: partial[Wanted]) -> None:
    (first, *_) = course(MARKET, START, policy, SETTINGS, PACE)
    assert not in_force(first.before.entities).equals(in_force(START.entities))
    assert first.before.entities.drop("bid").equals(START.entities.drop("bid"))


def test_a_whole_tool_also_negates_and_its_negatives_block() -> None:
    (first, *_) = course(MARKET, START, partial(by_tool, bids="B1", negation=_ten_clicks), SETTINGS, PACE)
    new = first.before.entities.filter(pl.col("entity").str.starts_with("Negative")).join(
        START.entities.select("target_id"), on="target_id", how="anti"
    )
    assert new.height
    met = response(MARKET, first.before.entities)
    words = new.filter(pl.col("match_type") == "negativeExact")
    blocked = met.join(words, left_on=["ad_group_id", "search_term"], right_on=["ad_group_id", "targeting"])
    assert blocked.is_empty()


def test_adopts_whole_plan_is_uploaded() -> None:
    (first, *_) = course(MARKET, START, adopt_whole, SETTINGS, PACE)
    assert first.before.entities.height > START.entities.height
    assert not in_force(first.before.entities).equals(in_force(START.entities))


def test_budgets_bind() -> None:
    stretches = list(course(MARKET, START, partial(budgeting, steps=True), SETTINGS, PACE))
    still = list(course(MARKET, START, no_change, SETTINGS, PACE))
    assert stretches[-1].after.spent.height > still[-1].after.spent.height
    assert weeks(MARKET, stretches)[1].spend < weeks(MARKET, still)[1].spend


def test_weeks_add_up_to_what_was_spent() -> None:
    stretches = list(course(MARKET, START, no_change, SETTINGS, PACE))
    found = weeks(MARKET, stretches)
    spent = int(stretches[-1].after.clicks.filter(pl.col("day") >= START.day)["spend_micros"].sum()) / 1e6
    assert len(found) == 2
    assert sum(one.spend for one in found) == pytest.approx(spent)
    # Orders are few; over two weeks the expected sales are near those that came.
    came = int(stretches[-1].after.orders.filter(pl.col("day") >= START.day)["sales_micros"].sum()) / 1e6
    assert sum(one.ad_sales for one in found) == pytest.approx(came, rel=0.35)
