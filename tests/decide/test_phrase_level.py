"""Whether a phrase is of the campaign or of an ad group, and which exact negatives it stands for."""

from __future__ import annotations

from typing import Any

import dataframely as dy
import polars as pl
import pytest

from adopt.decide import negations, phrase_negations
from adopt.schema import Action, Bulk
from adopt.settings import load_settings
from tests.decide.entities import AUTO, DAY, download, keyword, negative
from tests.decide.evidence import posterior, terms
from tests.decide.test_phrase import COLOURS, GLASS, OUT_OF_REACH, STEEL, STRENGTH

# Another ad group of the same campaign.
OTHER = {"campaign_id": "1", "ad_group_id": "12", "ad_group": "lids"}
THERE = [{**row, **OTHER} for row in GLASS]
EARNS = {**posterior(8, 40), "orders": 6, "sales": 180.0, "p_profitable": 0.99}
KNOWN = download(ad_groups=(OTHER,))


def found(
    *rows: dict[str, Any],
    bulk: Bulk = KNOWN,
    own: dy.DataFrame[Action] | None = None,
    **changes: Any,
) -> dy.DataFrame[Action]:
    settings, made = load_settings(None, **(OUT_OF_REACH | changes)), terms(*rows)
    negated = negations(made, bulk, settings, DAY)
    return phrase_negations(
        made, negated, Action.create_empty() if own is None else own, bulk, settings, STRENGTH
    )


def levels(*rows: dict[str, Any], **changes: Any) -> set[tuple[str, str | None, str]]:
    made = found(*rows, **changes).select("entity", "ad_group_id", "to_text")
    return set(made.rows())


def test_bad_in_every_ad_group_is_a_phrase_of_the_campaign() -> None:
    assert levels(*GLASS, *THERE, *STEEL) == {("Campaign Negative Keyword", None, "glass pan")}


def test_an_ad_group_that_earns_with_it_makes_it_one_of_the_other_ad_group() -> None:
    good = {**THERE[0], **EARNS, "search_term": "big glass pan"}
    assert levels(*GLASS, good, *STEEL) == {("Negative Keyword", "11", "glass pan")}
    row = found(*GLASS, good, *STEEL).row(0, named=True)
    assert (row["reason"], row["ad_group"], row["consent"]) == ("phrase_loses_here", "pans", "ask")
    assert row["key"] == "N103|1|11|glass pan phrase"


def test_an_ad_group_that_is_expected_to_gain_by_it_keeps_it() -> None:
    # No order yet, less likely than not to pay, and still worth more than it costs: by far too little to be bad there.
    hoped = {**THERE[0], "clicks": 1, "spend": 1.0, "cvr": 0.09, "p_profitable": 0.45}
    assert levels(*GLASS, hoped, *STEEL) == {("Negative Keyword", "11", "glass pan")}
    doubted = {**hoped, "cvr": 0.08}
    assert levels(*GLASS, doubted, *STEEL) == {("Campaign Negative Keyword", None, "glass pan")}


def test_both_ad_groups_can_have_it_where_the_campaign_may_not() -> None:
    third = {**OTHER, "ad_group_id": "13", "ad_group": "woks"}
    good = {**GLASS[0], **third, **EARNS, "search_term": "glass pan wok"}
    bulk = download(ad_groups=(OTHER, third))
    made = levels(*GLASS, *THERE, good, *STEEL, bulk=bulk)
    assert made == {("Negative Keyword", "11", "glass pan"), ("Negative Keyword", "12", "glass pan")}


def test_a_keyword_of_another_ad_group_keeps_the_phrase_from_the_campaign_only() -> None:
    held = keyword("glass pans set", **AUTO | {"ad_group_id": "12"}, match_type="broad")
    few = THERE[:1]
    made = levels(*GLASS, *few, *STEEL, bulk=download(held, ad_groups=(OTHER,)))
    assert made == {("Negative Keyword", "11", "glass pan")}


@pytest.mark.parametrize(("sales", "proposed"), [(19.9, True), (20.0, False), (20.1, False)])
def test_a_term_whose_orders_pay_for_its_clicks_is_never_taken_along(sales: float, proposed: bool) -> None:
    # A share of .4 of its sales against $8 of clicks; by its posterior it loses, and is negated with the seller's word.
    sold = {**GLASS[0], "orders": 1, "sales": sales, "clicks": 60, "effective_clicks": 60.0}
    assert ("glass pan" in found(sold, *GLASS[1:], *STEEL)["to_text"]) == proposed


