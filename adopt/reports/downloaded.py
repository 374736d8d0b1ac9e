"""When a report was downloaded: how much of its last days' orders it can show depends on it."""

from __future__ import annotations

from datetime import date, timedelta

_FRESH = timedelta(days=3)


def download_day(last_day: date | None, as_of: date) -> tuple[date, bool]:
    """When a report was downloaded, and whether that is known.

    A report doesn't say it. One that ends within three days before the run is of the run's day. An older one may have
    lain around for long: it is taken for downloaded the day after its end, so that it never replaces what a later
    download said, and its last days count as little as they had ripened by then.
    """
    if last_day is None or as_of - last_day <= _FRESH:
        return as_of, last_day is not None
    return last_day + timedelta(days=1), False
