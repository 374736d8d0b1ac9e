"""L501: which products are new, what they begin with, and what it costs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.decide import ground, launches
from adopt.decide.launch import Launches
from adopt.decide.launch_ground import Ground
from adopt.decide.structure import CLAUSES, first_day, split
from adopt.schema import Bulk, Listing
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.entities import AUTO, DAY, download
from tests.decide.evidence import posterior, targets, terms

US = markets()["US"]
WINNER = {
    "search_term": "steel pan",
    "clicks": 30,
    "effective_clicks": 30.0,
    "orders": 6,
    "sales": 180.0,
    **posterior(8.0, 50.0),
    "p_profitable": 0.95,
}
NAMED: dict[str, Any] = {"start": DAY, "keywords": ["copper pan"], "price": 30.0, "margin": 0.4}


def standing(
    products: dict[str, dict[str, Any]] | None = None,
    *,
    bulk: Bulk | None = None,
    rows: tuple[dict[str, Any], ...] = (WINNER,),
    clauses: tuple[dict[str, Any], ...] = (),
    code: str | None = "US",
    **launch: Any,
) -> Ground:
    settings = load_settings(None, launch={"products": products or {}, **launch})
    market = markets()[code] if code else None
    decimals = 0 if code == "JP" else 2
    made = targets(*({"targeting": "close-match"}, *clauses))
    return ground(terms(*rows), made, bulk or download(), settings, DAY, market, decimals)


def launched(
    products: dict[str, dict[str, Any]] | None = None, listings: Any = None, **more: Any
) -> Launches:
    return launches(standing(products, **more), listings)


def one(**changes: Any) -> dict[str, Any]:
    """The row of one named product."""
    row: dict[str, Any] = launched({"NEW": NAMED | changes}).actions.row(0, named=True)
    return row


def listing(**row: Any) -> dy.DataFrame[Listing]:
    made = {"sku": "NEW", "asin": "B0NEWNEWNE", "price": 19.0, "opened": DAY, "active": True, **row}
    return Listing.validate(pl.DataFrame([made], schema=Listing.create_empty().schema))


def test_a_named_product_begins_with_two_campaigns() -> None:
    found = launched({"NEW": NAMED})
    (row,) = found.actions.to_dicts()
    assert (row["code"], row["consent"], row["reason"], row["entity"]) == (
        "L501",
        "safe",
        "launch",
        "Campaign",
    )
    assert (row["targeting"], row["to_value"], row["measured"], row["against"]) == ("NEW", 20.0, 280.0, 14.0)
    assert found.created["key"].unique().to_list() == [row["key"]]
    kinds = found.created["entity"].to_list()
    each = ["Campaign", "Ad Group", "Product Ad"]
    assert kinds == [*each, *["Product Targeting"] * 4, *each, "Keyword"]
    assert found.created.filter(entity="Product Targeting")["text"].to_list() == list(CLAUSES)
    campaigns = found.created.filter(entity="Campaign")
    assert campaigns["targeting_type"].to_list() == ["auto", "manual"]
    assert campaigns["name"].to_list() == ["NEW | Launch | auto", "NEW | Launch | exact"]
    assert campaigns["strategy"].unique().to_list() == ["Dynamic bids - down only"]
    assert campaigns["budget"].sum() == 20.0
    assert found.created.filter(entity="Product Ad")["sku"].to_list() == ["NEW", "NEW"]


@pytest.mark.parametrize(
    ("changes", "consent", "reason", "made"),
    [
        ({}, "safe", "launch", True),
        ({"start": DAY + timedelta(days=1)}, "ask", "not_yet", True),
        ({"start": DAY - timedelta(days=1)}, "safe", "launch", True),
        ({"start": None}, "ask", "no_start", True),
        ({"keywords": []}, "ask", "no_keywords", False),
        ({"keywords": ["pan / lid"]}, "ask", "no_keywords", False),
        ({"keywords": ["pan / lid", "pan"]}, "ask", "keyword_refused", True),
        ({"price": None}, "ask", "no_price", False),
        ({"like": "A"}, "safe", "launch", True),
        ({"like": "Z"}, "ask", "like_unknown", True),
    ],
)
def test_what_starts_unasked(changes: dict[str, Any], consent: str, reason: str, made: bool) -> None:
    found = launched({"NEW": NAMED | changes})
    assert found.actions.select("consent", "reason").rows() == [(consent, reason)]
    assert found.actions["to_value"].is_not_null().to_list() == [made]
    assert (found.created.height > 0) == made


def test_the_sellers_consent_is_asked_for_where_they_want_it() -> None:
    assert launched({"NEW": NAMED}, consent="ask").actions["consent"].to_list() == ["ask"]


def test_a_later_start_is_the_campaigns() -> None:
    later = DAY + timedelta(days=3)
    made = launched({"NEW": NAMED | {"start": later}}).created
    assert made["start_date"].drop_nulls().unique().to_list() == [later]


@pytest.mark.parametrize("state", ["enabled", "paused", "archived"])
def test_what_has_an_ad_is_not_new(state: str) -> None:
    sold = download(ads=({"ad_id": "77", "sku": "NEW", "state": state, **AUTO},))
    assert launched({"NEW": NAMED}, bulk=sold).actions.is_empty() == (state != "archived")


@pytest.mark.parametrize("gone", ["ad", "campaign"])
def test_what_had_ads_before_asks(gone: str) -> None:
    ads = ({"ad_id": "77", "sku": "NEW", "state": "archived" if gone == "ad" else "enabled", **AUTO},)
    state = {"campaign_state": "archived" if gone == "campaign" else "enabled"}
    sold = download(ads=ads, ad_groups=({**AUTO, "ad_group": "pans", **state},))
    found = launched({"NEW": NAMED}, bulk=sold)
    assert found.actions.select("consent", "reason").rows() == [("ask", "launched_before")]
    assert found.created.height


@pytest.mark.parametrize("state", ["enabled", "paused", "archived"])
def test_what_was_made_without_its_ad_is_not_made_again_unasked(state: str) -> None:
    there = {"campaign_id": "77", "campaign": "new | Launch | auto", "state": state}
    found = launched({"NEW": NAMED}, bulk=download(campaigns=(there,)))
    assert found.actions.select("consent", "reason", "detail").rows() == [
        ("ask", "launch_without_ad", '"NEW | Launch | auto"')
    ]
    assert "NEW | Launch | auto 2" in found.created["name"].to_list()


@pytest.mark.parametrize(
    ("code", "budget", "consent"),
    [("US", 200.0, "safe"), ("US", 3000.0, "ask"), ("JP", 3000.0, "safe"), ("JP", 40000.0, "ask")],
)
def test_a_budget_of_another_currency_asks(code: str, budget: float, consent: str) -> None:
    (row,) = launched({"NEW": NAMED}, code=code, budget=budget).actions.to_dicts()
    assert (row["consent"], row["reason"]) == (consent, "launch" if consent == "safe" else "launch_large")
    assert row["to_value"] == budget


def test_a_product_named_for_another_marketplace_is_not_launched_here() -> None:
    products = {"NEW": NAMED | {"marketplace": "DE"}, "OWN": NAMED | {"marketplace": "US"}}
    assert launched(products).actions["targeting"].to_list() == ["OWN"]


@pytest.mark.parametrize(
    ("row", "asked"),
    [
        ({}, True),
        ({"opened": DAY - timedelta(days=30)}, True),
        ({"opened": DAY - timedelta(days=31)}, False),
        ({"opened": DAY + timedelta(days=1)}, False),
        ({"opened": None}, False),
        ({"active": False}, False),
        ({"sku": "A"}, False),
    ],
)
def test_fresh_listings_are_asked_about(row: dict[str, Any], asked: bool) -> None:
    found = launched(listings=listing(**row))
    assert found.actions.select("consent", "reason").rows() == [("ask", "new_listing")] * asked
    assert found.created.is_empty()


def test_a_listing_tells_the_price_of_a_named_product() -> None:
    (row,) = launched({"NEW": NAMED | {"price": None}}, listing()).actions.to_dicts()
    assert (row["reason"], row["order_value"]) == ("launch", 19.0)
    assert one()["order_value"] == 30.0


def test_the_margin_is_the_products_else_the_skus_else_the_target_acos() -> None:
    assert (one()["break_even_acos"], one()["margin_source"]) == (0.4, "sku")
    bare = one(margin=None)
    assert (bare["break_even_acos"], bare["margin_source"]) == (0.3, "target_acos")


def test_sellers_name_skus_and_vendors_asins() -> None:
    assert launched({"B0NEWNEWNE": NAMED}).actions["reason"].to_list() == ["sku_or_asin"]
    vendor = download(
        ads=tuple({"ad_id": f"9{n}{n}", "sku": None, "asin": f"B0OLDOLD{n}{n}"} for n in (1, 2, 3))
    )
    assert launched({"NEW": NAMED}, bulk=vendor).actions["reason"].to_list() == ["sku_or_asin"]
    ads = launched({"B0NEWNEWNE": NAMED}, bulk=vendor).created.filter(entity="Product Ad")
    assert ads.select("sku", "asin").rows() == [(None, "B0NEWNEWNE")] * 2


def test_money_is_a_cost_and_never_a_gain() -> None:
    earning, losing = one(price=500.0), one(price=5.0)
    assert earning["money_per_week"] == 0
    assert losing["money_per_week"] < 0
    assert losing["money_per_week"] >= -7 * 20.0
    assert losing["probability"] < 0.5 < earning["probability"]
    assert earning["clicks"] == earning["spend"] == 0


def test_similar_products_lend_their_winners() -> None:
    made = launched({"NEW": NAMED | {"like": "A"}})
    words = made.created.filter(entity="Keyword")
    assert words.select("text", "source", "clicks", "orders").rows() == [
        ("copper pan", "seller", None, None),
        ("steel pan", "like", 30, 6),
    ]
    assert made.actions["detail"].to_list() == ['"copper pan", "steel pan" (6/30)']
    assert words["cvr"][1] == pytest.approx(WINNER["cvr"])


@pytest.mark.parametrize(
    "row",
    [
        {"orders": 1},
        {"p_profitable": 0.89},
        {"search_term": "copper pans"},
        {"search_term": "b0abcdefgh", "is_asin": True},
        {"search_term": "pan / lid"},
        {"ad_group_id": "99"},
    ],
)
def test_what_is_no_winner_of_the_similar_product_alone_is_left(row: dict[str, Any]) -> None:
    made = launched({"NEW": NAMED | {"like": "A"}}, rows=(WINNER | row, {"search_term": "other"})).created
    assert made.filter(entity="Keyword")["text"].to_list() == ["copper pan"]


def test_ad_groups_of_several_products_lend_nothing() -> None:
    mixed = download(ads=({"ad_id": "77", "sku": "B", **AUTO},))
    assert launched({"NEW": NAMED | {"like": "A"}}, bulk=mixed).actions["reason"].to_list() == [
        "like_unknown"
    ]


@pytest.mark.parametrize(("most", "taken"), [(0, 0), (1, 1), (2, 2), (3, 2)])
def test_at_most_so_many_are_lent_most_orders_first(most: int, taken: int) -> None:
    rows = (WINNER, WINNER | {"search_term": "big pan", "orders": 9})
    made = launched({"NEW": NAMED | {"like": "A"}}, rows=rows, like_keywords=most).created
    lent = made.filter(source="like")["text"].to_list()
    assert lent == ["big pan", "steel pan"][:taken]


def test_keywords_given_twice_count_once() -> None:
    made = launched({"NEW": NAMED | {"keywords": ["Copper  pan", "copper pan", " lid "]}}).created
    assert made.filter(entity="Keyword")["text"].to_list() == ["Copper pan", "lid"]


def test_bids_keep_to_what_clicks_cost_and_to_the_budget() -> None:
    dear = launched({"NEW": NAMED | {"price": 5000.0}})
    cpc = dear.actions["cpc"][0]
    assert dear.created.filter(entity="Keyword")["bid"].to_list() == [pytest.approx(1.5 * cpc, abs=0.01)]
    poor = launched({"NEW": NAMED | {"price": 5000.0}}, budget=2.0, rows=(WINNER | {"spend": 900.0},))
    assert poor.created["bid"].max() == 1.0
    cheap = launched({"NEW": NAMED | {"price": 0.01}})
    assert cheap.created["bid"].drop_nulls().unique().to_list() == [US.bid_min]


def test_the_bid_is_that_of_a_young_target() -> None:
    at = standing({"NEW": NAMED}, rows=(WINNER | {"clicks": 3000, "spend": 9000.0},))
    made = launches(at, None).created.filter(entity="Keyword")
    mean, size = at.account.cvr, at.settings.estimate.level_clicks
    spread = (mean * (1 - mean) / (size + 1)) ** 0.5
    level = min(0.8 * 30 * 0.4 * (mean + spread), 1.2 * 30 * 0.4 * mean)
    assert made["bid"][0] == pytest.approx(level, abs=0.01)


def test_each_clause_bids_by_what_it_does_in_the_account() -> None:
    good = {"targeting": "substitutes", "target_id": "112", "orders": 20, "spend": 200.0}
    made = launched({"NEW": NAMED}, clauses=(good,)).created.filter(entity="Product Targeting")
    bids = dict(zip(made["text"], made["bid"], strict=True))
    assert bids["substitutes"] > bids["complements"] == bids["loose-match"] > bids["close-match"]


@pytest.mark.parametrize("code", sorted(markets()))
def test_each_marketplace_has_its_own_least_budget(code: str) -> None:
    market = markets()[code]
    made = launched({"NEW": NAMED | {"price": 3000.0}}, code=code)
    budgets = made.created.filter(entity="Campaign")["budget"]
    assert budgets.sum() >= market.launch_budget
    assert (budgets >= market.budget_min).all()
    assert made.created["bid"].drop_nulls().is_between(market.bid_min, min(budgets.to_list())).all()


def test_where_no_least_budget_is_known_none_is_made_up() -> None:
    assert launched({"NEW": NAMED}, code=None).actions["reason"].to_list() == ["no_budget"]
    assert launched({"NEW": NAMED}, code=None, budget=33.0).actions["to_value"].to_list() == [33.0]


@pytest.mark.parametrize(
    ("code", "currency", "budget", "reason"),
    [
        ("US", "USD", 2_000_000.0, "launch_large"),
        ("US", "USD", 2_000_002.0, "launch_budget_high"),
        ("JP", "JPY", 2_000_002.0, "launch_large"),
        (None, "EUR", 2_000_002.0, "launch_budget_high"),
        (None, "", 2_000_002.0, "launch"),
    ],
)
def test_a_budget_beyond_amazon_s_asks_and_makes_nothing(
    code: str | None, currency: str, budget: float, reason: str
) -> None:
    at = standing({"NEW": NAMED}, code=code, budget=budget)._replace(currency=currency)
    found = launches(at, None)
    assert found.actions["reason"].to_list() == [reason]
    assert found.created.is_empty() is (reason == "launch_budget_high")
    if reason == "launch_budget_high":
        assert found.actions.select("consent", "to_value", "measured").rows() == [("ask", None, 1e6)]


@pytest.mark.parametrize(("own", "made"), [("N", True), ("N" * 39, True), ("N" * 40, False)])
def test_a_name_beyond_amazon_s_asks_and_makes_nothing(own: str, made: bool) -> None:
    found = launched({own: NAMED}, name="{sku}{sku}{sku} {kind}1234")
    assert found.created.is_empty() is not made
    assert found.actions["consent"].to_list() == ["safe" if made else "ask"]
    if not made:
        longest = "N" * 120 + " exact1234"
        assert found.actions.select("reason", "detail").rows() == [
            ("launch_name_long", f'"{longest}" (130 > 128)')
        ]


@pytest.mark.parametrize(
    ("total", "share", "auto", "exact"),
    [(20.0, 0.5, 10.0, 10.0), (20.0, 0.01, 1.0, 19.0), (1.5, 0.5, 1.0, 1.0), (20.01, 0.5, 10.01, 10.0)],
)
def test_the_budget_is_shared_out_and_never_undercut(
    total: float, share: float, auto: float, exact: float
) -> None:
    found = split(total, share, US, 2)
    assert [*found] == [pytest.approx(auto), pytest.approx(exact)]
    assert found.total >= total - 1e-9


@pytest.mark.parametrize(
    ("code", "later"), [("US", 0), ("BR", 0), ("UK", 0), ("DE", 1), ("JP", 1), ("AU", 1)]
)
def test_the_start_is_never_past_in_the_marketplace(code: str, later: int) -> None:
    assert first_day(date(2026, 1, 31), markets()[code]) == date(2026, 1, 31) + timedelta(days=later)


def test_names_are_like_no_other_and_as_amazon_takes_them() -> None:
    there = download(campaigns=({"campaign_id": "1", "campaign": "new#1 | LAUNCH | auto".replace("#", "_")},))
    made = launched({"NEW#1": NAMED, "NEW_1": NAMED}, bulk=there).created.filter(entity="Campaign")["name"]
    assert made.to_list() == [
        "NEW_1 | Launch | auto 2",
        "NEW_1 | Launch | exact",
        "NEW_1 | Launch | auto 3",
        "NEW_1 | Launch | exact 2",
    ]


def test_no_name_begins_like_a_formula() -> None:
    made = launched({"NEW": NAMED}, name="={sku}-{kind}").created.filter(entity="Campaign")["name"]
    assert made.to_list() == ["_NEW-auto", "_NEW-exact"]


def test_a_name_has_what_its_template_says() -> None:
    made = launched({"NEW": NAMED | {"asin": "B0NEWNEWNE"}}, name="{kind}-{asin}-{sku}-{start}").created
    assert made["name"][0] == f"auto-B0NEWNEWNE-NEW-{DAY}"


def test_products_stand_in_the_order_of_their_skus() -> None:
    products = dict.fromkeys(("b", "a", "c"), NAMED)
    found, again = launched(products), launched(dict(reversed(products.items())))
    assert found.actions["targeting"].to_list() == ["a", "b", "c"]
    assert found.actions.equals(again.actions)
    assert found.created.equals(again.created)


def test_without_new_products_there_is_nothing() -> None:
    assert launched().actions.is_empty()
    assert launched().created.is_empty()


def test_an_account_without_clicks_still_launches() -> None:
    bare = {"clicks": 0, "effective_clicks": 0.0, "spend": 0.0, "orders": 0, "sales": 0.0}
    row = launched({"NEW": NAMED}, rows=(bare,))
    assert all(bid > 0 for bid in row.created["bid"].drop_nulls())
    assert row.actions["money_per_week"].to_list() == [0.0]
