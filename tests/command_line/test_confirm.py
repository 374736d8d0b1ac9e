"""``adopt confirm``: what Amazon did with a plan, by its reports and by later downloads."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from adopt.lab.market.files import write_reports
from adopt.lab.market.live import live
from adopt.lab.market.take_back import upload_sheet
from tests.after.amazon_report import write_report
from tests.command_line.marketplace import Seller, seller
from tests.command_line.run import adopt
from tests.lab.market.places import small_market

_MINIMUM = ("Input Error", "Invalid value", "Bid is lower than the minimum allowed by the marketplace")


@pytest.fixture
def one(tmp_path: Path) -> Seller:
    return seller(tmp_path)


def results(done: Any) -> dict[str, dict[str, Any]]:
    assert done.returncode == 0, done.stderr
    return {action["key"]: action for action in json.loads(done.stdout)["actions"]}


def of(told: dict[str, dict[str, Any]], status: str) -> set[str]:
    return {key for key, action in told.items() if action["status"] == status}


def bid_keys(one: Seller) -> list[str]:
    plan = json.loads((one.out / "plan.json").read_text(encoding="utf-8"))
    safe = [action for action in plan["actions"] if action["consent"] == "safe"]
    return [action["key"] for action in safe if action["code"] == "B301"]


@pytest.mark.parametrize("shape", ["summary", "beside", "numbers"])
def test_a_report_tells_what_was_taken_and_what_was_refused_and_why(
    one: Seller, tmp_path: Path, shape: str
) -> None:
    report = write_report(
        tmp_path / "report of bids.xlsx",
        one.out / "bids.xlsx",
        {3: _MINIMUM},
        rows=shape != "numbers",
        beside=shape == "beside",
    )
    words = ("confirm", report, "--plan", one.out, "--home", one.home, "--as-of", "2026-07-12")
    done = adopt(*words, "--json", "--lang", "both")
    told, keys = results(done), bid_keys(one)
    assert set(told) == set(keys)
    assert of(told, "rejected") == {keys[1]}
    refused = told[keys[1]]
    assert (refused["code"], refused["message"], refused["seen_on"]) == (
        "bid_limits",
        _MINIMUM[2],
        "2026-07-12",
    )
    for words_ in (
        "refused by Amazon: 1",
        "Mend: Check `marketplace`",
        "被亚马逊拒绝",
        "处理办法",
        _MINIMUM[2],
    ):
        assert words_ in done.stderr
    assert "aren't told of yet" in done.stderr


def test_a_download_shows_what_is_in_force_and_refines_what_a_report_said(
    one: Seller, tmp_path: Path
) -> None:
    keys = bid_keys(one)
    report = write_report(tmp_path / "r.xlsx", one.out / "bids.xlsx", {3: _MINIMUM})
    words = ("--plan", one.out, "--home", one.home, "--json")
    results(adopt("confirm", report, *words, "--as-of", str(one.state.day)))
    one.upload(one.out, {"bids.xlsx": [3, 4]})
    told = results(adopt("confirm", one.next_download(), *words))
    assert of(told, "rejected") == {keys[1]}
    assert of(told, "unknown") == {keys[2]}
    assert told[keys[2]]["code"] == "still_old"
    assert len(of(told, "taken")) == len(told) - 2
    (tmp_path / "again").mkdir()
    shutil.copy(one.out / "bids.xlsx", tmp_path / "again")
    one.upload(tmp_path / "again")
    later = results(adopt("confirm", one.next_download(), *words))
    assert {action["status"] for action in later.values()} == {"taken"}
    kept = json.loads(next(one.home.glob("plans/*/*/results.json")).read_text(encoding="utf-8"))
    assert {row["key"] for row in kept["rows"]} == set(told)


def test_a_folder_stands_for_its_newest_download_and_a_runs_own_for_its_plan(one: Seller) -> None:
    one.upload(one.out)
    words = ("--home", one.home, "--json")
    early = adopt("confirm", one.out, *words)
    assert (early.returncode, "isn't newer than the download" in early.stderr) == (3, True)
    bulk = one.next_download()
    by_folder = results(adopt("confirm", bulk.parent, *words))
    assert set(by_folder) >= set(bid_keys(one))
    assert {action["status"] for action in by_folder.values()} == {"taken"}
    shutil.copy(bulk, one.out.parent)
    assert results(adopt("confirm", one.out, *words)) == by_folder
    empty = adopt("confirm", one.home, *words)
    assert (empty.returncode, "there is no bulk download in" in empty.stderr) == (3, True)


def test_a_folder_of_downloads_with_the_plan_of_a_run_in_it_stands_for_both(
    one: Seller, tmp_path: Path
) -> None:
    today, elsewhere = one.folder / "today", tmp_path / "elsewhere"
    elsewhere.mkdir()
    one.upload(one.out)
    shutil.copy(one.next_download(), today)
    told = results(adopt("confirm", today, "--json", cwd=elsewhere))
    assert set(told) >= set(bid_keys(one))
    assert {action["status"] for action in told.values()} == {"taken"}
    undo = adopt("undo", today, cwd=elsewhere)
    assert (undo.returncode, "several accounts" in undo.stderr) == (3, False)


def test_a_report_on_the_whole_file_refuses_all_of_it(one: Seller, tmp_path: Path) -> None:
    whole = ("Error", "Structural", 'Missing value for column: "Start Date"')
    report = write_report(tmp_path / "r.xlsx", one.out / "keywords.xlsx", {0: whole})
    told = results(adopt("confirm", report, "--plan", one.out, "--home", one.home, "--json"))
    sheet = upload_sheet(one.out / "keywords.xlsx")
    assert sheet is not None
    assert len(of(told, "rejected")) == sheet.height == len(told)


def test_one_reason_is_told_once_and_then_whom_it_stopped(one: Seller, tmp_path: Path) -> None:
    whole = ("Error", "Structural", 'Missing value for column: "Start Date"')
    report = write_report(tmp_path / "r.xlsx", one.out / "keywords.xlsx", {0: whole})
    done = adopt("confirm", report, "--plan", one.out, "--home", one.home)
    sheet = upload_sheet(one.out / "keywords.xlsx")
    assert sheet is not None
    assert done.stderr.count("Amazon says") == done.stderr.count("Mend") == 1
    assert f"refused by Amazon ({sheet.height})" in done.stderr
    assert done.stderr.count("    Add ") == sheet.height
    assert f"adopt undo {one.out}" in done.stderr.replace("\n", "")
    assert "adopt outcome" in done.stderr


def test_a_report_of_row_numbers_alone_asks_for_the_file(one: Seller, tmp_path: Path) -> None:
    report = write_report(tmp_path / "r.xlsx", one.out / "bids.xlsx", {3: _MINIMUM}, rows=False)
    words = ("confirm", report, "--plan", one.out, "--home", one.home)
    asked = adopt(*words)
    assert (asked.returncode, "--upload" in asked.stderr) == (3, True)
    told = results(adopt(*words, "--upload", one.out / "bids.xlsx", "--json"))
    assert of(told, "rejected") == {bid_keys(one)[1]}


def test_what_tells_nothing_is_refused(one: Seller, tmp_path: Path) -> None:
    words = ("--plan", one.out, "--home", one.home)
    echo = adopt("confirm", one.out / "bids.xlsx", *words)
    assert (echo.returncode, "tells no results" in echo.stderr) == (3, True)
    own = adopt("confirm", next((one.folder / "today").glob("bulk-*.xlsx")), *words, "--lang", "zh")
    assert (own.returncode, "新" in own.stderr) == (3, True)
    none = adopt("confirm", one.out / "bids.xlsx", cwd=tmp_path / "home")
    assert (none.returncode, "there is no plan here" in none.stderr) == (3, True)


def test_what_was_taken_back_is_not_asked_for_again(one: Seller) -> None:
    one.upload(one.out)
    assert adopt("undo", one.out, "--bulk", one.next_download(), "--home", one.home).returncode == 0
    one.upload(one.out / "undo")
    words = ("confirm", one.next_download(), "--plan", one.out, "--home", one.home)
    done = adopt(*words, "--lang", "both")
    assert done.returncode == 0, done.stderr
    assert "were taken back with adopt undo" in done.stderr
    assert "已在" in done.stderr
    assert "Upload its file" not in done.stderr


def test_the_files_that_take_a_plan_back_are_not_the_plans(one: Seller, tmp_path: Path) -> None:
    """Else undoing would be read as if the plan had been taken."""
    one.upload(one.out)
    assert adopt("undo", one.out, "--bulk", one.next_download(), "--home", one.home).returncode == 0
    report = write_report(tmp_path / "r.xlsx", one.out / "undo" / "undo-bids.xlsx", {})
    strange = adopt("confirm", report, "--plan", one.out, "--home", one.home)
    assert (strange.returncode, "answers another upload" in strange.stderr) == (3, True)


def test_the_run_of_the_next_day_confirms_by_itself(one: Seller) -> None:
    keys = bid_keys(one)
    one.upload(one.out, {"bids.xlsx": [3]})
    one.state = live(small_market(), one.state, 1)
    shutil.rmtree(one.folder / "today")
    write_reports(small_market(), one.state, one.folder / "today")
    words = ("daily", one.folder / "today", "--as-of", str(one.state.day), "--home", one.home)
    done = adopt(*words, "--lang", "both")
    assert done.returncode == 0, done.stderr
    assert "Plan of 2026-07-11: Amazon took" in done.stderr
    assert "2026-07-11 的计划" in done.stderr
    kept = json.loads(next(one.home.glob("plans/*/2026-07-11-*/results.json")).read_text(encoding="utf-8"))
    status = {row["key"]: row["status"] for row in kept["rows"]}
    assert status.pop(keys[1]) == "unknown"
    assert set(status.values()) == {"taken"}
    # Whatever became of the old plan's files, the day isn't lost.
    next(one.home.glob("plans/*/2026-07-11-*/results.json")).write_text("{", encoding="utf-8")
    broken = adopt(*words)
    assert broken.returncode == 0, broken.stderr
    assert "Plan of 2026-07-11" not in broken.stderr


def test_two_plans_of_one_day_are_told_apart_the_next(one: Seller) -> None:
    today = one.folder / "today"
    with (today / "adopt.toml").open("a", encoding="utf-8") as file:
        file.write("[bid]\nmin_clicks = 40\n")
    words = ("daily", today, "--home", one.home)
    assert adopt(*words, "--as-of", str(one.state.day)).returncode == 0
    kept = sorted(one.home.glob("plans/*/2026-07-11-*"))
    assert len(kept) == 2
    one.state = live(small_market(), one.state, 1)
    for path in today.glob("*.*"):
        path.unlink()
    write_reports(small_market(), one.state, today)
    done = adopt(*words, "--as-of", str(one.state.day), "--lang", "both")
    assert done.returncode == 0, done.stderr
    assert "Plan of 2026-07-11" not in done.stderr
    said = done.stderr.replace("\n", " ")
    for folder in kept:
        assert f"Plan {folder.name[11:]} of 2026-07-11 (kept 20" in said
        assert f"2026-07-11 的计划 {folder.name[11:]}" in said
    changes = re.findall(r"UTC, changes: (\d+)\): Amazon took", said)
    assert len(set(changes)) == 2, changes
