"""The console's placement and hourly reports, where they lie beside the search terms: by campaign, as decisions need them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from adopt.reports.in_turn import name_turn
from adopt.reports.join_keys import name_key
from adopt.schema import Bulk, Reading
from adopt.words.companions import cells

PLACEMENT, HOURLY = "ads_placement", ("ads_campaign_hourly", "campaign_hours")
SUMS = ("impressions", "clicks", "orders", "spend_micros", "sales_micros")
_GAP = timedelta(days=7)
"""A report that ends so long before the others is of another time."""
_LONGEST_DOWNLOAD = 60


def reports_beside(
    readings: Sequence[Reading], bulks: Sequence[Reading], last_day: date
) -> tuple[Reading, ...]:
    """The placement report, if it covers more days than the download, and the hourly report; at most one of each.

    Of several the one with most days counts, then the newest, then the last by name: overlapping ones are never added.

    Args:
        readings: of one account.
        bulks: the download used, or none: percentages in force and campaigns' IDs stand there alone.
        last_day: of the run's reports.
    """
    if not bulks:
        return ()
    near = [one for one in readings if one.last_day and abs(last_day - one.last_day) <= _GAP]
    placed = [one for one in near if one.kind == PLACEMENT and days_of(one) > days_of(bulks[0])]
    hourly = [one for one in near if one.kind in HOURLY]
    return tuple(max(found, key=_rank) for found in (placed, hourly) if found)


def days_of(reading: Reading) -> int:
    """Days that a report covers; a renamed download is taken to be the longest that Amazon makes."""
    if not reading.first_day or not reading.last_day:
        return _LONGEST_DOWNLOAD
    return (reading.last_day - reading.first_day).days + 1


def placement_sums(used: Sequence[Reading], bulk: Bulk) -> tuple[pl.DataFrame, int]:
    """Placements of the download's campaigns, and the days that their figures cover.

    The percentages are the download's; the figures those of the placement report where one is among ``used``.

    Returns:
        campaign_id, placement, percentage, strategy, impressions, clicks, orders, spend_micros, sales_micros.
    """
    strategies = bulk.campaigns.unique("campaign_id", keep="none").select("campaign_id", "strategy")
    held = bulk.placements.select("campaign_id", "placement", "percentage", *SUMS).join(
        strategies, on="campaign_id", maintain_order="left"
    )
    report = next((one for one in used if one.kind == PLACEMENT), None)
    if report is None:
        download = next((one for one in used if one.kind == "bulk"), None)
        return held, days_of(download) if download else _LONGEST_DOWNLOAD
    assert isinstance(report.data, pl.DataFrame)
    named = report.data.with_columns(placement=_token(pl.col("placement")))
    sums = _by_campaign(named, bulk, "placement")
    joined = held.drop(SUMS).join(sums, on=["campaign_id", "placement"], how="left", maintain_order="left")
    return joined.with_columns(pl.col(SUMS).fill_null(0)), days_of(report)


def hourly_sums(used: Sequence[Reading], bulk: Bulk) -> tuple[pl.DataFrame, int]:
    """Sums of each campaign by hour of the day (0 to 23, the report's own clock), and the days with figures.

    Returns:
        campaign_id, hour, impressions, clicks, orders, spend_micros, sales_micros; empty without an hourly report.
    """
    report = next((one for one in used if one.kind in HOURLY), None)
    if report is None:
        kinds = {"campaign_id": pl.String, "hour": pl.Int64} | dict.fromkeys(SUMS, pl.Int64)
        return pl.DataFrame(schema=kinds), 0
    assert isinstance(report.data, pl.DataFrame)
    timed = report.data.with_columns(hour=hour_of(pl.col("hour"))).filter(pl.col("hour").is_not_null())
    return _by_campaign(timed, bulk, "hour"), report.data["day"].n_unique()


def hour_of(text: pl.Expr) -> pl.Expr:
    """The hour that a cell names (``13``, ``13:00``, ``1 PM``, ``2026-11-03 13:00:00``); null where it names none."""
    clock = text.str.extract(r"(\d{1,2}):\d{2}")
    alone = text.str.extract(r"(?i)^\s*(\d{1,2})(?:\.0+)?\s*(?:[ap]\.?m\.?)?\s*$")
    hour = pl.coalesce(clock, alone).cast(pl.Int64, strict=False)
    half = text.str.extract(r"(?i)\d\s*([ap])\.?m").str.to_lowercase()
    full = (
        pl.when(half.is_null()).then(hour).otherwise(hour % 12 + pl.when(half == "p").then(12).otherwise(0))
    )
    return pl.when(full.is_between(0, 23)).then(full)


def _by_campaign(rows: pl.DataFrame, bulk: Bulk, key: str) -> pl.DataFrame:
    """Sums by ``campaign_id`` and ``key``; names that aren't exactly one live campaign's are left out."""
    names = (
        bulk.campaigns.filter(pl.col("state") != "archived")
        .select("campaign_id", name=name_key(pl.col("campaign")))
        .unique("name", keep="none")
    )
    return (
        rows.with_columns(name=name_key(pl.col("campaign")))
        .join(names, on="name")
        .filter(pl.col(key).is_not_null())
        .group_by("campaign_id", key)
        .agg(pl.col(SUMS).fill_null(0).sum().clip(0))
        .sort("campaign_id", key)
    )


def _token(name: pl.Expr) -> pl.Expr:
    """Amazon's token of a placement; null for places that no percentage is for."""
    tokens = {said: token for token, names in cells()["placements"].items() for said in names}
    plain = name.str.to_lowercase().str.replace_all(r"[^a-z]+", " ").str.strip_chars()
    return plain.replace_strict(tokens, default=None, return_dtype=pl.String)


def _rank(reading: Reading) -> tuple[int, date, tuple[str, int, str]]:
    return days_of(reading), reading.last_day or date.min, name_turn(reading.path.name)
