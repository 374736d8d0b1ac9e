"""Whose midnight a moment is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from adopt.checks.clock.days import at_hour, end_of, is_end, is_midnight
from adopt.words.clock import midnights

_MINUTE = timedelta(minutes=1)


class Wrong(NamedTuple):
    """A midnight that isn't the marketplace's.

    Attributes:
        zone: whose it is; None where it is the marketplace's own by the clock of the other season.
        meant: the marketplace's midnight of the same day.
    """

    zone: str | None
    meant: datetime


class _Edge(NamedTuple):
    """An edge of a day: whether a moment is it in a zone, the day it belongs to, and where it is in a zone."""

    holds: Callable[[datetime, ZoneInfo], bool]
    day: Callable[[datetime, ZoneInfo], date]
    at: Callable[[date, ZoneInfo], datetime]


_START = _Edge(
    is_midnight,
    lambda moment, zone: moment.astimezone(zone).date(),
    lambda day, zone: at_hour(day, 0, zone),
)
_END = _Edge(is_end, lambda moment, zone: (moment - _MINUTE).astimezone(zone).date(), end_of)


def wrong_start(moment: datetime, zone: ZoneInfo) -> Wrong | None:
    """Whose midnight a start is, where it isn't that of ``zone``; None where it is, and where it is nobody's that is near."""
    return _wrong(moment, zone, _START)


def wrong_end(moment: datetime, zone: ZoneInfo) -> Wrong | None:
    """Whose last minute of a day (or first moment after it) an end is, where it isn't that of ``zone``."""
    return _wrong(moment, zone, _END)


def _wrong(moment: datetime, zone: ZoneInfo, edge: _Edge) -> Wrong | None:
    if edge.holds(moment, zone):
        return None
    meant = moment + _to_other_season(moment, zone)
    if edge.holds(meant, zone):
        return Wrong(None, meant)
    for place, within, _ in midnights():
        if edge.holds(moment, place):
            meant = edge.at(edge.day(moment, place), zone)
            if within is None or abs(moment - meant) <= within + _MINUTE:
                return Wrong(place.key, meant)
    return None


def _to_other_season(moment: datetime, zone: ZoneInfo) -> timedelta:
    """What is to be added to a moment that was reckoned with the offset of the other season; nothing where there is none."""
    local = moment.astimezone(zone)
    here = local.utcoffset()
    seasons = [local.replace(month=month, day=1).utcoffset() for month in (1, 7)]
    other = next((one for one in seasons if one != here), here)
    assert here is not None
    assert other is not None
    return other - here
