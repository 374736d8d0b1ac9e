"""A backtest as sections of text, tables and figures: the same on the screen and on the page."""

from __future__ import annotations

import math

from adopt.backtest.calibration import ProfitBin, RateBin
from adopt.backtest.gain import Gain
from adopt.backtest.proof import Backtest
from adopt.backtest.resample import Interval
from adopt.backtest.surprise import Surprise
from adopt.backtest.verdict import certain, limits, verdict
from adopt.lab.section import Section, Table
from adopt.say import Speaker

RATES = 2
"""Place of the section on conversion rates, to which the plot belongs."""

_NOTHING = "-"


def sections(result: Backtest, language: str) -> list[Section]:
    """The verdict, four tables, and what can't be told; in English or Chinese. No tables where nothing came."""
    speaker = Speaker(language, result.currency)
    if not result.clicks:
        return [_head(result, speaker), _limits(result, speaker)]
    return [
        _head(result, speaker),
        _gains(result, speaker),
        _rates(result, speaker),
        _profits(result, speaker),
        _surprises(result, speaker),
        _limits(result, speaker),
    ]


def _head(result: Backtest, speaker: Speaker) -> Section:
    say = speaker.say
    title = say("Backtest: {account}", account=result.name or speaker.currency)
    first, last = result.counted
    if not result.clicks:
        known = say("Days known: {known}.", known=f"{result.first_day} – {result.last_day}")
        return Section(title, (*verdict(result, speaker), known))
    counted = say(
        "Days known: {known}. Counted: {counted}, {clicks} clicks, {orders} orders, spend {spend}, profit {profit}.",
        known=f"{result.first_day} – {result.last_day}",
        counted=f"{first} – {last}",
        clicks=f"{result.clicks:,.0f}",
        orders=f"{result.orders:,.0f}",
        spend=speaker.money(result.spend),
        profit=speaker.money(result.profit),
    )
    return Section(title, (*verdict(result, speaker), counted, *_losing(result, speaker)))


def _losing(result: Backtest, speaker: Speaker) -> tuple[str, ...]:
    """Where ads lose as a whole, the rule that negates most looks best: the reader must know."""
    if result.profit >= 0:
        return ()
    said = speaker.say(
        "At these margins the ads lost money as a whole, so that whoever negates much looks good, right or wrong. If the "
        "target ACoS isn't your break-even, set your margins."
    )
    return (said,)


def _gains(result: Backtest, speaker: Speaker) -> Section:
    say = speaker.say
    columns = (
        say("rule"),
        say("negated"),
        say("no later click"),
        say("orders lost"),
        say("spend saved"),
        say("gain"),
        say("95%"),
        say("sure?"),
        say("adopt's lead"),
        say("95%"),
    )
    rows = tuple(_gain_row(one, speaker, first=not place) for place, one in enumerate(result.gains))
    return Section(say("What negations would have brought"), (), (Table(columns, rows),))


def _gain_row(one: Gain, speaker: Speaker, *, first: bool) -> tuple[str, ...]:
    money, say = speaker.money, speaker.say
    sure = say("yes") if certain(one) else say("too little to tell")
    return (
        say(one.policy),
        f"{one.negated:,.0f}",
        f"{one.silent:,.0f}",
        f"{one.orders:,.0f}",
        money(one.spend),
        money(one.gain.value),
        _span(one.gain, speaker),
        sure,
        _NOTHING if first else money(one.lead.value),
        _NOTHING if first else _span(one.lead, speaker),
    )


def _span(one: Interval, speaker: Speaker) -> str:
    if math.isnan(one.low):
        return _NOTHING
    return speaker.say("{low} to {high}", low=speaker.money(one.low), high=speaker.money(one.high))


