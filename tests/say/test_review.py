from __future__ import annotations

from typing import Any

import pytest

from adopt.plan.own_value import Problem
from adopt.plan.review import Refused
from adopt.say import LANGUAGES, translator
from adopt.say.review import _PROBLEMS, by_hand, by_hand_code, refusal

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


def test_a_keyword_that_amazon_refuses_is_told_its_rule_in_words() -> None:
    one = Refused(
        "Decide", 7, "Your value", "phrase", Problem("keyword_illegal", "negativePhrase: too_many_words"), "k"
    )
    english, chinese = (refusal(one, translator(language)) for language in LANGUAGES)
    assert "(negativePhrase: it has too many words: a negative phrase may have 4" in english
    assert "negativePhrase：词数太多" in chinese
    assert "too_many_words" not in english + chinese
