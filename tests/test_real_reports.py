"""The whole road on real exports, where a copy of them lies beside the repository: each alone in its folder."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from adopt.daily import Day, decide
from adopt.errors import InputError
from adopt.schema import Reading
from adopt.settings import Settings, load_settings
from adopt.write.plan_file import plan_json

REPORTS = Path(__file__).resolve().parents[1] / "../shared/reports"
pytestmark = [
    pytest.mark.skipif(not REPORTS.is_dir(), reason="no real reports beside the repository"),
    pytest.mark.filterwarnings("ignore:Workbook contains no default style"),
]

US, OWN = load_settings(marketplace="US"), load_settings()
CONSOLE = sorted((REPORTS / "search_term").glob("*.xlsx"))
DOWNLOADS = sorted((REPORTS / "bulk").glob("bulk-*.xlsx"))
OTHERS = sorted({*(REPORTS / "bulk").glob("*.xlsx")} - {*DOWNLOADS})
# In Amazon's order: keyword or target ID belong to the ad group, that to the campaign.
IDS = ("Campaign ID", "Ad Group ID", "Keyword ID", "Product Targeting ID")


def alone(path: Path, folder: Path, as_of: date, settings: Settings = OWN) -> Day:
    """The day's plan for a folder with nothing but this file."""
    shutil.copy(path, folder)
    return decide(folder, settings, as_of)


def table(path: Path, sheet: str) -> list[dict[str, object]]:
    """Rows of a sheet by an independent reader."""
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    header = [str(name).strip() for name in next(rows)]
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.parametrize("path", CONSOLE, ids=lambda path: path.stem)
def test_a_report_alone_gives_a_plan(path: Path, tmp_path: Path) -> None:
    day = alone(path, tmp_path, date(2026, 1, 26))
    (reading,) = day.folder.readings
    (file,) = day.plan.inputs
    facts = day.plan.facts
    assert (facts.clicks, facts.orders) == (file.totals.clicks, file.totals.orders)
    assert (facts.spend, facts.sales) == (float(file.totals.spend), float(file.totals.sales))
    assert day.plan.terms["clicks"].sum() == _clicks(reading)
    assert day.plan.withheld == (("no_bulk", ""),)
    assert "stale_data" in {code for code, _ in day.plan.warnings}
    assert facts.promised_share <= day.plan.settings.negate.promise
    again = decide(tmp_path, OWN, date(2026, 1, 26))
    assert plan_json(again.plan) == plan_json(day.plan)


def _clicks(reading: Reading) -> int:
    assert isinstance(reading.data, pl.DataFrame)
    return int(reading.data["clicks"].sum())


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.stem)
def test_no_download_is_refused_in_a_sentence(path: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"no search terms found.*{path.name}"):
        alone(path, tmp_path, date(2026, 1, 26))


@pytest.mark.parametrize("path", DOWNLOADS, ids=lambda path: path.stem)
def test_uploads_made_from_a_download_refer_to_what_is_in_it(path: Path, tmp_path: Path) -> None:
    last_day = date.fromisoformat(path.stem.split("-")[3])
    # An account of nine orders in its first days is left alone; without luck and patience there are rows to look at.
    plain = load_settings(marketplace="US", negate={"luck": 1.0}, launch={"patience_days": 0})
    day = alone(path, tmp_path, last_day + timedelta(days=1), plain)
    sheet = "Sponsored Products Campaigns"
    known = {tuple(str(row[name] or "") for name in IDS[:2]) for row in table(path, sheet)}
    targets = {str(row[name]) for row in table(path, sheet) for name in IDS[2:] if row[name]}
    made = [
        file
        for file in day.write(tmp_path / "out")
        if file.name in {"negatives.xlsx", "keywords.xlsx", "bids.xlsx"}
    ]
    rows = [row for file in made for row in table(file, sheet)]
    assert len(rows) == day.plan.actions.filter(consent="safe").height
    # The older one is of an account that has hardly begun.
    assert rows or path != DOWNLOADS[-1]
    for row in rows:
        campaign, group, *target = (row[name] for name in IDS)
        assert isinstance(campaign, str)
        assert (campaign, group) in known
        assert {str(one) for one in target if one} <= targets
        assert row["Operation"] in {"Create", "Update"}
        assert (row["Operation"] == "Update") == any(target)


def test_real_reports_are_there_in_number() -> None:
    assert len(CONSOLE) >= 5
    assert len(DOWNLOADS) >= 2
