from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide import harvests
from adopt.schema import Bulk
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.entities import DAY, download, keyword, negative
from tests.decide.evidence import posterior, terms

SETTINGS = load_settings()
US = markets()["US"]
# 40 clicks at $.75 of a bid of $1, worth 25 % x $12 = $3 each.
EARNS: dict[str, Any] = {**posterior(25, 100), "orders": 10, "sales": 300.0, "spend": 30.0, "cpc": 0.75}
HERE = object()


def _found(*rows: dict[str, Any], bulk: Any = HERE, **changes: Any) -> pl.DataFrame:
    chosen = load_settings(**changes)
    known = download() if bulk is HERE else bulk
    return harvests(terms(*({**EARNS, **row} for row in rows)), known, chosen, DAY, US, 2)


def _one(bulk: Any = HERE, **row: Any) -> dict[str, Any]:
    found = _found(row, bulk=bulk)
    assert found.height == 1
    return found.row(0, named=True)


def test_a_term_that_earns_gets_an_exact_keyword_of_its_own() -> None:
    action = _one()
    assert (action["code"], action["consent"], action["reason"]) == ("H201", "safe", "worth_more")
    assert (action["entity"], action["to_text"]) == ("Keyword", "steel pan")
    assert (action["to_campaign_id"], action["to_ad_group_id"]) == ("2", "22")
    # .8 x $3 is a bid of $2.40; a day's step from $1 ends at $1.50.
    assert action["to_bid"] == 1.5
    weekly = 40 / 60 * 7
    gain = weekly * (1.5**0.9 * (3 - 0.75 * 1.5**0.75) - (3 - 0.75))
    assert action["money_per_week"] == pytest.approx(gain)
    assert action["probability"] > 0.99


def test_a_product_page_gets_a_product_target_of_its_own() -> None:
    action = _one(search_term="b0abcdefgh", is_asin=True)
    assert (action["entity"], action["to_text"]) == ("Product Targeting", 'asin="B0ABCDEFGH"')
    assert action["to_ad_group_id"] == "33"


@pytest.mark.parametrize(
    ("name", "bulk"),
    [
        ("its exact keyword is there", download(keyword("Steel Pans"))),
        ("it is paused", download(keyword("steel pan", state="paused"))),
        ("it is archived, in another ad group of the product", download(keyword("steel pan", state="archived",
         campaign_id="1", ad_group_id="11"))),
        ("it would be blocked there", download(negatives=(negative("pan", campaign_id="2", ad_group_id="22",
         match_type="negativePhrase"),))),
        ("its campaign blocks it there", download(negatives=(negative("steel pan", campaign_id="2", ad_group_id=None,
         level="campaign"),))),
        ("the seller has negated it", download(negatives=(negative("steel pan"),))),
        ("the ad group that found it is paused", download(ad_groups=({"ad_group_id": "11", "state": "paused"},))),
    ],
)  # fmt: skip
def test_where_it_gets_none(name: str, bulk: Bulk) -> None:
    assert _found({}, bulk=bulk).is_empty(), name


@pytest.mark.parametrize(
    "row",
    [
        {"exact_target": True},
        {"orders": 1},
        {"search_term": "pan 10/12 inch"},
        {"search_term": "a b c d e f g h i j k"},
        {**posterior(2, 20)},
        {**posterior(8, 100)},
    ],
    ids=["own keyword", "one order", "illegal", "too long", "unsure", "worth what is bid"],
)
def test_which_terms_get_none(row: dict[str, Any]) -> None:
    assert _found(row).is_empty()


def test_own_products_are_not_targeted_on_their_own_pages() -> None:
    ads = ({"ad_id": "911", "asin": "B0ABCDEFGH"},)
    assert _found({"search_term": "b0abcdefgh", "is_asin": True}, bulk=download(ads=ads)).is_empty()


def test_a_brand_is_for_the_seller_to_decide() -> None:
    found = _found({}, protect={"brands": ["steel pan"]})
    assert found["consent"].to_list() == ["ask"]


