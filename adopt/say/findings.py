"""Findings as sentences: what each is about, why, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from adopt.checks.missing import NO_REPORT, NO_REPORTS
from adopt.say.checks import WORDS
from adopt.say.figures import Figures
from adopt.say.notes import kind_name
from adopt.say.numbers import short_number
from adopt.say.speaker import Speaker
from adopt.say.translate import later
from adopt.words.checking import checks

_SPAN = re.compile(r"(\d+)d")
"""The days that tell a check from the same one over other days: ``30d``."""
NO_CURRENCY = "XXX"
"""ISO 4217 of no currency: of rounds whose reports name none."""

STATUS = {
    "act": later("Act"),
    "watch": later("Keep an eye on it"),
    "no_data": later("No data"),
    "fine": later("Fine"),
}

MODULE = {
    "account": later("Account health"),
    "notices": later("Notices"),
    "orders": later("Orders and shipping"),
    "service": later("Customer service"),
    "inventory": later("Inventory"),
    "ads": later("Ad performance"),
    "listing": later("Listing"),
    "prices": later("Competitor prices"),
    "clock": later("The clock"),
    "hygiene": later("Hygiene"),
    "channels": later("Channels"),
    "files": later("Files"),
}


class Findings:
    """Says findings, rows of `adopt.schema.Finding`, in one language.

    Args:
        speaker: of the reader.
        zone: in which moments are told.
    """

    def __init__(self, speaker: Speaker, zone: ZoneInfo) -> None:
        self.speaker, self.figures = speaker, Figures(speaker, zone)

    def task(self, row: Mapping[str, Any]) -> str:
        """What a finding is about, in a few words."""
        if row["reason"] == NO_REPORT:
            return self.speaker.say("Download: {reports}", reports=self._filled(row)["reports"])
        if row["reason"] == NO_REPORTS:
            return self.speaker.say("Downloads that aren't here: {count}", count=self._filled(row)["count"])
        name, subject = self.metric(row), self._subject(row)
        return self.speaker.say("{task}: {subject}", task=name, subject=subject) if subject else name

    def _subject(self, row: Mapping[str, Any]) -> str:
        """What a finding is about; a report by its name, not by our word for its kind, and ``30d`` in words."""
        if days := _SPAN.fullmatch(str(row["subject"])):
            return self.speaker.say.plural("{n} day", "{n} days", int(days[1]))
        about_report = row["subject"] and row["subject"] == row["kind"]
        return kind_name(row["kind"], self.speaker.say) if about_report else str(row["subject"])

    def metric(self, row: Mapping[str, Any]) -> str:
        """What the check is called."""
        return checks()[row["code"]].name[self.speaker.language]

    def status(self, row: Mapping[str, Any]) -> str:
        """How urgent it is."""
        return self.speaker.say(STATUS[row["status"]])

    def module(self, row: Mapping[str, Any]) -> str:
        """The part of the morning round that it belongs to."""
        module = "files" if row["reason"] == NO_REPORTS else checks()[row["code"]].module
        return self.speaker.say(MODULE[module])

    def why(self, row: Mapping[str, Any]) -> str:
        """What was found, with its numbers."""
        return self.speaker.say(WORDS[row["reason"]].why, **self._filled(row))

    def brief(self, row: Mapping[str, Any]) -> str:
        """What it is about, and the first sentence of what was found."""
        first = re.split(r"(?<=\.) |(?<=。)", self.why(row), maxsplit=1)[0]
        return self.speaker.say("{task}: {subject}", task=self.task(row), subject=first)

    def do(self, row: Mapping[str, Any]) -> str:
        """What to do about it."""
        return self.speaker.say(WORDS[row["reason"]].do, **self._filled(row))

    def value(self, row: Mapping[str, Any]) -> str:
        """The value; of a share of so many, with the counts."""
        said = self._value(row)
        return f"{said} ({row['n']:,}/{row['of']:,})" if said and row["n"] is not None and row["of"] else said

    def _value(self, row: Mapping[str, Any]) -> str:
        unit, value, target = row["unit"], row["value"], row["target"]
        if value is None or target is None:
            return self.figures.said(unit, value)
        return self.figures.held(unit, value, target)

    def target(self, row: Mapping[str, Any]) -> str:
        """How the value should stand to what."""
        said = self.figures.said(row["unit"], row["target"])
        return f"{row['op']} {said}" if said and row["op"] else said

    def due(self, row: Mapping[str, Any]) -> str:
        """When it is due, in the reader's zone; empty where it has no time of its own."""
        return self.figures.moment(row["due"].isoformat()) if row["due"] else ""

    def window(self, row: Mapping[str, Any]) -> str:
        """The days that the report tells of."""
        days = [str(day) for day in (row["first_day"], row["last_day"]) if day is not None]
        return " – ".join(dict.fromkeys(days))

    def _filled(self, row: Mapping[str, Any]) -> dict[str, str]:
        figures, said = {one["name"]: one for one in row["figures"]}, self.figures.said
        own = {name: said(row["unit"], row[name]) for name in ("target", "low", "high")}
        own["value"] = self._value(row)
        own |= {name: short_number(row[name]) for name in ("n", "of") if row[name] is not None}
        own |= {
            "subject": row["subject"],
            "window": self.window(row) or self.speaker.say("not told"),
            "due": self.due(row),
            "stake": said("money", row["at_stake"]),
        }
        if reports := figures.get("reports"):
            own["where"] = self.figures.where(reports["text"])
        return own | {name: said(one["unit"], one["number"], one["text"]) for name, one in figures.items()}
