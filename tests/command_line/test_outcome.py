"""``adopt outcome`` as a seller runs it: a plan was kept, days have passed, and the history knows them."""

from __future__ import annotations

import gzip
import json
import shutil
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from adopt.daily import run
from adopt.history import History, account_named
from adopt.lab.bidding.trial import seller
from adopt.lab.market.files import write_reports
from adopt.lab.market.live import live, opened
from adopt.lab.market.market import open_market
from adopt.lab.market.take_back import upload_sheet, uploaded
from adopt.reports import identify
from adopt.schema import Bulk, Campaign, Reading, SearchTermRow
from tests.command_line.run import adopt

_BEFORE, _LATER = 60, 18


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A history with a plan that was uploaded and the days since, and today."""
    place = tmp_path_factory.mktemp("market")
    home, market = place / "home", open_market(3, "base")
    settings, state = seller(market), live(market, opened(market), _BEFORE)
    for look in range(2):
        folder = place / str(look)
        write_reports(market, state, folder)
        (day,) = run(folder, folder / "adopt-out", settings, state.day, (), home).days.values()
        if not look:
            sheets = {path.name: upload_sheet(path) for path in day.written if path.suffix == ".xlsx"}
            state, _ = uploaded(state, {name: sheet for name, sheet in sheets.items() if sheet is not None})
            state = live(market, state, _LATER)
    return home, state.day.isoformat()


def data(home: Path, day: str, *more: str) -> list[dict[str, Any]]:
    done = adopt("outcome", "--home", home, "--as-of", day, "--json", *more)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.slow
def test_promised_and_came_in_both_languages_and_as_a_file(lived: tuple[Path, str], tmp_path: Path) -> None:
    home, day = lived
    done = adopt("outcome", "--home", home, "--as-of", day, "--lang", "both", "--out", tmp_path / "came.md")
    assert done.returncode == 0, done.stderr
    for words in ("Promised and came, per week", "95 % interval", "search terms", "每周承诺与实际", "搜索词"):
        assert words in done.stderr
    page = (tmp_path / "came.md").read_text(encoding="utf-8")
    assert page.startswith("# What came of the plans of a1market3-US-USD")
    assert "# a1market3-US-USD 的计划结果如何" in page
    assert done.stdout == ""


@pytest.mark.slow
def test_as_json_plans_add_up_to_the_total(lived: tuple[Path, str]) -> None:
    home, day = lived
    (one,) = data(home, day)
    first, last = one["plans"]
    assert one["account"] == "a1market3-US-USD"
    assert one["total"]["came"] == pytest.approx(first["came"] + last["came"], abs=1e-3)
    assert (
        first["days"] == _LATER - 3
    )  # the last two don't show enough of their orders, the plan's own doesn't count
    assert first["low"] < first["came"] < first["high"]
    assert (last["told"], last["days"], last["verdict"]) == (0, 0, "too_early")
    negated = [row for row in one["actions"] if row["code"] == "N101" and row["days"]]
    assert negated
    assert all(row["spend"] == 0.0 for row in negated)
    assert {row["kind"] for row in one["reliability"]} <= {"bids", "left_open"}


def _next_day(lived: tuple[Path, str], home: Path, ending: str) -> list[dict[str, Any]]:
    """What is told the day after, on which the same files are read again, all campaigns' names with an ending."""
    shutil.copytree(lived[0], home)
    day = date.fromisoformat(lived[1]) + timedelta(days=1)
    name = pl.format("{}{}", "campaign", pl.lit(ending)).alias("campaign")
    for path in (lived[0].parent / "1").glob("*.xlsx"):
        one = identify(path)
        assert isinstance(one, Reading)
        read = one.data
        if isinstance(read, Bulk):
            renamed: Any = replace(read, campaigns=Campaign.validate(read.campaigns.with_columns(name)))
        else:
            renamed = SearchTermRow.validate(read.with_columns(name))
        read_again = replace(one, data=renamed, digest=f"{one.digest} again")
        History(home).ingest(read_again, account_named("a1market3-US-USD"), day)
    return data(home, day.isoformat())


@pytest.mark.slow
def test_campaigns_that_were_renamed_are_followed(lived: tuple[Path, str], tmp_path: Path) -> None:
    (same,), (renamed,) = (
        _next_day(lived, tmp_path / home, ending) for home, ending in (("same", ""), ("renamed", " | v2"))
    )
    assert sum(row["clicks"] for row in same["actions"]) > 100
    told = ["key", "days", "clicks", "spend", "orders"]
    assert [[row[name] for name in told] for row in renamed["actions"]] == [
        [row[name] for name in told] for row in same["actions"]
    ]


@pytest.mark.slow
def test_only_plans_since_a_day_are_told(lived: tuple[Path, str]) -> None:
    home, day = lived
    (one,) = data(home, day, "--since", day, "--account", "a1market3")
    assert [plan["made_on"] for plan in one["plans"]] == [day]


def test_without_a_plan_it_says_how_to_begin(tmp_path: Path) -> None:
    done = adopt("outcome", "--home", tmp_path / "none")
    assert done.returncode == 3
    assert "adopt daily --home" in done.stderr
    done = adopt("outcome", "--home", tmp_path / "none", "--account", "acme", "--lang", "zh")
    assert "没有保存任何计划" in done.stderr


@pytest.mark.slow
def test_a_plan_of_another_version_is_named_and_does_not_count(
    lived: tuple[Path, str], tmp_path: Path
) -> None:
    home, day = lived
    copy = Path(shutil.copytree(home, tmp_path / "copy"))
    (kept,) = copy.glob(f"plans/*/{day}-*/plan.json.gz")
    kept.write_bytes(gzip.compress(b'{"schema": "another"}'))
    done = adopt("outcome", "--home", copy, "--as-of", day)
    assert done.returncode == 0, done.stderr
    assert "1 kept plan can't be read" in done.stderr
    assert kept.parent.name in done.stderr


@pytest.mark.slow
def test_on_the_plans_own_day_nothing_can_be_told(lived: tuple[Path, str]) -> None:
    home, _ = lived
    done = adopt("outcome", "--home", home, "--as-of", "2026-07-31")
    assert done.returncode == 0, done.stderr
    assert "too early to tell" in done.stderr


@pytest.mark.slow
def test_the_columns_are_named_in_chinese_for_what_they_count(lived: tuple[Path, str]) -> None:
    home, _ = lived
    done = adopt("outcome", "--home", home, "--as-of", "2026-07-31", "--lang", "zh")
    assert "已采取的措施" not in done.stderr
    assert "为时尚早（大约还需" in done.stderr
