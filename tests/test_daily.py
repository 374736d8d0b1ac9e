"""The daily run as a whole: files in, one plan out, whatever the account looks like."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from adopt.daily import decide, run
from adopt.errors import InputError
from adopt.plan import Plan
from adopt.settings import load_settings
from adopt.words import markets
from adopt.write.plan_file import plan_json
from tests.properties.accounts import AS_OF, SETTINGS, account, console_csv, download, plan

SAMPLE = Path(__file__).resolve().parents[1] / "sample_reports"
DAY = date(2026, 11, 22)
OWN = load_settings(SAMPLE / "adopt.toml")


def decided(folder: Path, **files: pl.DataFrame) -> Plan:
    """The plan for a folder with these rows in CSV files of these names."""
    folder.mkdir(exist_ok=True)
    for name, rows in files.items():
        (folder / f"{name}.csv").write_text(console_csv(rows), encoding="utf-8")
    return decide(folder, SETTINGS, AS_OF).plan


def test_a_report_in_two_files_is_the_report(tmp_path: Path) -> None:
    rows = account(7)
    early = pl.col("first_day") < date(2026, 8, 17)
    whole = decided(tmp_path / "one", report=rows)
    parts = decided(tmp_path / "two", august=rows.filter(early), later=rows.filter(~early))
    assert [one.rows for one in parts.inputs] != [one.rows for one in whole.inputs]
    sums = ["campaign", "search_term", "impressions", "clicks", "orders", "spend", "sales"]
    assert_frame_equal(parts.terms.select(sums), whole.terms.select(sums))
    assert parts.facts._replace(promised_share=0) == whole.facts._replace(promised_share=0)
    assert parts.digest != whole.digest


def test_the_last_days_of_an_older_report_count_as_ripe_as_it_can_show_them(tmp_path: Path) -> None:
    rows = account(7).with_columns(
        orders=pl.lit(0, pl.Int64), units=pl.lit(0, pl.Int64), sales_micros=pl.lit(0, pl.Int64)
    )
    ripe, unripe, later = date(2026, 8, 8), date(2026, 8, 16), date(2026, 8, 17)
    first, last = pl.col("first_day"), pl.col("first_day") < later
    whole = decided(tmp_path / "one", report=rows)
    parts = decided(tmp_path / "two", august=rows.filter(last), later=rows.filter(~last))
    days = rows.filter(first.is_between(ripe, unripe))
    assert days["clicks"].sum()
    lost = float(whole.terms["effective_clicks"].sum()) - float(parts.terms["effective_clicks"].sum())
    assert 0 < lost < 0.34 * float(days["clicks"].sum())


def test_a_report_that_lies_there_twice_counts_once(tmp_path: Path) -> None:
    rows = account(8)
    once = decided(tmp_path / "one", report=rows)
    twice = decided(tmp_path / "two", report=rows, again=rows.reverse())
    assert_frame_equal(twice.actions, once.actions)
    assert twice.facts == once.facts
    assert [code for code, _ in twice.warnings] == ["overlap_left_out", "no_margins", "tacos_unknown"]


def test_a_period_s_tacos_is_told_and_steers_nothing(tmp_path: Path) -> None:
    for path in SAMPLE.glob("*"):
        if path.name.startswith(("bulk-", "BusinessReport")):
            shutil.copy(path, tmp_path)
    found = decide(tmp_path, OWN, DAY).plan
    assert found.facts.tacos
    assert "T401" not in set(found.actions["code"])
    assert [code for code, _ in found.warnings if code.startswith("tacos")] == ["tacos_of_period"]


def test_files_say_what_rows_say(tmp_path: Path) -> None:
    rows = account(9)
    read, direct = decided(tmp_path, report=rows), plan(rows)
    assert_frame_equal(read.terms, direct.terms)
    assert_frame_equal(read.actions, direct.actions)


def test_a_folder_that_holds_yesterday_s_output_gives_the_same_plan(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(SAMPLE, folder)
    (first,) = run(folder, folder, OWN, DAY, ("en", "zh")).days.values()
    names = {path.name for path in first.written}
    assert {"plan.json", "negatives.xlsx", "bids.xlsx", "recommendations.xlsx"} < names
    written = (folder / "plan.json").read_text(encoding="utf-8")
    (again,) = run(folder, folder, OWN, DAY, ("en", "zh")).days.values()
    assert (folder / "plan.json").read_text(encoding="utf-8") == written
    assert again.written == first.written
    assert json.loads(written)["digest"] == first.plan.digest


def test_a_download_alone_and_a_report_alone_are_each_enough(tmp_path: Path) -> None:
    console, bulk = tmp_path / "console", tmp_path / "bulk"
    for folder, pattern in ((console, "Sponsored*"), (bulk, "bulk-*")):
        folder.mkdir()
        shutil.copy(next(SAMPLE.glob(pattern)), folder)
    without = decide(console, OWN, DAY)
    assert without.bulk is None
    assert without.plan.withheld == (("no_bulk", ""),)
    written = {path.name for path in without.write(tmp_path / "out")}
    assert written == {"plan.json", "recommendations.xlsx", "checklist.csv", "checklist.md"}
    alone = decide(bulk, OWN, DAY)
    assert alone.plan.withheld == ()
    assert alone.plan.facts.clicks == without.plan.facts.clicks
    assert alone.plan.facts.spend == without.plan.facts.spend
    assert set(alone.plan.actions["join"]) <= {"target", "ad_group"}


@pytest.mark.parametrize("ends", [AS_OF, date(2026, 8, 1)])
def test_reports_of_days_to_come_are_refused(tmp_path: Path, ends: date) -> None:
    (tmp_path / "report.csv").write_text(console_csv(account(1)), encoding="utf-8")
    if ends == AS_OF:
        assert decide(tmp_path, SETTINGS, ends).plan.actions.height
    else:
        with pytest.raises(InputError, match="after the day of the run"):
            decide(tmp_path, SETTINGS, ends)


_NOTHING = pl.lit(0, dtype=pl.Int64)
_HALF = pl.col("row") % 2 == 0
ODD: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "one row": lambda rows: rows.head(1),
    "one term": lambda rows: rows.with_columns(search_term=pl.lit("pan")),
    "terms without words": lambda rows: rows.with_columns(search_term=pl.lit("")),
    "terms of signs": lambda rows: rows.with_columns(
        search_term=pl.concat_str(pl.lit("{}\"%='\\ "), pl.col("row"))
    ),
    "no orders": lambda rows: rows.with_columns(orders=_NOTHING, sales_micros=_NOTHING),
    "orders without sales": lambda rows: rows.with_columns(sales_micros=_NOTHING),
    "no clicks": lambda rows: rows.with_columns(clicks=_NOTHING, spend_micros=_NOTHING),
    "free clicks": lambda rows: rows.with_columns(spend_micros=_NOTHING),
    "an order a click": lambda rows: rows.with_columns(orders=pl.col("clicks")),
    "more orders than clicks": lambda rows: rows.with_columns(orders=pl.col("clicks") * 3),
    "a very large account": lambda rows: rows.with_columns(
        pl.col("clicks", "impressions", "orders", "spend_micros", "sales_micros") * 10**6
    ),
    "bars in names": lambda rows: rows.with_columns(
        # One row stays as it is: otherwise nothing were of the download's account.
        campaign=pl.when(row=2).then("campaign").when(_HALF).then(pl.lit("a|b")).otherwise(pl.lit("a")),
        ad_group=pl.when(row=2).then("ad_group").when(_HALF).then(pl.lit("c")).otherwise(pl.lit("b|c")),
    ),
    "two spellings of a name": lambda rows: rows.with_columns(
        campaign=pl.when(_HALF).then(pl.col("campaign").str.replace(" ", "  ")).otherwise("campaign"),
        targeting=pl.when(_HALF).then(pl.col("targeting").str.to_uppercase()).otherwise("targeting"),
    ),
    "rows of many years": lambda rows: rows.with_columns(first_day=pl.lit(date(2020, 1, 1))),
}


@pytest.mark.parametrize("known", [True, False], ids=["download", "no download"])
@pytest.mark.parametrize("odd", ODD)
def test_an_odd_account_has_a_plan(odd: str, known: bool) -> None:
    rows = ODD[odd](account(5, terms=25))
    found = plan(rows, download() if known else None, market=markets()["US"])
    assert found.facts.clicks == rows["clicks"].sum()
    assert found.terms["clicks"].sum() == rows["clicks"].sum()
    assert found.actions["key"].is_unique().all()
    assert json.loads(plan_json(found))["facts"]["clicks"] == found.facts.clicks
    if odd in {"no orders", "orders without sales", "no clicks", "free clicks"}:
        assert found.actions.filter(pl.col("consent") != "watch").is_empty()
