"""What ``adopt history`` shows."""

from __future__ import annotations

from datetime import date

from rich.console import Console

from adopt.cli.screen import console, plain, table
from adopt.history import Coverage, History
from adopt.say import Translate, kind_name, translator

_MEGA = 1_000_000


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
    for one in known:
        shown.add_row(*(plain(cell) for cell in _cells(one, day, say)))
    screen.print(shown)


def _cells(one: Coverage, day: date, say: Translate) -> tuple[str, ...]:
    name = kind_name(one.kind, say)
    summary = not one.daily and one.kind == "search_term"
    return (
        one.account,
        say("{kind} (summary)", kind=name) if summary else name,
        f"{one.files:,}",
        f"{one.first_day} – {one.last_day}" if one.first_day else "-",
        f"{one.days:,}" if one.daily else "-",
        str((day - one.last_day).days) if one.last_day else "-",
        f"{one.restated:,}" if one.daily else "-",
    )


def _gaps(one: Coverage, say: Translate, screen: Console) -> None:
    """Days that no download told; Amazon keeps 65 days of search terms, older ones can't be fetched any more."""
    for first, last in one.gaps:
        days = f"{first} – {last}" if first != last else str(first)
        where = {"account": one.account, "kind": kind_name(one.kind, say), "days": days}
        screen.print(plain(say("! {account}, {kind}: nothing is known of {days}.", **where)), style="yellow")
