"""What the target or search term of an action is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.say.reasons.place import place_name
from adopt.say.speaker import Speaker
from adopt.say.translate import later

_AUTOMATIC = {
    "close-match": later("close-match"),
    "loose-match": later("loose-match"),
    "substitutes": later("substitutes"),
    "complements": later("complements"),
}
"""Amazon's tokens of automatic targets; in Chinese the words of its console. Files for upload keep the tokens."""


def target_name(targeting: str, speaker: Speaker, *, keyword: bool) -> str:
    """What a target is called: an automatic one as the console names it, any other by its own text.

    Args:
        targeting: keyword, expression or token.
        speaker: of the reader.
        keyword: whether it is one, and stays as it is: shoppers type "substitutes", too.
    """
    automatic = targeting in _AUTOMATIC and not keyword
    return speaker.say(_AUTOMATIC[targeting]) if automatic else targeting


def subject(row: Mapping[str, Any], speaker: Speaker) -> str:
    """What an action is about: its search term, else the placement or target that it changes.

    Args:
        row: code, entity, search_term and targeting of an action.
        speaker: of the reader.
    """
    if row["search_term"]:
        return str(row["search_term"])
    if row["code"] == "B302":
        return place_name(row["targeting"], speaker)
    return target_name(row["targeting"], speaker, keyword=row["entity"] == "Keyword")
