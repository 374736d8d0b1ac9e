from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from adopt.decide import negations, still_promised
from adopt.schema import Action, Ad, AdGroup, Bulk, Campaign, Negative, Target, bulk_frames
from adopt.settings import load_settings
from tests.decide.evidence import posterior, terms

DAY = date(2026, 3, 10)
SETTINGS = load_settings()
_METRICS = {"impressions": 0, "clicks": 0, "orders": 0, "units": 0, "spend_micros": 0, "sales_micros": 0}


def _bulk(
    negatives: list[dict[str, Any]] | None = None,
    group_state: str = "enabled",
    start: date = date(2025, 1, 1),
    asin: str = "B0OWNOWN01",
    end: date | None = None,
    targets: list[dict[str, Any]] | None = None,
) -> Bulk:
    group = {**_METRICS, "row": 3, "campaign_id": "1", "ad_group_id": "11", "ad_group": "pans", "state": group_state,
             "campaign_state": "enabled", "default_bid": 1.0}  # fmt: skip
    campaign = {**_METRICS, "row": 2, "campaign_id": "1", "campaign": "pans auto", "portfolio_id": None,
                "targeting_type": "auto", "state": "enabled", "start_date": start, "end_date": end, "budget": 20.0,
                "strategy": None}  # fmt: skip
    ad = {**_METRICS, "row": 4, "ad_id": "7", "campaign_id": "1", "ad_group_id": "11", "sku": "A", "asin": asin,
          "state": "enabled"}  # fmt: skip
    blank = {"row": 9, "negative_id": "5", "level": "ad_group", "kind": "keyword", "campaign_id": "1",
             "ad_group_id": "11", "match_type": "negativeExact", "state": "enabled"}  # fmt: skip
    rows = [{**blank, **negative} for negative in negatives or []]
    aim = {**_METRICS, "row": 10, "target_id": "112", "kind": "keyword", "campaign_id": "1", "ad_group_id": "11",
           "campaign": "pans auto", "ad_group": "pans", "resolved": None, "match_type": "exact", "state": "enabled",
           "campaign_state": "enabled", "ad_group_state": "enabled", "bid": 1.0, "default_bid": 1.0}  # fmt: skip
    aims = [{**aim, **target} for target in targets or []]
    return bulk_frames(
        campaigns=Campaign.cast(pl.DataFrame([campaign])),
        ad_groups=AdGroup.cast(pl.DataFrame([group])),
        ads=Ad.cast(pl.DataFrame([ad])),
        negatives=Negative.cast(pl.DataFrame(rows)) if rows else Negative.create_empty(),
        targets=Target.cast(pl.DataFrame(aims)) if aims else Target.create_empty(),
    )


def _one(bulk: Bulk | None = None, settings: Any = SETTINGS, **row: Any) -> dict[str, Any]:
    found = negations(terms(row), bulk, settings, DAY)
    assert found.height == 1
    return found.row(0, named=True)


def test_a_term_that_plainly_loses_is_negated() -> None:
    action = _one(_bulk())
    assert (action["code"], action["consent"], action["reason"]) == ("N101", "safe", "loses_money")
    assert (action["entity"], action["to_text"]) == ("Negative Keyword", "steel pan")
    assert action["probability"] == pytest.approx(0.999)
    # 40 clicks in 60 days, each expected to lose $1 less 1 % of $12.
    assert action["money_per_week"] == pytest.approx(0.5 * (1 - 0.12) * 40 / 60 * 7)  # half of it stays saved
    assert action["break_even_acos"] == 0.4


def test_an_asin_becomes_a_negative_product_target() -> None:
    action = _one(_bulk(), search_term="b0abcdefgh", is_asin=True)
    assert (action["code"], action["entity"]) == ("N102", "Negative Product Targeting")
    assert action["to_text"] == 'asin="B0ABCDEFGH"'


