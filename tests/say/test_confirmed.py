"""Amazon's messages, as its documentation lists them, are known, explained and translated."""

from __future__ import annotations

from itertools import pairwise

import pytest

from adopt.say import translator
from adopt.say.confirmed import advice
from adopt.words.messages import amazon_messages, message_code

_DOCUMENTED = {
    'Invalid value for column: "Campaign ID", which can\'t be found in any parent entity row': "missing_parent",
    'This Create operation requires you to specify a temporary "Campaign ID" (any non-numeric text)': "temporary_id",
    'This Update operation requires you to specify an actual "Campaign ID", rather than a temporary ID': "temporary_id",
    "Parent entity not found": "missing_parent",
    "Could not find keyword with id: 123": "not_found",
    "Could not find negative keyword with id: 123": "not_found",
    "Keyword is invalid": "bad_text",
    'Invalid value: "X" for column: "Bid"': "bid_limits",
    'Invalid value: "X" for column: "Match Type"': "bad_value",
    'Invalid value: "X" for column: "Bidding Strategy"': "bad_value",
    'Invalid operation: "X"': "bad_value",
    "Campaign name has invalid characters": "bad_text",
    "Invalid value: 2026 specified for field: Start Date, the correct date format is yyyyMMdd": "start_date",
    'Missing value for column: "State"': "missing_value",
    "Product ad did not specify sku for create operation.": "sku",
    'Duplicate Id for column: "Keyword ID", which is the same as row 3': "duplicate",
    'Duplicate "Keyword Text", which is the same as row 3': "duplicate",
    "Campaign with name=X already exists!": "already_there",
    "AdGroup with name=X already exists!": "already_there",
    "NegativeTargetingClause with campaignId=1, expression=[x] already exists!": "already_there",
    "Number of non archived campaigns exceeds the limit per advertiser": "quota",
    "Keyword text is too long": "too_long",
    "Bid is lower than the minimum allowed by the marketplace": "bid_limits",
    "Bid is out of range (must be in [1.0, 1000.0])": "bid_limits",
    "Product is ineligible for advertising": "ineligible",
    "Archived entity cannot be modified": "archived",
    "Only negative keywords and negative product targets are allowed in auto-targeting campaigns": "auto_campaign",
    "Start date cannot be in the past": "start_date",
    "merchantSku cannot be changed": "sku",
    "BID_GT_BUDGET": "over_budget",
    "BUDGET_LT_KEYWORD_BIDS": "budget_below_bids",
    "BUDGET_TOO_LOW": "budget_limits",
    "TYPE_CONFLICT_IN_AD_GROUP": "mixed_targets",
    "TARGETING_EXPRESSION_INVALID_VALUE": "bad_expression",
    "UPDATING_ENDED_CAMPAIGN_WITHOUT_EXTENSION": "ended",
}


@pytest.mark.parametrize("message", _DOCUMENTED)
def test_a_documented_message_is_known_whatever_its_case(message: str) -> None:
    assert message_code("", message) == _DOCUMENTED[message]
    assert message_code("", message.upper()) == _DOCUMENTED[message]


def test_codes_alone_are_known_too_and_strange_words_are_not() -> None:
    assert message_code("Not Processed", "") == "not_processed"
    assert message_code("Missing Parent ID", "") == "missing_parent"
    assert message_code("Duplicate Text", "") == "duplicate"
    assert message_code("", "出价过低") is None


def test_every_code_has_a_meaning_and_a_mend_in_both_languages() -> None:
    assert set(_DOCUMENTED.values()) | {"not_processed"} == set(amazon_messages())
    for code in amazon_messages():
        for told in (advice({"status": "rejected", "code": code}, translator(one)) for one in ("en", "zh")):
            assert told.meaning
            assert told.mend
    said = [advice({"status": "rejected", "code": code}, translator("en")) for code in amazon_messages()]
    assert all(one.meaning != two.meaning for one, two in pairwise(said))


def test_a_message_that_nobody_knows_says_so() -> None:
    told = advice({"status": "rejected", "code": None}, translator("en"))
    assert told.meaning == "adopt doesn't know this message."
    assert advice({"status": "taken", "code": None}, translator("en")) == ("", "")
