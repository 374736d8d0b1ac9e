from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from adopt.lab.account import Account, simulate
from adopt.lab.baselines import KEY
from adopt.lab.course import seen_on
from adopt.lab.own_keywords import OWN, nothing, spells, with_own_keywords
from adopt.lab.stakes import stakes
from adopt.lab.world import load_world

SINCE, LOOK = 5, 20
_ID = "own 1"


@pytest.fixture(scope="module")
def account() -> Account:
    world = load_world("badly_tuned", look_every=20, terms_per_product=60)
    return simulate(4, world, days=world.looks[-1])


@pytest.fixture(scope="module")
def term(account: Account) -> pl.DataFrame:
    """A word search term with many clicks, that one ad group finds."""
    words = stakes(account).terms.filter(~pl.col("search_term").str.contains("^b0[a-z0-9]{8}$"))
    alone = words.filter(pl.col("search_term").is_unique())
    clicks = account.rows.group_by(KEY).agg(pl.col("clicks").sum())
    return alone.join(clicks, on=KEY).sort("clicks", *KEY).tail(1).select(KEY)


def _home(account: Account, term: pl.DataFrame) -> pl.DataFrame:
    """The product's ad group of exact keywords."""
    product = term["ad_group"].item()
    return account.entities.filter((pl.col("kind") == "exact") & (pl.col("ad_group") == product))


def _decided(account: Account, term: pl.DataFrame, *steps: tuple[float, int]) -> pl.DataFrame:
    home = _home(account, term).filter(pl.col("entity") == "Ad Group")["ad_group_id"].item()
    rows = [
        term.with_columns(
            price=pl.lit(price),
            since=pl.lit(since, pl.Int64),
            target_id=pl.lit(_ID),
            bid=pl.lit(price),
            home=pl.lit(home),
            text="search_term",
        )
        for price, since in steps
    ]
    return pl.concat([nothing(), *rows], how="diagonal").select(*OWN)


def _sums(account: Account, decided: pl.DataFrame, term: pl.DataFrame) -> pl.DataFrame:
    """Clicks, orders and spend of the term by campaign, on the days that the price holds."""
    cut = account.first_day + timedelta(days=account.world.history_days + SINCE)
    rows = seen_on(account, account.world.history_days + LOOK, decided).rows
    later = rows.filter((pl.col("first_day") >= cut) & (pl.col("search_term") == term["search_term"].item()))
    return later.group_by("campaign", "match_type").agg(pl.col("clicks", "orders", "spend_micros").sum())


def test_nothing_decided_changes_nothing(account: Account) -> None:
    assert with_own_keywords(account, nothing(), LOOK) is account


def test_clicks_happen_at_the_keyword_and_at_today_s_price_all_of_them(
    account: Account, term: pl.DataFrame
) -> None:
    before = _sums(account, nothing(), term)
    after = _sums(account, _decided(account, term, (1.0, SINCE)), term)
    assert before["campaign"].to_list() == term["campaign"].to_list()
    assert after["match_type"].to_list() == ["exact"]
    assert after["campaign"].item() == _home(account, term)["campaign"].unique().item()
    named = ["clicks", "orders", "spend_micros"]
    assert after.select(named).equals(before.select(named))
    assert before["clicks"].item() > 0


def test_a_lower_price_leaves_some_of_them_each_cheaper(account: Account, term: pl.DataFrame) -> None:
    world = account.world
    found = {
        price: _sums(account, _decided(account, term, (price, SINCE)), term).row(0, named=True)
        for price in (1.0, 0.8, 0.4)
    }
    whole = found[1.0]["spend_micros"] / found[1.0]["clicks"]
    for price in (0.8, 0.4):
        some = found[price]
        left = some["clicks"] / found[1.0]["clicks"]
        assert abs(left - price**world.click_elasticity) < 3 / found[1.0]["clicks"] ** 0.5
        cost = some["spend_micros"] / some["clicks"] / whole
        assert cost == pytest.approx(min(price**world.cpc_elasticity, price / world.cpc_level), rel=0.15)
    orders, clicks = ([found[price][name] for price in (1.0, 0.8, 0.4)] for name in ("orders", "clicks"))
    assert orders == sorted(orders, reverse=True)
    assert clicks == sorted(clicks, reverse=True)


def test_the_account_s_other_clicks_stay(account: Account, term: pl.DataFrame) -> None:
    after = with_own_keywords(account, _decided(account, term, (0.5, SINCE)), LOOK)
    pairs = account.truth.join(term, on=KEY)["pair"].implode()
    others = ~pl.col("pair").is_in(pairs) & (pl.col("pair") < account.truth.height)
    before = account.clicks.filter(others).sort("pair", "day")
    assert after.clicks.filter(others).sort("pair", "day").equals(before)
    kept = after.orders.filter(others).sort("pair", "day", "sales_micros")
    assert kept.equals(account.orders.filter(others).sort("pair", "day", "sales_micros"))


def test_the_download_shows_the_keyword_its_bid_of_the_day_and_the_negative(
    account: Account, term: pl.DataFrame
) -> None:
    decided = _decided(account, term, (0.5, SINCE), (0.3, 15))
    bids = {}
    for day in (SINCE - 1, SINCE, 14, 15):
        bulk = seen_on(account, account.world.history_days + day, decided).bulk
        own = bulk.targets.filter(pl.col("target_id") == _ID)
        bids[day] = own["bid"].to_list()
        named = bulk.negatives["text"].to_list()
        assert named == (term["search_term"].to_list() if day >= SINCE else [])
    assert bids == {SINCE - 1: [], SINCE: [0.5], 14: [0.5], 15: [0.3]}
    assert own.select("targeting", "match_type", "state").row(0) == (
        term["search_term"].item(),
        "exact",
        "enabled",
    )


def test_a_keyword_that_was_there_takes_the_clicks_into_its_own_rows(
    account: Account, term: pl.DataFrame
) -> None:
    keyword = _home(account, term).filter(pl.col("entity") == "Keyword").head(1)
    target, text = keyword["target_id"].item(), keyword["targeting"].item()
    sources = stakes(account).terms.filter(
        (pl.col("search_term") == text) & (pl.col("ad_group") == keyword["ad_group"].item())
    )
    assert sources.height > 0
    itself = sources.head(1).with_columns(campaign=pl.lit(keyword["campaign"].item()))
    given = pl.concat([sources, itself]).with_columns(
        price=1.0, since=pl.lit(SINCE, pl.Int64), target_id=pl.lit(target), bid=pl.lit(0.4)
    )
    decided = pl.concat([nothing(), given], how="diagonal")
    seen = seen_on(account, account.world.history_days + LOOK, decided)
    cut = account.first_day + timedelta(days=account.world.history_days + SINCE)
    rows = seen.rows.filter((pl.col("first_day") >= cut) & (pl.col("search_term") == text))
    of_product = rows.filter(pl.col("ad_group") == keyword["ad_group"].item())
    assert of_product["target_id"].unique().to_list() == [target]
    assert of_product.select("target_id", "first_day").is_unique().all()
    # The keyword itself isn't negated where it stands.
    assert seen.bulk.negatives.height == sources.height
    assert seen.bulk.targets.filter(pl.col("target_id") == target)["bid"].item() == 0.4


def test_a_later_price_replaces_an_earlier_one(account: Account, term: pl.DataFrame) -> None:
    path = spells(_decided(account, term, (0.5, SINCE), (0.3, 15), (0.2, 15)))
    assert path.select("price", "since", "until").rows() == [(0.5, SINCE, 15), (0.2, 15, None)]
