"""``adopt outcome`` in words: the verdict, plans, where promises were wrong, stated against observed probability."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl

from adopt.after.outcome import AccountOutcome
from adopt.estimate.outcome.attribution import HORIZON
from adopt.estimate.outcome.summary import Summary
from adopt.estimate.outcome.wrong import Why
from adopt.lab.section import Section, Table
from adopt.say import Speaker
from adopt.say.targets import subject
from adopt.say.translate import later
from adopt.schema import Came

_MOST_WRONG = 20

_VERDICTS = {
    Came.KEPT: later("kept"),
    Came.BETTER: later("better than promised"),
    Came.SHORT: later("fell short"),
    Came.EARLY: later("too early to tell"),
    Came.UNTOLD: later("stays open: its days don't tell"),
    Came.FOLLOWED: later("followed by a later change"),
    Came.UNKNOWN: later("can't be told: nothing to compare with"),
}
_KINDS = {"terms": later("search terms"), "targets": later("bids, placements, budgets")}
_WHY = {
    Why.STILL_RUNS: later("not effective yet: still spends {spend} there, last on {last_seen}"),
    Why.SELLS_ELSEWHERE: later(
        "sells elsewhere: {elsewhere_orders} more orders for {elsewhere_spend} there; see whether U101 takes it back"
    ),
    Why.MOVED: later("its clicks came elsewhere: {elsewhere_spend} of {saved} saved was spent there"),
    Why.LESS_TRAFFIC: later("less traffic than before: {spend_expected} would have been spent"),
    Why.FEWER_ORDERS: later("fewer orders: {orders} came, {orders_expected} were to be expected without it"),
    Why.DEARER: later("dearer clicks: {spend} spent, {spend_expected} were to be expected without it"),
}
_RELIABLE = {
    "bids": later("bid changes: profit rose"),
    "left_open": later("terms that ran on: paid for their clicks"),
}


def sections(one: AccountOutcome, language: str) -> list[Section]:
    """What an account's plans brought, in a language: for the screen and as Markdown."""
    speaker = Speaker(language, one.account.currency)
    say = speaker.say
    found = [
        Section(
            say("What came of the plans of {account}", account=one.account.key), tuple(_head(one, speaker))
        )
    ]
    found.append(Section(say("Promised and came, per week"), (), (_plans(one, speaker),)))
    if one.wrong.height:
        found.append(_wrong(one, speaker))
    if one.reliability.height:
        found.append(_reliability(one, speaker))
    return [*found, Section(say("What can't be known"), tuple(_unknown(one, speaker)))]


def _head(one: AccountOutcome, speaker: Speaker) -> Iterator[str]:
    say, total = speaker.say, one.total
    if one.days is None or not total.actions:
        yield say("Nothing of a plan has been done yet, or no day is known since.")
        return
    if total.told:
        yield say(
            "Promised {promised} of profit a week, came {came} [{low}, {high}]: {verdict}.",
            promised=_week(total, total.promised, speaker),
            came=_week(total, total.came, speaker),
            low=_week(total, total.low, speaker),
            high=_week(total, total.high, speaker),
            verdict=_verdict(total, speaker),
        )
        yield say(
            "Spend saved: {spend} a week. Orders more or fewer than without the changes: {orders} a week.",
            spend=_week(total, total.spend_saved, speaker),
            orders=f"{total.per_week(total.orders_kept):+.1f}",
        )
    yield say(
        "{told} of {actions} actions can be told by now, on days up to {last}; each counts for {horizon} days at most.",
        told=f"{total.told:,}",
        actions=f"{total.actions:,}",
        last=one.days[1],
        horizon=HORIZON,
    )


def _week(found: Summary, money: float, speaker: Speaker) -> str:
    return speaker.money(found.per_week(money))


def _verdict(found: Summary, speaker: Speaker) -> str:
    said = speaker.say(_VERDICTS[found.verdict])
    if found.days_more is None:
        return said
    more = speaker.say.plural("about {n} day more", "about {n} days more", found.days_more)
    return said + speaker.say.aside(more)


def _plans(one: AccountOutcome, speaker: Speaker) -> Table:
    say = speaker.say
    columns = (
        say("plan"),
        say("actions"),
        say("told"),
        say("days that count"),
        say("promised"),
        say("came"),
        say("95 % interval"),
        say("verdict"),
    )
    rows = [_row(str(plan.made_on), plan.summary, speaker) for plan in one.plans if plan.summary.actions]
    rows += [_row(say(_KINDS[name]), found, speaker) for name, found in one.kinds.items() if found.actions]
    return Table(columns, (*rows, _row(say("together"), one.total, speaker)))