@pytest.mark.parametrize("change", [{"sku": "B"}, {"state": "paused"}])
def test_without_an_ad_group_of_the_product_it_says_what_to_make(change: dict[str, Any]) -> None:
    action = _one(download(ads=({"ad_id": "922", **change},)))
    assert (action["consent"], action["reason"], action["detail"]) == ("ask", "no_home", "A")
    assert action["to_ad_group_id"] is None


def test_an_ad_group_of_no_enabled_ads_is_of_no_product() -> None:
    assert _found({}, bulk=download(ads=({"ad_id": "911", "state": "archived"},))).is_empty()


def test_without_a_download_the_report_alone_says_what_has_a_keyword() -> None:
    action = _one(None, campaign_id=None, ad_group_id=None)
    assert (action["consent"], action["reason"], action["to_ad_group_id"]) == ("ask", "home_unknown", None)
    assert action["to_bid"] == pytest.approx(0.75 * 1.5, abs=0.01)
    own = {"search_term": "steel pans", "exact_target": True, "ad_group": "exact"}
    assert _found({}, own, bulk=None).is_empty()


def test_of_several_homes_the_purest_then_the_fullest_then_the_first() -> None:
    def group(id_: str, *targets: dict[str, Any]) -> tuple[dict[str, Any], ...]:
        return tuple(
            {**keyword(f"{id_} {place}"), "ad_group_id": id_, **row} for place, row in enumerate(targets)
        )

    others = ("23", "24", "25")
    made = download(
        keyword("a broad one", match_type="broad"),
        *group("23", {}),
        *group("24", {}, {}),
        *group("25", {}, {}),
        ad_groups=tuple({"campaign_id": "2", "ad_group_id": id_, "ad_group": id_} for id_ in others),
        ads=tuple({"ad_id": id_, "campaign_id": "2", "ad_group_id": id_, "sku": "A"} for id_ in others),
    )
    assert _one(made)["to_ad_group_id"] == "24"


def test_its_own_ad_group_is_the_last_home() -> None:
    there = {"campaign_id": "3", "ad_group_id": "33", "search_term": "b0abcdefgh", "is_asin": True}
    assert _one(**there)["to_ad_group_id"] == "33"


def test_two_ad_groups_and_two_spellings_give_one_keyword() -> None:
    broad = {"campaign_id": "2", "ad_group_id": "22", "campaign": "pans exact", "ad_group": "exact"}
    found = _found({}, {"search_term": "steel pans", "clicks": 80, "spend": 60.0}, broad)
    assert found["to_text"].to_list() == ["steel pans"]


@pytest.mark.parametrize(("gain", "kept"), [(0.04, 1), (0.99, 0)])
def test_the_least_gain(gain: float, kept: int) -> None:
    assert _found({**posterior(17, 100)}, harvest={"min_gain": gain}).height == kept


@settings(max_examples=15, deadline=None)
@given(orders=st.integers(2, 30), more=st.integers(1, 10), cpc=st.floats(0.2, 2), clicks=st.integers(30, 200))
def test_more_orders_never_take_a_keyword_away(orders: int, more: int, cpc: float, clicks: int) -> None:
    def kept(k: int) -> bool:
        row = {
            **posterior(2 + k, 60 + clicks),
            "orders": k,
            "clicks": clicks,
            "spend": cpc * clicks,
            "cpc": cpc,
        }
        return not _found(row).is_empty()

    assert kept(orders + more) or not kept(orders)


@settings(max_examples=15, deadline=None)
@given(bid=st.floats(0.02, 40), budget=st.floats(1, 60), rate=st.integers(3, 90))
def test_the_bid_keeps_every_bound(bid: float, budget: float, rate: int) -> None:
    target = {"target_id": "112", "bid": bid, "campaign_id": "1", "ad_group_id": "11"}
    bulk = download(
        keyword("x", match_type="broad", **target), campaigns=({"campaign_id": "2", "budget": budget},)
    )
    for to in _found({**posterior(rate, 100), "target_id": "112"}, bulk=bulk)["to_bid"]:
        paid = max(bid, 0.75)
        assert US.bid_min <= to <= min(budget, paid * SETTINGS.bid.max_step) + 1e-9
        assert to <= SETTINGS.bid.cap * rate / 100 * 12 + 1e-9
        assert round(to, 2) == to