def test_a_term_with_orders_that_loses_is_asked_for_or_as_the_seller_says() -> None:
    row = {**posterior(1, 100), "orders": 1}
    assert _one(_bulk(), **row)["consent"] == "ask"
    bold = load_settings(negate={"with_orders": "safe"})
    assert _one(_bulk(), bold, **row)["consent"] == "safe"


@pytest.mark.parametrize(("sales", "reason"), [(99.0, "loses_money_with_orders"), (101.0, "has_earned")])
def test_what_has_paid_for_itself_so_far_is_not_negated(sales: float, reason: str) -> None:
    # A margin of .4 leaves $40 of $100, as much as its clicks cost.
    assert _one(_bulk(), **posterior(3, 100), orders=4, sales=sales, spend=40.0)["reason"] == reason


def test_a_term_that_earns_is_no_action_at_all() -> None:
    row = {**posterior(10, 100), "p_profitable": 0.7}
    assert negations(terms(row), _bulk(), SETTINGS, DAY).is_empty()


@pytest.mark.parametrize(
    ("reason", "row", "bulk", "changes", "detail"),
    [
        ("exact_keyword", {"exact_target": True, "targeting": "steel pan"}, {}, {}, "steel pan"),
        ("exact_keyword", {}, {"targets": [{"targeting": "Steel Pans"}]}, {}, "Steel Pans"),
        ("exact_keyword", {"search_term": "b0abcdefgh", "is_asin": True},
         {"targets": [{"kind": "product", "match_type": "-", "targeting": 'asin="B0ABCDEFGH"'}]}, {},
         'asin="B0ABCDEFGH"'),
        ("protected_brand", {}, {}, {"protect": {"brands": ["Steel Pan"]}}, "Steel Pan"),
        ("protected_term", {"search_term": "blue steel pan"}, {}, {"protect": {"terms": ["steel pan"]}}, "steel pan"),
        ("protected_asin", {"search_term": "b0ownown01", "is_asin": True}, {}, {}, "B0OWNOWN01"),
        ("protected_asin", {"search_term": "b0abcdefgh", "is_asin": True}, {}, {"protect": {"asins": ["B0ABCDEFGH"]}},
         "B0ABCDEFGH"),
        ("not_joined", {"campaign_id": None, "ad_group_id": None, "join_reason": "campaign_not_found"}, {}, {},
         "campaign_not_found"),
        ("not_enabled", {}, {"group_state": "paused"}, {}, "paused"),
        ("not_enabled", {}, {"end": date(2026, 3, 9)}, {}, "ended"),
        ("negative_paused", {}, {"negatives": [{"text": "steel pan", "state": "paused"}]}, {},
         "steel pan (negativeExact)"),
        ("already_negated", {}, {"negatives": [{"text": "steel pan"}]}, {}, "steel pan (negativeExact)"),
        ("new_product", {}, {"start": date(2026, 3, 1)}, {}, "9"),
        ("thin_evidence", {"clicks": 2, "effective_clicks": 2.0}, {}, {}, None),
        ("has_earned", {**posterior(3, 100), "orders": 4, "sales": 120.0, "spend": 40.0}, {}, {}, None),
        ("cannot_be_written", {"search_term": "pan 10/12 inch"}, {}, {}, "forbidden_character"),
    ],
)  # fmt: skip
def test_what_stops_a_negation(
    reason: str, row: dict[str, Any], bulk: dict[str, Any], changes: dict[str, Any], detail: str | None
) -> None:
    action = _one(_bulk(**bulk), load_settings(**changes), **row)
    assert (action["consent"], action["reason"], action["detail"]) == ("watch", reason, detail)
    assert action["to_text"] is None


@pytest.mark.parametrize(("age", "reason"), [(13, "new_product"), (14, "loses_money"), (15, "loses_money")])
def test_patience_with_new_products_ends_on_the_day(age: int, reason: str) -> None:
    start = date.fromordinal(DAY.toordinal() - age)
    assert _one(_bulk(start=start))["reason"] == reason


