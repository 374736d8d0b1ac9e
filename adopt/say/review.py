"""Sentences on a review: why an answer can't be followed, and what is left to do by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.plan.own_value import Problem
from adopt.plan.review import Refused
from adopt.say.notes import join_reason
from adopt.say.reasons.negate import RULE
from adopt.say.translate import Translate, later
from adopt.words.rules import sheet_rules

_PROBLEMS = {
    "unknown_key": later("the plan has no such row"),
    "no_key": later("the row has no key, so it can't be told what it is"),
    "contradiction": later("the row stands more than once, with different answers"),
    "not_yes_or_no": later("expected Yes or No, or an empty cell"),
    "value_without_yes": later("a value of your own, but Accept is empty: write Yes or No"),
    "not_readable": later(
        "expected a number with a point for decimals (0.85), a percentage (20%) or a match type"
    ),
    "nothing_to_change": later(
        "this row has no bid, budget, percentage or match type to change; leave the cell empty"
    ),
    "no_percentage": later("expected an amount of money, not a percentage"),
    "number_only": later("expected a number alone"),
    "decimals": later("the currency has {expected} decimals"),
    "bid_limits": later("a bid in this marketplace is {expected}"),
    "budget_limits": later("a daily budget in this marketplace is {expected}"),
    "over_budget": later("a bid may not be higher than its campaign's daily budget, {expected}"),
    "under_bids": later("a daily budget may not be lower than a bid in its campaign: at least {expected}"),
    "percentage": later("expected a whole percentage, {expected}"),
    "match_type": later("expected one of {expected}"),
    "keyword_illegal": later("Amazon wouldn't take the keyword with that match type ({expected})"),
    "amazon": later("Amazon would refuse it beside the other rows: {expected}"),
}

_CLASHES = {
    "duplicate": later("Another row that you accepted creates the same."),
    "budget_under_bids": later("The new budget is below a bid in the campaign."),
}
"""Amazon's rules where what the table says names a row of a file that isn't written, or what isn't known."""

_KEYWORD_RULES = RULE | {
    "too_many_words": later("it has too many words: a negative phrase may have 4, any other keyword 10")
}

_BY_HAND = {
    "hours": later("hours are set in the console as a schedule rule, never by an upload"),
    "tacos": later("set tacos.steer = true in adopt.toml, and tomorrow's bids carry it"),
    "no_home": later("there is no ad group for it yet: create one, or the keyword, in the console"),
    "launch": later("its campaigns aren't worked out yet: fill in launch.products in adopt.toml"),
    "withheld": later("no upload file may be written for this plan"),
    "download": later("the bulk download doesn't tell all that its row needs: change it in the console"),
}


def refusal(one: Refused, say: Translate) -> str:
    """Where an answer stands, what it is, and why it can't be followed."""
    return say(
        "{sheet}, row {row}, {column}: '{value}': {why}",
        sheet=one.sheet,
        row=one.row,
        column=say(one.column),
        value=one.value or "",
        why=say(_PROBLEMS[one.problem.code], expected=_expected(one.problem, say)),
    )


def _expected(problem: Problem, say: Translate) -> str:
    """What was expected; of a keyword the match type, and Amazon's rules in words."""
    expected = problem.expected or ""
    if problem.code == "amazon" and (broken := sheet_rules().get(expected)):
        words = broken.what if problem.detail else _CLASHES.get(expected, broken.what)
        return say(words, detail=problem.detail or "-")
    match_type, _, rule = expected.partition(": ")
    if problem.code != "keyword_illegal" or rule not in _KEYWORD_RULES:
        return expected
    return f"{match_type}{say(': ')}{say(_KEYWORD_RULES[rule])}"


def by_hand_code(row: Mapping[str, Any], *, withheld: bool) -> str:
    """Why no upload file can carry an accepted action: a code of `by_hand`."""
    codes = {"B303": "hours", "T401": "tacos"}
    if row["code"] in codes:
        return codes[row["code"]]
    if withheld:
        return "withheld"
    if row["code"] == "L501" and row["campaign_id"] is None:
        return "launch"
    made = row["entity"] in ("Keyword", "Product Targeting") and row["to_text"] is not None
    return "no_home" if made and row["to_ad_group_id"] is None else "download"


def by_hand(row: Mapping[str, Any], say: Translate, *, withheld: bool) -> str:
    """What is left to do for an accepted action that no upload file can carry."""
    code = by_hand_code(row, withheld=withheld)
    if code == "download" and row["join_reason"]:
        return join_reason(row["join_reason"], say) or say(_BY_HAND[code])
    return say(_BY_HAND[code])
