"""Which of the files read a run rests on, and whether they belong together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from adopt.errors import InputError
from adopt.reports.folder import Folder
from adopt.reports.refusal import REASONS, Refusal
from adopt.schema import Bulk, Reading, SearchTermRow
from adopt.settings import Settings
from adopt.words import Market, markets
from adopt.words.companions import companions

Note = tuple[str, str]
_ACCOUNT = re.compile(r"^bulk-([a-z0-9]+)-\d{8}-\d{8}-\d+", re.IGNORECASE)
_LONGEST_DOWNLOAD = 60
_GAP = timedelta(days=7)
"""Days without a report that part one time from another: last year's prices and shoppers prove nothing today."""
_HARMLESS = {
    "wrong_type",
    "unknown_report",
    "another_report",
    "upload_sheet",
    "no_rows",
}
"""Refusals that take nothing from a run: the file isn't one that it would have used."""


class Sources(NamedTuple):
    """What a run rests on.

    Attributes:
        rows: `SearchTermRow` of the chosen report.
        daily: whether the rows are of single days.
        first_day, last_day: the period that the rows cover.
        window_days: attribution window, 7 or 14.
        bulk: the bulk download, if there is one.
        sales: `DailySales` of the business report, if there is one.
        account: Amazon's name of the account in the bulk download's file name.
        marketplace: two-letter code, if it is known.
        currency: ISO 4217.
        market: limits on bids and budgets, of the marketplace or of one with the same currency.
        used: the readings behind all this.
        notes: (code, detail) of what was left out and why.
    """

    rows: pl.DataFrame
    daily: bool
    first_day: date
    last_day: date
    window_days: int
    bulk: Bulk | None
    sales: pl.DataFrame | None
    account: str | None
    marketplace: str | None
    currency: str
    market: Market | None
    used: tuple[Reading, ...]
    notes: tuple[Note, ...]


def choose(folder: Folder, settings: Settings, as_of: date) -> Sources:
    """Picks the search term source, the bulk download and the business report of a run.

    Console reports go before the bulk download's own tab (they have days or at least a period); daily ones before
    summaries unless they end a week earlier; overlapping ones are never added together: the one with the newest day
    is used; one that ended a week before the others began is left out.

    Raises:
        InputError: no search terms at all, or files of different accounts, marketplaces or currencies.
    """
    readings = folder.readings
    _stop_at_damage(folder.refusals)
    bulks, bulk_notes = _newest([reading for reading in readings if reading.kind == "bulk"])
    console, console_notes = _apart([reading for reading in readings if reading.kind == "search_term"])
    sales, sales_notes = _newest([reading for reading in readings if reading.kind == "business"])
    used = (*console, *bulks, *sales)
    _one_account([reading for reading in readings if reading.kind == "bulk"])
    bulk = bulks[0].data if bulks else None
    assert bulk is None or isinstance(bulk, Bulk)
    first_day, last_day = _period(console or bulks, as_of)
    rows = _rows(console, bulk)
    if rows.is_empty():
        raise _no_search_terms(folder)
    currency, marketplace = _currency(used, settings), _marketplace(used, settings)
    left_out = (
        [("bulk_tab_left_out", bulks[0].path.name)]
        if console and bulk is not None and bulk.search_terms.height
        else []
    )
    if last_day > as_of + timedelta(days=1):
        raise InputError(
            "the reports end on {last_day}, after the day of the run ({as_of}); give a later --as-of",
            last_day=last_day,
            as_of=as_of,
        )
    return Sources(
        rows=rows,
        daily=bool(console) and all(reading.daily for reading in console),
        first_day=first_day,
        last_day=last_day,
        window_days=console[0].window_days if console else 7,
        bulk=bulk,
        sales=sales[0].data if sales else None,  # type: ignore[arg-type]
        account=_account(bulks[0]) if bulks else None,
        marketplace=marketplace,
        currency=currency,
        market=_market(marketplace, currency),
        used=used,
        notes=(
            *(_refused(refusal) for refusal in folder.refusals),
            *bulk_notes,
            *console_notes,
            *sales_notes,
            *left_out,
            *_beside(readings),
        ),
    )


def _stop_at_damage(refusals: Sequence[Refusal]) -> None:
    """A damaged report may be today's; a run without it would decide on yesterday's without anyone noticing."""
    damaged = [
        refusal
        for refusal in refusals
        if refusal.reason not in _HARMLESS and refusal.kind not in companions()
    ]
    if damaged:
        raise InputError(
            "{files}. Download again what is damaged, or take it out of the folder",
            files="; ".join(str(refusal) for refusal in damaged),
        )


def _beside(readings: Sequence[Reading]) -> list[Note]:
    """Reports that were read and that no decision looks at."""
    names = sorted(reading.path.name for reading in readings if reading.kind in companions())
    return [("read_not_used", ", ".join(names))] if names else []


def _refused(refusal: Refusal) -> Note:
    detail = f" ({refusal.detail})" if refusal.detail else ""
    return "file_refused", f"{refusal.path.name}: {REASONS[refusal.reason]}{detail}"


