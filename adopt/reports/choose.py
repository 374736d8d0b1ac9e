"""Which of the files read a run rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

import polars as pl

from adopt.errors import InputError, Sentence, sentences
from adopt.reports.ads_beside import reports_beside
from adopt.reports.belonging import (
    agreed_currency,
    agreed_marketplace,
    limits_of,
)
from adopt.reports.downloaded import download_day, made_at
from adopt.reports.folder import Folder
from adopt.reports.identity import account_in_name
from adopt.reports.in_turn import name_turn
from adopt.reports.listings import LISTINGS, listings
from adopt.reports.products import products
from adopt.reports.refusal import REASONS, Refusal
from adopt.reports.sources import Note, Sources
from adopt.reports.stock import stock_read
from adopt.reports.untold import damaged_days, gaps, quiet_days, untold_days
from adopt.schema import Bulk, Reading, SearchTermRow
from adopt.settings import Settings
from adopt.words.checking import checked_kinds
from adopt.words.companions import companions

_LONGEST_DOWNLOAD = 60
_DAY = timedelta(days=1)
_GAP = timedelta(days=7)
"""Days without a report that part one time from another: last year's prices and shoppers prove nothing today."""
_MOST_NOTES = 5
_HARMLESS = {
    "wrong_type",
    "unknown_report",
    "another_report",
    "upload_sheet",
    "no_rows",
    "not_by_day",
}
"""Refusals that take nothing from a run: the file isn't one that it would have used."""


def choose(folder: Folder, settings: Settings, as_of: date) -> Sources:
    """Picks the search term source, the bulk download and the business report among the files of one account.

    Console reports go before the bulk download's own tab (they have days or at least a period); daily ones before
    summaries unless they end a week earlier; overlapping ones are never added together: the one with the newest day
    is used; one that ended a week before the others began is left out.

    Raises:
        InputError: no search terms at all, a search term report most of whose rows can't be used, or files that disagree
            with the settings' marketplace.
    """
    _stop_at_damage(folder.refusals)
    kinds = {
        kind: [one for one in folder.readings if one.kind == kind]
        for kind in ("bulk", "search_term", "business")
    }
    _stop_at_lost_rows(kinds["search_term"])
    bulks, bulk_notes = _newest(kinds["bulk"])
    console, console_notes = _apart(kinds["search_term"])
    sales, sales_notes = _newest(kinds["business"])
    listed, listed_notes = _listings(folder)
    used = (*console, *bulks, *sales, *listed)
    bulk = bulks[0].data if bulks else None
    assert bulk is None or isinstance(bulk, Bulk)
    rows = _rows(console, bulks, as_of)
    if rows.is_empty():
        raise _no_search_terms(folder)
    first_day, last_day = _period(console or bulks, as_of)
    currency, marketplace = agreed_currency(used, settings), agreed_marketplace(used, settings)
    shown = products(_current(folder, listed), rows["search_term"])
    stock = stock_read(folder.readings, bulks)
    beside = (
        *reports_beside(folder.readings, bulks, last_day),
        *stock.used,
        *(one for one in shown.used if one.kind not in LISTINGS and one.path not in stock.paths),
    )
    return Sources(
        rows=rows,
        daily=bool(console) and all(reading.daily for reading in console),
        first_day=first_day,
        last_day=last_day,
        window_days=console[0].window_days if console else 7,
        bulk=bulk,
        sales=sales[0].data if sales else None,  # type: ignore[arg-type]
        account=account_in_name(bulks[0]) if bulks else None,
        marketplace=marketplace,
        currency=currency,
        market=limits_of(marketplace, currency),
        used=(*used, *beside),
        notes=shortened(
            (
                *folder.notes,
                *_beside(folder, console, bulks, beside),
                *bulk_notes,
                *console_notes,
                *sales_notes,
                *listed_notes,
                *_missing(console),
            )
        ),
        listings=listings(listed),
        products=shown.pages,
        stock=stock.tables,
        untold=untold_days(console),
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
            "{files}. It may be today's report, so adopt decides nothing; to go on without it, take it out of the folder",
            files=sentences(refusal.sentence() for refusal in damaged),
        )


def _stop_at_lost_rows(console: Sequence[Reading]) -> None:
    """A report most of whose rows were rejected tells of the others alone: without those that sold nothing, all would earn.

    Of a report of several countries, rows that name none are read apart, and count with the others.
    """
    files = {one.path: [other for other in console if other.path == one.path] for one in console}
    lost = [
        next(part for part in parts if part.rejected.height)
        for parts in files.values()
        if sum(part.rejected.height for part in parts) > sum(_usable(part) for part in parts)
    ]
    if lost:
        raise InputError(
            "most rows of these can't be used: {files}. Download them again and put them here without opening them in a "
            "spreadsheet program, or take them out of the folder",
            files=sentences(_first_fault(one) for one in lost),
        )


def _usable(reading: Reading) -> int:
    return reading.data.height if isinstance(reading.data, pl.DataFrame) else 0


def _first_fault(reading: Reading) -> Sentence:
    first = reading.rejected.row(0, named=True)
    return Sentence(
        "{file} (row {row}, column {column}: '{value}')",
        file=reading.path.name,
        row=first["row"],
        column=first["column"],
        value=first["value"] or "",
    )


