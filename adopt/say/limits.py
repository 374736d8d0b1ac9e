"""The limits of a day's plan in words: which is passed, by how much, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from adopt.say.speaker import Speaker
from adopt.say.translate import Translate, later

_NAMES = {
    "one_change": later("one change of each thing a day"),
    "bid_step": later("step of a bid"),
    "bid_cut": later("cut of a bid"),
    "budget_step": later("step of a budget"),
    "percentage_step": later("step of a percentage"),
    "negated_orders": later("orders negated"),
    "negated_spend": later("spend negated"),
    "cut_spend": later("spend taken away"),
    "raised_spend": later("spend added"),
    "changes": later("number of changes"),
}

_SENTENCES = {
    "one_change": later("{value} changes of one and the same thing; allowed a day: {allowed}."),
    "bid_step": later("A bid is raised by a factor of {value}; allowed a day: {allowed} (bid.max_step)."),
    "bid_cut": later("A bid is cut by a factor of {value}; allowed a day: {allowed} (bid.max_cut)."),
    "budget_step": later(
        "A daily budget changes by a factor of {value}; allowed a day: {allowed} (budget.max_step)."
    ),
    "percentage_step": later(
        "A placement percentage changes by {value} points; allowed a day: {allowed} (placement.max_step)."
    ),
    "negated_orders": later(
        "The terms negated brought {value} of the orders; allowed a day: {allowed} (limits.negated_orders)."
    ),
    "negated_spend": later(
        "The terms negated carry {value} of the spend; allowed a day: {allowed} (limits.negated_spend)."
    ),
    "cut_spend": later(
        "Negatives and lower bids are expected to take away {value} of the spend; allowed a day: {allowed} "
        "(limits.cut_spend)."
    ),
    "raised_spend": later(
        "Higher bids, percentages and budgets are expected to add {value} to the spend; allowed a day: {allowed} "
        "(limits.raised_spend)."
    ),
    "changes": later("{value} changes at once; allowed a day: {allowed} (limits.changes)."),
}

_PLAIN = {"bid_step", "bid_cut", "budget_step"}
_COUNTS = {"one_change", "changes", "percentage_step"}


def limit_names(codes: str, say: Translate) -> str:
    """The names of limits, of their codes with commas between them."""
    return say(", ").join(say(_NAMES[code]) if code in _NAMES else code for code in codes.split(", "))


def breach_sentence(row: Mapping[str, Any], speaker: Speaker) -> str:
    """A row of `adopt.schema.Breach`: how far the limit is passed, and how many lines to drop."""
    say, written = speaker.say, _written(row["limit"])
    value, allowed = written(row["value"]), written(row["allowed"])
    if not row["drop"]:
        kept = say("It holds without the lines that are named above.")
    else:
        kept = say.plural(
            "It holds without this {n} line, of least money:",
            "It holds without these {n} lines, of least money first:",
            len(row["drop"]),
        )
    passed = say(_SENTENCES[row["limit"]], value=value, allowed=allowed)
    return say.run_on(passed, kept)


def ways_on(say: Translate) -> list[str]:
    """What a seller can do about a plan that passes a limit."""
    return [
        say("Look whether the reports are whole: a file with orders missing makes everything look bad."),
        say(
            "Go through recommendations.xlsx: rows that say Yes are accepted unless you write No. Save it, and run: adopt apply."
        ),
        say("Or run adopt daily again with --force, or raise the limit in adopt.toml."),
    ]


def _written(limit: str) -> Callable[[float], str]:
    if limit in _COUNTS:
        return lambda value: f"{value:,.0f}"
    return (lambda value: f"{value:.2f}") if limit in _PLAIN else (lambda value: f"{value:.1%}")
