from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.decide import bid_changes
from adopt.say import reason_sentences
from adopt.settings import load_settings
from adopt.words import markets
from tests.decide.evidence import posterior, targets

SETTINGS = load_settings()
US = markets()["US"]


def _one(*, market: Any = US, decimals: Any = 2, **row: Any) -> dict[str, Any]:
    found = bid_changes(targets(row), SETTINGS, market, decimals)
    assert found.height == 1
    return found.row(0, named=True)


def _none(**row: Any) -> bool:
    return bid_changes(targets(row), SETTINGS, US, 2).is_empty()


def test_the_bid_is_set_to_its_level() -> None:
    # .8 x $30 x .4 x 8 % = $0.768, a cut of less than a third.
    action = _one(**posterior(80, 1000))
    assert (action["code"], action["consent"], action["reason"]) == ("B301", "safe", "bid_above_value")
    assert (action["from_bid"], action["to_bid"], action["detail"]) == (1.0, 0.77, None)
    assert action["money_per_week"] > 0
    assert action["probability"] > 0.99


def test_a_raise() -> None:
    action = _one(**posterior(130, 1000), cpc=0.7)
    assert (action["reason"], action["from_bid"], action["to_bid"]) == ("bid_below_value", 1.0, 1.24)


@pytest.mark.parametrize(("lent", "needed"), [(0.0, 3), (0.4, 3), (1.2, 2), (3.0, None)])
def test_clicks_of_its_term_elsewhere_count(lent: float, needed: int | None) -> None:
    action = _one(**posterior(80, 1000) | {"clicks": 1, "lent": lent})
    assert (action["reason"], action["clicks_needed"]) == (
        "bid_above_value" if needed is None else "thin_evidence",
        needed,
    )


def test_a_row_says_what_its_term_lent() -> None:
    found = bid_changes(targets({**posterior(80, 1000), "lent": 11.6}), SETTINGS, US, 2)
    assert "count too, as 12 clicks would here" in reason_sentences(found, "USD", "en")[0]
    plain = bid_changes(targets(posterior(80, 1000)), SETTINGS, US, 2)
    assert plain["lent"].to_list() == [None]
    assert "other targets" not in reason_sentences(plain, "USD", "en")[0]


@pytest.mark.parametrize(
    ("mix", "told"),
    [(0.62, "convert at 62.0% of"), (1.3, "convert at 130.0% of"), (0.95, None)],
)
def test_a_row_says_where_a_target_finds_other_terms_of_late(mix: float, told: str | None) -> None:
    found = bid_changes(targets({**posterior(80, 1000), "mix": mix}), SETTINGS, US, 2)
    assert found["measured"].to_list() == [mix if told else None]
    sentence = reason_sentences(found, "USD", "en")[0]
    assert told in sentence if told else "of late" not in sentence


@pytest.mark.parametrize(
    ("row", "to", "detail"),
    [
        ({**posterior(1.5, 30)}, 0.67, "step"),  # worth $.48, but hardly known
        ({**posterior(50, 1000)}, 0.57, "step"),  # worth $.48, and by nine chances in ten no more than $.57
        ({**posterior(30, 1000)}, 0.50, "step"),  # no day does more than halve a bid
        ({**posterior(300, 1000), "cpc": 0.7}, 1.50, "step"),
        ({**posterior(300, 1000), "cpc": 0.7, "budget": 1.2}, 1.20, "budget"),
        ({**posterior(4, 40), "age_days": 0, "cpc": 0.5}, 1.09, None),
    ],
)
def test_bounds(row: dict[str, Any], to: float, detail: str | None) -> None:
    action = _one(**row)
    assert action["detail"] == detail
    assert action["to_bid"] == pytest.approx(to, abs=0.011)


def test_the_markets_floor() -> None:
    action = _one(market=markets()["AE"], **posterior(1, 1000), bid=0.3, cpc=0.3, order_value=3.0)
    assert (action["to_bid"], action["detail"]) == (0.24, "market")
    assert _none(**posterior(1, 1000), bid=0.02, cpc=0.02, order_value=3.0)


def test_a_young_target_is_bid_up_by_a_share_of_its_uncertainty() -> None:
    young, old = (_one(**posterior(4, 40), age_days=age, bid=0.8, cpc=0.5) for age in (0, 90))
    # .8 x $12 x .3 standard deviations of Beta(4, 36).
    more = 0.8 * 12 * 0.3 * (0.1 * 0.9 / 41) ** 0.5
    assert young["to_bid"] - old["to_bid"] == pytest.approx(more, abs=0.011)


