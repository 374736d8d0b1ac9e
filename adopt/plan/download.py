"""Whether the bulk download fits the day, the settings and the report: uploads rest on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from adopt.schema import Bulk, Reading
from adopt.settings import Settings

_DIFFER = 0.25
_FOREIGN = 0.5
_ENOUGH_CLICKS = 100
_WITHHOLDS = ("other_account", "bulk_from_history")


def of_download(used: Sequence[Reading], settings: Settings, as_of: date) -> Iterator[tuple[str, str]]:
    """(code, detail) of a download that is old, lacks SKUs of the margins, or disagrees with the daily reports.

    Args:
        used: the readings that the plan rests on.
        settings, as_of: of the run.
    """
    for reading in used:
        if isinstance(reading.data, Bulk):
            # A bid moves by a bounded factor a day from the one in force, and only a fresh download knows that one.
            age = (as_of - reading.last_day).days if reading.last_day else 0
            if age > settings.max_age_days:
                yield "old_download", str(age)
            new = set(settings.launch.products)
            strange = sorted(set(settings.margins) - _sold(reading.data) - new)
            if strange:
                yield "margins_unused", ", ".join(strange)
            share = _differing_share(reading, [other for other in used if other.kind == "search_term"])
            if share > _DIFFER:
                yield "other_account" if share > _FOREIGN else "clicks_differ", f"{share:.0%}"


def _sold(bulk: Bulk) -> set[str]:
    return {*bulk.ads.select(pl.coalesce("sku", "asin")).to_series().drop_nulls()}


def withheld(bulk: Bulk | None, warned: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """(code, detail) reasons why no upload file may be written; none if they may.

    Args:
        bulk: the download, which alone knows the IDs.
        warned: warnings of the plan: among them a download that looks like another marketplace's, or isn't today's.
    """
    if bulk is None:
        return (("no_bulk", ""),)
    return tuple((code, detail) for code, detail in warned if code in _WITHHOLDS)


def _differing_share(download: Reading, reports: Sequence[Reading]) -> float:
    """Sum of |clicks of one - of the other| / sum of both, by campaign, on the download's days; 0 where unknown.

    Sellers give campaigns the same names in every marketplace: names join, clicks tell them apart.
    """
    first, last = download.first_day, download.last_day
    ours = [report for report in reports if report.daily and report.first_day and report.last_day]
    if not ours or first is None or last is None:
        return 0.0
    covered = sum(_days_within(report, first, last) for report in ours) == (last - first).days + 1
    if not covered:
        return 0.0
    assert isinstance(download.data, Bulk)
    clicks = pl.concat(
        report.data.select("campaign", "first_day", "clicks")  # type: ignore[union-attr]  # search term rows
        for report in ours
    ).filter(pl.col("first_day").is_between(first, last))
    both = (
        clicks.group_by("campaign")
        .agg(pl.col("clicks").sum())
        .join(download.data.campaigns.group_by("campaign").agg(theirs=pl.col("clicks").sum()), on="campaign")
    )
    total = int(both["clicks"].sum()) + int(both["theirs"].sum())
    least = min(int(both["clicks"].sum()), int(both["theirs"].sum()))
    if least < _ENOUGH_CLICKS:
        return 0.0
    return int((both["clicks"] - both["theirs"]).abs().sum()) / total


def _days_within(report: Reading, first: date, last: date) -> int:
    assert report.first_day is not None
    assert report.last_day is not None
    return max(0, (min(report.last_day, last) - max(report.first_day, first)).days + 1)
