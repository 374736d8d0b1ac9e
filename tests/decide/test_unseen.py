from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adopt.decide import bid_changes, unseen_raises
from adopt.decide.tacos import Knob
from adopt.schema import Bulk, Target
from adopt.settings import Settings, load_settings
from adopt.words import markets
from tests.decide.entities import AUTO, EXACT, PRODUCT, download, keyword, negative, product
from tests.decide.evidence import posterior, targets, terms

US = markets()["US"]
SETTINGS = load_settings()
# .8 x $30 x .4 x 5 % = $0.48 is the level; a click is worth $0.60.
_QUIET: dict[str, Any] = {
    **posterior(5, 100),
    "target_id": "9",
    "clicks": 0,
    "spend": 0.0,
    "effective_clicks": 0.0,
    "bid": 0.4,
    **EXACT,
    "targeting": "blue wok",
    "match_type": "exact",
}
# Beside it 20 clicks of 1,000 impressions: two clicks in a hundred.
_SEEN = keyword("red wok", target_id="8", impressions=1000, clicks=20)


def _bulk(impressions: int = 0, *more: dict[str, Any], **changes: Any) -> Bulk:
    quiet = keyword("blue wok", target_id="9", bid=0.4, impressions=impressions)
    made = download({**quiet, **changes.pop("target", {})}, _SEEN, *more, **changes)
    shown = pl.col("target_id").is_in(["8", "9", *(row["target_id"] for row in more)])
    silent = pl.when(shown).then("impressions").otherwise(0).cast(pl.Int64)
    return replace(made, targets=Target.validate(made.targets.with_columns(impressions=silent)))


def _rows(
    row: dict[str, Any] | None = None,
    bulk: Bulk | None = None,
    settings: Settings = SETTINGS,
    term: dict[str, Any] | None = None,
    knob: Knob | None = None,
) -> list[dict[str, Any]]:
    found = unseen_raises(
        knob or Knob(),
        targets({**_QUIET, **(row or {})}),
        terms(term or {"search_term": "something else"}),
        bulk or _bulk(),
        settings,
        US,
        2,
    )
    return found.to_dicts()


def test_a_target_that_nobody_sees_is_raised_to_the_level_of_its_ad_group() -> None:
    (action,) = _rows()
    assert (action["code"], action["consent"], action["reason"]) == ("B304", "ask", "hardly_seen")
    assert (action["from_bid"], action["to_bid"], action["detail"]) == (0.4, 0.48, None)
    assert action["entity"] == "Keyword"
    assert action["money_per_week"] == 0
    # P(rate > $0.48 / $12) of Beta(5, 95): that of four or fewer successes in 99 trials.
    assert action["probability"] == pytest.approx(0.6368, abs=1e-4)
    assert action["kappa"] is None


def test_without_a_download_nothing_is_known_of_what_is_unseen() -> None:
    found = unseen_raises(Knob(), targets(_QUIET), terms({}), None, SETTINGS, US, 2)
    assert found.is_empty()


@pytest.mark.parametrize(("clicks", "raised"), [(0.99, False), (1.0, False), (1.01, True)])
def test_impressions_that_would_have_brought_clicks_are_another_trouble(clicks: float, raised: bool) -> None:
    # 50 impressions at 2 % are one click.
    few = load_settings(bid={"unseen_clicks": clicks})
    rows = _rows(bulk=_bulk(50), settings=few)
    assert bool(rows) == raised
    assert not raised or (rows[0]["measured"], rows[0]["against"]) == (1.0, 1.01)


def test_where_its_campaign_has_no_click_the_account_tells_the_rate() -> None:
    elsewhere = _bulk(200, target={**AUTO})
    assert _rows(AUTO, elsewhere, load_settings(bid={"unseen_clicks": 3.0})) == []  # 200 x 20 / 1,200 = 3.3
    assert _rows(AUTO, elsewhere, load_settings(bid={"unseen_clicks": 3.4}))


def test_an_account_without_a_click_says_nothing() -> None:
    silent = _bulk()
    silent = replace(silent, targets=Target.validate(silent.targets.with_columns(clicks=pl.lit(0, pl.Int64))))
    assert _rows(bulk=silent) == []


@pytest.mark.parametrize(("bid", "raised"), [(0.45, True), (0.457, True), (0.46, False), (0.6, False)])
def test_the_least_change(bid: float, raised: bool) -> None:
    assert bool(_rows({"bid": bid})) == raised


@pytest.mark.parametrize(("days", "raised"), [(13, False), (14, True), (15, True)])
def test_a_campaigns_first_days(days: int, raised: bool) -> None:
    assert bool(_rows({"age_days": days})) == raised


@pytest.mark.parametrize(
    "row", [{"state": "paused"}, {"state": "ended"}, {"bid": None}, {"bid": 0.0}, {"order_value": 0.0}]
)
def test_what_doesnt_run_or_isnt_known_stays(row: dict[str, Any]) -> None:
    assert _rows(row) == []


