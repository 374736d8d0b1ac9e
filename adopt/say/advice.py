"""What an action is called, what could go wrong with it, and how to undo it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from adopt.say.reasons.steer import stays
from adopt.say.speaker import Speaker
from adopt.say.translate import later

if TYPE_CHECKING:  # frames are slow to import, and a sentence without rows needs none
    import dataframely as dy

    from adopt.schema import Action, RuleWords

CONSENTS = {
    "safe": later("safe"),
    "ask": later("your decision"),
    "watch": later("watch"),
}

_NAMES = {
    "N101": later("Negate search term"),
    "N102": later("Negate product"),
    "N103": later("Negate phrase in the campaign"),
    "N103 Negative Keyword": later("Negate phrase in the ad group"),
    "U101": later("Take negative back"),
    "H201": later("Harvest search term"),
    "H202": later("Isolate search term"),
    "H201 Keyword": later("Add exact keyword"),
    "H201 Product Targeting": later("Add product target"),
    "H202 Keyword": later("Add exact keyword at a lower bid"),
    "H202 Product Targeting": later("Add product target at a lower bid"),
    "hand_over": later("Hand over to its own target"),
    "L501": later("Launch new product"),
    "L501 budget": later("Raise a launch's daily budget"),
    "T401": later("Steer TACoS by the level of bids"),
    "T402": later("Raise daily budget"),
    "T403": later("Lower bids instead of the budget"),
    "B302": later("Change placement percentage"),
    "B302+": later("Raise placement percentage"),
    "B302-": later("Lower placement percentage"),
    "B303": later("Raise bids by the hour"),
    "B304": later("Raise the bid of a target hardly seen"),
    "B301": later("Change bid"),
    "B301+": later("Raise bid"),
    "B301-": later("Lower bid"),
    "W601": later("Watch until clicks decide"),
    "W601 N101": later("Wait before negating search term"),
    "W601 N102": later("Wait before negating product"),
    "W601 B301": later("Wait before changing bid"),
}

_SIGNS = {1: "+", -1: "-", 0: ""}

_RISKS = {
    "N101": later(
        "This search term is shut out of the ad group. If it would have converted at {break_even} or more, its "
        "profit is lost."
    ),
    "N102": later(
        "Your ad leaves this product's page for this ad group. If it would have converted at {break_even} or more, "
        "its profit is lost."
    ),
    "N103": later(
        "It shuts every search term with these words out of the whole campaign, those too that nobody has searched yet."
    ),
    "N103 Negative Keyword": later(
        "It shuts every search term with these words out of the ad group, those too that nobody has searched yet."
    ),
    "U101": later("If the term no longer converts at {break_even} or more, its clicks lose money again."),
    "H201": later("Clicks get dearer before orders prove it; spend may rise by more than expected."),
    "H202": later("It may hardly be shown at the lower bid; and nothing is saved until it is negated here."),
    "hand_over": later(
        "If its own target is shown less than this ad group was, clicks and orders of this term are lost."
    ),
    "L501": later(
        "Nobody knows yet how this product converts: the budget may be spent without an order, and clicks of other "
        "products of yours may move to it."
    ),
    "T401": later("Every bid moves, those of good products too; TACoS follows over one or two weeks."),
    "T401 stays": later("Bids stay off the level that earns most, and TACoS may stay outside its band."),
    "T402": later(
        "The campaign may spend up to the new budget every day, and on single days twice as much: Amazon evens it out "
        "over the month."
    ),
    "T403": later("Until bids have come down, the budget goes on stopping good clicks with bad ones."),
    "B302": later(
        "The share of clicks that this placement brings changes; its percentage may be wrong in either direction."
    ),
    "B302+": later(
        "Clicks in this placement get dearer before orders prove it; until bids have followed, all clicks there cost more."
    ),
    "B302-": later(
        "Fewer clicks in this placement; until bids have followed, it is shown less than it is worth."
    ),
    "B303": later(
        "Habits change with seasons, and no download shows such rules: while they and adopt.toml disagree, bids are too high "
        "or too low on average."
    ),
    "B304": later(
        "It has no click of its own: it may convert worse than the terms around it, and its impressions may lack for another "
        "reason than its bid. Clicks cost money before orders come."
    ),
    "B301": later("The new bid may be wrong in either direction."),
    "B301+": later("Clicks get dearer before orders prove it; spend may rise by more than expected."),
    "B301-": later("Fewer impressions and clicks, and some orders with them; placements may be lost."),
    "W601": later("Until it is decided, its clicks may go on losing money."),
}

_UNDO = {
    "N101": later("Archive the new negative keyword in this ad group."),
    "N102": later("Archive the new negative product target in this ad group."),
    "N103": later("Archive the new campaign negative keyword."),
    "N103 Negative Keyword": later("Archive the new negative keyword in this ad group."),
    "U101": later("Add the negative again."),
    "H201": later("Archive the new target."),
    "H202": later("Archive the new target."),
    "hand_over": later("Archive the new negative in this ad group."),
    "L501": later("Pause or archive both new campaigns; what they hold goes with them."),
    "L501 budget": later("Set the daily budget back to {from_value}."),
    "T401": later("Set tacos.steer = false in adopt.toml: bids go back to what clicks are worth."),
    "T402": later("Set the daily budget back to {from_value}."),
    "T403": later("Nothing changes but the bids; each has its own row."),
    "B302": later("Set the percentage back to {from_percent}."),
    "B303": later("Delete the rules in the console, and the campaign's line under [hours.in_force]."),
    "B301": later("Set the bid back to {from_bid}."),
    "B304": later("Set the bid back to {from_bid}."),
    "W601": later("Nothing has been changed."),
}


def action_name(code: str, speaker: Speaker, direction: int = 0) -> str:
    """What the action is called: ``Negate search term``; ``direction`` of a bid: 1 up, -1 down, 0 unsaid."""
    return _named(code + _SIGNS[direction], code, speaker)


def action_names(
    actions: dy.DataFrame[Action], currency: str, language: str, rules: Iterable[RuleWords] = ()
) -> list[str]:
    """The name of each action, in its order; ``rules``: words of rules from outside that took part."""
    return _each(
        actions, Speaker(language, currency, rules), lambda row, s: _named(_kind(row), row["code"], s)
    )


def risk_sentences(
    actions: dy.DataFrame[Action], currency: str, language: str, rules: Iterable[RuleWords] = ()
) -> list[str]:
    """What could go wrong with each action, in its order; ``rules`` as in `action_names`."""
    return _each(actions, Speaker(language, currency, rules), _risk)


def undo_sentences(
    actions: dy.DataFrame[Action], currency: str, language: str, rules: Iterable[RuleWords] = ()
) -> list[str]:
    """How to undo each action, in its order; ``rules`` as in `action_names`."""
    return _each(actions, Speaker(language, currency, rules), _undo)


def _each(
    actions: dy.DataFrame[Action], speaker: Speaker, sentence: Callable[[Mapping[str, Any], Speaker], str]
) -> list[str]:
    return [sentence(row, speaker) for row in actions.iter_rows(named=True)]


def _risk(row: Mapping[str, Any], speaker: Speaker) -> str:
    if rule := speaker.rules.get(row["code"]):
        return rule.risk.said(speaker.language)
    message = _RISKS.get(_kind(row)) or _RISKS.get(row["code"])
    return speaker.say(message, break_even=speaker.share(row["break_even_cvr"])) if message else ""


def _undo(row: Mapping[str, Any], speaker: Speaker) -> str:
    if rule := speaker.rules.get(row["code"]):
        return rule.undo.said(speaker.language)
    if row["code"] == "B301" and row["from_bid"] is None:
        return speaker.say("Set the bid back to what it was.")
    message = _UNDO.get(_kind(row)) or _UNDO.get(row["code"])
    return speaker.say(message, **_before(row, speaker)) if message else ""


def _before(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    money = {name: speaker.money(row[name] or 0) for name in ("from_bid", "from_value")}
    return money | {"from_percent": percent(row["from_value"] or 0)}


def percent(points: float) -> str:
    """A placement's percentage: 20.0 is 20%."""
    return f"{points:.0f}%"


def _named(kind: str, code: str, speaker: Speaker) -> str:
    if rule := speaker.rules.get(code):
        return rule.name.said(speaker.language)
    name = _NAMES.get(kind) or _NAMES.get(code)
    return speaker.say(name) if name else code


def _kind(row: Mapping[str, Any]) -> str:
    """What tells actions of one code apart: a bid's direction, what is created, the second step of a harvest, no step."""
    if row["reason"] == "hand_over":
        return "hand_over"
    if row["code"] == "L501":
        return "L501 budget" if row["campaign_id"] else "L501"
    if stays(row):
        return "T401 stays"
    if row["waits_for"]:
        return f"{row['code']} {row['waits_for']}"
    if row["code"].startswith("H") or row["code"] == "N103":
        return f"{row['code']} {row['entity']}"
    old, new = (
        (row["from_value"], row["to_value"]) if row["code"] == "B302" else (row["from_bid"], row["to_bid"])
    )
    return str(row["code"] + _SIGNS[0 if old is None or new is None else (new > old) - (new < old)])
