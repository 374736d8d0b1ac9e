"""The evidence behind one action, as a few labelled lines of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from adopt.say.flips import flip_sentence
from adopt.say.speaker import Speaker

SUREST = 0.999
"""No probability is told as nearer to 0 or 1: the model isn't that sure of itself."""


class Line(NamedTuple):
    """A label and what it is."""

    label: str
    value: str


class Hurdle(NamedTuple):
    """The conversion rate that decides: what it is called, what it is, how it follows, and P(rate is above it)."""

    label: str
    rate: float
    how: str
    above: float | None


def evidence_lines(row: Mapping[str, Any], hurdle: Hurdle, speaker: Speaker) -> list[Line]:
    """What was seen, what is expected, what is needed, how sure that is, and what would change it.

    Args:
        row: an action with the columns of `adopt.decide.flip.FLIPS`.
        hurdle: as `hurdle_of` gives it.
        speaker: of the reader.
    """
    say = speaker.say
    lines = [
        Line(say("Seen"), seen(row, speaker)),
        Line(
            say("Conversion rate"),
            say(
                "{cvr} expected, {low} to {high} with 90% probability",
                cvr=speaker.share(row["cvr"]),
                low=speaker.share(row["cvr_low"]),
                high=speaker.share(row["cvr_high"]),
            ),
        ),
    ]
    if row["aim"]:
        lines.insert(0, Line(say("Aim"), aim_of(row, speaker)))
    if row["prior_cvr"] is not None:
        prior = say("{cvr} expected from terms like it", cvr=speaker.share(row["prior_cvr"]))
        lines.append(Line(say("Before its clicks"), prior))
    lines.append(Line(hurdle.label, f"{speaker.share(hurdle.rate)} = {hurdle.how}"))
    if hurdle.above is not None:
        sure = say("{share} that it lies above that", share=speaker.share(_told(hurdle.above)))
        lines.append(Line(say("Probability"), sure))
    if row["flip_known"]:
        lines.append(Line(say("What would change it"), what_would_change(row, speaker)))
    return lines


def aim_of(row: Mapping[str, Any], speaker: Speaker) -> str:
    """``launches (level 120%)``: the aim that covers an action."""
    if (row["aim_level"] or 1) == 1:
        return str(row["aim"])
    return speaker.say("{aim} (level {level})", aim=row["aim"], level=speaker.share(row["aim_level"]))


def seen(row: Mapping[str, Any], speaker: Speaker) -> str:
    """``35 clicks, no order, $29.60 spent in 60 days``."""
    return speaker.say(
        "{clicks}, {orders}, {spend} spent in {days} days",
        clicks=speaker.clicks(row["clicks"]),
        orders=speaker.orders(row["orders"]),
        spend=speaker.money(row["spend"]),
        days=row["days"],
    )


def what_would_change(row: Mapping[str, Any], speaker: Speaker) -> str:
    """The flips of an action, or that no one change of evidence flips it."""
    return flip_sentence(row, speaker) or speaker.say("no single change of this evidence")


def hurdle_of(row: Mapping[str, Any], shade: float, speaker: Speaker) -> Hurdle:
    """Break-even, or for a bid the rate at which today's bid is right, or that pays for a raise.

    Args:
        row: an action.
        shade: share of a click's value that is bid (`adopt.settings.Bid`).
        speaker: of the reader.
    """
    say, worth = speaker.say, row["order_value"] * row["break_even_acos"]
    terms = {
        "order_value": speaker.money(row["order_value"]),
        "share": speaker.share(row["break_even_acos"]),
        "cpc": speaker.money(row["cpc"]),
    }
    if row["code"] == "B304":
        return _of_raise(row, worth, terms, speaker)
    if "B301" not in (row["code"], row.get("waits_for")) or not row["base_bid"]:
        how = say("{cpc} a click / ({order_value} an order x {share} of it for ads)", **terms)
        return Hurdle(say("Break-even"), row["break_even_cvr"], how, _above(row, row["break_even_cvr"]))
    paid = row["base_bid"] * (row["bid_multiplier"] or 1)
    part = shade * (row.get("kappa") or 1)
    rate = paid / (part * worth)
    how = say(
        "a bid of {bid} / ({order_value} an order x {share} of it for ads x {shade})",
        bid=speaker.money(paid),
        shade=f"{part:.4g}",
        **terms,
    )
    return Hurdle(say("Today's bid needs"), rate, how, _above(row, rate))


def _of_raise(row: Mapping[str, Any], worth: float, terms: Mapping[str, str], speaker: Speaker) -> Hurdle:
    """The rate that pays for a click at the full new bid."""
    paid = row["to_bid"] * (row["bid_multiplier"] or 1)
    how = speaker.say(
        "a click at the full {bid} / ({order_value} an order x {share} of it for ads)",
        bid=speaker.money(paid),
        **terms,
    )
    return Hurdle(speaker.say("The new bid needs"), paid / worth, how, _above(row, paid / worth))


def _above(row: Mapping[str, Any], rate: float) -> float | None:
    """P(conversion rate > rate)."""
    if row["alpha"] is None:
        return None
    from adopt.estimate.above import chance_above

    return float(chance_above(row["alpha"], row["beta"], rate))


def _told(probability: float) -> float:
    return min(max(probability, 1 - SUREST), SUREST)
