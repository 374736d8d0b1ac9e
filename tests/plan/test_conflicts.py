"""Changes that stand against each other: which one yields, and what it names."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.decide.aims import aims
from adopt.plan import emptied, without_conflicts, without_empty_bids
from adopt.schema import Action, Bulk
from adopt.settings import load_settings
from tests.decide.entities import AUTO, download, keyword, product
from tests.decide.entities import negative as in_force
from tests.decide.evidence import terms
from tests.plan.readings import actions

PLACE = {"campaign_id": "1", "ad_group_id": "11", "campaign": "pans auto", "ad_group": "pans"}
OTHER = {**PLACE, "ad_group_id": "12", "ad_group": "lids"}
SOLD = {"orders": 1, "sales": 10.0}


def negative(text: str, **changes: Any) -> dict[str, Any]:
    return {**PLACE, "search_term": text, "to_text": text, **changes}


def phrase(text: str, **changes: Any) -> dict[str, Any]:
    whole = {"code": "N103", "entity": "Campaign Negative Keyword", "ad_group_id": None, "ad_group": "*"}
    return {**PLACE, "search_term": None, "to_text": text, "consent": "ask", **whole, **changes}


def settled(
    *made: dict[str, Any], known: tuple[dict[str, Any], ...] = (), bulk: Bulk | None = None, **protect: Any
) -> dy.DataFrame[Action]:
    evidence = terms(*({**PLACE, **row} for row in known or ({"search_term": "nothing else"},)))
    protected = load_settings(None, protect=protect).protect
    return without_conflicts(actions(*made), evidence, download() if bulk is None else bulk, protected)


def told(*made: dict[str, Any], **given: Any) -> list[tuple[str, str, str | None]]:
    return settled(*made, **given).select("consent", "reason", "detail").rows()


MADE = ("safe", "loses_money", None)


def test_a_negative_that_stops_nothing_else_is_made() -> None:
    assert told(
        negative("steel pan"), known=({"search_term": "steel pan"}, {"search_term": "steel lid"})
    ) == [MADE]


def test_the_orders_of_its_own_term_were_judged() -> None:
    own = {"search_term": "steel pan", **SOLD}
    assert told(negative("steel pan"), known=(own,)) == [MADE]


@pytest.mark.parametrize(("orders", "stopped"), [(0, False), (1, True)])
def test_a_plural_with_orders_that_is_not_negated_stops_it(orders: int, stopped: bool) -> None:
    twin = {"search_term": "steel pans", "orders": orders, "sales": 10.0 * orders}
    row = settled(negative("steel pan"), known=({"search_term": "steel pan"}, twin)).row(0, named=True)
    assert (row["consent"] == "watch") == stopped
    if stopped:
        assert (row["reason"], row["detail"], row["to_text"]) == ("blocks_sold", "steel pans", None)


def test_a_plural_with_orders_that_is_negated_too_stops_nothing() -> None:
    twin = {"search_term": "steel pans", **SOLD}
    assert told(negative("steel pan"), negative("steel pans"), known=(twin,)) == [MADE, MADE]
    # ... unless its orders pay for its clicks, whatever is expected of it: 40 clicks at $1, at .4 of its sales.
    pays = {**twin, "sales": 100.0}
    assert told(negative("steel pan"), negative("steel pans"), known=(pays,))[0][0] == "watch"
    less = {**twin, "sales": 99.9}
    assert told(negative("steel pan"), negative("steel pans"), known=(less,))[0][0] == "safe"


def test_what_sells_in_another_ad_group_stops_phrases_of_the_campaign_only() -> None:
    there = {**OTHER, "search_term": "big glass pan", **SOLD}
    inside = phrase("glass pan", entity="Negative Keyword", ad_group_id="11", ad_group="pans")
    found = told(phrase("glass pan"), inside, known=(there,))
    assert found[0] == ("watch", "blocks_sold", "big glass pan")
    assert found[1][0] == "ask"


def test_what_a_negative_in_force_stops_stops_nothing_unless_it_is_taken_back() -> None:
    there = {"search_term": "big glass pan", **SOLD}
    bulk = download(negatives=(in_force("big glass pans"),))
    assert told(phrase("glass pan"), known=(there,))[0][0] == "watch"
    assert told(phrase("glass pan"), known=(there,), bulk=bulk)[0][0] == "ask"
    back = negative("big glass pan", code="U101", consent="ask", target_id="51")
    assert [one[0] for one in told(phrase("glass pan"), back, known=(there,), bulk=bulk)] == ["watch", "ask"]


def test_a_protected_term_stops_it() -> None:
    worthless = {"search_term": "acmes glass pan", "clicks": 1}
    assert told(phrase("glass pan"), known=(worthless,), brands=["acme"]) == [
        ("watch", "blocks_protected", "acmes glass pan")
    ]


def own_keyword(term: str, code: str, found: dict[str, Any], home: dict[str, Any]) -> dict[str, Any]:
    goes = {f"to_{name}": value for name, value in home.items()}
    return negative(term, code=code, entity="Keyword", consent="ask", **found, **goes, to_bid=0.5)


def test_a_new_keyword_stops_negatives_where_it_goes() -> None:
    made = own_keyword("glass pan", "H202", OTHER, PLACE)
    found = told(negative("glass pan"), phrase("glass"), made)
    assert found[:2] == [("watch", "blocks_own_keyword", "glass pan")] * 2
    assert found[2][0] == "ask"
    # One that only waits gets no keyword.
    watched = {**made, "consent": "watch"}
    assert told(negative("glass pan"), watched)[0] == MADE


@pytest.mark.parametrize("term", ["b0glass001", "0306406152"])
def test_a_new_product_target_stops_the_negative_of_its_page(term: str) -> None:
    page = {"entity": "Negative Product Targeting", "to_text": f'asin="{term.upper()}"'}
    made = {**own_keyword(term, "H202", OTHER, PLACE), "entity": "Product Targeting"}
    assert told(negative(term, code="N102", **page), made)[0] == ("watch", "blocks_own_keyword", term)


@pytest.mark.parametrize(("code", "consent"), [("H201", "watch"), ("H202", "ask")])
def test_where_a_term_was_found_it_is_kept_only_if_it_earns_there(code: str, consent: str) -> None:
    made = own_keyword("glass pan", code, PLACE, {**PLACE, "campaign_id": "2", "ad_group_id": "22"})
    assert told(phrase("glass"), made)[0][0] == consent


@pytest.mark.parametrize(("state", "consent"), [("enabled", "watch"), ("paused", "ask")])
def test_an_exact_keyword_stops_a_phrase(state: str, consent: str) -> None:
    bulk = download(keyword("big glass pan", **AUTO, state=state))
    assert told(phrase("glass pan"), bulk=bulk)[0][0] == consent


def test_an_exact_keyword_of_another_ad_group_is_no_matter_of_this_one() -> None:
    bulk = download(keyword("glass pan", **{**AUTO, "ad_group_id": "12"}))
    assert told(negative("glass pans"), bulk=bulk) == [MADE]
    assert told(phrase("glass pan"), bulk=bulk)[0][:2] == ("watch", "blocks_keyword")


def test_a_product_target_stops_the_negative_of_its_page() -> None:
    page = negative(
        "b0glass001", code="N102", entity="Negative Product Targeting", to_text='asin="B0GLASS001"'
    )
    bulk = download(product("B0GLASS001", **AUTO))
    assert aims(bulk.targets).filter(pl.col("words") == "b0glass001").height == 1
    assert told(page, bulk=bulk) == [("watch", "blocks_keyword", "b0glass001")]
    assert told(page) == [MADE]


def test_without_a_download_places_go_by_their_names() -> None:
    nameless = {"campaign_id": None, "ad_group_id": None}
    made = negative("steel pan", **nameless)
    known = ({"search_term": "steel pans", **SOLD, **nameless}, {"search_term": "steel pan", **nameless})
    evidence = terms(*({**PLACE, **row} for row in known))
    protect = load_settings().protect
    found = without_conflicts(actions(made), evidence, None, protect)
    assert found["reason"].to_list() == ["blocks_sold"]
    apart = terms({**PLACE, **known[0], "ad_group": "lids"}, {**PLACE, **known[1]})
    assert without_conflicts(actions(made), apart, None, protect)["reason"].to_list() == ["loses_money"]


def test_settled_once_is_settled() -> None:
    made = [negative("steel pan"), phrase("glass pan"), negative("glass pan lid")]
    known = ({"search_term": "steel pans", **SOLD}, {"search_term": "big glass pan", **SOLD})
    once = settled(*made, known=known)
    evidence = terms(*({**PLACE, **row} for row in known))
    assert without_conflicts(once, evidence, download(), load_settings().protect).equals(once)


def cells(*rows: tuple[str, int]) -> pl.DataFrame:
    """Clicks of a target by search term."""
    place = {**PLACE, "target_id": "111", "targeting": "close-match", "match_type": "-"}
    return pl.DataFrame([{**place, "search_term": term, "clicks": clicks} for term, clicks in rows])


BID = {
    **PLACE,
    "code": "X101",
    "entity": "Product Targeting",
    "target_id": "111",
    "targeting": "close-match",
    "match_type": "-",
    "search_term": None,
    "to_bid": 0.4,
}


@pytest.mark.parametrize(
    ("staying", "consent"),
    [((), "watch"), ((("steel lid", 0),), "watch"), ((("steel lid", 1),), "safe")],
    ids=["none left", "none with clicks left", "one left"],
)
def test_no_bid_is_set_where_all_terms_are_negated(
    staying: tuple[tuple[str, int], ...], consent: str
) -> None:
    before = cells(("steel pan", 5), ("steel lid", staying[0][1] if staying else 2))
    left = cells(*staying) if staying else before.clear()
    row = without_empty_bids(actions(BID), emptied(before, left)).row(0, named=True)
    assert (row["consent"], row["to_bid"]) == (consent, 0.4 if consent == "safe" else None)
    assert row["reason"] == ("nothing_left" if consent == "watch" else "loses_money")


def test_a_target_without_a_click_has_nothing_to_lose() -> None:
    nothing = cells(("steel pan", 0))
    assert without_empty_bids(actions(BID), emptied(nothing, nothing))["consent"].to_list() == ["safe"]
