"""What must hold of every plan, whatever the account."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide.in_force import blocked_by
from adopt.decide.legal import negative_keyword_problem
from adopt.plan import Plan
from adopt.words import Market, markets
from adopt.write.plan_file import plan_json
from tests.properties.accounts import SETTINGS, account, download, plan, seeds

few: Callable[..., Callable[..., None]] = settings(max_examples=5, deadline=None)

# What a decision says, less its money.
SAID = [
    "key",
    "code",
    "consent",
    "reason",
    "detail",
    "entity",
    "search_term",
    "targeting",
    "to_text",
    "clicks_needed",
]
MONEY = ["money_per_week", "spend", "sales", "cpc", "order_value", "from_bid", "to_bid"]


def negated(found: Plan) -> pl.DataFrame:
    """Negations that are made or asked for."""
    return found.actions.filter(pl.col("code").is_in(["N101", "N102"]) & (pl.col("consent") != "watch"))


def terms(found: Plan) -> list[tuple[str, ...]]:
    """Which term is negated where, by names."""
    return sorted(
        negated(found).select("code", "consent", "reason", "campaign", "ad_group", "search_term").rows()
    )


@few
@given(seed=seeds)
def test_another_currency_changes_no_decision_and_scales_its_money(seed: int) -> None:
    rows = account(seed)
    dear = rows.with_columns(pl.col("spend_micros", "sales_micros") * 100)
    # A yen is worth about a cent: the smallest unit of the bid scales with the money.
    dollars = plan(rows, download(bid=0.8, budget=50)).actions.sort("key")
    yen = plan(dear, download(bid=0.8, budget=50, worth=100), currency="JPY").actions.sort("key")
    assert dollars.height > 0
    assert yen.select(SAID).rows() == dollars.select(SAID).rows()
    for name in MONEY:
        scaled = pytest.approx((dollars[name].fill_null(0) * 100).to_list(), rel=1e-6)
        assert yen[name].fill_null(0).to_list() == scaled, name
    assert yen["probability"].to_list() == pytest.approx(dollars["probability"].to_list(), abs=1e-6)


@few
@given(seed=seeds, order=seeds, known=st.booleans())
def test_the_order_of_rows_changes_no_byte_of_the_plan(seed: int, order: int, known: bool) -> None:
    rows, bulk = account(seed), download() if known else None
    shuffled = rows.sample(fraction=1, shuffle=True, seed=order)
    assert plan_json(plan(shuffled, bulk)) == plan_json(plan(rows, bulk))


@few
@given(seed=seeds)
def test_a_download_changes_no_negation_unless_it_protects(seed: int) -> None:
    rows = account(seed)
    assert terms(plan(rows)) == terms(plan(rows, download()))


@few
@given(seed=seeds, promise=st.sampled_from([0.02, 0.1, 0.3]))
def test_no_more_is_expected_to_be_wrong_than_was_promised(seed: int, promise: float) -> None:
    chosen = SETTINGS.model_copy(
        update={"negate": SETTINGS.negate.model_copy(update={"promise": promise, "with_orders": "safe"})}
    )
    found = plan(account(seed), download(), chosen)
    wrong = (1 - negated(found)["probability"]).to_list()
    assert sum(wrong) <= promise * len(wrong) + 1e-9
    assert found.facts.promised_share <= promise + 1e-9


@few
@given(seed=seeds)
def test_nothing_worth_protecting_is_negated(seed: int) -> None:
    found = plan(account(seed), download())
    gone = negated(found)
    assert gone.height > 0
    words = gone["search_term"].str.split(" ").explode(empty_as_null=False, keep_nulls=False)
    assert not set(words) & {"acme", "gift"}
    assert not set(gone["search_term"]) & {"b0aaaaaaa1", "b0aaaaaaa2"}
    place = ["campaign", "ad_group", "search_term"]
    evidence = found.terms.join(gone, on=place, how="semi")
    assert evidence.height == gone.height
    assert not evidence["exact_target"].any()
    profit = pl.col("cvr") * pl.col("order_value") * pl.col("margin") - pl.col("cpc")
    assert evidence.select((profit < 0).all()).item()
    earning = found.terms.filter((pl.col("orders") > 0) & (profit >= 0))
    assert gone.join(earning, on="search_term", how="semi").is_empty()
    assert gone["clicks"].min() >= SETTINGS.negate.min_clicks  # type: ignore[operator]


@few
@given(seed=seeds, blocked=st.integers(0, 5))
def test_what_is_accepted_can_be_written_and_is_not_in_force_already(seed: int, blocked: int) -> None:
    rows = account(seed)
    before = negated(plan(rows, download())).filter(code="N101")["search_term"].unique().sort().head(blocked)
    # Amazon takes plural and singular for one.
    there = tuple(
        {
            "level": "campaign",
            "kind": "keyword",
            "campaign_id": campaign,
            "text": term.upper(),
            "match_type": "negativeExact",
        }
        for term in before
        for campaign in ("100", "101")
    )
    bulk = download(there)
    safe = negated(plan(rows, bulk))
    keywords, products = safe.filter(code="N101"), safe.filter(code="N102")
    assert not set(keywords["search_term"]) & set(before)
    assert keywords.select(negative_keyword_problem(pl.col("to_text"))).to_series().null_count() == len(
        keywords
    )
    assert products["to_text"].str.contains(r'^asin="B0[A-Z0-9]{8}"$').all()
    placed = safe.with_columns(is_asin=pl.col("code") == "N102")
    assert blocked_by(placed, bulk.negatives).null_count() == len(safe)
    assert safe["ad_group_id"].null_count() == 0


@few
@given(
    seed=seeds,
    bid=st.sampled_from([0.02, 0.05, 0.31, 1.0, 6.7, 40.0]),
    budget=st.sampled_from([1.0, 2.5, 50.0]),
    market=st.sampled_from([None, markets()["US"], markets()["IN"]]),
)
def test_every_bid_keeps_every_bound(seed: int, bid: float, budget: float, market: Market | None) -> None:
    found = plan(account(seed), download(bid=bid, budget=budget), market=market)
    bids = found.actions.filter(code="B301")
    low, high = (market.bid_min, market.bid_max or float("inf")) if market else (0.0, float("inf"))
    step = SETTINGS.bid.max_step
    for before, after in bids.select("from_bid", "to_bid").iter_rows():
        assert low <= after <= high
        assert after <= max(budget, low)
        # Only a hard limit may take a bid further than a step.
        assert before / step <= after + 1e-9 or after in (high, budget)
        assert after <= before * step + 1e-9 or after == low
        assert round(after, 2) == after
        assert after != before


@few
@given(seed=seeds, known=st.booleans())
def test_every_action_has_a_key_of_its_own_and_what_is_accepted_gains(seed: int, known: bool) -> None:
    actions = plan(account(seed), download() if known else None).actions
    assert actions["key"].is_unique().all()
    assert actions["consent"].is_in(["safe", "ask", "watch"]).all()
    changes = actions.filter(pl.col("consent") != "watch")
    assert changes.select((pl.col("to_text").is_null() == pl.col("to_bid").is_not_null()).all()).item()
    assert (changes.filter(consent="safe")["money_per_week"] > 0).all()
    assert actions.filter(consent="watch")["to_text"].null_count() == len(actions) - len(changes)
