"""What a row that waits for clicks costs meanwhile, and how many would decide it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adopt.say.speaker import Speaker

_YEAR = 365


def wait_sentences(row: Mapping[str, Any], speaker: Speaker) -> list[str]:
    """The price of a click, the clicks and orders that decide, and how long that takes; of a W601 row.

    Args:
        row: an action with waits_for, clicks_needed, orders_needed and days_needed.
        speaker: of the reader.
    """
    say = speaker.say
    told = [say("A further click costs about {cpc}.", cpc=speaker.money(row["cpc"])), _clicks(row, speaker)]
    if row["orders_needed"]:
        told.append(
            say.plural(
                "{n} more order would clear it.", "{n} more orders would clear it.", row["orders_needed"]
            )
        )
    return told


def _clicks(row: Mapping[str, Any], speaker: Speaker) -> str:
    pace = _pace(row["days_needed"], speaker)
    if row["waits_for"] == "B301":
        return speaker.say.plural(
            "{n} more click would decide, {pace}.",
            "{n} more clicks would decide, {pace}.",
            row["clicks_needed"],
            pace=pace,
        )
    return speaker.say.plural(
        "{n} more click without an order would decide against it, {pace}.",
        "{n} more clicks without an order would decide against it, {pace}.",
        row["clicks_needed"],
        pace=pace,
    )


def _pace(days: int, speaker: Speaker) -> str:
    if days > _YEAR:
        return speaker.say("more than a year at today's pace")
    return speaker.say.plural("about {n} day at today's pace", "about {n} days at today's pace", days)
