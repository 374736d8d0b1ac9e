"""Numbers of findings as a seller reads them, each in its unit."""

from __future__ import annotations

from collections.abc import Callable

from adopt.say import clauses
from adopt.say.money import share
from adopt.say.speaker import Speaker

_LONG = 72
"""Hours from which a span is told in days."""


_FINEST = 4


def told_apart(value: float, limit: float, said: Callable[[float, int], str]) -> str:
    """The value with as many decimals, from one up to four, as tell it apart from the limit that it is held against.

    Args:
        value, limit: both in one unit.
        said: says a number of that unit with so many decimals.
    """
    told = [said(value, decimals) for decimals in range(1, _FINEST + 1)]
    apart = [one for place, one in enumerate(told, 1) if one != said(limit, place)]
    return apart[0] if apart and value != limit else told[0]


def numbers(speaker: Speaker, decimals: int = 1) -> dict[str, Callable[[float], str]]:
    """How a number is said, by its unit.

    Args:
        speaker: of the reader.
        decimals: of shares and counts, at most; money has those of its currency.
    """
    plural = speaker.say.plural

    def counted(one: Callable[[int], str]) -> Callable[[float], str]:
        return lambda n: _count(n, one, decimals)

    days = counted(lambda n: plural("{n} day", "{n} days", n))
    hours = counted(lambda n: plural("{n} hour", "{n} hours", n))
    units = counted(lambda n: plural("{n} unit", "{n} units", n))
    return {
        "before_rounding": lambda n: speaker.say(
            " ({units} before cartons, smallest order and age limit)", units=units(n)
        ),
        "clicks": lambda n: speaker.clicks(round(n)),
        "days": days,
        "hours": hours,
        "impressions": lambda n: plural("{n} impression", "{n} impressions", round(n)),
        "money": speaker.money,
        "offers": counted(lambda n: plural("{n} offer", "{n} offers", n)),
        "orders": lambda n: speaker.orders(round(n)),
        "page_views": lambda n: plural("{n} page view", "{n} page views", round(n)),
        "parcels": counted(lambda n: plural("{n} parcel", "{n} parcels", n)),
        "points": counted(lambda n: plural("{n} point", "{n} points", n)),
        "products": counted(lambda n: plural("{n} product", "{n} products", n)),
        "promotions": counted(lambda n: plural("{n} promotion", "{n} promotions", n)),
        "sessions": lambda n: plural("{n} session", "{n} sessions", round(n)),
        "share": lambda value: share(value, decimals),
        "small_share": lambda value: f"{value:.1g}" if value < 0.001 else share(value),  # noqa: PLR2004  0.1%
        "span": lambda n: hours(n) if n < _LONG else days(n / 24),
        "stake_together": lambda value: clauses.stake_together(speaker.money(value), speaker.say),
        "units": units,
        "weeks": counted(lambda n: plural("{n} week", "{n} weeks", n)),
    }


def short_number(number: float) -> str:
    """A plain number: 1,234 or 0.5."""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,.4g}"


def _count(n: float, plural: Callable[[int], str], decimals: int) -> str:
    """Whole numbers in the plural they take; others with decimals, in the plural of two."""
    whole = round(n)
    if abs(n - whole) < 0.5 / 10**decimals:
        return plural(whole)
    return plural(2).replace("2", f"{n:,.{decimals}f}", 1)
