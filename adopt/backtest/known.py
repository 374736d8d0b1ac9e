"""What is known of an account: every row of search terms, and what was known of the account on past days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from adopt.decided import shares
from adopt.errors import InputError
from adopt.estimate.rows import fill_days, spelt_terms
from adopt.history import Account, History, account_named, account_of, widened
from adopt.history.names import names_on
from adopt.history.recall import restatements, seen_search_terms, snapshot
from adopt.reports import join_ids, read_folder
from adopt.reports.choose import choose
from adopt.reports.groups import Group, groups
from adopt.reports.sources import Note
from adopt.schema import Bulk, Reading
from adopt.settings import Settings

_EVER = 36_500


class Known(NamedTuple):
    """All that a backtest of one account rests on.

    Attributes:
        name: of the account, as far as it is known.
        currency: ISO 4217.
        settings: of the account.
        rows: `SearchTermRow` with days, terms folded, and ``seen_on``, the day each was last downloaded on.
        daily: whether the rows are of single days.
        first_day, last_day: the days that the rows cover.
        window_days: attribution window.
        margins: what ad groups may spend of an order, as from `adopt.decided.shares`.
        told: what each download said of each day (`History.restatements`), None without a history.
        bulk_on: the account as it was known on a day; None where no download of that time is known.
        notes: (code, detail) of what was left out and why.
    """

    name: str
    currency: str
    settings: Settings
    rows: pl.DataFrame
    daily: bool
    first_day: date
    last_day: date
    window_days: int
    margins: pl.DataFrame
    told: pl.DataFrame | None = None
    bulk_on: Callable[[date], Bulk | None] = lambda _: None
    notes: tuple[Note, ...] = ()


def known_in_folder(folder: Path, settings: Settings, as_of: date, home: Path | None) -> tuple[Known, ...]:
    """The accounts whose reports lie in a folder, with all days that the history adds to them.

    Raises:
        InputError: nothing usable in the folder, or files of which it can't be told whose they are.
    """
    found = groups(read_folder(folder, tuple(settings.headers.values())), settings)
    return tuple(_of_files(group, as_of, home) for group in found)


def known_in_history(home: Path, settings: Settings, as_of: date) -> tuple[Known, ...]:
    """The accounts of a history with daily search terms.

    Raises:
        InputError: the history has none, or can't be read.
    """
    found = tuple(_of_history(home, settings, as_of))
    if not found:
        raise InputError(
            "{home} knows no search terms by day; give a folder with a daily search term report", home=home
        )
    return found


def _of_files(group: Group, as_of: date, home: Path | None) -> Known:
    sources = choose(group.folder, group.settings, as_of)
    known = Known(
        name=group.name,
        currency=sources.currency,
        settings=group.settings,
        rows=sources.rows,
        daily=sources.daily,
        first_day=sources.first_day,
        last_day=sources.last_day,
        window_days=sources.window_days,
        margins=shares(sources.rows, sources.bulk, sources.marketplace, group.settings, as_of),
        notes=(*sources.notes, *_rejected(sources.used)),
    )
    try:
        whose = account_of(group.settings.account or sources.account, sources.marketplace, sources.currency)
    except InputError:
        return _spelt(known, sources.bulk)
    if home is None or not sources.daily:
        return _spelt(known, sources.bulk)
    wide = widened(sources, home, whose, _EVER, as_of).sources
    known = known._replace(
        rows=wide.rows, first_day=wide.first_day, notes=(*wide.notes, *_rejected(sources.used))
    )
    return _spelt(_remembered(known, home, whose), sources.bulk)


def _rejected(used: Sequence[Reading]) -> Iterator[Note]:
    count = sum(reading.rejected.height for reading in used)
    if count:
        yield "rejected_rows", f"{count:,}"


def _of_history(home: Path, settings: Settings, as_of: date) -> Iterator[Known]:
    for one in History(home).coverage():
        if one.kind != "search_term" or not one.daily or one.first_day is None or one.last_day is None:
            continue
        account = account_named(one.account)
        # Days before a gap are left out: what lies between them and the others isn't known.
        gap = next((gap for gap in reversed(one.gaps) if gap[1] < as_of), None)
        days = (gap[1] if gap else one.first_day, min(one.last_day, as_of))
        by_window = [(window, seen_search_terms(home, account, *days, window)) for window in (7, 14)]
        window, then = max(by_window, key=lambda pair: pair[1].height)
        if then.is_empty():
            continue
        rows = names_on(home, account, as_of).now(then)
        bulk = snapshot(home, account, as_of)
        known = Known(
            name=one.account,
            currency=account.currency,
            settings=settings,
            rows=rows,
            daily=True,
            first_day=rows["first_day"].min(),  # type: ignore[arg-type]  # every row has a day
            last_day=rows["first_day"].max(),  # type: ignore[arg-type]  # every row has a day
            window_days=window,
            margins=shares(rows, bulk, account.marketplace, settings, as_of),
            notes=(("history_gap", f"{gap[0]} – {gap[1]}"),) if gap else (),
        )
        yield _spelt(_remembered(known, home, account), bulk)


def _remembered(known: Known, home: Path, account: Account) -> Known:
    told = restatements(home, account).filter(kind="search_term", window_days=known.window_days)
    return known._replace(told=told, bulk_on=lambda day: snapshot(home, account, day))


def _spelt(known: Known, bulk: Bulk | None) -> Known:
    """Rows with days, and one spelling of each campaign, ad group and term: courses are followed by these names."""
    rows = fill_days(known.rows, known.first_day, known.last_day)
    if bulk is not None:
        rows = join_ids(rows, bulk).drop("join", "join_reason")
    return known._replace(rows=rows.with_columns(spelt_terms()))
