"""Numbers of findings as a seller reads them, each in its unit."""

from __future__ import annotations

from collections.abc import Callable

from adopt.say import clauses
from adopt.say.speaker import Speaker

_LONG = 72
"""Hours from which a span is told in days."""


def numbers(speaker: Speaker) -> dict[str, Callable[[float], str]]:
    """How a number is said, by its unit."""
    plural = speaker.say.plural
    days = _counted(lambda n: plural("{n} day", "{n} days", n))
    hours = _counted(lambda n: plural("{n} hour", "{n} hours", n))
    units = _counted(lambda n: plural("{n} unit", "{n} units", n))
    return {
        "before_rounding": lambda n: speaker.say(
            " ({units} before cartons, smallest order and age limit)", units=units(n)
        ),
        "clicks": lambda n: speaker.clicks(round(n)),
        "days": days,
        "hours": hours,
        "impressions": lambda n: plural("{n} impression", "{n} impressions", round(n)),
        "money": speaker.money,
        "offers": _counted(lambda n: plural("{n} offer", "{n} offers", n)),
        "orders": lambda n: speaker.orders(round(n)),
        "page_views": lambda n: plural("{n} page view", "{n} page views", round(n)),
        "parcels": _counted(lambda n: plural("{n} parcel", "{n} parcels", n)),
        "points": _counted(lambda n: plural("{n} point", "{n} points", n)),
        "products": _counted(lambda n: plural("{n} product", "{n} products", n)),
        "promotions": _counted(lambda n: plural("{n} promotion", "{n} promotions", n)),
        "sessions": lambda n: plural("{n} session", "{n} sessions", round(n)),
        "share": speaker.share,
        "small_share": lambda value: f"{value:.1g}" if value < 0.001 else f"{value:.1%}",  # noqa: PLR2004  0.1%
        "span": lambda n: hours(n) if n < _LONG else days(n / 24),
        "stake_together": lambda value: clauses.stake_together(speaker.money(value), speaker.say),
        "units": units,
        "weeks": _counted(lambda n: plural("{n} week", "{n} weeks", n)),
    }


def short_number(number: float) -> str:
    """A plain number: 1,234 or 0.5."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.4g}"


def _counted(plural: Callable[[int], str]) -> Callable[[float], str]:
    """Whole numbers in the plural they take; others with one decimal, in the plural of two."""

    def said(n: float) -> str:
        whole = round(n)
        if abs(n - whole) < 0.05:  # noqa: PLR2004  one decimal is shown
            return plural(whole)
        return plural(2).replace("2", f"{n:,.1f}", 1)

    return said
