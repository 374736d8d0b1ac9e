"""Why the bid of a target that is hardly seen is raised."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.say.speaker import Speaker
from adopt.say.translate import later

UNSEEN = {
    "hardly_seen": later(
        "Shown {shown}, no click; other targets around it would have had {due} clicks by then: it is hardly seen at a bid of "
        "{from_bid}. From the search terms around it a conversion rate of {cvr} ({low} to {high}) is expected, at which a "
        "click is worth {value}. At {to_bid} one costs {most} at the most, and is expected to earn {least} or more. How many "
        "clicks will come isn't known, so no gain is promised."
    ),
    "hardly_seen_hoped": later(
        "Shown {shown}, no click; other targets around it would have had {due} clicks by then: it is hardly seen at a bid of "
        "{from_bid}. From the search terms around it a conversion rate of {cvr} ({low} to {high}) is expected, at which a "
        "click is worth {value}. At {to_bid} one may cost up to {most}, more than that: a young campaign's targets are bid up "
        "by their uncertainty, and an aim may bid for growth. How many clicks will come isn't known."
    ),
}


def unseen_values(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    """What the sentences of a B304 row are filled with beside what every sentence is."""
    if row["code"] != "B304":
        return {}
    most = (row["to_bid"] or 0) * (row["bid_multiplier"] or 1)
    return {
        "shown": speaker.say.plural("{n} time", "{n} times", row["impressions"]),
        "due": f"{row['measured'] or 0:.1f}",
        "most": speaker.money(most),
        "least": speaker.money(row["cvr"] * row["order_value"] * row["break_even_acos"] - most),
    }
