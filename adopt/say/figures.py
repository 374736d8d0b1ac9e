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


_LONG = 72
"""Hours from which a span is told in days."""


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
            "eastern": self.eastern,
            "place": self.place,
            "kinds": self.kinds,
            "adds": self.adds,
            "refusal": lambda code: speaker.say(REASONS[code]),
            "rejected": lambda code: rejected(code, speaker.say),
            "detail": lambda text: f" ({text})" if text else "",
            "ad_products": lambda told: speaker.say(_AD_PRODUCTS[told]),
            "no_sales": lambda _: speaker.say("no sales"),
            "claim": lambda kind: kind or speaker.say("Claim"),
            "country": lambda code: code or speaker.say("a country that isn't named"),
            "tracking": lambda number: number or speaker.say("none"),
            "rank": lambda told: told or speaker.say("unranked"),
            "amazon": lambda status: status or speaker.say("nothing"),
            "policy": lambda name: metric_name(name, speaker.say),
            "parts": self.parts,
            "was": lambda text: clauses.was(text, speaker.say, self.said),
            "claim_from": lambda iso: clauses.claim_from(self.moment(iso), speaker.say) if iso else "",
            "order": lambda text: clauses.of_order(text, speaker.say),
            "between": lambda text: clauses.between(text, speaker.say, self.said),
            "unknown": lambda _: speaker.say("unknown"),
            "model": lambda name: speaker.say(MODELS[name]),
        }
        self._numbers: dict[str, Callable[[float], str]] = {
            "share": speaker.share,
            "small_share": lambda value: f"{value:.1g}" if value < 0.001 else f"{value:.1%}",  # noqa: PLR2004  0.1%
            "money": speaker.money,
            "clicks": lambda n: speaker.clicks(round(n)),
            "orders": lambda n: speaker.orders(round(n)),
            "days": self._counted(lambda n: speaker.say.plural("{n} day", "{n} days", n)),
            "span": self.span,
            "hours": self._counted(lambda n: speaker.say.plural("{n} hour", "{n} hours", n)),
            "units": self._counted(lambda n: speaker.say.plural("{n} unit", "{n} units", n)),
            "offers": self._counted(lambda n: speaker.say.plural("{n} offer", "{n} offers", n)),
            "promotions": self._counted(lambda n: speaker.say.plural("{n} promotion", "{n} promotions", n)),
            "parcels": self._counted(lambda n: speaker.say.plural("{n} parcel", "{n} parcels", n)),
            "weeks": self._counted(lambda n: speaker.say.plural("{n} week", "{n} weeks", n)),
            "products": self._counted(lambda n: speaker.say.plural("{n} product", "{n} products", n)),
            "sessions": lambda n: speaker.say.plural("{n} session", "{n} sessions", round(n)),
            "impressions": lambda n: speaker.say.plural("{n} impression", "{n} impressions", round(n)),
            "page_views": lambda n: speaker.say.plural("{n} page view", "{n} page views", round(n)),
            "points": self._counted(lambda n: speaker.say.plural("{n} point", "{n} points", n)),
        }

    def said(self, unit: str | None, number: float | None, text: str | None = None) -> str:
        """A figure; empty where there is none. Units that aren't known are plain numbers and texts."""
        if number is not None:
            return self._numbers.get(unit or "", short_number)(number)
        return self._texts.get(unit or "", str)(text) if text is not None else ""

    def span(self, hours: float) -> str:
        """So many hours; days where they are many."""
        return self.said("hours", hours) if hours < _LONG else self.said("days", hours / 24)

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
        between = "、" if self.speaker.language == "zh" else ", "
        return between.join(kind_name(name, self.speaker.say) for name in names.split(","))

    def adds(self, codes: str) -> str:
        """What checks would tell, of codes with commas between."""
        between = "；" if self.speaker.language == "zh" else "; "
        told = [checks()[code].adds[self.speaker.language] for code in codes.split(",")]
        return between.join(dict.fromkeys(filter(None, told)))

    def parts(self, names: str) -> str:
        """Parts of an appeal, of their names with commas between."""
        between = "、" if self.speaker.language == "zh" else ", "
        return between.join(self.speaker.say(PARTS[name]) for name in names.split(","))

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
