from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from adopt.decide import isolations, negations
from adopt.schema import Bulk
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.entities import DAY, download, keyword
from tests.decide.evidence import posterior, terms

# A click costs $.75 of a bid of $1 and is worth 5 % x $12 = $.60; it might be profitable, so the promise refuses it.
DOUBTFUL: dict[str, Any] = {
    **posterior(10, 200),
    "cpc": 0.75,
    "spend": 30.0,
    "p_profitable": 0.3,
    "clicks": 8,
    "days": 900,
}
SOLD = {"orders": 2, "sales": 60.0, "p_profitable": 0.1}


def _found(
    row: dict[str, Any] | None = None,
    bulk: Bulk | None = None,
    market: str = "US",
    coming: float | None = None,
    **changes: Any,
) -> pl.DataFrame:
    plain = {"luck": 1.0, **changes.pop("negate", {})}
    falls = None if coming is None else pl.DataFrame({"target_id": ["111"], "coming": [coming]})
    settings, made = load_settings(negate=plain, **changes), terms({**DOUBTFUL, **(row or {})})
    known = bulk or download()
    negated = negations(made, known, settings, DAY)
    return isolations(made, negated, known, settings, DAY, markets()[market], 2, falls)


def test_a_term_that_the_promise_refuses_gets_a_lower_bid_of_its_own() -> None:
    action = _found().row(0, named=True)
    assert (action["code"], action["consent"], action["reason"]) == ("H202", "ask", "promise_spent")
    # .8 x $.60, less than half of what is bid today; a click then costs .48 ^ .75 of $.75, but no more than $.48.
    assert (action["entity"], action["to_bid"], action["to_ad_group_id"]) == ("Keyword", 0.48, "22")
    gain = 8 / 900 * 7 * (0.48**0.9 * (0.6 - min(0.75 * 0.48**0.75, 0.48)) - (0.6 - 0.75))
    assert action["money_per_week"] == pytest.approx(gain)
    assert 0.5 < action["probability"] < 1


def test_a_term_that_is_less_sure_by_itself_gets_one_where_that_earns() -> None:
    settings = load_settings(negate={"luck": 1.0})

    def codes(doubtful: float, rate: float) -> list[str]:
        row = {**DOUBTFUL, **posterior(200 * rate, 200), "p_profitable": doubtful}
        sure = [{**DOUBTFUL, "search_term": f"wok {n}", "p_profitable": 0.001} for n in range(9)]
        made, bulk = terms(row, *sure), download()
        negated = negations(made, bulk, settings, DAY)
        assert negated.filter(search_term="steel pan")["consent"].to_list() != ["watch"]
        return isolations(made, negated, bulk, settings, DAY, markets()["US"], 2)["search_term"].to_list()

    assert codes(0.16, 0.05) == ["steel pan"]
    # As sure as a negation should be by itself; and worth too little for a bid of its own.
    assert codes(0.14, 0.05) == []
    assert codes(0.16, 0.005) == []


def test_a_term_with_orders_must_earn_on_top_of_the_loss_that_a_negative_stops() -> None:
    assert _found(SOLD)["reason"].to_list() == ["loses_with_orders"]
    assert _found({**SOLD, "p_profitable": 0.09}).is_empty()
    assert _found(SOLD, negate={"with_orders": "safe"}).is_empty()


def test_a_term_without_evidence_enough_to_negate_it_gets_a_lower_bid_meanwhile() -> None:
    assert _found({"clicks": 1})["reason"].to_list() == ["unproved"]
    # Sixty clicks a day to come: what more of them teach is worth more than they cost.
    assert _found({**posterior(1.1, 20), "clicks": 60, "days": 60})["reason"].to_list() == ["unproved"]


@pytest.mark.parametrize(("clicks", "made"), [(2, 0), (3, 1), (4, 1)])
def test_from_how_many_clicks_on(clicks: int, made: int) -> None:
    assert _found({"clicks": clicks}, harvest={"isolate_clicks": 3}).height == made


def test_its_own_bid_must_gain_over_what_the_bid_that_finds_it_comes_down_to() -> None:
    row = _found(coming=0.9).row(0, named=True)
    later = 0.75 * 0.9**0.75
    assert (row["cpc"], row["base_bid"], row["measured"], row["against"]) == (
        0.75,
        1.0,
        pytest.approx(later),
        0.9,
    )
    own = 0.48 / 0.9
    assert row["clicks"] == 8
    # The tenth of the bid that B301 takes away takes clicks with it, and what they lose is B301's to save.
    gain = 8 * 0.9**0.9 / 900 * 7 * (own**0.9 * (0.6 - min(later * own**0.75, 0.48)) - (0.6 - later))
    assert row["money_per_week"] == pytest.approx(gain)
    assert gain < _found().row(0, named=True)["money_per_week"]
    # At $.48 the term pays what it is worth where it is.
    assert _found(coming=0.48).is_empty()


def test_a_bid_that_rises_or_stands_is_todays() -> None:
    for coming in (1.0, 2.0):
        row = _found(coming=coming).row(0, named=True)
        assert (row["measured"], row["against"]) == (None, None)
        assert row["money_per_week"] == _found().row(0, named=True)["money_per_week"]


def test_a_sure_loser_is_negated_and_not_isolated() -> None:
    assert _found({"p_profitable": 0.01}).is_empty()


@pytest.mark.parametrize(
    "row",
    [{**posterior(0.2, 200)}, {**posterior(20, 200)}, {"search_term": "pan 10/12"}],
    ids=["worthless", "earning", "illegal"],
)
def test_which_terms_are_not(row: dict[str, Any]) -> None:
    assert _found(row).is_empty()


@pytest.mark.parametrize(
    "bulk",
    [download(keyword("steel pan")), download(ads=({"ad_id": "922", "sku": "B"},))],
    ids=["own keyword", "no ad group"],
)
def test_where_they_are_not(bulk: Bulk) -> None:
    assert _found(bulk=bulk).is_empty()


def test_a_bid_below_the_marketplaces_least_is_none() -> None:
    assert _found(market="JP").is_empty()


def test_none_without_a_download() -> None:
    made, settings = terms(DOUBTFUL), load_settings()
    found = isolations(made, negations(made, None, settings, DAY), None, settings, DAY, None, 2)
    assert found.is_empty()
