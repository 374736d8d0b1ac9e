"""Why an action rests, or waits for a word: what earlier plans did, and what the seller said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.say.speaker import Speaker
from adopt.say.translate import later

PAST = {
    "changed_lately": later(
        "{clicks} cost {spend} and brought {orders}. It was changed on {day}, and is left alone until {free}, so that what "
        "that did can be seen."
    ),
    "pending": later(
        "Accepted on {day}, and not in the bulk download yet: Amazon takes up to three days. It is proposed again on {free} "
        "if it isn't there by then."
    ),
}


def past_values(row: Mapping[str, Any]) -> dict[str, str]:
    """The day of the last change, and the day on which it is free again."""
    if row["reason"] not in PAST:
        return {}
    day, free = row["detail"].split()
    return {"day": day, "free": free}


def past_sentences(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """That the seller declined the action lately, or took it back."""
    if not row["declined_on"]:
        return []
    say = speaker.say
    return [
        say("You declined it, or took it back, on {day}: it waits for your word.", day=row["declined_on"])
    ]
