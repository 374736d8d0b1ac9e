from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.decide import hand_overs, negations
from adopt.schema import Bulk
from adopt.settings import load_settings
from tests.decide.entities import DAY, EXACT, begun, download, keyword, negative, product
from tests.decide.evidence import posterior, terms

EARNS: dict[str, Any] = {**posterior(25, 100), "orders": 10, "sales": 300.0, "spend": 30.0, "cpc": 0.75,
                         "p_profitable": 0.999}  # fmt: skip
# Worth $.36 a click where it costs $.75.
LOSES: dict[str, Any] = {
    **posterior(3, 100),
    "spend": 30.0,
    "cpc": 0.75,
    "p_profitable": 0.3,
    "clicks": 8,
    "days": 900,
}
THERE = {**EXACT, "campaign": "pans exact", "ad_group": "exact", "targeting": "steel pan", "match_type": "exact",
         "exact_target": True}  # fmt: skip
OWN = keyword("steel pan", bid=1.5)


def _found(
    *rows: dict[str, Any], bulk: Bulk | None = None, coming: float | None = None, **changes: Any
) -> pl.DataFrame:
    settings, made = load_settings(**changes), terms(*rows)
    known = bulk or download(OWN)
    falls = None if coming is None else pl.DataFrame({"target_id": ["111"], "coming": [coming]})
    return hand_overs(made, negations(made, known, settings, DAY), known, settings, DAY, falls)


def test_the_ad_group_that_found_it_lets_go_of_a_term_whose_own_keyword_is_served() -> None:
    action = _found(EARNS).row(0, named=True)
    assert (action["code"], action["consent"], action["reason"]) == ("H201", "ask", "hand_over")
    assert (action["entity"], action["to_text"], action["to_bid"]) == ("Negative Keyword", "steel pan", None)
    assert (action["ad_group_id"], action["to_ad_group_id"]) == ("11", "22")
    assert action["money_per_week"] > 0


def test_a_product_page_is_handed_over_too() -> None:
    row = {**EARNS, "search_term": "b0abcdefgh", "is_asin": True}
    action = _found(row, bulk=download(product("B0ABCDEFGH", bid=1.5))).row(0, named=True)
    assert (action["entity"], action["to_text"]) == ("Negative Product Targeting", 'asin="B0ABCDEFGH"')


def test_a_term_that_loses_where_it_was_found_goes_to_its_lower_bid() -> None:
    action = _found(LOSES, bulk=download(keyword("steel pan", bid=0.3))).row(0, named=True)
    assert (action["code"], action["reason"]) == ("H202", "hand_over")


def test_before_the_first_sale_no_bid_is_said_to_fit_a_term_better() -> None:
    row = {**LOSES, "order_value": 0.0, "break_even_cvr": 1.0, "p_profitable": 0.0}
    assert _found(row, bulk=download(keyword("steel pan", bid=0.3))).is_empty()


@pytest.mark.parametrize(("doubt", "handed"), [(0.16, 1), (0.14, 0)])
def test_a_term_that_is_less_sure_by_itself_goes_on_where_it_has_a_keyword(doubt: float, handed: int) -> None:
    sure = [{**LOSES, "search_term": f"wok {n}", "p_profitable": 0.001} for n in range(9)]
    bulk = download(keyword("steel pan", bid=0.3))
    rows = ({**LOSES, "p_profitable": doubt}, *sure)
    assert _found(*rows, bulk=bulk, negate={"luck": 1.0}).height == handed


@pytest.mark.parametrize(
    ("name", "bulk"),
    [
        ("paused", download({**OWN, "state": "paused"})),
        ("its ad group paused", download(OWN, ad_groups=({"ad_group_id": "22", "state": "paused"},))),
        ("its campaign paused", download(OWN, campaigns=({"campaign_id": "2", "state": "paused"},))),
        (
            "its campaign ended",
            download(OWN, campaigns=({"campaign_id": "2", "end_date": DAY.replace(day=9)},)),
        ),
        (
            "its campaign to come",
            download(OWN, campaigns=({"campaign_id": "2", "start_date": DAY.replace(day=11)},)),
        ),
        ("no ad enabled", download(OWN, ads=({"ad_id": "922", "state": "paused"},))),
        ("of another product", download(OWN, ads=({"ad_id": "922", "sku": "B"},))),
        ("hardly shown", download({**OWN, "impressions": 99})),
        ("not exact", download({**OWN, "match_type": "phrase"})),
        ("blocked", download(OWN, negatives=(negative("steel pan", campaign_id="2", ad_group_id="22"),))),
        ("in the same ad group", download({**OWN, "campaign_id": "1", "ad_group_id": "11"})),
        ("bidding as the ad group does", download({**OWN, "bid": 1.0})),
    ],
)
def test_a_winner_is_never_negated_where_its_own_keyword_does_not_stand_ready(name: str, bulk: Bulk) -> None:
    assert _found(EARNS, bulk=bulk).is_empty(), name


