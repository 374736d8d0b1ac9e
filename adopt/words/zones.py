"""Time zones: a marketplace's own, the Eastern time that operators of Amazon.com keep, and that of readers in China."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from adopt.words.load import markets

EASTERN = ZoneInfo("America/New_York")
BEIJING = ZoneInfo("Asia/Shanghai")


def zone_of(marketplace: str | None) -> ZoneInfo:
    """The zone of a marketplace's day; Amazon.com's where the marketplace isn't known."""
    market = markets().get(marketplace or "US")
    assert market is not None
    return ZoneInfo(market.time_zone)


def day_begins(day: date, zone: ZoneInfo) -> datetime:
    """The first second of a day of a zone, in UTC."""
    return datetime.combine(day, time(0), zone).astimezone(UTC)


def day_ends(day: date, zone: ZoneInfo) -> datetime:
    """The last second of a day of a zone, in UTC: the hour of Amazon's deadlines."""
    return datetime.combine(day, time(23, 59, 59), zone).astimezone(UTC)
