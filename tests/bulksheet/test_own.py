"""Every file that a run writes passes, by the same rules as anybody's; real files say what is known of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from adopt.bulksheet import judge
from adopt.daily import decide
from adopt.settings import load_settings

SAMPLE = Path(__file__).resolve().parents[2] / "sample_reports"
DOWNLOAD = next(SAMPLE.glob("bulk-*.xlsx"))
REAL = Path(__file__).resolve().parents[2] / "../shared/reports/bulk"
DAY = date(2026, 11, 22)
real = pytest.mark.skipif(not REAL.is_dir(), reason="no real reports beside the repository")
quiet = pytest.mark.filterwarnings("ignore:Workbook contains no default style")


@pytest.fixture(scope="module")
def uploads(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """What a run over the sample writes where everything may be written."""
    changes = {"budget": {"consent": "safe"}, "placement": {"consent": "safe"}}
    day = decide(SAMPLE, load_settings(SAMPLE / "adopt.toml", **changes), DAY)
    folder = tmp_path_factory.mktemp("out")
    read_first = {"recommendations.xlsx", "recommendations.zh.xlsx"}
    return [path for path in day.write(folder) if path.suffix == ".xlsx" and path.name not in read_first]


@pytest.mark.slow
def test_every_upload_file_of_the_sample_passes(uploads: list[Path]) -> None:
    assert {path.name for path in uploads} >= {"negatives.xlsx", "keywords.xlsx", "bids.xlsx"}
    for path in uploads:
        alone, known = judge(path, None, "US", DAY), judge(path, DOWNLOAD, "US", DAY)
        assert alone.read.sheet.rows.height
        assert alone.counts()["error"] == known.counts()["error"] == 0, (path.name, known.faults)


def test_the_samples_download_has_nothing_to_do() -> None:
    verdict = judge(DOWNLOAD, None, "US", DAY)
    assert verdict.faults["rule"].to_list() == ["no_operation"]


@real
@quiet
@pytest.mark.parametrize(
    "path",
    [*sorted(REAL.glob("bulk-*.xlsx")), REAL / "official_seller_template.xlsx"],
    ids=lambda path: path.stem,
)
def test_real_downloads_and_the_template_have_nothing_to_do(path: Path) -> None:
    verdict = judge(path, None, None, date(2026, 1, 26))
    assert verdict.faults["rule"].to_list() == ["no_operation"]
    assert verdict.read.sheet.rows.is_empty()


def _all_updated(path: Path, folder: Path) -> Path:
    """The download with every row of its Sponsored Products tab to be updated, and nothing changed."""
    book = openpyxl.load_workbook(path)
    page = book["Sponsored Products Campaigns"]
    place = [cell.value for cell in page[1]].index("Operation") + 1
    for at in range(2, page.max_row + 1):
        page.cell(at, place).value = "Update"
    book.save(folder / "all.xlsx")
    return folder / "all.xlsx"


@quiet
def test_the_samples_download_handed_back_breaks_what_it_must(tmp_path: Path) -> None:
    verdict = judge(_all_updated(DOWNLOAD, tmp_path), DOWNLOAD, "US", DAY)
    errors = verdict.faults.filter(pl.col("rule").is_in(["state", "archived_entity"]))
    assert verdict.counts()["error"] == errors.height == 2
    # A campaign's negative can't be updated, and an archived keyword neither.
    assert errors.select("column", "rule").rows() == [("State", "state"), ("Keyword ID", "archived_entity")]
    assert set(verdict.faults["rule"]) == {"state", "archived_entity", "archive", "spelling"}


@real
@quiet
@pytest.mark.parametrize("path", sorted(REAL.glob("bulk-*.xlsx")), ids=lambda path: path.stem)
def test_a_real_download_handed_back_breaks_nothing(path: Path, tmp_path: Path) -> None:
    verdict = judge(_all_updated(path, tmp_path), path, "US", date(2026, 1, 26))
    assert verdict.read.sheet.rows.height > 200
    assert set(verdict.faults["rule"]) == {"spelling"}


@real
@quiet
def test_a_real_budget_adjustment_is_sound() -> None:
    verdict = judge(REAL / "hand_made_budget_adjustment.xlsx", None, None, date(2026, 1, 26))
    assert verdict.read.sheet.rows.height == 451
    assert verdict.counts()["error"] == 0
    counts = verdict.faults.group_by("rule").len()
    assert dict(counts.rows()) == {
        "other_tab": 2,
        "removes_end_date": 451,
        "removes_portfolio": 25,
        "spelling": 451,
    }


@real
@quiet
def test_real_sheets_made_by_hand_lack_a_tab_and_states() -> None:
    bids = judge(REAL / "hand_made_keyword_bid_update.xlsx", None, None, date(2026, 1, 26)).faults
    assert bids.filter(rule="tab")["value"].to_list() == ["KW Bid Update"]
    assert bids.filter(rule="missing")["column"].unique().to_list() == ["State"]
    assert bids.filter(rule="missing").height == 33
    negatives = judge(REAL / "uploaded_negatives_sample.xlsx", None, None, date(2026, 1, 26)).faults
    assert negatives.filter(rule="tab")["value"].to_list() == ["Sheet1"]
    assert negatives.filter(rule="id_as_number").height == 28
