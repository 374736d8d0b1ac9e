"""The daily run keeps what it read, and rests on it only where the seller asked for that."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.daily import Day, run
from adopt.history import Account, History, keep
from adopt.reports import identify
from adopt.schema import Reading
from adopt.settings import load_settings
from adopt.write.outputs import UPLOADS
from adopt.write.plan_file import plan_json
from tests.history.readings import day, report, spoilt
from tests.properties.accounts import AS_OF, FIRST, LAST, account, console_csv

ACCOUNT = Account("acme", "US", "USD")
SAMPLE = Path(__file__).parents[2] / "sample_reports"
SAMPLE_DAY = date(2026, 11, 22)
HALF = FIRST + timedelta(days=15)
ROWS = account(5)


def ran(
    tmp_path: Path,
    rows: pl.DataFrame,
    as_of: date = AS_OF,
    *,
    home: bool = True,
    use_days: int = 0,
    name: str = "acme",
) -> Day:
    folder = tmp_path / f"in {as_of}"
    folder.mkdir(exist_ok=True)
    (folder / "report.csv").write_text(console_csv(rows), encoding="utf-8")
    settings = load_settings(account=name, history={"use_days": use_days})
    done = run(folder, tmp_path / "out", settings, as_of, (), tmp_path / "home" if home else None)
    (day,) = done.days.values()
    return day


def test_what_was_read_is_kept_once(tmp_path: Path) -> None:
    first, again = ran(tmp_path, ROWS).kept, ran(tmp_path, ROWS).kept
    assert first is not None
    assert again is not None
    assert [one.outcome for one in first.files] == ["stored"]
    assert [one.outcome for one in again.files] == ["known"]
    kept = History(tmp_path / "home").search_terms(ACCOUNT, FIRST, LAST)
    assert kept["clicks"].sum() == ROWS["clicks"].sum()


def test_a_copy_of_a_file_beside_it_is_kept_no_second_time(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text(console_csv(ROWS), encoding="utf-8")
    shutil.copy(tmp_path / "report.csv", tmp_path / "report (1).csv")
    readings = [identify(tmp_path / name) for name in ("report.csv", "report (1).csv")]
    read = [one for one in readings if isinstance(one, Reading)]
    stored = keep(tmp_path / "home", read, ACCOUNT, AS_OF)
    assert [one.outcome for one in stored] == ["stored", "known"]
    assert [one.files for one in History(tmp_path / "home").coverage()] == [1]


def test_what_a_file_beside_it_knows_stands_where_rows_were_rejected(tmp_path: Path) -> None:
    newer, older = spoilt(report(0, 9, clicks=20), day(4), term="pot"), report(0, 8, clicks=10)
    stored = keep(tmp_path / "home", [newer, older], ACCOUNT, day(10))
    assert [one.days for one in stored] == [9, 9]
    kept = History(tmp_path / "home").search_terms(ACCOUNT, day(4), day(4))
    assert kept["clicks"].to_list() == [10, 10]


def test_keeping_changes_no_decision(tmp_path: Path) -> None:
    ran(tmp_path, ROWS.filter(pl.col("first_day") < HALF), HALF)
    late = ROWS.filter(pl.col("first_day") >= HALF)
    assert plan_json(ran(tmp_path, late).plan) == plan_json(ran(tmp_path, late, home=False).plan)


def test_without_a_home_nothing_is_kept(tmp_path: Path) -> None:
    assert ran(tmp_path, ROWS, home=False).kept is None
    assert not (tmp_path / "home").exists()


def test_without_a_name_nothing_is_kept_and_the_plan_is_made(tmp_path: Path) -> None:
    day = ran(tmp_path, ROWS, name="")
    assert day.written
    assert day.kept is not None
    assert "account's name" in str(day.kept.problem)
    assert not (tmp_path / "home").exists()


def test_days_that_only_history_knows_are_used_where_asked_for(tmp_path: Path) -> None:
    ran(tmp_path, ROWS.filter(pl.col("first_day") < HALF), HALF)
    wide = ran(tmp_path, ROWS.filter(pl.col("first_day") >= HALF), use_days=90).plan
    whole = ran(tmp_path, ROWS, home=False).plan
    assert wide.facts._replace(promised_share=0) == whole.facts._replace(promised_share=0)
    assert [(one.file, one.first_day) for one in wide.inputs if one.file == "history"] == [("history", FIRST)]
    assert ("days_from_history", f"{FIRST} – {HALF - timedelta(days=1)}") in wide.warnings
    assert_frame_equal(
        wide.terms.select("search_term", "clicks", "orders", "days"),
        whole.terms.select("search_term", "clicks", "orders", "days"),
    )


def test_run_again_on_the_same_files_a_day_with_older_days_is_the_same(tmp_path: Path) -> None:
    ran(tmp_path, ROWS.filter(pl.col("first_day") < HALF), HALF)
    late = ROWS.filter(pl.col("first_day") >= HALF - timedelta(days=7))
    first, again = (ran(tmp_path, late, use_days=90).plan for _ in range(2))
    assert "history" in [one.file for one in first.inputs]
    assert again.digest == first.digest
    assert plan_json(again) == plan_json(first)


def test_no_older_day_than_asked_for_is_used(tmp_path: Path) -> None:
    ran(tmp_path, ROWS.filter(pl.col("first_day") < HALF), HALF)
    late = ROWS.filter(pl.col("first_day") >= HALF)
    assert ran(tmp_path, late, use_days=20).plan.facts.first_day == AS_OF - timedelta(days=20)


def test_days_beyond_a_gap_are_not_used(tmp_path: Path) -> None:
    gap = HALF - timedelta(days=3)
    ran(tmp_path, ROWS.filter(pl.col("first_day") < gap), gap)
    late = ROWS.filter(pl.col("first_day") >= HALF)
    assert ran(tmp_path, late, use_days=90).plan.facts.first_day == HALF


def test_days_of_history_are_as_ripe_as_when_they_were_downloaded(tmp_path: Path) -> None:
    sold = ROWS.filter(pl.col("orders") > 0)["search_term"].unique().to_list()

    def effective(day: Day) -> float:
        return float(day.plan.terms.filter(~pl.col("search_term").is_in(sold))["effective_clicks"].sum())

    early, late = ROWS.filter(pl.col("first_day") < HALF), ROWS.filter(pl.col("first_day") >= HALF)
    then = effective(ran(tmp_path, early, HALF))
    now = effective(ran(tmp_path, late, home=False))
    both = effective(ran(tmp_path, late, use_days=90))
    assert both == pytest.approx(then + now)
    assert both < effective(ran(tmp_path, ROWS, home=False))


def sample_without(folder: Path, pattern: str) -> Path:
    shutil.copytree(SAMPLE, folder)
    for path in folder.glob(pattern):
        path.unlink()
    return folder


def of_sample(tmp_path: Path, folder: Path, as_of: date) -> Day:
    settings = load_settings(SAMPLE / "adopt.toml", account="acme")
    (day,) = run(folder, tmp_path / "out", settings, as_of, (), tmp_path / "home").days.values()
    return day


def test_what_today_s_files_lack_comes_from_history(tmp_path: Path) -> None:
    whole = of_sample(tmp_path, SAMPLE, SAMPLE_DAY)
    bare = sample_without(tmp_path / "bare", "[bB]u*")
    day = of_sample(tmp_path, bare, SAMPLE_DAY + timedelta(days=1))
    codes = [code for code, _ in day.plan.warnings]
    assert day.plan.facts.tacos == whole.plan.facts.tacos
    assert {"sales_from_history", "bulk_from_history"} <= set(codes)
    assert [code for code, _ in day.plan.withheld] == ["bulk_from_history"]
    assert not [path.name for path in day.written if path.name in UPLOADS]
    assert_frame_equal(day.plan.join, whole.plan.join)
    assert [(one.file, one.kind) for one in day.plan.inputs][1:] == [
        ("history", "business"),
        ("history", "bulk"),
        ("history", "fit"),
    ]


def test_an_old_download_in_history_is_not_used(tmp_path: Path) -> None:
    of_sample(tmp_path, SAMPLE, SAMPLE_DAY)
    bare = sample_without(tmp_path / "bare", "bulk-*")
    day = of_sample(tmp_path, bare, SAMPLE_DAY + timedelta(days=8))
    assert [code for code, _ in day.plan.withheld] == ["no_bulk"]


def test_days_beyond_a_gap_are_named(tmp_path: Path) -> None:
    gap = HALF - timedelta(days=3)
    ran(tmp_path, ROWS.filter(pl.col("first_day") < gap), gap)
    wide = ran(tmp_path, ROWS.filter(pl.col("first_day") >= HALF), use_days=90)
    assert ("history_gap", f"{gap} – {HALF - timedelta(days=1)}") in wide.plan.warnings
