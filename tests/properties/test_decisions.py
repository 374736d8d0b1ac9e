"""What must hold of every plan, whatever the account."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide.in_force import blocked_by
from adopt.decide.legal import keyword_problem
from adopt.plan import Plan
from adopt.schema import MICROS, Ad, Bulk
from adopt.settings import load_settings
from adopt.words import Market, markets
from adopt.write.plan_file import plan_json
from tests.properties.accounts import DAYS, FIRST, SETTINGS, account, download, plan, seeds

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
PLACE = ["campaign", "ad_group", "search_term"]
MONEY = ["money_per_week", "spend", "sales", "cpc", "order_value", "from_bid", "to_bid"]


def negated(found: Plan) -> pl.DataFrame:
    """Negations that are made or asked for."""
    return found.actions.filter(pl.col("code").is_in(["N101", "N102"]) & (pl.col("consent") != "watch"))


def created(found: Plan) -> pl.DataFrame:
    """New keywords and product targets."""
    return found.actions.filter(pl.col("code").is_in(["H201", "H202"]) & (pl.col("reason") != "hand_over"))


def terms(found: Plan) -> set[tuple[str, ...]]:
    """Which term is negated where, by names."""
    return set(negated(found).select(*PLACE, "consent", "reason").rows())


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


def with_ads(**changed: pl.Expr) -> Bulk:
    """The download with other ads."""
    bulk = download()
    return replace(bulk, ads=Ad.validate(bulk.ads.with_columns(**changed)))


@few
@given(seed=seeds)
def test_a_download_that_tells_no_products_changes_no_negation(seed: int) -> None:
    rows, nothing = account(seed), pl.lit(None, dtype=pl.String)
    assert terms(plan(rows, with_ads(asin=nothing, sku=nothing))) == terms(plan(rows))


@few
@given(seed=seeds)
def test_a_download_changes_no_negation_unless_it_protects(seed: int) -> None:
    rows = account(seed)
    # Which products are sold, and so what their orders are worth, is known of both; without a live ad no keyword has a place.
    alone, known = plan(rows, with_ads(state=pl.lit("paused"))), plan(rows, download())
    assert terms(known) <= terms(alone)
    # A lower bid of its own may stand instead of a negation that waits for the seller.
    gone = {row[:3] for row in terms(alone) - terms(known)}
    assert gone <= set(created(known).filter(code="H202").select(PLACE).rows())


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
    evidence = found.terms.join(gone, on=PLACE, how="semi")
    assert evidence.height == gone.height
    assert not evidence["exact_target"].any()
    profit = pl.col("cvr") * pl.col("order_value") * pl.col("margin") - pl.col("cpc")
    assert evidence.select((profit < 0).all()).item()
    earning = found.terms.filter((pl.col("orders") > 0) & (profit >= 0))
    unasked = gone.filter(consent="safe")
    assert unasked.join(earning, on="search_term", how="semi").is_empty()
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
    assert keywords.select(keyword_problem(pl.col("to_text"))).to_series().null_count() == len(keywords)
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
    step, cut = SETTINGS.bid.max_step, SETTINGS.bid.max_cut
    for before, after in bids.select("from_bid", "to_bid").iter_rows():
        assert low <= after <= high
        assert after <= max(budget, low)
        # Only a hard limit may take a bid further than a step, or a sure cut.
        assert before / cut <= after + 1e-9 or after in (high, budget)
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
    a_number = pl.col("code").is_in(["B301", "T402"])
    assert changes.select((pl.col("to_text").is_null() == a_number).all()).item()
    assert (changes.filter(consent="safe")["money_per_week"] > 0).all()
    assert actions.filter(consent="watch")["to_text"].null_count() == len(actions) - len(changes)


@few
@given(
    seed=seeds,
    bid=st.sampled_from([0.05, 0.31, 1.0, 6.7]),
    budget=st.sampled_from([1.0, 2.5, 50.0]),
    market=st.sampled_from([None, markets()["US"], markets()["IN"]]),
)
def test_new_keywords_are_new_legal_single_and_within_every_bound(
    seed: int, bid: float, budget: float, market: Market | None
) -> None:
    bulk = download(bid=bid, budget=budget)
    found = plan(account(seed, terms=80), bulk, market=market)
    made = created(found)
    placed = made.filter(pl.col("to_ad_group_id").is_not_null())
    assert not placed.select("to_ad_group_id", pl.col("to_text").str.to_lowercase()).is_duplicated().any()
    there = bulk.targets.select(to_ad_group_id="ad_group_id", to_text="targeting")
    assert placed.join(there, on=["to_ad_group_id", "to_text"], how="semi").is_empty()
    keywords = made.filter(entity="Keyword")
    assert keywords.select(keyword_problem(pl.col("to_text"), "exact")).to_series().null_count() == len(
        keywords
    )
    low, high = (market.bid_min, market.bid_max or float("inf")) if market else (0.01, float("inf"))
    assert made["to_bid"].is_between(low, high).all()
    assert (placed["to_bid"] <= budget).all()
    assert (made["money_per_week"] > 0).all()


@few
@given(seed=seeds)
def test_a_term_of_an_ad_group_has_one_action_and_a_harvested_one_is_negated_nowhere(seed: int) -> None:
    found = plan(account(seed, terms=80), download())
    of_terms = found.actions.filter(pl.col("search_term").is_not_null())
    assert not of_terms.select(PLACE).is_duplicated().any()
    harvested = created(found).filter(code="H201")
    gone = found.actions.filter(pl.col("entity").str.starts_with("Negative") & (pl.col("consent") != "watch"))
    assert gone.join(harvested, on="search_term", how="semi").is_empty()


@few
@given(seed=seeds)
def test_a_term_is_handed_over_only_to_a_keyword_of_its_own_that_is_shown(seed: int) -> None:
    rows = account(seed, terms=80)
    before = created(plan(rows, download())).filter(entity="Keyword").head(3)
    # The next day's download: the seller has uploaded the keywords, and they have been shown.
    uploaded = tuple(
        {
            "target_id": str(900 + place),
            "campaign_id": row["to_campaign_id"],
            "ad_group_id": row["to_ad_group_id"],
            "targeting": row["to_text"],
            "bid": row["to_bid"],
        }
        for place, row in enumerate(before.iter_rows(named=True))
    )
    after = plan(rows, download(keywords=uploaded))
    handed = after.actions.filter(reason="hand_over")
    there = download().targets.filter(pl.col("match_type") == "exact")["targeting"]
    assert set(handed["search_term"]) <= {*before["to_text"], *there}
    assert (handed["to_ad_group_id"] != handed["ad_group_id"]).all()
    assert not set(created(after)["to_text"]) & set(before["to_text"])


@pytest.mark.parametrize(("state", "reason"), [("enabled", "exact_keyword"), ("paused", "loses_money")])
def test_a_keyword_that_no_longer_runs_shields_no_term(state: str, reason: str) -> None:
    rows = account(5)
    own = {"campaign": "pans manual", "ad_group": "broad", "search_term": "junk lid", "impressions": 900}
    lost = {"orders": 0, "units": 0, "sales_micros": 0}
    row = rows.row(0, named=True) | own | lost
    exact = row | {"targeting": "junk lid", "match_type": "exact", "clicks": 1, "spend_micros": 1_000_000}
    broad = row | {
        "targeting": "steel pan",
        "match_type": "broad",
        "clicks": 160,
        "spend_micros": 160_000_000,
    }
    several = pl.concat([rows, pl.DataFrame([exact, broad], schema=rows.schema)])
    bulk = download()
    group = bulk.targets.filter(targeting="steel pan", match_type="broad")
    ids = group.select("campaign_id", "ad_group_id").row(0, named=True)
    keyword = {"target_id": "399", "campaign": "pans manual", "ad_group": "broad", "targeting": "junk lid"}
    found = plan(several, download(keywords=({**keyword, **ids, "state": state, "bid": 1.0},)))
    (said,) = found.actions.filter(pl.col("code").is_in(["N101", "W601"]), search_term="junk lid")["reason"]
    assert said == reason


def test_a_budget_that_binds_by_what_is_negated_today_is_not_raised() -> None:
    bought = [*(("rubbish " + word, 9, 0) for word in "abcde"), ("solo pan", 5, 1)]
    made = [
        account(5).row(0, named=True)
        | {"campaign": "pans manual", "ad_group": "broad", "targeting": "steel pan", "match_type": "broad"}
        | {"first_day": FIRST + timedelta(days=day), "last_day": FIRST + timedelta(days=day)}
        | {"search_term": term, "clicks": clicks, "impressions": 900, "spend_micros": clicks * MICROS}
        | {"orders": orders, "units": orders, "sales_micros": 40 * orders * MICROS}
        for day in range(DAYS)
        for term, clicks, orders in bought
    ]
    rows = pl.DataFrame(made, schema=account(5).schema)
    found = plan(rows, download(budget=50))
    assert negated(found).height == 5
    assert found.actions.filter(pl.col("code").is_in(["T402", "T403"])).is_empty()
    kept = SETTINGS.protect.model_copy(update={"terms": ("rubbish",)})
    staying = plan(rows, download(budget=50), SETTINGS.model_copy(update={"protect": kept}))
    assert negated(staying).is_empty()
    assert staying.actions.filter(pl.col("code").is_in(["T402", "T403"])).height == 1


@few
@given(seed=seeds)
def test_how_a_report_spells_its_terms_changes_no_action(seed: int) -> None:
    rows, bulk = account(seed), download(budget=20)
    spaced = pl.col("search_term").str.to_uppercase().str.replace_all(" ", "  ")
    often = load_settings(target_acos=0.3, budget={"min_days": 1, "sure": 0.5})
    plain, loud = (plan(some, bulk, often).actions for some in (rows, rows.with_columns(search_term=spaced)))
    assert plain.filter(pl.col("code").is_in(["T402", "T403"])).height > 0
    assert loud.equals(plain)
