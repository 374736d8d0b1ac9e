"""What an action is called, what could go wrong with it, and how to undo it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from adopt.say.speaker import Speaker
from adopt.say.translate import later

if TYPE_CHECKING:  # frames are slow to import, and a sentence without rows needs none
    import dataframely as dy

    from adopt.schema import Action

CONSENTS = {
    "safe": later("safe"),
    "ask": later("your decision"),
    "watch": later("watch"),
}

_NAMES = {
    "N101": later("Negate search term"),
    "N102": later("Negate product"),
    "B301": later("Change bid"),
    "B301+": later("Raise bid"),
    "B301-": later("Lower bid"),
}

_RISKS = {
    "N101": later(
        "This search term is shut out of the ad group. If it would have converted at {break_even} or more, its "
        "profit is lost."
    ),
    "N102": later(
        "Your ad leaves this product's page for this ad group. If it would have converted at {break_even} or more, "
        "its profit is lost."
    ),
    "B301": later("The new bid may be wrong in either direction."),
    "B301+": later("Clicks get dearer before orders prove it; spend may rise by more than expected."),
    "B301-": later("Fewer impressions and clicks, and some orders with them; placements may be lost."),
}

_UNDO = {
    "N101": later("Archive the new negative keyword in this ad group."),
    "N102": later("Archive the new negative product target in this ad group."),
    "B301": later("Set the bid back to {from_bid}."),
}


def action_name(code: str, speaker: Speaker, direction: int = 0) -> str:
    """What the action is called: ``Negate search term``; ``direction`` of a bid: 1 up, -1 down, 0 unsaid."""
    return speaker.say(_NAMES[_variant(code, direction)]) if code in _NAMES else code


def action_names(actions: dy.DataFrame[Action], currency: str, language: str) -> list[str]:
    """The name of each action, in its order."""
    return _each(
        actions, Speaker(language, currency), lambda row, s: action_name(row["code"], s, _direction(row))
    )


def risk_sentences(actions: dy.DataFrame[Action], currency: str, language: str) -> list[str]:
    """What could go wrong with each action, in its order."""
    return _each(actions, Speaker(language, currency), _risk)


def undo_sentences(actions: dy.DataFrame[Action], currency: str, language: str) -> list[str]:
    """How to undo each action, in its order."""
    return _each(actions, Speaker(language, currency), _undo)


def _each(
    actions: dy.DataFrame[Action], speaker: Speaker, sentence: Callable[[Mapping[str, Any], Speaker], str]
) -> list[str]:
    return [sentence(row, speaker) for row in actions.iter_rows(named=True)]


def _risk(row: Mapping[str, Any], speaker: Speaker) -> str:
    message = _RISKS.get(_variant(row["code"], _direction(row)))
    return speaker.say(message, break_even=speaker.share(row["break_even_cvr"])) if message else ""


def _undo(row: Mapping[str, Any], speaker: Speaker) -> str:
    if row["code"] == "B301" and row["from_bid"] is None:
        return speaker.say("Set the bid back to what it was.")
    message = _UNDO.get(row["code"])
    return speaker.say(message, from_bid=speaker.money(row["from_bid"] or 0)) if message else ""


def _direction(row: Mapping[str, Any]) -> int:
    old, new = row["from_bid"], row["to_bid"]
    return 0 if old is None or new is None else (new > old) - (new < old)


def _variant(code: str, direction: int) -> str:
    variant = code + {1: "+", -1: "-", 0: ""}[direction]
    return variant if variant in _NAMES else code
