"""When a report was downloaded: how much of its last days' orders it can show depends on it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_FRESH = timedelta(days=3)
_MADE = re.compile(r"bulk-\w+-\d{8}-\d{8}-(\d{12,14})(?!\d)", re.IGNORECASE)


def download_day(last_day: date | None, as_of: date) -> tuple[date, bool]:
    """When a report was downloaded, and whether that is known.

    A report doesn't say it. One that ends within three days before the run is of the run's day. An older one may have
    lain around for long: it is taken for downloaded the day after its end, so that it never replaces what a later
    download said, and its last days count as little as they had ripened by then.
    """
    if last_day is None or as_of - last_day <= _FRESH:
        return as_of, last_day is not None
    return last_day + timedelta(days=1), False


def made_at(name: str) -> datetime | None:
    """When Amazon made a bulk download, UTC, by its file name; None where that isn't Amazon's own any more."""
    found = _MADE.match(name)
    return datetime.fromtimestamp(int(found[1]) / 1000, UTC) if found else None
