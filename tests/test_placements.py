"""Placements and hours from files to files, on the sample reports and reports beside them."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.daily import Day, decide
from adopt.settings import load_settings

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"
DAY = date(2026, 11, 22)
PLACES = {
    "First page Top of Search on Amazon": 2.2,
    "Rest of search on Amazon": 1.0,
    "Product pages on Amazon": 0.5,
}


def _decided(folder: Path, **parts: dict[str, Any]) -> Day:
    own = load_settings(SAMPLE / "adopt.toml")
    made = {name: getattr(own, name).model_copy(update=changes) for name, changes in parts.items()}
    return decide(folder, own.model_copy(update=made), DAY)


def _codes(day: Day, code: str) -> pl.DataFrame:
    return day.plan.actions.filter(pl.col("code") == code)


@pytest.fixture(scope="module")
def plain() -> Day:
    return _decided(SAMPLE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The sample's folder, to lay reports into."""
    return shutil.copytree(SAMPLE, tmp_path / "reports")


def _place_report(folder: Path, plain: Day) -> None:
    """61 days, in which the top of search converts 2.2 times as the rest and product pages half as much."""
    bulk = plain.bulk
    assert bulk is not None
    names = bulk.campaigns["campaign"].to_list()
    days = [DAY - timedelta(days=back) for back in range(61, 0, -1)]
    rows = [
        {
            "Date": day.isoformat(),
            "Currency": "USD",
            "Campaign Name": name,
            "Placement": place,
            "Impressions": 900,
            "Clicks": 6,
            "Spend": 4.2,
            "7 Day Total Sales ": round(16.0 * times, 2),
            "7 Day Total Orders (#)": (number * 3 + int(times * 10)) // 10 - (number * 3) // 10
            if times < 2
            else 1,
        }
        for number, day in enumerate(days)
        for name in names
        for place, times in PLACES.items()
    ]
    pl.DataFrame(rows).write_csv(folder / "placements.csv")


def test_the_samples_placements_are_alike_and_have_no_row(plain: Day) -> None:
    assert _codes(plain, "B302").is_empty()
    assert _codes(plain, "B303").is_empty()


def test_a_placement_report_of_more_days_is_used_and_told(folder: Path, plain: Day) -> None:
    _place_report(folder, plain)
    day = _decided(folder)
    assert "ads_placement" in [file.kind for file in day.plan.inputs]
    assert not [note for note in day.plan.warnings if note[0] == "read_not_used"]
    assert day.plan.digest != plain.plan.digest
    rows = _codes(day, "B302").filter(pl.col("consent") == "ask")
    assert rows.height > 5
    assert set(rows["days"]) == {61}
    # Bids are as they were: nothing changes until the seller has changed percentages.
    bids = _codes(day, "B301").select("key", "to_bid")
    assert bids.equals(_codes(plain, "B301").select("key", "to_bid"))


def test_safe_percentages_are_written_and_bids_allow_for_them(
    folder: Path, plain: Day, tmp_path: Path
) -> None:
    _place_report(folder, plain)
    day = _decided(folder, placement={"consent": "safe"})
    out = tmp_path / "out"
    assert out / "placements.xlsx" in day.write(out)
    sheet = pl.read_excel(out / "placements.xlsx", infer_schema_length=None)
    safe = _codes(day, "B302").filter(pl.col("consent") == "safe")
    assert sheet.height == safe.height
    assert set(sheet["Entity"]) == {"Bidding Adjustment"}
    assert sorted(sheet["Percentage"].to_list()) == sorted(safe["to_value"].to_list())
    raised = safe.filter(pl.col("to_value") > pl.col("from_value"))["campaign_id"].unique()
    both = _codes(day, "B301").join(_codes(plain, "B301").select("key", old="to_bid"), on="key")
    there = both.filter(pl.col("campaign_id").is_in(raised.to_list()) & (pl.col("consent") == "safe"))
    assert there.height > 3
    assert (there["to_bid"] <= there["old"]).sum() > 0.9 * there.height


def test_an_hourly_table_gives_schedules_to_decide(folder: Path, plain: Day) -> None:
    bulk = plain.bulk
    assert bulk is not None
    name = bulk.campaigns["campaign"].sort()[0]
    rows = [
        {"date": (DAY - timedelta(days=back)).isoformat(), "hour": hour, "campaign": name, "clicks": 4, "spend": 2.0,
         "orders": int(hour >= 12 or (back + hour) % 3 == 0), "sales": 20.0 * int(hour >= 12 or (back + hour) % 3 == 0)}
        for back in range(1, 41)
        for hour in range(24)
    ]  # fmt: skip
    pl.DataFrame(rows).write_csv(folder / "hours.csv")
    (row,) = _codes(_decided(folder), "B303").to_dicts()
    assert (row["consent"], row["campaign"], row["days"]) == ("ask", name, 40)
    assert "12-" in row["detail"]
    # A schedule tells more of what clicks cost of their bids, so a measured share would move every bid a little.
    fixed = {"shade": 0.8}
    told = _decided(folder, hours={"in_force": {name: row["to_value"]}}, bid=fixed)
    assert _codes(told, "B303").is_empty()
    untold = _codes(_decided(folder, bid=fixed), "B301").select("key", old="to_bid")
    both = _codes(told, "B301").join(untold, on="key")
    assert (
        both.filter(pl.col("campaign") == name)["to_bid"] <= both.filter(pl.col("campaign") == name)["old"]
    ).all()
    assert both.filter(pl.col("campaign") != name).select((pl.col("to_bid") == pl.col("old")).all()).item()
