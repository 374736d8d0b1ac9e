"""Figures of findings as a seller reads them: a number or a text, in a unit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from adopt.say.notes import kind_name
from adopt.say.speaker import Speaker
from adopt.say.translate import later
from adopt.words.checking import checks
from adopt.words.companions import companions

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
        self._texts: dict[str, Callable[[str], str]] = {
            "time": self.moment,
            "kinds": self.kinds,
            "adds": self.adds,
            "unknown": lambda _: speaker.say("unknown"),
            "model": lambda name: speaker.say(MODELS[name]),
        }
        self._numbers: dict[str, Callable[[float], str]] = {
            "share": speaker.share,
            "money": speaker.money,
            "clicks": lambda n: speaker.clicks(round(n)),
            "orders": lambda n: speaker.orders(round(n)),
            "days": self._counted(lambda n: speaker.say.plural("{n} day", "{n} days", n)),
            "hours": self._counted(lambda n: speaker.say.plural("{n} hour", "{n} hours", n)),
            "units": self._counted(lambda n: speaker.say.plural("{n} unit", "{n} units", n)),
            "sessions": self._counted(lambda n: speaker.say.plural("{n} session", "{n} sessions", n)),
            "weeks": self._counted(lambda n: speaker.say.plural("{n} week", "{n} weeks", n)),
            "products": self._counted(lambda n: speaker.say.plural("{n} product", "{n} products", n)),
            "points": self._counted(lambda n: speaker.say.plural("{n} point", "{n} points", n)),
        }

    def said(self, unit: str | None, number: float | None, text: str | None = None) -> str:
        """A figure; empty where there is none. Units that aren't known are plain numbers and texts."""
        if number is not None:
            return self._numbers.get(unit or "", short_number)(number)
        return self._texts.get(unit or "", str)(text) if text is not None else ""

    def moment(self, iso: str) -> str:
        """A moment in the reader's zone, with its name: 2026-11-25 07:00 EST."""
        return datetime.fromisoformat(iso).astimezone(self.zone).strftime("%Y-%m-%d %H:%M %Z")

    def kinds(self, names: str) -> str:
        """What kinds of reports are called, of names with commas between."""
        between = "、" if self.speaker.language == "zh" else ", "
        return between.join(kind_name(name, self.speaker.say) for name in names.split(","))

    def adds(self, codes: str) -> str:
        """What checks would tell, of codes with commas between."""
        between = "；" if self.speaker.language == "zh" else "; "
        told = [checks()[code].adds[self.speaker.language] for code in codes.split(",")]
        return between.join(dict.fromkeys(filter(None, told)))

    def where(self, names: str) -> str:
        """Where to download kinds of reports."""
        layouts, say = companions(), self.speaker.say
        places = [
            layouts[name].where[say.language] if name in layouts else kind_name(name, say)
            for name in names.split(",")
        ]
        return "; ".join(places)

    def _counted(self, plural: Callable[[int], str]) -> Callable[[float], str]:
        """Whole numbers in the plural they take; others with one decimal, in the plural of two."""

        def said(n: float) -> str:
            whole = round(n)
            if abs(n - whole) < 0.05:  # noqa: PLR2004  one decimal is shown
                return plural(whole)
            return plural(2).replace("2", f"{n:,.1f}", 1)

        return said


def short_number(number: float) -> str:
    """A plain number: 1,234 or 0.5."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.4g}"
