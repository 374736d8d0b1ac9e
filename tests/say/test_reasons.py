from __future__ import annotations

import re
from typing import Any

import polars as pl
import pytest

from adopt.decide.legal import keyword_problem
from adopt.decide.losing import WAITING
from adopt.say import LANGUAGES, action_names, reason_sentences, risk_sentences, undo_sentences
from adopt.say.evidence import hurdle_of
from adopt.say.speaker import Speaker
from adopt.schema import Action
from adopt.write.workbook.changes import changes

_ROW: dict[str, Any] = {
    "key": "key",
    "code": "N101",
    "consent": "safe",
    "reason": "loses_money",
    "entity": "Negative Keyword",
    "campaign": "Mats",
    "ad_group": "Mats broad",
    "targeting": "mat",
    "match_type": "broad",
    "search_term": "yoga mat",
    "money_per_week": 4.25,
    "probability": 0.97,
    "join": "target",
    "impressions": 900,
    "clicks": 32,
    "orders": 0,
    "spend": 41.2,
    "sales": 0.0,
    "days": 60,
    "cpc": 1.29,
    "order_value": 106.06,
    "cvr": 0.011,
    "cvr_low": 0.002,
    "cvr_high": 0.029,
    "break_even_cvr": 0.04,
    "break_even_acos": 0.3,
    "margin_source": "target_acos",
}

NEGATION_REASONS = (
    "loses_money",
    "loses_money_with_orders",
    "thin_evidence",
    "worth_waiting",
    "has_earned",
    "promise_spent",
    "new_product",
    "protected_brand",
    "protected_term",
    "protected_asin",
    "sells_elsewhere",
    "exact_keyword",
    "already_negated",
    "cannot_be_written",
    "not_joined",
    "not_enabled",
)
BID_REASONS = ("bid_above_value", "bid_below_value", "surely_below_value", "thin_evidence", "first_days")
OWN_REASONS = (
    "worth_more",
    "no_home",
    "home_unknown",
    "promise_spent",
    "loses_with_orders",
    "hand_over",
    "earned_before",
)
STEERING_REASONS = {
    "T401": ("tacos_above", "tacos_below", "tacos_within", "tacos_room"),
    "T402": ("budget_binds",),
    "T403": ("budget_binds_bids_fall", "budget_binds_bids_stay"),
}
LAUNCH_REASONS = (
    "launch",
    "no_start",
    "not_yet",
    "keyword_refused",
    "like_unknown",
    "new_listing",
    "sku_or_asin",
    "no_price",
    "no_budget",
    "launch_budget_high",
    "launch_name_long",
    "no_keywords",
    "launch_budget_low",
)
PLACE_REASONS = {
    "B302": ("placement_worth_more", "placement_worth_less", "placement_unsure", "placement_thin"),
    "B303": ("hours_thin",),
    "B304": ("hardly_seen", "hardly_seen_hoped"),
}
BOUNDS = ("step", "cap", "budget", "market")
_WAITS: dict[str, Any] = {"code": "W601", "consent": "watch", "reason": "thin_evidence", "waits_for": "N101",
                          "clicks_needed": 9, "orders_needed": 2, "days_needed": 17}  # fmt: skip


def _actions(**changes: Any) -> Any:
    return Action.validate(pl.DataFrame([_ROW | changes], schema=Action.create_empty().schema))


