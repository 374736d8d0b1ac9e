"""The daily checks of a run: what lies on the desk, and what is found there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import dataframely as dy
import polars as pl

from adopt.checks import Ads, Desk, Table, findings
from adopt.errors import InputError
from adopt.history import Account, History, account_of
from adopt.reports import Folder
from adopt.reports.newest import newest_word
from adopt.schema import Finding, Reading
from adopt.settings import Settings
from adopt.words import Market, markets
from adopt.words.companions import companions

RUN_AT = time(12)
"""The hour at which a day's run takes place, where no other moment is given; UTC."""


def moment_of(as_of: date) -> datetime:
    """The moment of a day's run: 12:00 UTC."""
    return datetime.combine(as_of, RUN_AT, UTC)


def checked(
    folder: Folder, settings: Settings, now: datetime, ads: Ads | None = None, home: Path | None = None
) -> dy.DataFrame[Finding]:
    """What the daily checks find in an account's reports.

    Args:
        folder: the account's files.
        settings: of the run.
        now: its moment, with a zone.
        ads: the day's plan and what it rests on; None in a folder without search terms.
        home: folder of the history, which tells what was known on the day before.
    """
    return findings(desk_of(folder, settings, now, ads, home))


def desk_of(
    folder: Folder, settings: Settings, now: datetime, ads: Ads | None, home: Path | None = None
) -> Desk:
    """What the checks look at; arguments as in `checked`."""
    tables = {table.kind: table for table in _tables(folder.readings)}
    code = _marketplace(folder.readings, settings, ads)
    currency = ads.plan.currency if ads else _agreed(one.currency for one in folder.readings)
    whose = ads.plan.account if ads else None
    return Desk(
        now=now,
        market=_market(code),
        currency=currency,
        settings=settings,
        tables=tables,
        before=_before(home, _account(settings, whose, code, currency), now, [*tables]) if home else {},
        ads=ads,
    )


def _tables(readings: Iterable[Reading]) -> Iterable[Table]:
    """A table for each kind: the newest file, or where rows tell what they are of, the newest word on each."""
    by_kind: dict[str, list[Reading]] = {}
    for one in readings:
        if isinstance(one.data, pl.DataFrame) and one.data.height and one.kind != "search_term":
            by_kind.setdefault(one.kind, []).append(one)
    for kind, own in by_kind.items():
        ordered = sorted(own, key=lambda one: (one.last_day or date.min, one.path.name))
        key = companions()[kind].known_by if kind in companions() else ()
        yield _joined(ordered, key) if key and len(ordered) > 1 else _table(ordered[-1])


def _table(one: Reading) -> Table:
    assert isinstance(one.data, pl.DataFrame)
    return Table(one.kind, one.data, one.path.name, one.first_day, one.last_day)


def _joined(ordered: list[Reading], key: tuple[str, ...]) -> Table:
    """Rows of several files; of those that tell the same thing, the ones of the newest file."""
    kept = newest_word([one.data for one in ordered], key)  # type: ignore[misc]
    days = [_table(one) for one in ordered]
    return Table(
        ordered[-1].kind,
        kept,
        ", ".join(one.path.name for one in ordered),
        min((one.first_day for one in days if one.first_day), default=None),
        max((one.last_day for one in days if one.last_day), default=None),
    )


def _before(home: Path, whose: Account | None, now: datetime, kinds: list[str]) -> Mapping[str, Table]:
    """What history knew of today's kinds on the day before."""
    if whose is None or not home.exists():
        return {}
    store, day = History(home), now.date() - timedelta(days=1)
    found: dict[str, Table] = {}
    for kind in kinds:
        rows = store.companion(whose, kind, day) if kind in companions() else None
        if rows is not None:
            last = rows["downloaded"].max()
            assert isinstance(last, date)
            found[kind] = Table(kind, rows, f"history {last}", None, last)
    return found


def _account(settings: Settings, named: str | None, code: str | None, currency: str | None) -> Account | None:
    try:
        return account_of(settings.account or named, code, currency) if currency else None
    except InputError:
        return None


def _marketplace(readings: Iterable[Reading], settings: Settings, ads: Ads | None) -> str | None:
    said = ads.plan.marketplace if ads else None
    return said or settings.marketplace or _agreed(one.marketplace for one in readings)


def _agreed(said: Iterable[str | None]) -> str | None:
    """What all that say something say."""
    every = {one for one in said if one}
    return every.pop() if len(every) == 1 else None


def _market(code: str | None) -> Market | None:
    return markets().get(code) if code else None