def _row(name: str, found: Summary, speaker: Speaker) -> tuple[str, ...]:
    counts = (f"{found.actions:,}", f"{found.told:,}", str(found.days))
    if not found.told:
        return (name, *counts, speaker.money(found.untold), "-", "-", _verdict(found, speaker))
    low, high = (_week(found, money, speaker) for money in (found.low, found.high))
    return (
        name,
        *counts,
        _week(found, found.promised, speaker),
        _week(found, found.came, speaker),
        f"{low} – {high}",
        _verdict(found, speaker),
    )


def _wrong(one: AccountOutcome, speaker: Speaker) -> Section:
    say = speaker.say
    columns = (
        say("code"),
        say("what"),
        say("where"),
        say("promised"),
        say("came"),
        say("95 % interval"),
        say("why"),
    )
    rows = [
        (
            row["code"],
            subject(row, speaker),
            f"{row['campaign']} > {row['ad_group']}",
            speaker.money(row["promised"]),
            "-" if row["came"] is None else speaker.money(row["came"]),
            "-" if row["low"] is None else f"{speaker.money(row['low'])} – {speaker.money(row['high'])}",
            _why(row, speaker),
        )
        for row in one.wrong.head(_MOST_WRONG).iter_rows(named=True)
    ]
    text = say(
        "Money over the days that count. Of a hundred promises that are right, two or three stand here by chance."
    )
    more = one.wrong.height - _MOST_WRONG
    hidden = (say.plural("{n} more is in --json.", "{n} more are in --json.", more),) if more > 0 else ()
    return Section(say("Where the promise was wrong"), (text, *hidden), (Table(columns, tuple(rows)),))


def _why(row: dict[str, object], speaker: Speaker) -> str:
    money = {name: float(row[name]) for name in ("spend", "spend_expected", "elsewhere_spend")}  # type: ignore[arg-type]  # numbers
    counts = {name: f"{float(row[name]):.1f}" for name in ("orders", "orders_expected", "elsewhere_orders")}  # type: ignore[arg-type]  # numbers
    return speaker.say(
        _WHY[Why(str(row["why"]))],
        **{name: speaker.money(amount) for name, amount in money.items()},
        **counts,
        saved=speaker.money(money["spend_expected"] - money["spend"]),
        last_seen=row["last_seen"],
    )


def _reliability(one: AccountOutcome, speaker: Speaker) -> Section:
    say = speaker.say
    columns = (
        say("stated probability"),
        say("actions"),
        say("stated"),
        say("to be seen"),
        say("seen"),
        say("95 % interval"),
    )
    tables, text = [], []
    for kind, title in _RELIABLE.items():
        own = one.reliability.filter(pl.col("kind") == kind)
        if own.height:
            rows = tuple(_bin(row, say(title)) for row in own.iter_rows(named=True))
            tables.append(Table(columns, rows))
    text.append(
        say(
            "'To be seen' is the share that would be seen if what was stated is true: a small effect hides in noise, and a "
            "term that pays may have no luck."
        )
    )
    text.append(_surprise(one, speaker))
    return Section(say("Stated and observed probability"), tuple(text), tuple(tables))


def _surprise(one: AccountOutcome, speaker: Speaker) -> str:
    drawn = one.judged.surprise
    low, high = np.quantile(drawn, [0.025, 0.975])
    return speaker.say(
        "Where they ran on, changed terms sold {ratio} times as many orders a click as their plans believed [{low}, {high}]; "
        "what is said above is corrected by that.",
        ratio=f"{drawn.mean():.2f}",
        low=f"{low:.2f}",
        high=f"{high:.2f}",
    )


def _bin(row: dict[str, float], title: str) -> tuple[str, ...]:
    low = row["low"]
    return (
        f"{title}, {low:.0%} – {low + 0.1:.0%}",
        f"{row['actions']:,}",
        f"{row['stated']:.0%}",
        f"{row['foretold']:.0%}",
        f"{row['came']:.0%}",
        f"{row['came_low']:.0%} – {row['came_high']:.0%}",
    )


def _unknown(one: AccountOutcome, speaker: Speaker) -> Iterator[str]:
    say = speaker.say
    yield say(
        "What a negated term would have sold is what it was expected to sell, corrected by what such terms sold since; "
        "nobody sees the orders that weren't made."
    )
    yield say(
        "A day counts for the last change before it; the day of a change itself for none. What changed everywhere at once "
        "has no likes left alone, and can't be told."
    )
    if one.unread:
        yield say.plural(
            "{n} kept plan can't be read by this version, and doesn't count: {names}.",
            "{n} kept plans can't be read by this version, and don't count: {names}.",
            len(one.unread),
            names=", ".join(one.unread),
        )
    if one.total.untold:
        yield say(
            "{money} of profit a week was promised by actions that can't be told by now; the estimate before them stands.",
            money=speaker.money(one.total.untold),
        )