def _reason(language: str = "en", **changes: Any) -> str:
    return reason_sentences(_actions(**changes), "USD", language)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        *(("N101", one) for one in NEGATION_REASONS),
        *(("B301", one) for one in BID_REASONS),
        *(("H201", one) for one in OWN_REASONS),
        *(("L501", one) for one in LAUNCH_REASONS),
        *((code, one) for code, reasons in STEERING_REASONS.items() for one in reasons),
        *((code, one) for code, reasons in PLACE_REASONS.items() for one in reasons),
    ],
)
def test_every_reason_has_its_sentence(code: str, reason: str, language: str) -> None:
    said = _reason(language, code=code, reason=reason, detail="detail", join_reason="no_bulk", from_bid=0.95)
    assert reason not in said
    assert "{" not in said
    assert said.endswith("。" if language == "zh" else ".")
    assert bool(re.search(r"[一-鿿]", said)) == (language == "zh")
    assert not re.search(r"[一-鿿] [一-鿿“]|” [一-鿿]", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_tacos_outside_the_band_never_reads_like_its_end(language: str) -> None:
    level = {"code": "T401", "reason": "tacos_below", "against": 0.15}
    assert "14.98%" in _reason(language, **level, measured=0.1498)
    assert "14.9%" in _reason(language, **level, measured=0.149)
    other = _reason(language, code="B302", reason="placement_unsure", measured=0.9999, against=1.0)
    assert other.count("100.0%") == 2


@pytest.mark.parametrize(
    ("currency", "worth", "cost", "said"),
    [
        ("USD", 0.834, 0.827, "a click is worth $0.834 and costs $0.827."),
        ("USD", 0.84, 0.83, "a click is worth $0.84 and costs $0.83."),
        ("USD", 0.83, 0.83, "a click is worth $0.83 and costs $0.83."),
        ("JPY", 83.4, 82.7, "a click is worth ¥83.4 and costs ¥82.7."),
        ("JPY", 83.0, 83.0, "a click is worth ¥83 and costs ¥83."),
    ],
)
def test_what_a_click_is_worth_never_reads_like_what_it_costs(
    currency: str, worth: float, cost: float, said: str
) -> None:
    row = _actions(cvr=0.1, order_value=worth * 20, break_even_acos=0.5, cpc=cost)
    assert reason_sentences(row, currency, "en")[0].endswith(said)


def test_numbers_are_those_of_the_row() -> None:
    assert _reason() == (
        "32 clicks cost $41.20 and brought no order; at the expected conversion rate of 1.1% (0.2% to 2.9%) "
        "a click is worth $0.35 and costs $1.29."
    )


@pytest.mark.parametrize(
    ("state", "english", "chinese"),
    [
        ("paused", "is paused:", "已暂停"),
        ("archived", "is archived:", "已归档"),
        ("ended", "is over:", "已结束"),
    ],
)
def test_what_does_not_run_is_said_in_the_readers_language(state: str, english: str, chinese: str) -> None:
    assert english in _reason(reason="not_enabled", detail=state)
    said = _reason("zh", reason="not_enabled", detail=state)
    assert chinese in said
    assert state not in said


def test_orders_in_other_ad_groups_only_are_said() -> None:
    assert "no order here, though some in other ad groups" in _reason(reason="loses_money_with_orders")
    assert "brought 2 orders ($59.80)" in _reason(reason="loses_money_with_orders", orders=2, sales=59.8)


def test_a_target_that_is_only_watched_has_no_bound() -> None:
    assert "step" not in _reason(code="B301", reason="thin_evidence", detail="step")


def test_one_is_singular() -> None:
    row = {**_WAITS, "clicks": 1, "orders": 1, "clicks_needed": 1, "orders_needed": 1, "days_needed": 1}
    assert _reason(**row) == (
        "1 click cost $41.20 and brought 1 order: too little to decide. A further click costs about $1.29. 1 more click "
        "without an order would decide against it, about 1 day at today's pace. 1 more order would clear it."
    )


def test_chinese_joins_without_spaces() -> None:
    said = _reason("zh", **_WAITS)
    assert said == (
        "32 次点击花费 US$41.20，成交 0 单：数据太少，无法判断。再来一次点击约花费 US$1.29。"
        "再有 9 次无订单的点击即可决定否定它，按目前速度约需 17 天。再有 2 单则可排除嫌疑。"
    )


@pytest.mark.parametrize(("days", "said"), [(365, "about 365 days"), (366, "more than a year")])
def test_long_waits_are_not_counted_in_days(days: int, said: str) -> None:
    assert f"{said} at today's pace" in _reason(**{**_WAITS, "days_needed": days})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("waits_for", ["N101", "N102", "B301"])
@pytest.mark.parametrize("reason", WAITING)
def test_what_waits_says_for_what(language: str, waits_for: str, reason: str) -> None:
    row: dict[str, Any] = {
        **_WAITS,
        "waits_for": waits_for,
        "reason": "thin_evidence" if waits_for == "B301" else reason,
    }
    said, own = _reason(language, **row), _reason(language, code=waits_for, reason=row["reason"])
    assert said.startswith(own)
    assert Speaker(language, "USD").money(1.29) in said
    names = {code: action_names(_actions(code=code), "USD", language)[0] for code in (waits_for, "W601")}
    assert action_names(_actions(**row), "USD", language)[0] not in names.values()


def test_a_bid_waits_for_clicks_of_any_outcome() -> None:
    said = _reason(**{**_WAITS, "waits_for": "B301", "orders_needed": None})
    assert said.endswith(
        "A further click costs about $1.29. 9 more clicks would decide, about 17 days at today's pace."
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_bound_of_a_bid_is_said(language: str) -> None:
    unbound = _reason(language, code="B301", reason="bid_above_value", from_bid=0.95)
    said = {
        _reason(language, code="B301", reason="bid_above_value", from_bid=0.95, detail=one) for one in BOUNDS
    }
    assert len(said) == len(BOUNDS)
    assert all(one.startswith(unbound) and len(one) > len(unbound) for one in said)


def test_every_rule_of_keyword_texts_is_said() -> None:
    texts = ["", " a", "a,b", "a.", "a -b", 'a"', "a" * 81, " ".join("abcdefghijk")]
    codes = pl.DataFrame({"text": texts}).select(code=keyword_problem(pl.col("text")))["code"]
    said = {_reason(reason="cannot_be_written", detail=code) for code in codes}
    assert len(said) == len(texts)
    assert not any("_" in one for one in said)


def test_an_alternative_is_offered() -> None:
    said = _reason(reason="cannot_be_written", detail="too_long", alternative="yoga mat")
    assert said.endswith('Best alternative: the negative phrase "yoga mat".')


def test_a_bid_that_is_not_known_is_not_said_to_be_nothing() -> None:
    row: dict[str, Any] = {"code": "B301", "reason": "bid_above_value", "to_bid": 0.5}
    assert "less than $1.29" in _reason(**row)
    assert undo_sentences(_actions(**row), "USD", "en") == ["Set the bid back to what it was."]


def test_braces_in_a_name_stay() -> None:
    assert '"{x}"' in _reason(reason="sells_elsewhere", detail="{x}")


def test_risk_and_undo_follow_the_direction() -> None:
    up, down = ({"code": "B301", "from_bid": 1.0, "to_bid": bid} for bid in (1.4, 0.7))
    assert risk_sentences(_actions(**up), "USD", "en") != risk_sentences(_actions(**down), "USD", "en")
    assert undo_sentences(_actions(**up), "USD", "en") == ["Set the bid back to $1.00."]
    assert "4.0%" in risk_sentences(_actions(), "USD", "en")[0]


def test_an_unknown_reason_is_shown_as_it_is() -> None:
    assert _reason(reason="brand_new", detail="x") == "brand_new: x"


_OWN: dict[str, Any] = {"code": "H201", "reason": "worth_more", "entity": "Keyword", "orders": 6, "sales": 180.0,
                        "to_bid": 1.45, "to_campaign": "Mats manual", "to_ad_group": "Mats exact"}  # fmt: skip


def test_a_keyword_of_its_own_says_where_and_at_what_bid() -> None:
    assert _reason(**_OWN).endswith('A target of its own, in "Mats manual > Mats exact", can bid $1.45.')
    assert _reason("zh", **_OWN).endswith("它在“Mats manual > Mats exact”中自己的投放可以出价 US$1.45。")


def test_what_to_make_depends_on_what_is_found() -> None:
    row = {**_OWN, "reason": "no_home", "detail": "SKU-1"}
    assert "a manual one for exact keywords that advertises SKU-1" in _reason(**row).replace("make ", "")
    assert "single product targets" in _reason(**{**row, "entity": "Product Targeting"})


def test_actions_on_terms_are_named_by_what_they_do() -> None:
    entities = {"Keyword": "Add exact keyword", "Product Targeting": "Add product target"}
    for entity, name in entities.items():
        assert action_names(_actions(**{**_OWN, "entity": entity}), "USD", "en") == [name]
    handed = _actions(**{**_OWN, "entity": "Negative Keyword", "reason": "hand_over", "to_bid": None})
    assert action_names(handed, "USD", "en") == ["Hand over to its own target"]
    assert undo_sentences(handed, "USD", "en") == ["Archive the new negative in this ad group."]
    assert "4.0%" in risk_sentences(_actions(code="U101", reason="earned_before"), "USD", "en")[0]


def test_what_tacos_asks_for_is_said() -> None:
    row: dict[str, Any] = {
        "code": "T401",
        "reason": "tacos_above",
        "from_value": 1.04,
        "to_value": 0.979,
        "days": 14,
    }
    said = _reason(**row, measured=0.31, against=0.25)
    assert said == (
        "In 14 days spend was 31.0% of all sales (TACoS), above your band, which ends at 25.0%. Bids now aim at 104.0% "
        "of the level that earns most; TACoS asks for 97.9%. Today's bids carry it, whatever you answer here; tacos.steer = false in adopt.toml takes it out of them."
    )
    assert "tacos.steer = true" in _reason(**row, consent="ask")


@pytest.mark.parametrize(("reason", "word"), [("tacos_below", "higher"), ("tacos_above", "lower")])
def test_bids_that_tacos_leaves_alone_are_said_to_stay(reason: str, word: str) -> None:
    row: dict[str, Any] = {
        "code": "T401",
        "entity": "Account",
        "reason": reason,
        "from_value": 2.0884,
        "against": 0.25,
    }
    said = _reason(**row, to_value=2.0884)
    assert said.count("208.8%") == 1
    assert f"asks for nothing {word}, and would leave them there" in said
    assert "TACoS asks for 208.9%" in _reason(**row, to_value=2.0894)
    actions = _actions(**row, to_value=2.0884)
    assert changes(actions, Speaker("en", "USD")) == ["stays at 208.8%"]
    assert changes(actions, Speaker("zh", "USD")) == ["保持 208.8%"]
    assert "Every bid moves" not in risk_sentences(actions, "USD", "en")[0]


@pytest.mark.parametrize(("to", "warned"), [(1.0, False), (1.01, True)])
def test_growth_at_a_loss_is_said(to: float, warned: bool) -> None:
    assert ("at a loss" in _reason(code="T401", reason="tacos_below", to_value=to)) == warned


def test_a_bid_says_that_tacos_moved_it() -> None:
    row: dict[str, Any] = {"code": "B301", "reason": "bid_above_value", "from_bid": 0.95}
    assert "(T401)" in _reason(**row, kappa=0.95)
    assert "(T401)" not in _reason(**row)


def test_a_budgets_step_is_said() -> None:
    row: dict[str, Any] = {
        "code": "T402",
        "reason": "budget_binds",
        "from_value": 40.0,
        "to_value": 60.0,
        "against": 9.0,
    }
    said = _reason(**row, detail="step")
    assert said.startswith("Lately spend reached the daily budget of $40.00 on 9 days. ")
    assert said.endswith(" Today's step is limited; the rest follows on later days.")
    assert undo_sentences(_actions(**row), "USD", "en") == ["Set the daily budget back to $40.00."]


_LAUNCH: dict[str, Any] = {"code": "L501", "reason": "launch", "entity": "Campaign", "campaign": "*", "ad_group": "*",
                           "targeting": "NEW", "search_term": None, "detail": '"mat", "soft mat" (6/16)', "clicks": 0,
                           "to_value": 20.0, "measured": 280.0, "against": 14.0, "money_per_week": -9.5}  # fmt: skip


def test_a_launch_says_what_it_is_made_of_and_what_it_may_cost() -> None:
    assert _reason(**_LAUNCH) == (
        "No ad sells NEW yet. An automatic campaign (close-match, loose-match, substitutes, complements) and an exact one "
        '("mat", "soft mat" (6/16)) begin with $20.00 a day together, and with 14 days of patience. In brackets: orders / '
        "clicks that the similar product has from the keyword's search term. An investment, no gain: they may spend $280.00 "
        "in these days. Expected, as far as other products tell, is a conversion rate of 1.1% (0.2% to 2.9%), at which a "
        "click is worth $0.35 and costs about $1.29."
    )
    assert "In brackets" not in _reason(**{**_LAUNCH, "detail": '"mat"'})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", ["no_start", "not_yet"])
def test_a_launch_that_waits_says_for_what(language: str, reason: str) -> None:
    now, later = _reason(language, **_LAUNCH), _reason(language, **{**_LAUNCH, "reason": reason})
    assert len(later) > len(now)
    assert later[:40] == now[:40]


@pytest.mark.parametrize(
    "reason", [one for one in LAUNCH_REASONS if one.startswith("no_") or one == "new_listing"]
)
def test_what_is_missing_for_a_launch_is_named(reason: str) -> None:
    said = _reason(**{**_LAUNCH, "reason": reason, "to_value": None, "measured": None})
    assert "NEW" in said
    assert ("adopt.toml" in said) == (reason != "no_start")


def test_a_launch_and_its_budget_are_told_apart() -> None:
    low = {**_LAUNCH, "reason": "launch_budget_low", "campaign_id": "1", "from_value": 5.0, "detail": "NEW",
           "measured": 5.0, "against": 20.0}  # fmt: skip
    assert action_names(_actions(**_LAUNCH), "USD", "en") == ["Launch new product"]
    assert action_names(_actions(**low), "USD", "en") == ["Raise a launch's daily budget"]
    assert undo_sentences(_actions(**low), "USD", "en") == ["Set the daily budget back to $5.00."]
    assert "archive" in undo_sentences(_actions(**_LAUNCH), "USD", "en")[0]
    assert "$5.00 a day together: less than the $20.00" in _reason(**low)


def test_a_bid_that_patience_keeps_says_its_age() -> None:
    assert "advertised for 3 days" in _reason(code="B301", reason="first_days", detail="3")


_PLACED: dict[str, Any] = {
    "code": "B302",
    "reason": "placement_worth_more",
    "targeting": "placementTop",
    "detail": "placementProductPage",
    "from_value": 20.0,
    "to_value": 50.0,
    "measured": 1.6,
    "against": 1.2,
    "orders": 3,
}


def test_a_placement_is_told_by_its_name_against_the_other() -> None:
    said = _reason(**_PLACED, consent="ask")
    assert said.startswith("Top of search: 32 clicks brought 3 orders; ")
    assert (
        "160.0% of one in the placement that it is held against (Product pages). Bids are 120.0% of those"
        in said
    )
    assert said.endswith("Bids follow once it is in force (B301), so that they stay the same on average.")
    assert _reason(**_PLACED, consent="safe").endswith(
        "Today's bids allow for it, so that they stay the same on average."
    )
    thin = _reason(**{**_PLACED, "reason": "placement_thin"}, consent="watch", clicks_needed=9)
    assert thin.endswith("9 more clicks would decide.")


@pytest.mark.parametrize(
    ("to", "name"), [(50.0, "Raise placement percentage"), (0.0, "Lower placement percentage")]
)
def test_a_percentage_is_raised_or_lowered_and_set_back(to: float, name: str) -> None:
    row = _actions(**{**_PLACED, "to_value": to})
    assert action_names(row, "USD", "en") == [name]
    assert undo_sentences(row, "USD", "en") == ["Set the percentage back to 20%."]
    assert risk_sentences(row, "USD", "en")[0]


def test_a_schedule_says_what_to_click_and_what_to_write() -> None:
    row: dict[str, Any] = {"code": "B303", "reason": "hours_differ", "campaign": 'Mats "A"', "measured": 1.5}
    said = _reason(**row, detail="18-23:35 7-12:20", to_value=0.137, days=60)
    assert "raise bids: 18:00-23:00 +35%, 07:00-12:00 +20% (the marketplace's clock)" in said
    assert r'write "Mats \"A\"" = 0.14 under [hours.in_force] in adopt.toml' in said


_UNSEEN: dict[str, Any] = {
    "code": "B304",
    "reason": "hardly_seen",
    "entity": "Keyword",
    "search_term": None,
    "impressions": 40,
    "clicks": 0,
    "spend": 0.0,
    "measured": 0.2,
    "from_bid": 0.25,
    "to_bid": 0.3,
    "bid_multiplier": 1.2,
    "order_value": 30.0,
    "cvr": 0.05,
    "break_even_acos": 0.4,
    "money_per_week": 0.0,
}


def test_a_raise_of_what_is_hardly_seen_promises_no_gain() -> None:
    said = _reason(**_UNSEEN, detail="step")
    assert "Shown 40 times, no click" in said
    assert "would have had 0.2 clicks" in said
    # $30 x .4 x 5 % is $0.60, and $0.30 x 1.2 is $0.36.
    assert "worth $0.60. At $0.30 one costs $0.36 at the most, and is expected to earn $0.24 or more" in said
    assert said.endswith("no gain is promised. Today's step is limited; the rest follows on later days.")
    assert action_names(_actions(**_UNSEEN), "USD", "en") == ["Raise the bid of a target hardly seen"]
    assert undo_sentences(_actions(**_UNSEEN), "USD", "en") == ["Set the bid back to $0.25."]
    assert "no click of its own" in risk_sentences(_actions(**_UNSEEN), "USD", "en")[0]


def test_a_raise_says_the_rate_that_pays_for_a_click_at_its_full_bid() -> None:
    row = _actions(**_UNSEEN, alpha=5.0, beta=95.0).row(0, named=True)
    hurdle = hurdle_of(row, 0.8, Speaker("en", "USD"))
    assert hurdle.label == "The new bid needs"
    assert hurdle.rate == pytest.approx(0.03)
    assert hurdle.how == "a click at the full $0.36 / ($30.00 an order x 40.0% of it for ads)"
    # Four or fewer of 99 trials succeed.
    assert hurdle.above == pytest.approx(0.8229, abs=1e-4)
