"""Console reports that may be added together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from adopt.reports.in_turn import name_turn
from adopt.reports.sources import Note
from adopt.schema import Reading

_GAP = timedelta(days=7)
"""Days without a report that part one time from another: last year's prices and shoppers prove nothing today."""


def together(readings: Sequence[Reading]) -> tuple[list[Reading], list[Note]]:
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


def _kind(reading: Reading) -> tuple[bool, int]:
    return reading.daily, reading.window_days


def _overlap(one: Reading, other: Reading) -> bool:
    days = (one.first_day, one.last_day, other.first_day, other.last_day)
    if any(day is None for day in days):
        return True
    first, last, other_first, other_last = days
    return first <= other_last and other_first <= last  # type: ignore[operator]
