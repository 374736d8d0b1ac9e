"""The days of which daily ads reports don't tell all: what was spent on them isn't known, and all sales would count against less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from adopt.schema import Reading

Span = tuple[date, date]
"""First and last day."""

_DAY = timedelta(days=1)
_MONTH = timedelta(days=30)
_FEW = 0.02
"""Up to this share of a day's rows, what was rejected is within what sales scatter by anyway."""


def untold_days(console: Sequence[Reading]) -> tuple[Span, ...]:
    """Gaps between the search term reports that are added together, and days of which much was rejected."""
    return (*gaps(console), *damaged_days(console))


def gaps(console: Sequence[Reading]) -> tuple[Span, ...]:
    """First and last of the days between the reports added together that none of them covers."""
    spans = sorted((one.first_day, one.last_day) for one in console if one.first_day and one.last_day)
    return tuple(
        (last + _DAY, first - _DAY) for (_, last), (first, _) in pairwise(spans) if first - last > _DAY
    )


def damaged_days(console: Sequence[Reading]) -> tuple[Span, ...]:
    """Days of which much was rejected, a span each; the whole report where the days of what was rejected can't be read."""
    return tuple(sorted(span for reading in console for span in _damaged(reading)))


def quiet_days(console: Sequence[Reading]) -> tuple[Span, ...]:
    """A month or more without a row within a daily report: ads that stood still, or a date before it that is wrong."""
    return tuple(sorted(span for reading in console if reading.daily for span in _quiet(reading)))


def _quiet(reading: Reading) -> Iterator[Span]:
    if isinstance(reading.data, pl.DataFrame):
        days: list[date] = reading.data["last_day"].unique().sort().to_list()
        yield from ((one + _DAY, two - _DAY) for one, two in pairwise(days) if two - one > _MONTH)


def _damaged(reading: Reading) -> Iterator[Span]:
    lost = Counter(reading.rejected_days)
    if not lost or not isinstance(reading.data, pl.DataFrame):
        return
    if lost[None] > _FEW * reading.read and reading.first_day and reading.last_day:
        yield reading.first_day, reading.last_day
        return
    told = dict(reading.data.group_by("last_day").len().iter_rows())
    yield from (
        (day, day) for day, count in lost.items() if day and count > _FEW * (count + told.get(day, 0))
    )
