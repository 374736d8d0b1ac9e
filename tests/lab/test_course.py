from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.lab.account import Account, simulate
from adopt.lab.baselines import KEY
from adopt.lab.case import Case, case_of, seller_settings
from adopt.lab.course import play, seen_on
from adopt.lab.own_keywords import nothing
from adopt.lab.policies import POLICIES, TODAY, adopt_negations, adopt_whole, promising
from adopt.lab.prices import lower_prices, measured, moved_bids
from adopt.lab.references import knowing, references
from adopt.lab.score import score
from adopt.lab.stakes import stakes
from adopt.lab.world import World, load_world


def _looping(**changes: float) -> World:
    return load_world("badly_tuned", look_every=20, clicks_per_day=60, terms_per_product=60, **changes)


def _account(world: World, seed: int = 2) -> Account:
    return simulate(seed, world, days=world.looks[-1])


def test_days_of_decision() -> None:
    assert list(_looping().looks) == [60, 80, 100]
    assert list(load_world("badly_tuned").looks) == [60]
    assert load_world("cold_start").looks[0] == load_world("cold_start").look_every


def test_a_case_shows_no_truth() -> None:
    account = simulate(2)
    case = case_of(seen_on(account, 60, nothing()), seller_settings(account))
    assert not set(case.view.rows.columns) & {"cvr", "order_value", "margin", "profit_per_click"}
    assert case.view.rows.sort("row").equals(account.rows.sort("row"))
    assert not adopt_negations(case)["search_term"].str.contains("brindlewick").any()


def test_a_negated_term_has_no_later_clicks_and_stands_in_the_download() -> None:
    account = _account(_looping())
    terms = stakes(account).terms
    page = pl.col("search_term").str.contains("^b0[a-z0-9]{8}$")
    chosen = pl.concat([terms.filter(page).head(1), terms.filter(~page).head(1)])
    gone = pl.concat([nothing(), chosen.with_columns(since=pl.lit(10, pl.Int64))], how="diagonal")
    after, whole = seen_on(account, 100, gone), seen_on(account, 100, nothing())
    cut = account.first_day + timedelta(days=70)
    stopped = whole.rows.join(chosen, on=KEY, how="semi").filter(pl.col("first_day") >= cut)
    assert stopped.height
    expected = whole.rows.drop("row").join(stopped.drop("row"), on=[*KEY, "first_day"], how="anti")
    assert_frame_equal(after.rows.drop("row"), expected, check_row_order=False)
    named = after.bulk.negatives.sort("match_type").select("kind", "match_type", "text").rows()
    asin, words = chosen["search_term"]
    assert named == [
        ("product", "-", f'asin="{asin.upper()}"'),
        ("keyword", "negativeExact", words),
    ]
    assert seen_on(account, 65, gone).bulk.negatives.is_empty()


