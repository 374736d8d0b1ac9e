"""Step series: a value holds until the next; a blank one means that there was no offer.

A plain mean of the changes would count a price that held for an hour as much as one that held for a month.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import polars as pl

from adopt.checks.desk import Desk
from adopt.checks.here import of_one_market
from adopt.schema import MICROS

_SECOND = timedelta(seconds=1)


class Step(NamedTuple):
    """A value from a moment on; None: no offer."""

    moment: datetime
    value: float | None


class Held(NamedTuple):
    """What a series was over a time, weighted by how long each value held.

    Attributes:
        mean, low, median: of the values; None where there was no offer all the time.
        out: share of the time without an offer.
    """

    mean: float | None
    low: float | None
    median: float | None
    out: float


def series_of(
    desk: Desk, names: Collection[str], back: timedelta = timedelta(0)
) -> dict[tuple[str, str], list[Step]]:
    """Keepa's series of the marketplace by ASIN and name up to now, in time; prices with shipping, under 0 as no offer.

    Args:
        desk: with Keepa's history, or without.
        names: of the series that are wanted.
        back: how long before now what held must be known; years of older steps are left out.
    """
    table = desk.tables.get("keepa_history")
    if table is None:
        return {}
    value = pl.col("value") + (pl.col("shipping_micros").fill_null(0) / MICROS)
    here = of_one_market(desk, table.frame, "marketplace")
    told = here.filter(pl.col("moment") <= desk.now, pl.col("series").is_in(list(names)))
    rows = told.select("asin", "series", "moment", value.alias("value"))
    before = pl.col("moment").filter(pl.col("moment") <= desk.now - back).max().over("asin", "series")
    rows = rows.filter(before.is_null() | (pl.col("moment") >= before))
    found: dict[tuple[str, str], list[Step]] = {}
    for asin, series, moment, number in rows.sort("asin", "series", "moment", "value").iter_rows():
        there = None if number is None or number < 0 else number
        found.setdefault((asin, series), []).append(Step(moment, there))
    return found


def held(steps: Sequence[Step], start: datetime, end: datetime) -> Held | None:
    """What a series was from ``start`` to ``end``; before its first step nothing is known, and without any known time None."""
    parts = list(_parts(steps, start, end))
    whole = sum(seconds for seconds, _ in parts)
    if not whole:
        return None
    priced = sorted((value, seconds) for seconds, value in parts if value is not None)
    known = sum(seconds for _, seconds in priced)
    if not known:
        return Held(None, None, None, 1.0)
    mean = sum(value * seconds for value, seconds in priced) / known
    return Held(mean, priced[0][0], _median(priced, known), 1 - known / whole)


def now_of(steps: Sequence[Step]) -> float | None:
    """The value that holds now; None where there is no offer."""
    return steps[-1].value if steps else None


def _parts(steps: Sequence[Step], start: datetime, end: datetime) -> Iterator[tuple[float, float | None]]:
    for place, (moment, value) in enumerate(steps):
        until = steps[place + 1].moment if place + 1 < len(steps) else end
        seconds = (min(until, end) - max(moment, start)) / _SECOND
        if seconds > 0:
            yield seconds, value


def _median(priced: Sequence[tuple[float, float]], known: float) -> float:
    """The value at which half of the time is reached."""
    passed = 0.0
    for value, seconds in priced:
        passed += seconds
        if 2 * passed >= known:
            return value
    return priced[-1][0]