@pytest.mark.parametrize(("likely", "proposed"), [(0.49, True), (0.5, True), (0.51, False)])
def test_a_term_that_is_more_likely_than_not_to_pay_is_never_taken_along(
    likely: float, proposed: bool
) -> None:
    hoped = {**GLASS[0], "p_profitable": likely}
    assert bool(levels(hoped, *GLASS[1:], *STEEL)) == proposed


def test_an_order_keeps_a_term_until_it_is_judged_itself() -> None:
    sold = {**GLASS[0], "orders": 1, "sales": 10.0}
    assert levels(sold, *GLASS[1:], *STEEL) == set()


def own_keyword(term: str, ad_group: str, home: tuple[str, str], code: str = "H202") -> dy.DataFrame[Action]:
    """A keyword of its own for a term of the campaign."""
    made = found(*GLASS, *STEEL).with_columns(
        code=pl.lit(code),
        reason=pl.lit("unproved"),
        search_term=pl.lit(term),
        ad_group_id=pl.lit(ad_group),
        ad_group=pl.lit({"11": "pans", "12": "lids"}[ad_group]),
        to_campaign_id=pl.lit(home[0]),
        to_ad_group_id=pl.lit(home[1]),
        to_campaign=pl.lit("somewhere"),
        to_ad_group=pl.lit("exact"),
    )
    return Action.validate(made)


def test_a_term_that_gets_its_own_keyword_is_never_taken_along() -> None:
    term = GLASS[0]["search_term"]
    assert levels(*GLASS, *STEEL, own=own_keyword(term, "11", ("2", "22"), "H201")) == set()
    # One that loses here waits to be negated here; what it gets elsewhere is another matter.
    isolated = own_keyword(term, "11", ("2", "22"))
    assert levels(*GLASS, *STEEL, own=isolated) == {("Campaign Negative Keyword", None, "glass pan")}
    there = own_keyword("glass pan set", "12", ("1", "11"))
    assert levels(*GLASS, *STEEL, own=there) == set()
    beside = own_keyword("glass pan set", "11", ("1", "12"))
    assert levels(*GLASS, *STEEL, own=beside) == {("Negative Keyword", "11", "glass pan")}


def test_a_term_whose_negative_is_taken_back_is_never_taken_along() -> None:
    earned = {**GLASS[0], "orders": 2, "sales": 60.0}
    bulk = download(negatives=(negative(earned["search_term"]),))
    assert levels(earned, *GLASS[1:], *STEEL, bulk=bulk) == {("Campaign Negative Keyword", None, "glass pan")}
    back = own_keyword(earned["search_term"], "11", ("2", "22"), "U101")
    assert levels(earned, *GLASS[1:], *STEEL, bulk=bulk, own=back) == set()


def test_it_tells_the_exact_negatives_that_it_makes_needless() -> None:
    judged = [{**row, "clicks": 60, "effective_clicks": 60.0} for row in GLASS[:3]]
    row = found(*judged, *GLASS[3:], *STEEL).row(0, named=True)
    assert (row["reason"], row["stands_for"]) == ("phrase_loses", 3)
    # What gets a keyword of its own instead isn't negated by itself.
    isolated = own_keyword(judged[0]["search_term"], "11", ("2", "22"))
    assert found(*judged, *GLASS[3:], *STEEL, own=isolated)["stands_for"].to_list() == [2]
    assert row["stands_for_terms"] == "blue glass pan, green glass pan, red glass pan"


def test_one_row_for_many_is_worth_proposing_even_where_no_money_is_left() -> None:
    judged = [{**row, "clicks": 60, "effective_clicks": 60.0} for row in GLASS]
    row = found(*judged, *STEEL).row(0, named=True)
    assert (row["reason"], row["stands_for"], row["money_per_week"]) == ("phrase_stands", len(COLOURS), 0)
    assert row["consent"] == "ask"
    there = [{**row, **OTHER, **EARNS, "search_term": "glass pan"} for row in judged[:1]]
    assert found(*judged, *there, *STEEL)["reason"].to_list() == ["phrase_stands_here"]


def test_the_fewest_phrases_are_proposed() -> None:
    # "glass" blocks all that "glass pan" and "glass lid" block: one row instead of two.
    lids = [{**row, "search_term": row["search_term"].replace("pan", "lid")} for row in GLASS]
    made = found(*GLASS, *lids, *STEEL)
    assert made["to_text"].to_list() == ["glass"]
    good = {**GLASS[0], **EARNS, "search_term": "glass wok"}
    assert sorted(found(*GLASS, *lids, good, *STEEL)["to_text"]) == ["glass lid", "glass pan"]
