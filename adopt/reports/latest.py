"""Which file of a kind is the newest, where each tells all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from adopt.reports.downloaded import made_at
from adopt.reports.folder import Folder
from adopt.reports.in_turn import name_turn
from adopt.reports.listings import LISTINGS
from adopt.reports.sources import Note
from adopt.schema import Reading

_DAY = timedelta(days=1)


def latest(readings: Sequence[Reading]) -> tuple[list[Reading], list[Note]]:
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


def latest_listings(folder: Folder) -> tuple[list[Reading], list[Note]]:
    """The newest listings report of each kind, and a note for each one left out."""
    of_kinds = [latest([one for one in folder.readings if one.kind == kind]) for kind in LISTINGS]
    return [one for found, _ in of_kinds for one in found], [note for _, notes in of_kinds for note in notes]


def current(folder: Folder, listed: Sequence[Reading]) -> list[Reading]:
    """The folder's files without the listings reports left out."""
    kept = {one.path for one in listed}
    return [one for one in folder.readings if one.kind not in LISTINGS or one.path in kept]