def test_each_decision_sees_what_the_ones_before_it_left() -> None:
    account, seen = _account(_looping()), list[tuple[int, int]]()

    def greedy(case: Case) -> pl.DataFrame:
        seen.append((case.view.days, case.view.bulk.negatives.height))
        return case.view.rows.select(KEY).unique().sort(KEY).head(5 * (case.view.days // 20))

    gone = play(account, {"greedy": greedy}, seller_settings(account))["greedy"]
    days, negatives = zip(*seen, strict=True)
    assert days == (60, 80, 100)
    assert negatives[0] == 0 < negatives[1] < negatives[2]
    assert gone.select(KEY).is_unique().all()
    assert set(gone["since"]) <= {0, 20, 40}


def test_a_late_and_half_hearted_seller_uploads_less_and_later() -> None:
    prompt, late = (_account(_looping(**more)) for more in ({}, {"late_days": 7, "uploaded": 0.5}))
    settings = seller_settings(prompt)
    some = {"B2": TODAY["B2"]}
    first, second = play(prompt, some, settings)["B2"], play(late, some, settings)["B2"]
    assert set(second["since"]) <= {7, 27, 47}
    once = second.filter(pl.col("since") == 7)
    assert 0 < once.height < first.filter(pl.col("since") == 0).height


def test_the_same_account_plays_the_same_twice() -> None:
    account = _account(load_world("late_and_half", clicks_per_day=40))
    settings = seller_settings(account)
    once, again = (play(account, {"adopt": adopt_negations}, settings)["adopt"] for _ in range(2))
    assert once.equals(again)


def test_who_knows_the_truth_is_the_best_and_never_wrong() -> None:
    account = simulate(3, load_world("dense_sparse"))
    truth, settings = stakes(account), seller_settings(account)
    policies = {**POLICIES, **references(account)}
    scores = {name: score(truth, gone) for name, gone in play(account, policies, settings).items()}
    best = scores.pop("true CVR, seen terms")
    assert best.wrong == 0
    assert best.share == pytest.approx(1)  # with one decision, what counts has had a click by then
    del scores["adopt"]  # bids aren't bound by what negatives can do
    assert all(one.share < best.share for one in scores.values())
    assert len({one.oracle for one in scores.values()}) == 1
    assert scores["no negation"].saved == 0


def test_one_who_knows_negates_only_what_was_seen() -> None:
    account = _account(load_world("cold_start", clicks_per_day=60))
    case = case_of(seen_on(account, 14, nothing()), seller_settings(account))
    chosen = knowing(account)(case)
    assert chosen.height > 0
    assert chosen.join(case.view.rows, on=KEY, how="anti").is_empty()


def test_a_looser_promise_negates_no_less() -> None:
    account = simulate(2, load_world("dense_badly_tuned"))
    case = case_of(seen_on(account, 60, nothing()), seller_settings(account))
    strict, loose = promising(0.02)(case), promising(0.2)(case)
    assert 0 < strict.height < loose.height
    assert strict.join(loose, on=KEY, how="anti").is_empty()


def test_what_is_not_sure_enough_to_be_negated_goes_on_at_a_lower_price() -> None:
    account = simulate(2, load_world("text_nothing"))
    case = case_of(seen_on(account, 60, nothing()), seller_settings(account))
    chosen, negated = adopt_whole(case), adopt_negations(case)
    assert chosen.filter(pl.col("price").is_null()).join(negated, on=KEY, how="anti").is_empty()
    lowered = chosen.drop_nulls("price")
    assert lowered["price"].is_between(0, 1).all()
    assert lowered.height > 0
    profit = pl.col("cvr") * pl.col("order_value") * pl.col("margin") - pl.col("cpc")
    found = case.terms().evidence.filter((profit >= 0) & ~pl.col("exact_target"))
    assert found.join(lowered, on=KEY, how="semi").is_empty()
    truth = stakes(account)
    assert score(truth, chosen).saved > score(truth, negated).saved


def test_an_own_price_holds_from_the_next_day_on() -> None:
    account = simulate(2, load_world("text_nothing"))
    gone = play(account, {"adopt": adopt_whole}, seller_settings(account))["adopt"]
    assert gone.filter(pl.col("price").is_null())["since"].unique().to_list() == [0]
    assert gone.drop_nulls("price")["since"].min() == 1


def test_a_keyword_of_its_own_is_bid_anew_as_its_clicks_tell_more() -> None:
    account = _account(load_world("cold_start", look_every=15, terms_per_product=60))
    gone = play(account, {"adopt": adopt_whole}, seller_settings(account))["adopt"]
    once = pl.col("price").len().over(KEY) > 1
    paths = gone.drop_nulls("price").sort(*KEY, "since").filter(once)
    change = paths.select(
        *KEY,
        price=pl.col("price") / pl.col("price").shift().over(KEY),
        bid=pl.col("bid") / pl.col("bid").shift().over(KEY),
        full=pl.col("price") == 1,
    ).drop_nulls()
    assert change.filter(pl.col("price") < 1).height > 0
    assert change.filter(pl.col("price") > 1).height > 0
    # A price follows its keyword's bid, and never passes what was bid for the term at first.
    apart = change.filter(~pl.col("full")).select((pl.col("price") - pl.col("bid")).abs())
    assert apart.filter(pl.col("price") > 1e-9).is_empty()
    assert paths.filter(pl.col("price") > 1).is_empty()


def test_a_keyword_that_was_there_takes_over_once_its_bid_has_come_down() -> None:
    account = simulate(2, load_world("dense_sparse"))
    case = measured(case_of(seen_on(account, 60, nothing()), seller_settings(account)))
    handed = lower_prices(case, moved_bids(case)).filter(pl.col("days") > 1)
    keywords = account.truth.filter(pl.col("match_type") == "exact")["search_term"].unique()
    words = handed.filter(~pl.col("search_term").str.contains("^b0[a-z0-9]{8}$"))
    assert words.height > 0
    assert words["search_term"].is_in(keywords.implode()).all()
    assert not handed["made"].any()


def test_a_bid_comes_down_by_a_step_a_day() -> None:
    account = simulate(2, load_world("dense_sparse"))
    case = measured(case_of(seen_on(account, 60, nothing()), seller_settings(account)))
    moves = moved_bids(case)
    falls = moves.filter(pl.col("to_bid") < pl.col("from_bid"))
    assert falls.height > 0
    for _, from_bid, to_bid, runs in moves.iter_rows():
        step, times = case.settings.bid.max_step, max(from_bid / to_bid, to_bid / from_bid)
        assert step ** (runs - 1) < times <= step**runs * (1 + 1e-9)


def test_bids_of_their_own_are_the_share_that_costs_tell() -> None:
    account = simulate(2, load_world("badly_tuned"))
    case = case_of(seen_on(account, 60, nothing()), seller_settings(account))
    # Clicks cost four fifths of their bids there: .45 / .8.
    assert measured(case).settings.bid.shade == pytest.approx(0.56, abs=0.02)
    assert case.settings.bid.shade == 0
