from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adopt.plan.own_value import Bounds, Own, Problem, own_value
from adopt.reports.headers import tokens
from adopt.say import LANGUAGES, currency_digits
from adopt.say.money import money_format
from adopt.words import markets

BOUNDS = Bounds(
    currency="USD",
    digits=2,
    bids=(0.02, 1000.0),
    budgets=(1.0, 1_000_000.0),
    budget_of={"1": 20.0},
    highest_bid={"1": 1.5},
    launched={"launch": ((10.0, 0.7), (10.0, 1.0))},
)
_EMPTY = {"to_text": None, "to_state": None, "to_campaign_id": None, "campaign_id": "1", "to_value": None}
BID: dict[str, Any] = _EMPTY | {"key": "b", "code": "B301", "entity": "Keyword"}
GROUP = BID | {"entity": "Ad Group"}
KEYWORD = BID | {"code": "H201", "to_text": "steel pan", "to_campaign_id": "1", "campaign_id": "9"}
PAGE = KEYWORD | {"entity": "Product Targeting", "to_text": 'asin="B0ABCDEFGH"'}
NEGATIVE = BID | {"code": "N101", "entity": "Negative Keyword", "to_text": "steel pan"}
LONG = NEGATIVE | {"to_text": "one two three four five"}
PHRASE = NEGATIVE | {"code": "N103", "entity": "Campaign Negative Keyword"}
BUDGET = BID | {"code": "T402", "entity": "Campaign", "to_value": 30.0}
LAUNCH = BUDGET | {"key": "launch", "code": "L501", "campaign_id": None, "to_value": 20.0}
PLACE = BID | {"code": "B302", "entity": "Bidding Adjustment", "to_value": 40.0}


def read(text: str, row: dict[str, Any], bounds: Bounds = BOUNDS) -> Own | Problem:
    return own_value(text, row, tokens("bulk_match_types"), bounds)


@pytest.mark.parametrize(
    ("row", "text", "own"),
    [
        (BID, "0.85", Own(to_bid=0.85)),
        (BID, "$0.85", Own(to_bid=0.85)),
        (BID, "USD 0.85", Own(to_bid=0.85)),
        (BID, "０.８５", Own(to_bid=0.85)),
        (BID, "0.02", Own(to_bid=0.02)),
        (BID, "20", Own(to_bid=20.0)),
        (GROUP, "0.5", Own(to_bid=0.5)),
        (KEYWORD, "phrase", Own(match_type="phrase")),
        (KEYWORD, "Phrase, 0.8", Own(to_bid=0.8, match_type="phrase")),
        (KEYWORD, "exact 0.8", Own(to_bid=0.8, match_type="exact")),
        (KEYWORD, "phrase,0.8", Own(to_bid=0.8, match_type="phrase")),
        (KEYWORD, "phrase , 0.8", Own(to_bid=0.8, match_type="phrase")),
        (KEYWORD, "phrase: $0.8", Own(to_bid=0.8, match_type="phrase")),
        (KEYWORD, "词组，0.8", Own(to_bid=0.8, match_type="phrase")),
        (KEYWORD, "词组、0.8", Own(to_bid=0.8, match_type="phrase")),
        (KEYWORD, "'phrase'.", Own(match_type="phrase")),
        (KEYWORD, "广泛", Own(match_type="broad")),
        (KEYWORD, "20", Own(to_bid=20.0)),
        (PAGE, "0.8", Own(to_bid=0.8)),
        (NEGATIVE, "negativePhrase", Own(match_type="negativePhrase")),
        (NEGATIVE, "negative phrase", Own(match_type="negativePhrase")),
        (NEGATIVE, "phrase", Own(match_type="negativePhrase")),
        (NEGATIVE, "否定词组", Own(match_type="negativePhrase")),
        (PHRASE, "negativeExact", Own(match_type="negativeExact")),
        (BUDGET, "25", Own(to_value=25.0)),
        (BUDGET, "1.5", Own(to_value=1.5)),
        (LAUNCH, "30", Own(to_value=30.0)),
        (LAUNCH, "2", Own(to_value=2.0)),
        (PLACE, "20%", Own(to_value=20.0)),
        (PLACE, "20", Own(to_value=20.0)),
        (PLACE, "0", Own(to_value=0.0)),
        (PLACE, "900", Own(to_value=900.0)),
    ],
)
def test_what_is_legal_is_taken(row: dict[str, Any], text: str, own: Own) -> None:
    assert read(text, row) == own


