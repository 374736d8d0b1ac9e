from __future__ import annotations

from typing import Any

import pytest

from adopt.plan.own_value import Problem
from adopt.plan.review import Refused
from adopt.say import LANGUAGES, translator
from adopt.say.review import _PROBLEMS, by_hand, by_hand_code, refusal
from adopt.words.rules import sheet_rules

ROW: dict[str, Any] = {
    "code": "H201",
    "entity": "Keyword",
    "to_text": "mat",
    "to_ad_group_id": None,
    "campaign_id": "1",
    "join_reason": None,
}


@pytest.mark.parametrize(
    ("row", "withheld", "code"),
    [
        (ROW | {"code": "B303", "entity": "Campaign"}, False, "hours"),
        (ROW | {"code": "B303", "entity": "Campaign"}, True, "hours"),
        (ROW | {"code": "T401", "entity": "Account"}, False, "tacos"),
        (ROW, True, "withheld"),
        (ROW, False, "no_home"),
        (ROW | {"code": "L501", "campaign_id": None}, False, "launch"),
        (ROW | {"code": "T402", "entity": "Campaign", "to_text": None}, False, "download"),
    ],
)
def test_what_is_left_to_do_by_hand(row: dict[str, Any], withheld: bool, code: str) -> None:
    assert by_hand_code(row, withheld=withheld) == code
    said = {by_hand(row, translator(language), withheld=withheld) for language in LANGUAGES}
    assert len(said) == len(LANGUAGES)


def test_hours_are_never_uploaded_and_it_says_so() -> None:
    said = by_hand(ROW | {"code": "B303"}, translator("en"), withheld=False)
    assert said == "hours are set in the console as a schedule rule, never by an upload"


@pytest.mark.parametrize("code", _PROBLEMS)
def test_every_problem_is_said_in_both_languages(code: str) -> None:
    one = Refused("Decide", 7, "Your value", "x", Problem(code, "1 – 2"), "key")
    said = [refusal(one, translator(language)) for language in LANGUAGES]
    assert said[0].startswith("Decide, row 7, Your value: 'x': ")
    assert said[0] != said[1]
    assert not any("{" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("problem", "english", "chinese"),
    [
        (Problem("amazon", "already_negated"), "The same negative is there already.", "同样的否定已经存在。"),
        (
            Problem("amazon", "duplicate"),
            "Another row that you accepted creates the same.",
            "创建相同的内容。",
        ),
        (
            Problem("amazon", "budget_under_bids"),
            "below a bid in the campaign.",
            "低于该广告活动中的一个竞价。",
        ),
        (Problem("amazon", "budget_under_bids", "4.00"), "below a bid of 4.00 in", "4.00"),
    ],
)
def test_a_rule_of_amazons_is_told_in_words(problem: Problem, english: str, chinese: str) -> None:
    one = Refused("Decide", 7, "Your value", "negativeExact", problem, "k")
    said = [refusal(one, translator(language)) for language in LANGUAGES]
    assert "Amazon would refuse it beside the other rows: " in said[0]
    assert english in said[0]
    assert chinese in said[1]
    assert not any(str(problem.expected) in sentence for sentence in said)


def test_every_rule_of_amazons_is_told_in_words() -> None:
    for rule in sheet_rules():
        for language in LANGUAGES:
            one = Refused("Decide", 7, "Your value", "x", Problem("amazon", rule, "1"), "k")
            said = refusal(one, translator(language))
            assert "{" not in said
            # "tab" and "ended" are words as well.
            assert "_" not in rule or rule not in said


def test_a_keyword_that_amazon_refuses_is_told_its_rule_in_words() -> None:
    one = Refused(
        "Decide", 7, "Your value", "phrase", Problem("keyword_illegal", "negativePhrase: too_many_words"), "k"
    )
    english, chinese = (refusal(one, translator(language)) for language in LANGUAGES)
    assert "(negativePhrase: it has too many words: a negative phrase may have 4" in english
    assert "negativePhrase：词数太多" in chinese
    assert "too_many_words" not in english + chinese