@pytest.mark.parametrize(
    ("row", "to", "detail"),
    [
        ({"bid": 0.2}, 0.3, "step"),
        ({"bid": 0.38, "budget": 0.45}, 0.45, "budget"),
        ({"bid_multiplier": 1.1}, 0.43, None),
    ],
)
def test_bounds_are_those_of_b301(row: dict[str, Any], to: float, detail: str | None) -> None:
    (action,) = _rows(row)
    assert (action["to_bid"], action["detail"]) == (to, detail)


def test_a_young_campaigns_optimism_promises_nothing_and_asks() -> None:
    safe = load_settings(bid={"unseen": "safe"})
    hoping = load_settings(bid={"unseen": "safe", "optimism": 1})
    (young,) = _rows({**posterior(1, 20), "age_days": 14, "bid": 0.5}, settings=hoping)
    assert (young["to_bid"], young["detail"]) == (0.72, "cap")
    assert (young["reason"], young["consent"]) == ("hardly_seen_hoped", "ask")
    (old,) = _rows(settings=safe)
    assert (old["reason"], old["consent"]) == ("hardly_seen", "safe")
    (even,) = _rows({**posterior(0.2, 4)}, settings=safe)
    assert even["probability"] < 0.5
    assert even["consent"] == "ask"


@pytest.mark.parametrize(
    ("names", "raised"),
    [
        (negative("blue woks"), False),
        (negative("blue wok", **PRODUCT), False),
        (negative("blue wok", level="campaign", ad_group_id=None), False),
        (negative("blue wok", state="paused"), True),
        (negative("blue"), True),
        (negative("blue", match_type="negativePhrase", **EXACT), False),
        (negative("blue", match_type="negativePhrase"), True),
    ],
)
def test_what_was_negated_or_is_shut_out_is_low_on_purpose(names: dict[str, Any], raised: bool) -> None:
    assert bool(_rows(bulk=_bulk(negatives=(names,)))) == raised


def test_a_product_that_was_negated_is_low_on_purpose() -> None:
    page = {**product("B0BLUEWOK1"), "target_id": "9", "bid": 0.4, "impressions": 0}
    row = {**PRODUCT, "targeting": 'asin="B0BLUEWOK1"', "match_type": "-"}
    (action,) = _rows(row, _bulk(target=page))
    assert action["entity"] == "Product Targeting"
    gone = negative('asin="B0BLUEWOK1"', kind="product", match_type="-")
    assert _rows(row, _bulk(target=page, negatives=(gone,))) == []


@pytest.mark.parametrize(
    ("term", "raised"),
    [
        ({"search_term": "blue woks", "clicks": 1}, False),
        ({"search_term": "blue wok", "clicks": 0}, True),
        ({"search_term": "blue wok small", "clicks": 9}, True),
        ({"search_term": "b0bluewok1", "is_asin": True, "clicks": 9}, True),
    ],
)
def test_a_term_with_clicks_is_judged_by_them(term: dict[str, Any], raised: bool) -> None:
    assert bool(_rows(term=term)) == raised


def test_the_level_of_tacos_and_aims_counts() -> None:
    (less,) = _rows({"bid": 0.3}, knob=Knob(carried=0.9))
    assert (less["to_bid"], less["kappa"]) == (0.43, 0.9)
    assert less["break_even_acos"] == 0.4
    (more,) = _rows({"aim": "growth", "aim_level": 1.2})
    assert (more["to_bid"], more["kappa"]) == (0.57, 1.2)


@settings(max_examples=60, deadline=None)
@given(
    orders=st.floats(0.5, 40),
    bid=st.floats(0.02, 3),
    age=st.integers(0, 120),
    budget=st.floats(1, 50),
    multiplier=st.floats(1, 3),
)
def test_a_raise_never_passes_the_bounds_of_b301(
    orders: float, bid: float, age: int, budget: float, multiplier: float
) -> None:
    row = {
        **posterior(orders, 100),
        "bid": round(bid, 2),
        "age_days": age,
        "budget": budget,
        "bid_multiplier": multiplier,
    }
    for action in _rows(row):
        # One click that costs nothing lets B301 gain by any raise: it goes as far as its bounds allow.
        same = targets({**_QUIET, **row, "clicks": 8, "cpc": 1e-6})
        (furthest,) = bid_changes(same, SETTINGS, US, 2).to_dicts()
        assert row["bid"] < action["to_bid"] <= furthest["to_bid"]
        assert action["detail"] == furthest["detail"]


@settings(max_examples=40, deadline=None)
@given(fewer=st.integers(0, 3000), more=st.integers(0, 3000))
def test_more_impressions_never_add_a_raise(fewer: int, more: int) -> None:
    assert len(_rows(bulk=_bulk(fewer + more))) <= len(_rows(bulk=_bulk(fewer)))
