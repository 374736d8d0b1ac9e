"""What would change an action: the smallest change of evidence, as one sentence's worth of choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.say.speaker import Speaker
from adopt.say.translate import later

_MARGIN = {
    ("sku", True): later("a margin of {share} or more"),
    ("sku", False): later("a margin of {share} or less"),
    ("target_acos", True): later("a target ACoS of {share} or more"),
    ("target_acos", False): later("a target ACoS of {share} or less"),
    ("aim", True): later("an aim that allows {share} of an order or more for ads"),
    ("aim", False): later("an aim that allows {share} of an order or less for ads"),
}
_CPC = {True: later("clicks at {money} or more"), False: later("clicks at {money} or less")}


def flip_choices(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """Each change that alone would flip the action: ``3 more orders``, ``clicks at $0.61 or less``.

    A phrase falls with the first of its terms that earns, long before all of them together would.

    Args:
        row: an action with the columns of `adopt.decide.flip.FLIPS`.
        speaker: of the reader.
    """
    say, told = speaker.say, []
    # The other choices are of a phrase's terms together; whether each of them loses is asked before.
    if row.get("code") == "N103" and row["flip_known"]:
        told.append(say("one of its search terms that earns"))
    if row["flip_orders"]:
        told.append(say.plural("{n} more order", "{n} more orders", row["flip_orders"]))
    if row["flip_clicks"]:
        told.append(
            say.plural(
                "{n} more click without an order", "{n} more clicks without an order", row["flip_clicks"]
            )
        )
    if row["flip_margin"]:
        more = row["flip_margin"] > row["break_even_acos"]
        told.append(say(_MARGIN[row["margin_source"], more], share=speaker.share(row["flip_margin"])))
    if row["flip_cpc"]:
        told.append(say(_CPC[row["flip_cpc"] > row["cpc"]], money=speaker.money(row["flip_cpc"])))
    return told


def flip_sentence(row: Mapping[str, Any], speaker: Speaker) -> str:
    """The choices joined by "or"; empty where nothing alone would flip it. Arguments as in `flip_choices`."""
    told = flip_choices(row, speaker)
    return speaker.say("; or ").join(told)
