"""Time zones: a marketplace's own, and the Eastern time that operators of Amazon.com keep."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from adopt.words.load import markets

EASTERN = ZoneInfo("America/New_York")


def zone_of(marketplace: str | None) -> ZoneInfo:
    """The zone of a marketplace's day; Amazon.com's where the marketplace isn't known."""
    market = markets().get(marketplace or "US")
    assert market is not None
    return ZoneInfo(market.time_zone)
