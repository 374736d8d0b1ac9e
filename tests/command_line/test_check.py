from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from adopt.daily import decide
from adopt.say import translator, warning
from adopt.settings import load_settings
from tests.command_line.run import DAY, SAMPLE, adopt
from tests.properties.accounts import AS_OF, account, console_csv

PERFORMANCE = {
    "accountStatuses": [{"marketplaceId": "ATVPDKIKX0DER", "status": "NORMAL"}],
    "performanceMetrics": [
        {
            "marketplaceId": "ATVPDKIKX0DER",
            "orderDefectRate": {
                "mfn": {
                    "reportingDateRange": {
                        "reportingDateFrom": "2026-09-05T00:00:00Z",
                        "reportingDateTo": "2026-11-04T00:00:00Z",
                    },
                    "orderCount": 400,
                    "orderWithDefects": {"count": 9, "status": "BAD"},
                    "status": "BAD",
                    "rate": 0.0225,
                    "targetValue": 0.01,
                    "targetCondition": "LESS_THAN",
                }
            },
        }
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "performance.json").write_text(json.dumps(PERFORMANCE), encoding="utf-8")
    return tmp_path


def test_a_folder_without_ads_reports_is_checked(folder: Path) -> None:
    done = adopt("check", folder, "--as-of", DAY, "--lang", "both")
    assert done.returncode == 0, done.stderr
    assert "Act · Order defect rate: MFN" in done.stderr
    assert "9 of 400 orders have a defect: 2.2%" in done.stderr
    assert "立即处理 · 订单缺陷率：MFN" in done.stderr
    assert not done.stdout


def test_data_on_stdout_and_1_for_what_is_urgent(folder: Path) -> None:
    done = adopt("check", folder, "--as-of", DAY, "--json", "--fail-on", "act")
    assert done.returncode == 1
    (account,) = json.loads(done.stdout)
    first = account["findings"][0]
    assert (first["key"], first["status"], first["n"], first["of"]) == ("A101/MFN", "act", 9, 400)


def test_nothing_urgent_is_no_failure(tmp_path: Path) -> None:
    done = adopt("check", tmp_path, "--as-of", DAY, "--fail-on", "watch")
    assert done.returncode == 0
    assert "Download: account performance (API)" in done.stderr


def test_downloads_that_arent_there_take_one_line_unless_each_is_wanted(tmp_path: Path) -> None:
    words = ("check", tmp_path, "--as-of", DAY, "--lang", "both")
    short, long = adopt(*words).stderr, adopt(*words, "-v").stderr
    assert short.count("→ Download: ") == short.count("→ 下载：") == 1
    assert long.count("→ Where to get it: ") == long.count("→ 获取方式：") > 15
    assert "Downloads that aren't here: " in short


def test_the_checklist_is_written(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = adopt("check", folder, "--as-of", DAY, "--out", out)
    assert done.returncode == 0, done.stderr
    with (out / "checklist.csv").open(encoding="utf-8", newline="") as file:
        first = next(csv.DictReader(file))
    assert first["Key"] == f"{DAY}/US/A101/MFN"
    assert "- [ ] **High · Order defect rate: MFN**" in (out / "checklist.md").read_text(encoding="utf-8")


def test_a_threshold_of_the_seller_s_own(folder: Path) -> None:
    (folder / "adopt.toml").write_text("[checks]\nodr = 0.03\n", encoding="utf-8")
    done = adopt("check", folder, "--as-of", DAY, "--json")
    first = json.loads(done.stdout)[0]["findings"][0]
    assert first["target"] == pytest.approx(0.03)
    (folder / "adopt.toml").write_text("[checks]\nodx = 0.03\n", encoding="utf-8")
    wrong = adopt("check", folder, "--as-of", DAY)
    assert wrong.returncode == 2
    assert "unknown threshold: odx" in wrong.stderr


def test_the_round_alone_tells_of_ads_reports_what_the_plan_would(tmp_path: Path) -> None:
    rows, day = account(7), pl.col("first_day")
    head, first, *others = console_csv(rows.filter(day < date(2026, 8, 9))).splitlines(keepends=True)
    bad = first.replace(first.split(",")[0], "someday")
    (tmp_path / "report.csv").write_text("".join([head, bad, *others]), encoding="utf-8")
    (tmp_path / "later.csv").write_text(console_csv(rows.filter(day > date(2026, 8, 12))), encoding="utf-8")
    done = adopt("check", tmp_path, "--as-of", str(AS_OF), "--json", "--lang", "both", "-v")
    assert done.returncode == 0, done.stderr
    (told,) = json.loads(done.stdout)
    file, others_fine = (one for one in told["findings"] if one["code"] == "F101")
    assert (others_fine["status"], others_fine["reason"]) == ("fine", "files_read")
    assert (file["status"], file["reason"], file["subject"], file["n"]) == (
        "watch",
        "rows_rejected",
        "report.csv",
        1,
    )
    plan = decide(tmp_path, load_settings(), AS_OF).plan
    assert [(one["code"], one["detail"]) for one in told["notes"]] == list(plan.warnings)
    assert {code for code, _ in plan.warnings} >= {"rejected_rows", "days_missing"}
    for language in ("en", "zh"):
        for code, detail in plan.warnings:
            assert warning(code, detail, translator(language))[:40] in " ".join(done.stderr.split())


def test_it_is_part_of_the_daily_run(tmp_path: Path) -> None:
    done = adopt("daily", SAMPLE, "--as-of", DAY, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert (
        "Cancellation rate: You cancelled 1 of 33 orders before shipping: 3.0%, the limit is 2.5%"
        in done.stderr
    )
    assert f"{DAY}/US/A103" in (tmp_path / "out" / "checklist.csv").read_text(encoding="utf-8")


def test_with_a_search_term_report_alone_the_checklist_says_what_each_download_would_tell(
    tmp_path: Path,
) -> None:
    shutil.copy(next(SAMPLE.glob("Sponsored*.xlsx")), tmp_path)
    done = adopt("daily", tmp_path, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "adopt-out" / "checklist.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    missing = [row for row in rows if row["Task"].startswith("Download: ")]
    assert len(missing) > 15
    assert {row["Status"] for row in missing} == {"No data"}
    assert all("It would tell" in row["Why"] and len(row["Why"]) < 2000 for row in missing)
    assert any("how many days your stock lasts" in row["Why"] for row in missing)
    assert {row["Done?"] for row in missing} == {"No"}


def test_a_table_of_the_sellers_own_is_told_with_its_template(tmp_path: Path) -> None:
    said = adopt("check", tmp_path, "--as-of", DAY, "--lang", "both", "-v").stderr
    assert (
        "Amazon has no download of performance notifications. 'adopt template notices' writes the table"
        in said
    )
    assert "亚马逊不提供绩效通知的下载。“adopt template notices”可生成待填写的表。" in said
    assert "Download it: Your own" not in said