@pytest.mark.parametrize(
    ("name", "bulk"),
    [
        ("already negated", download(OWN, negatives=(negative("steel pan"),))),
        ("its negative paused", download(OWN, negatives=(negative("steel pan", state="paused"),))),
        ("aimed at there too", download(OWN, keyword("steel pan", campaign_id="1", ad_group_id="11"))),
        ("of a new product", download(OWN, campaigns=begun(DAY.replace(day=1)))),
    ],
)
def test_where_no_negative_is_added(name: str, bulk: Bulk) -> None:
    assert _found(EARNS, bulk=bulk).is_empty(), name


def test_not_to_a_keyword_that_loses() -> None:
    lost = {**THERE, **posterior(3, 100), "spend": 80.0, "cpc": 2.0}
    assert _found(EARNS, lost).is_empty()


def test_a_keyword_that_was_too_dear_takes_over_once_its_bid_has_come_down() -> None:
    dear = {**THERE, **posterior(3, 100), "spend": 80.0, "cpc": 2.0}  # worth $.36 a click
    for bid, handed in ((0.34, 1), (0.38, 0)):
        assert _found(LOSES, dear, bulk=download(keyword("steel pan", bid=bid))).height == handed


def test_a_term_that_earns_at_the_bid_to_come_is_not_handed_over_as_a_loser() -> None:
    lower = download(keyword("steel pan", bid=0.2, impressions=0))
    assert _found(LOSES, bulk=lower).height == 1
    assert _found(LOSES, bulk=lower, coming=0.35).is_empty()
    still = _found(LOSES, bulk=lower, coming=0.6).row(0, named=True)
    assert (still["cpc"], still["against"]) == (0.75, pytest.approx(0.6))
    assert still["money_per_week"] < _found(LOSES, bulk=lower).row(0, named=True)["money_per_week"]


def test_a_winner_is_held_against_todays_price() -> None:
    plain, falls = (_found(EARNS, coming=coming).row(0, named=True) for coming in (None, 0.4))
    assert (falls["money_per_week"], falls["measured"]) == (plain["money_per_week"], None)
    same = download({**OWN, "bid": 1.0})
    assert _found(EARNS, bulk=same, coming=0.4).is_empty()


def test_protected_terms_and_plurals_that_sell_stay() -> None:
    assert _found(EARNS, protect={"brands": ["steel pan"]}).is_empty()
    assert _found(EARNS, {**EARNS, "search_term": "steel pans"}).is_empty()


@pytest.mark.parametrize(("wish", "consent"), [("ask", "ask"), ("safe", "safe")])
def test_consent_is_the_sellers_once_the_own_keyword_has_sold(wish: str, consent: str) -> None:
    found = _found(EARNS, {**EARNS, **THERE}, harvest={"hand_over": wish})
    assert found["consent"].to_list() == [consent]


def test_a_keyword_that_has_not_sold_is_never_trusted_safely() -> None:
    assert _found(EARNS, harvest={"hand_over": "safe"})["consent"].to_list() == ["ask"]
    shown = {**EARNS, **THERE, "orders": 0}
    assert _found(EARNS, shown, harvest={"hand_over": "safe"})["consent"].to_list() == ["ask"]


def test_a_keyword_that_earns_only_at_its_lower_bid_is_not_trusted_yet() -> None:
    dear = {**EARNS, **THERE, "cpc": 4.0}  # worth $3 a click
    found = _found(EARNS, dear, harvest={"hand_over": "safe"})
    assert found["consent"].to_list() == ["ask"]


def test_what_is_negated_anyway_has_one_action() -> None:
    lost = {**LOSES, "p_profitable": 0.001, "clicks": 40}
    assert _found(lost, bulk=download(keyword("steel pan", bid=0.3))).is_empty()


def test_none_without_a_download() -> None:
    made, settings = terms(EARNS), load_settings()
    assert hand_overs(made, negations(made, None, settings, DAY), None, settings, DAY).is_empty()


def test_what_the_falling_bid_saves_by_itself_is_not_gained_again() -> None:
    """B301 and the hand-over together can't save more than the term loses."""
    lower = download(keyword("steel pan", bid=0.2, impressions=0))
    later, worth, weekly = 0.5, 0.36, 8 / 900 * 7
    cost = 0.75 * later**0.75
    by_its_bid = weekly * (later**0.9 * (worth - cost) - (worth - 0.75))
    row = _found(LOSES, bulk=lower, coming=later).row(0, named=True)
    assert (row["clicks"], row["measured"]) == (8, pytest.approx(cost))
    earned = weekly * 0.2**0.9 * worth
    assert by_its_bid + row["money_per_week"] <= weekly * (0.75 - worth) + earned
