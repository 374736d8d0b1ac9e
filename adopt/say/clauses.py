"""Clauses that stand in a sentence only where there is something to tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from adopt.say.translate import Translate

Said = Callable[[str, float], str]


def was(text: str, say: Translate, said: Said) -> str:
    """``; it was 0.5% on 2026-11-24``, of "share 0.005 2026-11-24"; empty of an empty text.

    Args:
        text: unit, number and day with spaces between.
        say: of the reader's language.
        said: says a number in a unit.
    """
    if not text:
        return ""
    unit, number, *day = text.split(" ")
    value = said(unit, float(number))
    return (
        say("; it was {value} on {day}", value=value, day=day[0])
        if day
        else say("; it was {value}", value=value)
    )


def of_order(order: str, say: Translate) -> str:
    """A sentence that names the order; empty where there is none."""
    return say(" Order: {order}.", order=order) if order else ""


def claim_from(moment: str, say: Translate) -> str:
    """A sentence on when the buyer may turn to Amazon."""
    return say(" From {moment} the buyer may open an A-to-z claim.", moment=moment)


def between(text: str, say: Translate, said: Said) -> str:
    """A sentence on the 95 % interval of a rate of few orders, of "0.1 0.8"; empty of an empty text."""
    if not text:
        return ""
    low, high = (said("share", float(end)) for end in text.split(" "))
    return say(
        " With so few orders the true rate may lie anywhere between {low} and {high}.", low=low, high=high
    )


def forecast(text: str, model: Mapping[str, str], say: Translate, said: Said) -> str:
    """`` (exponential smoothing; weekly error: 12.0%)``, of "ses 0.12"; empty of an empty text."""
    if not text:
        return ""
    name, error = text.split(" ")
    return say(" ({model}; weekly error: {error})", model=say(model[name]), error=said("share", float(error)))


def first_due(moment: str, say: Translate) -> str:
    """``; the first is due 2026-11-25 07:00 EST``."""
    return say("; the first is due {due}", due=moment)


def stake_together(money: str, say: Translate) -> str:
    """``; $120.00 at stake together``."""
    return say("; {stake} at stake with them together", stake=money)