def _newest(readings: Sequence[Reading]) -> tuple[list[Reading], list[Note]]:
    """The reading with the newest day (then the latest name), and a note for each one left out."""
    if not readings:
        return [], []
    ordered = sorted(readings, key=lambda reading: (reading.last_day or date.min, reading.path.name))
    return [ordered[-1]], [("older_left_out", reading.path.name) for reading in ordered[:-1]]


def _apart(readings: Sequence[Reading]) -> tuple[list[Reading], list[Note]]:
    """Console reports that may be added together: of one time, granularity and window, and not a day in common."""
    newest = max((reading.last_day for reading in readings if reading.last_day), default=date.min)
    best = sorted(
        readings,
        key=lambda reading: (
            newest - (reading.last_day or date.min) <= _GAP,
            reading.daily,
            reading.last_day or date.min,
            reading.read,
            reading.path.name,
        ),
        reverse=True,
    )
    kept: list[Reading] = []
    notes: list[Note] = []
    for reading in best:
        if kept and _long_before(reading, kept):
            notes.append(("older_left_out", reading.path.name))
        elif kept and (_kind(reading) != _kind(kept[0]) or any(_overlap(reading, other) for other in kept)):
            notes.append(("overlap_left_out", reading.path.name))
        else:
            kept.append(reading)
    return kept, notes


def _long_before(reading: Reading, kept: Sequence[Reading]) -> bool:
    first = min((other.first_day for other in kept if other.first_day), default=None)
    return first is not None and reading.last_day is not None and first - reading.last_day > _GAP


def _kind(reading: Reading) -> tuple[bool, int]:
    return reading.daily, reading.window_days


def _overlap(one: Reading, other: Reading) -> bool:
    days = (one.first_day, one.last_day, other.first_day, other.last_day)
    if any(day is None for day in days):
        return True
    first, last, other_first, other_last = days
    return first <= other_last and other_first <= last  # type: ignore[operator]


def _rows(console: Sequence[Reading], bulk: Bulk | None) -> pl.DataFrame:
    frames = [reading.data for reading in console if isinstance(reading.data, pl.DataFrame)]
    if frames:
        return pl.concat(frames)
    return bulk.search_terms if bulk is not None else SearchTermRow.create_empty()


def _period(sources: Sequence[Reading], as_of: date) -> tuple[date, date]:
    """The days covered; a renamed bulk download doesn't tell them and is taken to be the longest that Amazon makes."""
    first = [reading.first_day for reading in sources if reading.first_day]
    last = [reading.last_day for reading in sources if reading.last_day]
    end = max(last, default=as_of - timedelta(days=1))
    return min(first, default=end - timedelta(days=_LONGEST_DOWNLOAD - 1)), end


def _account(reading: Reading) -> str | None:
    found = _ACCOUNT.match(reading.path.name)
    return found.group(1).lower() if found else None


def _one_account(bulks: Sequence[Reading]) -> None:
    names = {name: reading.path.name for reading in bulks if (name := _account(reading))}
    if len(names) > 1:
        raise InputError(
            "bulk downloads of different accounts lie together: {files}; "
            "put each account's files into a folder of its own",
            files=", ".join(sorted(names.values())),
        )


def _currency(used: Sequence[Reading], settings: Settings) -> str:
    """The one currency that files and settings state."""
    said = {reading.currency: reading.path.name for reading in reversed(used) if reading.currency}
    if settings.marketplace:
        said.setdefault(markets()[settings.marketplace].currency, "adopt.toml")
    if len(said) > 1:
        raise InputError(
            "the files differ in their currency: {places}; "
            "put the files of one account and marketplace into one folder",
            places=_places(said),
        )
    if not said:
        raise InputError(
            "no file says its currency ({files}); set marketplace in adopt.toml ('adopt init' writes one)",
            files=", ".join(reading.path.name for reading in used),
        )
    return next(iter(said))


def _marketplace(used: Sequence[Reading], settings: Settings) -> str | None:
    """The one marketplace that files and settings state; None if none does."""
    said = {reading.marketplace: reading.path.name for reading in reversed(used) if reading.marketplace}
    if settings.marketplace:
        said.setdefault(settings.marketplace, "adopt.toml")
    if len(said) > 1:
        raise InputError(
            "the files differ in their marketplace: {places}; "
            "put the files of one account and marketplace into one folder",
            places=_places(said),
        )
    return next(iter(said), None)


def _places(said: Mapping[str, str]) -> str:
    return ", ".join(f"{value} ({place})" for value, place in sorted(said.items()))


def _market(marketplace: str | None, currency: str | None) -> Market | None:
    """Limits of the marketplace; where only the currency is known, of the first with it (they share their limits)."""
    if marketplace:
        return markets().get(marketplace)
    return next((market for market in markets().values() if market.currency == currency), None)


def _no_search_terms(folder: Folder) -> InputError:
    said = [reading.path.name for reading in folder.readings]
    said += [f"{refusal.path.name} ({refusal.detail or refusal.reason})" for refusal in folder.refusals]
    return InputError(
        "no search terms found in {folder}: {files}. Download Reports > Sponsored Products > Search term (time unit: "
        "daily), or tick 'Sponsored Products search term data' when you make the bulk download",
        folder=folder.path,
        files=", ".join(sorted(said)) or "-",
    )