def test_hope_passes_the_cap_no_more_than_any_other_bid() -> None:
    row = targets({**posterior(2, 15), "age_days": 0, "cpc": 0.5, "bid": 1.5})
    (bid,) = bid_changes(row, load_settings(bid={"optimism": 1}), US, 2).iter_rows(named=True)
    assert (bid["detail"], bid["to_bid"]) == ("cap", pytest.approx(1.92, abs=0.011))


def test_placement_percentages_are_taken_out_of_the_base_bid() -> None:
    plain, raised = _one(**posterior(80, 1000)), _one(**posterior(80, 1000), bid_multiplier=1.2)
    assert raised["to_bid"] < plain["to_bid"]


@pytest.mark.parametrize(
    ("clicks", "reason"), [(3, "thin_evidence"), (4, "bid_above_value"), (5, "bid_above_value")]
)
def test_minimum_clicks(clicks: int, reason: str) -> None:
    action = _one(**posterior(50, 1000), clicks=clicks)
    assert action["reason"] == reason
    assert action["clicks_needed"] == (4 - clicks if reason == "thin_evidence" else None)


@pytest.mark.parametrize(
    ("rate", "clicks", "reason"),
    [
        (0.30, 1, "surely_below_value"),  # others' clicks leave no doubt that a click is worth three bids
        (0.115, 1, "thin_evidence"),  # they leave some
        (0.01, 3, "thin_evidence"),  # a cut waits, however sure it is
    ],
)
def test_a_raise_that_is_sure_without_them_needs_no_more_clicks(
    rate: float, clicks: int, reason: str
) -> None:
    assert _one(**posterior(300 * rate, 300), clicks=clicks, cpc=0.7)["reason"] == reason


def test_who_pays_nearly_all_of_the_bid_wins_many_clicks_by_a_raise() -> None:
    dear = posterior(130, 1000) | {"bid": 1.0, "cpc": 0.95}
    assert _none(**dear)
    action = _one(**dear, rivalry=3.0)
    assert (action["reason"], action["consent"], action["rivalry"]) == ("bid_below_value", "safe", 3.0)
    # What lies below the bid tells nothing of a cut.
    cut, crowded = (_one(**posterior(50, 1000), rivalry=times)["money_per_week"] for times in (1.0, 3.0))
    assert cut == crowded


@pytest.mark.parametrize("bid", [0.74, 0.79, 0.80])
def test_a_change_of_less_than_a_twentieth_is_not_worth_a_row(bid: float) -> None:
    assert _none(**posterior(80, 1000), bid=bid)


def test_paused_and_foreign_targets_keep_their_bids() -> None:
    assert _none(**posterior(50, 1000), state="paused")
    assert _none(**posterior(50, 1000), state="not_joined")
    assert _none(**posterior(50, 1000), clicks=0)


def test_without_a_download_the_bid_is_advice_only() -> None:
    action = _one(**posterior(50, 1000), bid=None, budget=None, state="unknown")
    assert (action["consent"], action["from_bid"]) == ("ask", None)
    assert action["to_bid"] == pytest.approx(0.57)


def test_yen_have_no_decimals() -> None:
    action = _one(
        market=markets()["JP"],
        decimals=0,
        **posterior(80, 1000),
        bid=100.0,
        cpc=100.0,
        order_value=3000.0,
        budget=9000.0,
    )
    assert action["to_bid"] == 77


def test_a_change_that_gains_nothing_is_left() -> None:
    # Clicks that cost far less than their bid: lowering it would only lose some of them.
    assert _none(**posterior(80, 1000), bid=1.0, cpc=0.3)


@pytest.mark.parametrize(("budget", "to_bid"), [(0.705, 0.7), (0.7 - 1e-12, 0.7), (0.7 + 1e-12, 0.7)])
def test_a_bid_over_the_budget_is_rounded_below_it(budget: float, to_bid: float) -> None:
    action = _one(**posterior(80, 1000), budget=budget)
    assert (action["to_bid"], action["detail"]) == (to_bid, "budget")


@given(
    bid=st.floats(0.05, 5.0).map(lambda value: round(value, 2)),
    value=st.floats(1.0, 200.0),
    budget=st.none() | st.floats(0.05, 5.0),
    nearest=st.booleans(),
)
def test_rounding_passes_no_bound(bid: float, value: float, budget: float | None, *, nearest: bool) -> None:
    row = {**posterior(100, 1000), "bid": bid, "order_value": value, "cpc": bid * 0.7, "budget": budget}
    step, cut = SETTINGS.bid.max_step, SETTINGS.bid.max_cut
    for new in bid_changes(targets(row), SETTINGS, None, 2, nearest=nearest)["to_bid"]:
        assert new <= bid * step + 1e-9
        assert new <= (budget or 99.0) + 1e-9
        assert budget is not None or new >= bid / cut - 1e-9
