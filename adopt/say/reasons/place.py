"""Why a placement's percentage changes, or a campaign's bids by the hour."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from adopt.say.speaker import Speaker
from adopt.say.translate import later

PLACE = {
    "placement_worth_more": later(
        "{place}: {clicks} brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click is worth "
        "{value}, {measured} of one in the placement that it is held against ({other}). Bids are {against} of those there."
    ),
    "placement_worth_less": later(
        "{place}: {clicks} brought {orders}; at the expected conversion rate of {cvr} ({low} to {high}) a click is worth "
        "only {value}, {measured} of one in the placement that it is held against ({other}). Bids are {against} of those "
        "there."
    ),
    "placement_unsure": later(
        "{place}: {clicks} brought {orders}; a click seems to be worth {measured} of one in the placement that it is held "
        "against ({other}), and bids are {against} of those there. That isn't sure enough to change the percentage."
    ),
    "placement_thin": later(
        "{place}: {clicks} brought {orders}: too little, here or in the placement that it is held against ({other}), to "
        "change the percentage."
    ),
    "hours_differ": later(
        "In {days} days {clicks} brought {orders}; a click of the best hours is worth {measured} of one of the weakest. In "
        "the Ads console, give the campaign schedule bid rules that raise bids: {blocks} (the marketplace's clock). Then "
        "write {campaign} = {added} under [hours.in_force] in adopt.toml: B301 lowers the bids by what the rules add."
    ),
    "hours_thin": later("In {days} days {clicks} brought {orders}: too little to tell its hours apart."),
}

FOLLOWS = {
    "safe": later("Today's bids allow for it, so that they stay the same on average."),
    "ask": later("Bids follow once it is in force (B301), so that they stay the same on average."),
}

_NAMES = {
    "placementTop": later("Top of search"),
    "placementRestOfSearch": later("Rest of search"),
    "placementProductPage": later("Product pages"),
}


def place_name(token: str, speaker: Speaker) -> str:
    """What a placement is called; a text that is none stays as it is."""
    return speaker.say(_NAMES[token]) if token in _NAMES else token


def schedule_text(detail: str) -> str:
    """The raised blocks of a schedule: ``18-23:35 7-12:20`` is ``18:00-23:00 +35%, 07:00-12:00 +20%``.

    One over midnight is two: the console has no rule that ends before it begins.
    """
    return ", ".join(part for block in detail.split() for part in _parts(block))


def place_values(row: Mapping[str, Any], speaker: Speaker) -> dict[str, str]:
    """What the sentences here are filled with, beside what all others are."""
    if row["code"] not in {"B302", "B303"}:
        return {}
    scheduled = row["reason"] == "hours_differ"
    return {
        "place": place_name(row["targeting"], speaker),
        "other": place_name(row["detail"] or "", speaker),
        "blocks": schedule_text(row["detail"] or "") if scheduled else "",
        # A name in TOML is quoted as in JSON.
        "campaign": json.dumps(row["campaign"], ensure_ascii=False),
        "added": f"{row['to_value'] or 0:.2f}",
    }


def _parts(block: str) -> list[str]:
    hours, _, points = block.partition(":")
    start, end = (int(hour) for hour in hours.split("-"))
    spans = [(start, end)] if start < end else [(start, 24), (0, end)]
    return [f"{first:02}:00-{last:02}:00 +{points}%" for first, last in spans]