@pytest.mark.parametrize(
    ("row", "text", "code"),
    [
        (BID, "0,85", "not_readable"),
        (BID, "1-2", "not_readable"),
        (BID, "2026-11-01", "not_readable"),
        (BID, "20%", "no_percentage"),
        (BID, "phrase", "number_only"),
        (BID, "0.019", "decimals"),
        (BID, "0.01", "bid_limits"),
        (BID, "-1", "bid_limits"),
        (BID | {"campaign_id": "2"}, "1000.01", "bid_limits"),
        (BID, "20.01", "over_budget"),
        (KEYWORD, "20.01", "over_budget"),
        (KEYWORD, "negativeExact", "match_type"),
        (KEYWORD, "often", "match_type"),
        (PAGE, "exact", "number_only"),
        (NEGATIVE, "broad", "match_type"),
        (NEGATIVE, "0.5", "match_type"),
        (LONG, "negativePhrase", "keyword_illegal"),
        (BUDGET, "1.49", "under_bids"),
        (BUDGET, "0.99", "budget_limits"),
        (BUDGET, "1000000.01", "budget_limits"),
        (BUDGET, "20%", "number_only"),
        (LAUNCH, "1.99", "under_bids"),
        (LAUNCH | {"key": "other"}, "30", "nothing_to_change"),
        (PLACE, "901", "percentage"),
        (PLACE, "-1", "percentage"),
        (PLACE, "0.2", "percentage"),
        (PLACE, "top", "percentage"),
        (NEGATIVE | {"code": "U101"}, "0.5", "nothing_to_change"),
        (BUDGET | {"code": "B303"}, "5", "nothing_to_change"),
        (BUDGET | {"code": "T401", "entity": "Account"}, "1.1", "nothing_to_change"),
        (BID | {"to_state": "paused"}, "0.5", "nothing_to_change"),
    ],
)
def test_what_amazon_would_refuse_is_refused_with_its_reason(
    row: dict[str, Any], text: str, code: str
) -> None:
    found = read(text, row)
    assert isinstance(found, Problem)
    assert found.code == code


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("currency", sorted({one.currency for one in markets().values()}))
@pytest.mark.parametrize("amount", [2.0, 12.34, 1234.5, 1_234_567.89])
def test_money_is_read_as_adopt_writes_it(currency: str, language: str, amount: float) -> None:
    digits = currency_digits(currency)
    bounds = BOUNDS._replace(currency=currency, digits=digits, bids=(0.0, 1e9), budget_of={})
    own = Own(to_bid=round(amount, digits))
    assert read(money_format(currency, language)(own.to_bid or 0), BID, bounds) == own


@pytest.mark.parametrize(
    ("currency", "text"),
    [
        ("USD", "€0.85"),
        ("USD", "￥0.85"),
        ("USD", "CA$0.85"),
        ("USD", "EUR 0.85"),
        ("CAD", "US$0.85"),
        ("EUR", "$0.85"),
        ("EUR", "1,234"),
        ("EUR", "€1,234"),
        ("EUR", "€1,2345.00"),
        ("EUR", "€12,34.00"),
    ],
)
def test_money_of_another_currency_or_in_doubt_is_refused(currency: str, text: str) -> None:
    found = read(text, BID, BOUNDS._replace(currency=currency, bids=(0.0, 1e9), budget_of={}))
    assert isinstance(found, Problem)
    assert found.code in {"not_readable", "number_only"}


@pytest.mark.parametrize(
    ("row", "text", "limits", "digits", "expected"),
    [
        (BUDGET, "99", (100.0, 21_000_000.0), 0, "100 – 21,000,000"),
        (BUDGET, "1", (1.32, 5_300_000.0), 2, "1.32 – 5,300,000.00"),
        (BUDGET, "1", (7.0, float("inf")), 2, "≥ 7.00"),
    ],
)
def test_limits_are_told_as_amounts(
    row: dict[str, Any], text: str, limits: tuple[float, float], digits: int, expected: str
) -> None:
    assert read(text, row, BOUNDS._replace(budgets=limits, digits=digits)) == Problem(
        "budget_limits", expected
    )


def test_so_are_budgets_and_bids_that_bound_each_other() -> None:
    dear = BOUNDS._replace(budget_of={"1": 1500.0}, bids=(0.02, 9999.0), highest_bid={"1": 1234.5})
    assert read("1600", BID, dear) == Problem("over_budget", "1,500.00")
    assert read("1000", BUDGET, dear) == Problem("under_bids", "1,234.50")


@pytest.mark.parametrize(
    "text", [",45", "，45", ";45", ".45", ", .45", ", 0.45", "$,45", "USD ,45", "، 45", "٫45", "-,45"]
)
@pytest.mark.parametrize("row", [BID, KEYWORD, PAGE, GROUP, BUDGET, LAUNCH])
def test_a_number_behind_a_sign_is_never_read_as_a_hundred_times_itself(
    row: dict[str, Any], text: str
) -> None:
    bounds = BOUNDS._replace(budget_of={"1": 1000.0})
    assert read(text, row, bounds) == Problem("not_readable")


@pytest.mark.parametrize(
    "text", ["phrase ,45", "phrase, ,45", "phrase .45", "phrase.45", "phrase,.45", "词组 ，45"]
)
def test_nor_behind_a_word(text: str) -> None:
    assert read(text, KEYWORD, BOUNDS._replace(budget_of={})) == Problem("not_readable")


@pytest.mark.parametrize(("digits", "said"), [(2, "33.34"), (0, "34")])
def test_the_least_budget_that_is_named_is_taken(digits: int, said: str) -> None:
    parts = {LAUNCH["key"]: ((10.0, 10 / 3), (90.0, 0.5))}
    bounds = BOUNDS._replace(digits=digits, launched=parts)
    assert read("33", LAUNCH, bounds) == Problem("under_bids", said)
    assert read(said, LAUNCH, bounds) == Own(to_value=float(said))


def test_yen_have_no_decimals() -> None:
    yen = BOUNDS._replace(currency="JPY", digits=0, bids=(2.0, 100_000.0), budget_of={})
    assert read("¥85", BID, yen) == Own(to_bid=85.0)
    assert read("85.5", BID, yen) == Problem("decimals", "0")


@given(st.text(max_size=12), st.sampled_from([BID, KEYWORD, PAGE, NEGATIVE, BUDGET, LAUNCH, PLACE]))
def test_any_text_is_a_legal_change_or_a_problem(text: str, row: dict[str, Any]) -> None:
    found = read(text, row)
    if isinstance(found, Own):
        assert found != Own()
        assert found.to_bid is None or 0.02 <= found.to_bid <= 20
        assert found.to_value is None or 0 <= found.to_value <= 1_000_000


@given(st.integers(2, 2000))
def test_every_bid_that_a_cell_can_show_is_read_as_itself(cents: int) -> None:
    assert read(f"{cents / 100:.12g}", BID) == Own(to_bid=cents / 100)