def _rates(result: Backtest, speaker: Speaker) -> Section:
    say, bins = speaker.say, result.rates.bins
    title = say("Did conversion rates come true?")
    if not bins:
        return Section(title, (say("Too few later orders for a table."),))
    columns = (
        say("CVR foretold"),
        say("terms"),
        say("later clicks"),
        say("orders foretold"),
        say("orders"),
        say("CVR that came"),
        say("95%"),
        say("foretold is inside"),
    )
    rows = tuple(_rate_row(one, speaker) for one in bins)
    return Section(title, (_prices(result, speaker),), (Table(columns, rows),))


def _prices(result: Backtest, speaker: Speaker) -> str:
    """A profit can be off because prices were: both prices of it, foretold and come."""
    money, found = speaker.money, result.rates
    return speaker.say(
        "Order value: {value} foretold, {value_came} came. Cost per click: {cpc} foretold, {cpc_came} came.",
        value=money(found.order_value[0]),
        value_came=money(found.order_value[1]),
        cpc=money(found.cpc[0]),
        cpc_came=money(found.cpc[1]),
    )


def _rate_row(one: RateBin, speaker: Speaker) -> tuple[str, ...]:
    share, say = speaker.share, speaker.say
    inside = one.came.low <= one.foretold <= one.came.high
    return (
        share(one.foretold),
        f"{one.terms:,}",
        f"{one.clicks:,.0f}",
        f"{one.orders[0]:,.1f}",
        f"{one.orders[1]:,.0f}",
        share(one.came.value),
        say("{low} to {high}", low=share(one.came.low), high=share(one.came.high)),
        say("yes") if inside else say("no"),
    )


def _profits(result: Backtest, speaker: Speaker) -> Section:
    say = speaker.say
    columns = (
        say("P(profitable)"),
        say("terms"),
        say("later clicks"),
        say("profit per click foretold"),
        say("came"),
        say("95%"),
        say("terms with enough clicks"),
        say("paid, foretold"),
        say("paid"),
    )
    text = (
        say(
            "Whether one term is profitable can't be seen on its few later clicks. So: profit per later click of all terms "
            "alike; and of those with enough clicks, the share whose later orders paid for them, against the share foretold "
            "for so many clicks."
        ),
    )
    rows = tuple(_profit_row(one, speaker) for one in result.profits)
    return Section(say("Did P(profitable) come true?"), text, (Table(columns, rows),))


def _profit_row(one: ProfitBin, speaker: Speaker) -> tuple[str, ...]:
    money, share = speaker.money, speaker.share
    return (
        f"{one.low:.0%} – {one.low + 0.1:.0%}",
        f"{one.terms:,}",
        f"{one.clicks:,.0f}",
        money(one.foretold),
        money(one.came.value),
        _span(one.came, speaker),
        f"{one.thick:,}",
        _NOTHING if math.isnan(one.chance) else share(one.chance),
        _NOTHING if math.isnan(one.earned) else share(one.earned),
    )


def _surprises(result: Backtest, speaker: Speaker) -> Section:
    say = speaker.say
    columns = (
        say("estimator"),
        say("log-loss per 1,000 clicks"),
        say("worse than adopt by (nats)"),
        say("95%"),
    )
    rows = tuple(_surprise_row(one, speaker, first=not place) for place, one in enumerate(result.surprises))
    text = (
        say(
            "The less, the better the next clicks were foretold; 95% on both sides of 0: no difference shown."
        ),
    )
    return Section(say("Log-loss of the next clicks"), text, (Table(columns, rows),))


def _surprise_row(one: Surprise, speaker: Speaker, *, first: bool) -> tuple[str, ...]:
    say, (value, low, high) = speaker.say, one.worse
    span = say("{low} to {high}", low=f"{low:+.1f}", high=f"{high:+.1f}")
    return (
        say(one.estimator),
        f"{1000 * one.per_click:.1f}",
        _NOTHING if first else f"{value:+.1f}",
        _NOTHING if first else span,
    )


def _limits(result: Backtest, speaker: Speaker) -> Section:
    told = tuple(f"- {line}" for line in limits(result, speaker))
    return Section(speaker.say("What this rests on, and what logs can't tell"), told)
