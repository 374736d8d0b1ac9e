"""Figures of findings as a seller reads them: a number or a text, in a unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from adopt.reports.refusal import REASONS
from adopt.say import clauses
from adopt.say.account_names import metric_name
from adopt.say.checks.notices import PARTS
from adopt.say.notes import kind_name, rejected
from adopt.say.numbers import numbers, short_number, told_apart
from adopt.say.speaker import Speaker
from adopt.say.translate import later
from adopt.words.checking import checks
from adopt.words.clock import midnights
from adopt.words.companions import companions
from adopt.words.zones import EASTERN

_AD_PRODUCTS = {
    "sp": later(
        "Spend is that of Sponsored Products; Sponsored Brands and Display, if you run them, aren't in it."
    ),
    "sp_of_more": later(
        "Spend is that of Sponsored Products only: your Sponsored Brands or Display campaigns aren't in it, so that the true "
        "TACoS is higher."
    ),
}

MODELS = {
    "run_rate": later("weighted run rate"),
    "ses": later("exponential smoothing"),
    "damped": later("damped trend"),
    "weekday": later("same weekday"),
    "croston": later("Croston"),
    "sba": later("Syntetos-Boylan"),
    "tsb": later("Teunter-Syntetos-Babai"),
}
"""What models of demand are called."""


class Figures:
    """Says figures in one language, currency and time zone.

    Args:
        speaker: of the reader.
        zone: in which moments are told.
    """

    def __init__(self, speaker: Speaker, zone: ZoneInfo) -> None:
        self.speaker, self.zone = speaker, zone
        self._numbers, self._texts = numbers(speaker), self._units_of_text()

    def said(self, unit: str | None, number: float | None, text: str | None = None) -> str:
        """A figure; empty where there is none. Units that aren't known are plain numbers and texts."""
        if number is not None:
            return self._numbers.get(unit or "", short_number)(number)
        return self._texts.get(unit or "", str)(text) if text is not None else ""

    def held(self, unit: str | None, value: float, limit: float) -> str:
        """A value as `said`; with more decimals where it would read like the limit that it is held against."""
        return told_apart(value, limit, lambda n, decimals: self._finer(unit, n, decimals))

    def _finer(self, unit: str | None, number: float, decimals: int) -> str:
        return numbers(self.speaker, decimals).get(unit or "", short_number)(number)

    def moment(self, iso: str) -> str:
        """A moment in the reader's zone, with its name: 2026-11-25 07:00 EST."""
        return datetime.fromisoformat(iso).astimezone(self.zone).strftime("%Y-%m-%d %H:%M %Z")

    def eastern(self, iso: str) -> str:
        """The hour of a moment in New York: 07:00 EST."""
        return datetime.fromisoformat(iso).astimezone(EASTERN).strftime("%H:%M %Z")

    def place(self, zone: str) -> str:
        """What the place of a time zone is called."""
        names = {one.zone.key: one.name[self.speaker.language] for one in midnights()}
        return names.get(zone, zone)

    def kinds(self, names: str) -> str:
        """What kinds of reports are called, of names with commas between."""
        return self.speaker.say.listed(kind_name(name, self.speaker.say) for name in names.split(","))

    def parts(self, names: str) -> str:
        """Parts of an appeal, of their names with commas between."""
        return self.speaker.say.listed(self.speaker.say(PARTS[name]) for name in names.split(","))

    def adds(self, codes: str) -> str:
        """What checks would tell, of codes with commas between."""
        told = [checks()[code].adds[self.speaker.language] for code in codes.split(",")]
        return self.speaker.say.parted(dict.fromkeys(filter(None, told)))

    def where(self, names: str) -> str:
        """Where to get kinds of reports; tables that a seller keeps have a template."""
        return self.speaker.say.parted(map(self._place, names.split(",")))

    def _place(self, name: str) -> str:
        layout, say = companions().get(name), self.speaker.say
        if layout is None:
            return kind_name(name, say)
        if not layout.template:
            return layout.where[say.language]
        template = say("'adopt template {name}' writes the table to fill in.", name=name)
        return say.run_on(layout.where[say.language], template)

    def _units_of_text(self) -> dict[str, Callable[[str], str]]:
        say = self.speaker.say
        return {
            "ad_products": lambda told: say(_AD_PRODUCTS[told]),
            "adds": self.adds,
            "amazon": lambda status: status or say("nothing"),
            "between": lambda text: clauses.between(text, say, self.said),
            "claim": lambda kind: kind or say("Claim"),
            "claim_from": lambda iso: clauses.claim_from(self.moment(iso), say) if iso else "",
            "country": lambda code: code or say("a country that isn't named"),
            "detail": lambda text: f" ({text})" if text else "",
            "eastern": self.eastern,
            "first_due": lambda iso: clauses.first_due(self.moment(iso), say),
            "kinds": self.kinds,
            "forecast": lambda text: clauses.forecast(text, MODELS, say, self.said),
            "no_sales": lambda _: say("no sales"),
            "order": lambda text: clauses.of_order(text, say),
            "parts": self.parts,
            "place": self.place,
            "policy": lambda name: metric_name(name, say),
            "rank": lambda told: told or say("unranked"),
            "refusal": lambda code: say(REASONS[code]),
            "rejected": lambda code: rejected(code, say),
            "time": self.moment,
            "tracking": lambda number: number or say("none"),
            "unknown": lambda _: say("unknown"),
            "was": lambda text: clauses.was(text, say, self.said),
        }