@pytest.mark.parametrize(
    ("clicks", "reason"), [(50, "new_product"), (51, "proved_to_lose"), (90, "proved_to_lose")]
)
def test_in_a_products_first_days_only_proof_is_put_before_the_seller(clicks: int, reason: str) -> None:
    start = date.fromordinal(DAY.toordinal() - 5)
    action = _one(_bulk(start=start), clicks=clicks, effective_clicks=float(clicks))
    asked = reason == "proved_to_lose"
    assert (action["reason"], action["detail"]) == (reason, "5")
    assert action["consent"] == ("ask" if asked else "watch")
    assert (action["to_text"] is not None) == asked


@pytest.mark.parametrize(("clicks", "reason"), [(2, "thin_evidence"), (3, "loses_money"), (4, "loses_money")])
def test_minimum_clicks(clicks: int, reason: str) -> None:
    assert _one(_bulk(), clicks=clicks, effective_clicks=float(clicks))["reason"] == reason


def test_a_term_that_earns_in_another_ad_group_is_never_negated_unasked() -> None:
    here = {"orders_elsewhere": 3}
    there = {
        **posterior(12, 100),
        "campaign": "pans exact",
        "ad_group_id": "12",
        "orders": 3,
        "p_profitable": 0.9,
    }
    action = negations(terms(here, there), _bulk(), SETTINGS, DAY).row(0, named=True)
    assert (action["reason"], action["detail"], action["consent"]) == ("sells_elsewhere", "pans exact", "ask")
    eager = load_settings(negate={"with_orders": "safe"})
    assert negations(terms(here, there), _bulk(), eager, DAY).row(0, named=True)["consent"] == "ask"


def test_a_plural_that_earns_in_another_ad_group_counts_too() -> None:
    there = {
        **posterior(12, 100),
        "search_term": "steel pans",
        "ad_group_id": "12",
        "ad_group": "other",
        "orders": 3,
    }
    action = negations(terms({}, there), _bulk(), SETTINGS, DAY).row(0, named=True)
    assert (action["search_term"], action["reason"], action["consent"]) == (
        "steel pan",
        "sells_elsewhere",
        "ask",
    )


def test_a_term_that_sells_elsewhere_at_a_loss_too_is_asked_for() -> None:
    here = {"orders_elsewhere": 1}
    there = {**posterior(2, 100), "campaign": "pans exact", "ad_group_id": "12", "orders": 1}
    found = negations(terms(here, there), _bulk(), SETTINGS, DAY)
    assert found["consent"].to_list() == ["ask", "ask"]


def test_waiting_says_how_many_clicks_are_needed() -> None:
    row = {**posterior(1, 14), "clicks": 12, "effective_clicks": 12.0, "p_profitable": 0.3}
    action = _one(_bulk(), **row)
    assert action["reason"] == "worth_waiting"
    assert action["clicks_needed"] > 0


def test_the_promise_cuts_the_least_sure_first() -> None:
    rows = [{"search_term": f"pan {i}", "p_profitable": p} for i, p in enumerate([0.30, 0.02, 0.10, 0.05])]
    found = negations(terms(*rows), _bulk(), load_settings(negate={"luck": 1.0}), DAY)
    kept = found.filter(pl.col("consent") == "safe")["search_term"].sort().to_list()
    assert kept == ["pan 1", "pan 2", "pan 3"]
    assert found.filter(pl.col("search_term") == "pan 0")["reason"].to_list() == ["promise_spent"]


