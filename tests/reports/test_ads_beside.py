"""The placement and hourly reports of a folder: which is used, and its rows by campaign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.reports.ads_beside import hour_of, hourly_sums, placement_sums, reports_beside
from adopt.schema import Bulk, Campaign, Placement, Reading, Totals, bulk_frames, rejected_frame

LAST = date(2026, 11, 21)
PLACES = ("placementTop", "placementRestOfSearch", "placementProductPage")


def reading(kind: str, days: int | None, name: str = "a.csv", end: date = LAST, data: Any = None) -> Reading:
    first = None if days is None else end - timedelta(days=days - 1)
    return Reading(Path(name), "", kind, "en", None, None, first, None if days is None else end, True, 7, 1,
                   pl.DataFrame() if data is None else data, rejected_frame(), Totals())  # fmt: skip


@pytest.fixture
def download() -> Bulk:
    metrics = {"impressions": 9, "clicks": 5, "orders": 1, "units": 1, "spend_micros": 3, "sales_micros": 7}
    campaigns = [
        {"row": 2, "campaign_id": "1", "campaign": "Pans \N{EN DASH} auto", "state": "enabled"},
        {"row": 3, "campaign_id": "2", "campaign": "Twice", "state": "enabled"},
        {"row": 4, "campaign_id": "3", "campaign": "Twice", "state": "paused"},
    ]
    placements = [
        {"row": 9, "campaign_id": "1", "placement": place, "percentage": 10.0} | metrics for place in PLACES
    ]

    def frame(schema: Any, rows: list[dict[str, Any]]) -> Any:
        return schema.cast(
            pl.DataFrame([dict.fromkeys(schema.column_names()) | metrics | row for row in rows])
        )

    made = frame(Campaign, campaigns)
    return replace(bulk_frames(placements=frame(Placement, placements)), campaigns=made)


@pytest.mark.parametrize(("days", "used"), [(59, False), (60, False), (61, True)])
def test_a_placement_report_is_used_if_it_covers_more_days(days: int, used: bool) -> None:
    bulks = [reading("bulk", 60)]
    found = reports_beside([reading("ads_placement", days)], bulks, LAST)
    assert bool(found) == used


def test_a_download_without_its_days_counts_as_the_longest() -> None:
    assert not reports_beside([reading("ads_placement", 60)], [reading("bulk", None)], LAST)


@pytest.mark.parametrize(("before", "used"), [(6, True), (7, True), (8, False)])
def test_reports_of_another_time_are_left_alone(before: int, used: bool) -> None:
    old = reading("ads_campaign_hourly", 60, end=LAST - timedelta(days=before))
    assert bool(reports_beside([old], [reading("bulk", 30)], LAST)) == used


def test_without_a_download_nothing_is_used() -> None:
    assert reports_beside([reading("ads_placement", 90), reading("campaign_hours", 90)], [], LAST) == ()


def test_of_several_the_one_with_most_days_is_used_and_one_of_each_kind() -> None:
    made = [
        reading("ads_placement", 70, "a.csv"),
        reading("ads_placement", 80, "b.csv"),
        reading("ads_campaign_hourly", 30, "c.csv"),
        reading("campaign_hours", 40, "d.csv"),
        reading("campaign_hours", 40, "e.csv"),
        reading("all_orders", 90, "f.csv"),
    ]
    found = reports_beside(made, [reading("bulk", 60)], LAST)
    assert [one.path.name for one in found] == ["b.csv", "e.csv"]


def test_without_a_placement_report_the_downloads_figures_count(download: Bulk) -> None:
    rows, days = placement_sums([reading("bulk", 45)], download)
    assert days == 45
    assert rows["clicks"].to_list() == [5, 5, 5]
    assert {"campaign_id", "placement", "percentage", "strategy"} < set(rows.columns)


def test_a_placement_reports_figures_stand_under_the_downloads_percentages(download: Bulk) -> None:
    names = [
        "First page Top of Search on Amazon",
        "Top of Search on-Amazon",
        "Rest of search on Amazon",
        "Off Amazon",
    ]
    data = pl.DataFrame(
        {
            "campaign": ["Pans - auto"] * 4 + ["Twice"],
            "placement": [*names, names[0]],
            "impressions": [100] * 5,
            "clicks": [10, 20, 7, 900, 900],
            "orders": [1, None, 0, 9, 9],
            "spend_micros": [1, 2, 3, 4, 5],
            "sales_micros": [5, None, 0, 9, 9],
        }
    )
    rows, days = placement_sums([reading("bulk", 60), reading("ads_placement", 90, data=data)], download)
    assert days == 90
    found = {row["placement"]: (row["clicks"], row["orders"], row["percentage"]) for row in rows.to_dicts()}
    assert found == {
        "placementTop": (30, 1, 10.0),
        "placementRestOfSearch": (7, 0, 10.0),
        "placementProductPage": (0, 0, 10.0),
    }


def test_days_of_an_hourly_report_are_added_up_in_any_order(download: Bulk) -> None:
    data = pl.DataFrame(
        {
            "day": [date(2026, 11, day) for day in (1, 1, 2, 2, 3)],
            "hour": ["13:00", "14:00", "1 PM", "25", "13"],
            "campaign": ["Pans - auto"] * 5,
            "clicks": [1, 2, 3, 4, 5],
            **{name: [0] * 5 for name in ("impressions", "orders", "spend_micros", "sales_micros")},
        }
    )
    rows, days = hourly_sums([reading("campaign_hours", 3, data=data)], download)
    assert days == 3
    assert rows.select("campaign_id", "hour", "clicks").rows() == [("1", 13, 9), ("1", 14, 2)]
    mixed = data.with_columns(day=pl.col("day").reverse())
    assert hourly_sums([reading("campaign_hours", 3, data=mixed)], download)[0].equals(rows)
    assert hourly_sums([reading("bulk", 60)], download)[0].is_empty()


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("0", 0), ("00:00", 0), ("7", 7), ("07:00:00", 7), ("23", 23), ("24", None), ("13.0", 13), ("12 AM", 0), ("12 PM", 12),
        ("1 p.m.", 13), ("11:30 PM", 23), ("2026-11-03 14:00:00", 14), ("1899-12-31T09:00:00", 9), ("", None), ("evening", None),
    ],
)  # fmt: skip
def test_hours_in_every_form(cell: str, hour: int | None) -> None:
    assert pl.DataFrame({"cell": [cell]}).select(hour_of(pl.col("cell"))).item() == hour
