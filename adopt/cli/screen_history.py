"""What ``adopt history`` shows."""

from __future__ import annotations

from datetime import date

import polars as pl
from rich.console import Console

from adopt.cli.screen import console, plain, table
from adopt.estimate.learned import learned_curve
from adopt.history import Coverage, History, account_named
from adopt.say import Translate, kind_name, translator

_MEGA = 1_000_000
_WINDOW = 7
"""Attribution window of sellers; vendors' reports are few."""
_GAPS = 4
"""Gaps shown of a kind, the newest ones: with twenty kinds, all of them would be a page."""


def show(history: History, day: date, language: str) -> None:
    """A table of what is known by account and kind, then the gaps, then the size."""
    say, screen, known = translator(language), console(), history.coverage()
    if not known:
        screen.print(
            plain(
                say("Nothing is known yet in {home}: 'adopt daily --home {home}' begins.", home=history.home)
            )
        )
        return
    _table(known, day, say, screen)
    for one in known:
        _gaps(one, say, screen)
    for one in known:
        if one.kind == "search_term" and one.daily:
            _maturity(one, history, say, screen)
    size = f"{history.size() / _MEGA:,.1f}"
    screen.print(plain(say("{home}: {size} MB.", home=history.home, size=size)))


def _table(known: tuple[Coverage, ...], day: date, say: Translate, screen: Console) -> None:
    shown = table(
        say("account"),
        say("kind"),
        say("files"),
        say("days"),
        say("days known"),
        say("days old"),
        say("restated days"),
        numbers=(2, 4, 5, 6),
    )
    before = ""
    for one in known:
        shown.add_row(
            *(plain(cell) for cell in (one.account if one.account != before else "", *_cells(one, day, say)))
        )
        before = one.account
    screen.print(shown)


def _cells(one: Coverage, day: date, say: Translate) -> tuple[str, ...]:
    name = kind_name(one.kind, say)
    summary = not one.daily and one.kind == "search_term"
    return (
        say("{kind} (summary)", kind=name) if summary else name,
        f"{one.files:,}",
        f"{one.first_day} – {one.last_day}" if one.first_day else str(one.newest_download),
        f"{one.days:,}" if one.daily else "-",
        str(one.age(day)),
        f"{one.restated:,}" if one.daily else "-",
    )


def _gaps(one: Coverage, say: Translate, screen: Console) -> None:
    """Days that no download told; Amazon keeps 65 days of search terms, older ones can't be fetched any more."""
    if not one.gaps:
        return
    shown = [f"{first} – {last}" if first != last else str(first) for first, last in one.gaps[-_GAPS:]]
    where = {"account": one.account, "kind": kind_name(one.kind, say), "days": ", ".join(shown)}
    line = say("! {account}, {kind}: nothing is known of {days}.", **where)
    if earlier := len(one.gaps) - len(shown):
        more = say.plural("{n} earlier gap is in --json.", "{n} earlier gaps are in --json.", earlier)
        line = say.run_on(line, more)
    screen.print(plain(line), style="yellow")


def _maturity(one: Coverage, history: History, say: Translate, screen: Console) -> None:
    """How much of a day each age shows, with an interval; from the days that were downloaded after their window."""
    told = history.restatements(account_named(one.account)).filter(kind="search_term", window_days=_WINDOW)
    curve = learned_curve(told, _WINDOW)
    days = curve["days"].max()
    if not days:
        _default(curve, one.account, say, screen)
        return
    names = {
        "clicks": say("clicks"),
        "spend_micros": say("spend"),
        "orders": say("orders"),
        "sales_micros": say("sales"),
    }
    ages = curve["age"].unique().sort().to_list()
    screen.print(
        plain(
            say(
                "Share of a day's final figures that a download shows, learned from {n} days of {account}:",
                n=days,
                account=one.account,
            )
        )
    )
    shown = table(
        say("days after the click"), *(str(age) for age in ages), numbers=tuple(range(1, len(ages) + 1))
    )
    for metric, name in names.items():
        cells = [
            f"{share:.0%} ({low:.0%}–{high:.0%})"
            for share, low, high in curve.filter(metric=metric).select("share", "low", "high").iter_rows()
        ]
        shown.add_row(*(plain(cell) for cell in (name, *cells)))
    screen.print(shown)


def _default(curve: pl.DataFrame, account: str, say: Translate, screen: Console) -> None:
    """The share of a day's orders that is taken for shown as long as nothing is learned."""
    orders = curve.filter(metric="orders").sort("age")
    shares = say.listed(f"{share:.0%}" for share in orders["share"])
    text = say(
        "{account}: no day was downloaded again after its attribution window yet. Until then the default share of "
        "a day's final orders holds, 1 to {last} days after the click: {shares}.",
        account=account,
        last=orders["age"].max(),
        shares=shares,
    )
    screen.print(plain(text))