def _beside(
    folder: Folder, console: Sequence[Reading], bulks: Sequence[Reading], used: Sequence[Reading]
) -> Iterator[Note]:
    """What lies in the folder and isn't used: refused files, the download's own tab, reports of other kinds."""
    yield from (_refused(refusal) for refusal in folder.refusals)
    for reading in bulks if console else ():
        if isinstance(reading.data, Bulk) and reading.data.search_terms.height:
            yield "bulk_tab_left_out", reading.path.name
    taken = {reading.path for reading in used}
    unused = companions().keys() - {*LISTINGS} - checked_kinds()
    names = sorted(one.path.name for one in folder.readings if one.kind in unused and one.path not in taken)
    if names:
        yield "read_not_used", ", ".join(names)


def shortened(notes: Sequence[Note]) -> tuple[Note, ...]:
    """Notes of a kind cut after the first few, with the number of the others: folders of old downloads hold hundreds."""
    found: list[Note] = []
    for code in dict.fromkeys(code for code, _ in notes):
        own = [note for note in notes if note[0] == code]
        found += own if len(own) <= _MOST_NOTES else own[: _MOST_NOTES - 1]
        if len(own) > _MOST_NOTES:
            found.append(("more_left_out", str(len(own) - _MOST_NOTES + 1)))
    return tuple(found)


def _refused(refusal: Refusal) -> Note:
    detail = f" ({refusal.detail})" if refusal.detail else ""
    return "file_refused", f"{refusal.path.name}: {REASONS[refusal.reason]}{detail}"


def _newest(readings: Sequence[Reading]) -> tuple[list[Reading], list[Note]]:
    """The reading that was made last (then the latest name), and a note for each one left out."""
    if not readings:
        return [], []
    ordered = sorted(
        readings,
        key=lambda reading: (_made(reading), reading.last_day or date.min, name_turn(reading.path.name)),
    )
    return [ordered[-1]], [("older_left_out", reading.path.name) for reading in ordered[:-1]]


def _made(reading: Reading) -> datetime:
    """When a file was made, UTC: as its name says, else the end of its last day, else before all others."""
    ended = reading.last_day + _DAY if reading.last_day else date.min
    return made_at(reading.path.name) or datetime.combine(ended, time(), UTC)


def _listings(folder: Folder) -> tuple[list[Reading], list[Note]]:
    """The newest listings report of each kind, and a note for each one left out."""
    of_kinds = [_newest([one for one in folder.readings if one.kind == kind]) for kind in LISTINGS]
    return [one for found, _ in of_kinds for one in found], [note for _, notes in of_kinds for note in notes]


def _current(folder: Folder, listed: Sequence[Reading]) -> list[Reading]:
    """The folder's files without the listings reports left out."""
    kept = {one.path for one in listed}
    return [one for one in folder.readings if one.kind not in LISTINGS or one.path in kept]


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
            name_turn(reading.path.name),
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


def _missing(console: Sequence[Reading]) -> Iterator[Note]:
    for first, last in gaps(console):
        yield "days_missing", f"{first} – {last}"
    for first, last in quiet_days(console):
        yield "days_quiet", f"{first} – {last}"
    if damaged := damaged_days(console):
        told = [f"{first}" if first == last else f"{first} – {last}" for first, last in damaged[:_MOST_NOTES]]
        yield "days_damaged", ", ".join(told) + (", …" if len(damaged) > _MOST_NOTES else "")


def _kind(reading: Reading) -> tuple[bool, int]:
    return reading.daily, reading.window_days


def _overlap(one: Reading, other: Reading) -> bool:
    days = (one.first_day, one.last_day, other.first_day, other.last_day)
    if any(day is None for day in days):
        return True
    first, last, other_first, other_last = days
    return first <= other_last and other_first <= last  # type: ignore[operator]


def _rows(console: Sequence[Reading], bulks: Sequence[Reading], as_of: date) -> pl.DataFrame:
    """Rows of the reports, of the download's own tab without one; each with the day it was downloaded on."""
    frames = [
        rows.with_columns(seen_on=pl.lit(download_day(reading.last_day, as_of)[0]))
        for reading in console or bulks
        if (rows := _search_terms(reading)) is not None
    ]
    return pl.concat(frames) if frames else SearchTermRow.create_empty()


def _search_terms(reading: Reading) -> pl.DataFrame | None:
    rows = reading.data.search_terms if isinstance(reading.data, Bulk) else reading.data
    return rows if isinstance(rows, pl.DataFrame) else None


def _period(sources: Sequence[Reading], as_of: date) -> tuple[date, date]:
    """The days covered; a renamed bulk download doesn't tell them and is taken to be the longest that Amazon makes."""
    first = [reading.first_day for reading in sources if reading.first_day]
    last = [reading.last_day for reading in sources if reading.last_day]
    end = max(last, default=as_of - timedelta(days=1))
    if end > as_of + timedelta(days=1):
        raise InputError(
            "the reports end on {last_day}, after the day of the run ({as_of}); give a later --as-of",
            last_day=end,
            as_of=as_of,
        )
    return min(first, default=end - timedelta(days=_LONGEST_DOWNLOAD - 1)), end


def _no_search_terms(folder: Folder) -> InputError:
    said = [reading.path.name for reading in folder.readings]
    said += [f"{refusal.path.name} ({refusal.detail or refusal.reason})" for refusal in folder.refusals]
    if not said:
        return InputError(
            "there are no reports in {folder}. Put today's downloads there: the search term report (Reports > Sponsored "
            "Products > Search term, time unit: daily) and the bulk download (Sponsored ads > Bulk operations)",
            folder=folder.path,
        )
    return InputError(
        "no search terms found in {folder}: {files}. Download Reports > Sponsored Products > Search term (time unit: "
        "daily), or tick 'Sponsored Products search term data' when you make the bulk download",
        folder=folder.path,
        files=", ".join(sorted(said)),
    )
