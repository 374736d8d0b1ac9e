"""Days and hours of a zone as moments, right on the days on which its clock is changed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def at_hour(day: date, hour: float, zone: ZoneInfo) -> datetime:
    """The moment at which a zone's clock shows an hour (9.5: half past nine; 24: the next day's midnight), in UTC."""
    shown = datetime.combine(day, time(0)) + timedelta(hours=hour)
    return shown.replace(tzinfo=zone).astimezone(UTC)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The moment at which a zone's day is over: the first of the next day, in UTC."""
    return at_hour(day, 24, zone)


def is_midnight(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether a zone's day begins with this moment."""
    return moment == at_hour(moment.astimezone(zone).date(), 0, zone)


def is_end(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether a zone's day ends with this moment: its last minute, or the first moment after it."""
    left = end_of(moment.astimezone(zone).date(), zone) - moment
    return is_midnight(moment, zone) or left <= timedelta(minutes=1)
