"""A backtest in three lines, and what it can't tell."""

from __future__ import annotations

from collections.abc import Iterator

from adopt.backtest.gain import Gain
from adopt.backtest.proof import Backtest
from adopt.say import Speaker, warning

_ENOUGH_TERMS = 10
"""Negated terms with later clicks: of fewer, an interval from resampled terms is too narrow."""

_OURS = 2
_LITTLE = 20
"""Later orders under which nothing is said of conversion rates."""


def verdict(result: Backtest, speaker: Speaker) -> tuple[str, ...]:
    """Three lines: what adopt's negations would have brought, against today's rules, and whether figures came true.

    One line where nothing came that could be counted.
    """
    if not result.clicks:
        return (_nothing_came(result, speaker),)
    return _gained(result, speaker), _against(result, speaker), _came_true(result, speaker)


def _nothing_came(result: Backtest, speaker: Speaker) -> str:
    say, left_out = speaker.say, (result.last_day - result.counted[1]).days
    if not left_out:
        return say("Too little to tell: no click came that could be counted.")
    return say(
        "Too little to tell: no click came that could be counted. The last {days} days don't count, since their orders "
        "aren't all in.",
        days=left_out,
    )


def _gained(result: Backtest, speaker: Speaker) -> str:
    say, own = speaker.say, result.gains[0]
    # Of several deals negations are a mean, which the table rounds to 0 as well.
    if not (own.clicks or round(own.negated)):
        return say("adopt would have negated nothing on what was known then.")
    if not own.clicks:
        return say(
            "Nothing can be told: of {n} search terms that adopt would have negated, none had a later click.",
            n=f"{own.negated:,.0f}",
        )
    if not certain(own):
        return say(
            "Too little data to tell whether adopt's negations would have paid: {gain} {time}, though anything from {range} fits.",
            gain=speaker.money(own.gain.value),
            time=_time(result, speaker),
            range=_range(own, speaker),
        )
    values = {
        "gain": speaker.money(abs(own.gain.value)),
        "time": _time(result, speaker),
        "range": _range(own, speaker),
        "share": speaker.share(abs(own.gain.value) / result.spend if result.spend else 0.0),
    }
    if own.gain.value < 0:
        return say(
            "Negating what adopt proposed would have lost {gain} {time} (95%: {range}), {share} of the spend there.",
            **values,
        )
    return say(
        "Negating what adopt proposed would have earned {gain} more {time} (95%: {range}), {share} of the spend there.",
        **values,
    )


def certain(gain: Gain) -> bool:
    """Whether the gain's sign is more than chance, on terms enough to say so."""
    return gain.gain.tells and heard(gain) >= _ENOUGH_TERMS


def heard(gain: Gain) -> float:
    """Negated terms with later clicks."""
    return gain.negated - gain.silent


def _time(result: Backtest, speaker: Speaker) -> str:
    if not result.cuts:
        return speaker.say("on the other half of your clicks")
    return speaker.say.plural(
        "over {weeks} weeks, decided on {n} day",
        "over {weeks} weeks, decided on {n} days",
        len(result.cuts),
        weeks=f"{result.weeks:.1f}",
    )


def _range(own: Gain, speaker: Speaker) -> str:
    low, high = (speaker.money(value) for value in own.gain[1:])
    return speaker.say("{low} to {high}", low=low, high=high)


def _against(result: Backtest, speaker: Speaker) -> str:
    say = speaker.say
    best = max(result.gains[_OURS:], key=lambda one: (one.gain.value, one.policy))
    low, high = (speaker.money(value) for value in best.lead[1:])
    values = {
        "rule": say(best.policy),
        "gain": speaker.money(best.gain.value),
        "lead": speaker.money(best.lead.value),
        "range": say("{low} to {high}", low=low, high=high),
    }
    told = best.lead.tells and max(heard(result.gains[0]), heard(best)) >= _ENOUGH_TERMS
    if told and best.lead.value > 0:
        return say("Today's rules would have brought less; the best of them, {rule}: {gain}.", **values)
    if told:
        return say(
            "One of today's rules would have brought more: {rule}, {gain}. adopt's lead over it: {lead} ({range}).",
            **values,
        )
    return say(
        "Too close to tell from the best of today's rules, chosen afterwards: {rule}, {gain}. adopt's lead: {lead} "
        "({range}).",
        **values,
    )


def _came_true(result: Backtest, speaker: Speaker) -> str:
    say, found = speaker.say, result.rates
    if found.orders < _LITTLE:
        return say(
            "Too few later orders ({n}) to tell whether conversion rates came true.", n=f"{found.orders:,.0f}"
        )
    low, high = found.ratio[1:]
    values = {
        "came": f"{found.orders:,.0f}",
        "foretold": f"{found.orders / found.ratio.value:,.0f}",
        "ratio": f"{found.ratio.value:.2f}",
        "range": say("{low} to {high}", low=f"{low:.2f}", high=f"{high:.2f}"),
    }
    if low <= 1 <= high:
        return say(
            "Conversion rates came true: {foretold} orders foretold for later clicks, {came} came (ratio {ratio}, "
            "{range}).",
            **values,
        )
    return say(
        "Conversion rates were off: {foretold} orders foretold for later clicks, {came} came (ratio {ratio}, {range}).",
        **values,
    )


def limits(result: Backtest, speaker: Speaker) -> Iterator[str]:
    """What the figures rest on, and what no log can tell."""
    say, own = speaker.say, result.gains[0]
    if result.cuts:
        yield from _replayed(result, speaker)
        yield say(
            "A term that you stopped yourself shows no later clicks, and counts as no gain: {silent} of the {negated} that "
            "adopt would have negated had none.",
            silent=f"{own.silent:,.0f}",
            negated=f"{own.negated:,.0f}",
        )
        yield say("Seasons, prices and stock changed as they did: another month may bring other figures.")
    else:
        yield say(
            "No {days} days of daily rows: clicks were dealt into two halves at random, one to decide, one to count. Both "
            "are of the same days, so that nothing is learned of change; and half the clicks decide less surely than all.",
            days=result.needed,
        )
        yield say(
            "Negatives, paused campaigns, keywords and new products aren't looked at: rules that protect by them took no part."
        )
    yield say(
        "Bids aren't judged: without bids changed at random, no log tells what another bid would have brought."
    )
    yield say(
        "Clicks that a negative would have sent to another of your terms aren't followed; profit is margin (or target "
        "ACoS) x ad sales - spend."
    )
    yield from (warning(code, detail, say) for code, detail in result.notes)
    yield say(
        "One 95% interval in twenty misses; the best of several rules, chosen afterwards, looks better than it is."
    )


def _replayed(result: Backtest, speaker: Speaker) -> Iterator[str]:
    say = speaker.say
    if result.late_known:
        yield say("Orders counted at each decision as the downloads of that time told them.")
    else:
        yield say(
            "Orders that arrived after a decision aren't marked in one late download: for the last days before each "
            "decision, a random part of them was hidden, as many as usually come late."
        )
    if result.bulks < len(result.cuts):
        yield say(
            "Negatives, paused campaigns, keywords and new products of that time are known for {known} of {all} decisions; "
            "rules that protect by them took no part in the others.",
            known=result.bulks,
            all=len(result.cuts),
        )