@pytest.mark.parametrize(
    ("single", "consent", "reason"), [(1.9, "ask", "less_sure"), (2.1, "safe", "loses_money")]
)
def test_a_term_that_surer_ones_make_room_for_is_the_sellers_to_decide(
    single: float, consent: str, reason: str
) -> None:
    rows = [{"search_term": f"pan {i}", "p_profitable": p} for i, p in enumerate([0.20, 0.02, 0.01, 0.03])]
    settings = load_settings(negate={"luck": 1.0, "single": single})
    found = negations(terms(*rows), _bulk(), settings, DAY).sort("search_term")
    assert found.row(0, named=True)["consent"] == consent
    assert found.row(0, named=True)["reason"] == reason
    assert found["consent"].to_list()[1:] == ["safe"] * 3


def test_a_term_that_cannot_be_written_proposes_a_phrase_that_blocks_no_good_term() -> None:
    bad = {"search_term": "pan 10/12 inch wall art"}
    good = {**posterior(12, 100), "search_term": "wall art inch", "orders": 5, "p_profitable": 0.9}
    action = negations(terms(bad, good), _bulk(), SETTINGS, DAY).row(0, named=True)
    assert action["reason"] == "cannot_be_written"
    assert action["alternative"] == "inch wall art"


def test_without_a_download_the_decision_stands_and_says_what_was_not_joined() -> None:
    action = _one(
        None, campaign_id=None, ad_group_id=None, target_id=None, join="none", join_reason="no_bulk"
    )
    assert (action["consent"], action["join_reason"]) == ("safe", "no_bulk")


def test_an_account_without_an_order_value_decides_nothing() -> None:
    assert negations(terms({"order_value": 0.0}), _bulk(), SETTINGS, DAY).is_empty()


@pytest.mark.parametrize(
    "target",
    [{"state": "paused"}, {"match_type": "broad"}, {"ad_group_id": "12"}, {"targeting": "pan"}],
)
def test_only_a_live_exact_target_of_the_ad_group_is_in_the_way(target: dict[str, Any]) -> None:
    assert _one(_bulk(targets=[{"targeting": "steel pan", **target}]))["reason"] == "loses_money"


def test_a_campaign_runs_on_its_last_day() -> None:
    assert _one(_bulk(end=DAY))["reason"] == "loses_money"


def test_a_negative_would_block_a_plural_that_earns_in_the_same_ad_group() -> None:
    earner = {**posterior(12, 100), "search_term": "steel pans", "orders": 3, "p_profitable": 0.9}
    action = negations(terms({}, earner), _bulk(), SETTINGS, DAY).row(0, named=True)
    assert (action["consent"], action["reason"], action["detail"]) == ("watch", "twin_earns", "steel pans")


def test_what_is_taken_from_the_surest_is_taken_from_the_least_sure_too() -> None:
    account = terms(
        *({"search_term": f"pan {number}", "p_profitable": 0.012 * number} for number in range(12))
    )
    orders = 1_000
    settings = load_settings(negate={"promise": 0.05, "luck": 1.0})
    chosen = negations(account, _bulk(), settings, DAY)
    assert still_promised(chosen, settings, orders).equals(chosen)
    negated = chosen.filter(pl.col("consent") != "watch").sort("probability", descending=True)
    assert negated.height > 3
    surest = negated["search_term"][0]
    fewer = Action.cast(
        chosen.with_columns(
            consent=pl.when(pl.col("search_term") == surest).then(pl.lit("watch")).otherwise("consent")
        )
    )
    told = still_promised(fewer, settings, orders)
    assert told["key"].to_list() == fewer["key"].to_list()
    left = told.filter(pl.col("consent") != "watch")
    assert 0 < left.height < negated.height - 1
    assert float((1 - left["probability"]).mean()) <= 0.05  # type: ignore[arg-type]  # a mean of floats
    waits = told.filter(pl.col("search_term") == negated["search_term"][-1]).row(0, named=True)
    assert (waits["consent"], waits["reason"], waits["to_text"]) == ("watch", "promise_spent", None)
    assert waits["clicks_needed"] >= 1
    assert waits["p_limit"] < 1 - waits["probability"]
