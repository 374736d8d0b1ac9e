"""What an action changes, in a few characters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from adopt.decide.made import MATCH_TYPES
from adopt.say.advice import percent
from adopt.say.reasons.place import schedule_text
from adopt.say.reasons.steer import stays
from adopt.say.speaker import Speaker
from adopt.say.translate import later
from adopt.write.bulk_sheet import negative_expression

_TOKENS = {
    "exact": later("exact"),
    "phrase": later("phrase"),
    "broad": later("broad"),
    "negativeExact": later("negativeExact"),
    "negativePhrase": later("negativePhrase"),
    "Archive": later("Archive"),
}
"""Amazon's tokens; in Chinese the words of its console, which 'Your value' takes as well."""


def changes(actions: pl.DataFrame, speaker: Speaker) -> list[str]:
    """What changes, as Amazon names it in the speaker's language: ``negativeExact``, ``exact`` or an expression, and bids."""
    rows = actions.with_columns(to_text=negative_expression(pl.col("to_text")))
    return [_change(row, speaker) for row in rows.iter_rows(named=True)]


def _change(row: Mapping[str, Any], speaker: Speaker) -> str:
    code = row["code"]
    if code == "B303":
        return schedule_text(row["detail"])
    if code.startswith("T") or row["from_value"] is not None:
        return _value_change(row, speaker)
    if row["to_text"] is None and row["to_bid"] is not None:
        old = speaker.money(row["from_bid"]) if row["from_bid"] is not None else "-"
        return f"{old} → {speaker.money(row['to_bid'])}"
    return speaker.say(_TOKENS["Archive"]) if code.startswith("U") else _made(row, speaker)


def _value_change(row: Mapping[str, Any], speaker: Speaker) -> str:
    said = speaker.share if row["entity"] == "Account" else speaker.money
    said = percent if row["code"] == "B302" else said
    if stays(row):
        return speaker.say("stays at {level}", level=said(row["to_value"]))
    return f"{said(row['from_value'])} → {said(row['to_value'])}"


def _made(row: Mapping[str, Any], speaker: Speaker) -> str:
    if row["code"] == "L501" and row["to_value"] is not None:
        return f"AUTO + MANUAL, {speaker.money(row['to_value'])}"
    if row["to_text"] is None:
        return row["to_state"] or "-"
    token = row["to_match_type"] or MATCH_TYPES.get(row["entity"]) or str(row["to_text"])
    made = speaker.say(_TOKENS[token]) if token in _TOKENS else token
    if row["to_bid"] is None:
        return made
    return speaker.say("{match_type}, {bid}", match_type=made, bid=speaker.money(row["to_bid"]))
