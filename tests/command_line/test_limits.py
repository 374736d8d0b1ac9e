"""``adopt daily`` over a limit: nothing for upload, exit code 4, which lines to drop, and --force."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest

from adopt.write.outputs import UPLOADS
from tests.command_line.run import DAY, SAMPLE, adopt

_OWN = (SAMPLE / "adopt.toml").read_text(encoding="utf-8")
_UPLOADS = {"negatives.xlsx", "keywords.xlsx", "bids.xlsx"}
Run = tuple[subprocess.CompletedProcess[str], Path]


def _tight(folder: Path, *more: str) -> Run:
    """A run over the sample under settings for which its negatives and changes are too many."""
    own, out = folder / "tight.toml", folder / "out"
    own.write_text(f"{_OWN}\n[limits]\nnegated_spend = 0.05\nchanges = 300\n", encoding="utf-8")
    out.mkdir(exist_ok=True)
    (out / "negatives.xlsx").write_bytes(b"yesterday's")
    return adopt("daily", SAMPLE, "--as-of", DAY, "--out", out, "--config", own, *more), out


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return _tight(tmp_path_factory.mktemp("stopped"), "--lang", "both", "--json")


@pytest.fixture(scope="module")
def forced(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return _tight(tmp_path_factory.mktemp("forced"), "--force")


def _plan(out: Path) -> dict[str, Any]:
    plan: dict[str, Any] = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    return plan


def _summary(out: Path) -> set[str]:
    """The texts of the workbook's sheet Summary."""
    sheet = fastexcel.read_excel(out / "recommendations.xlsx").load_sheet("Summary", header_row=None)
    return {str(cell) for row in sheet.to_polars().rows() for cell in row if cell is not None}


def test_over_a_limit_nothing_is_written_for_upload_and_it_ends_with_4(stopped: Run) -> None:
    done, out = stopped
    assert done.returncode == 4, done.stderr
    written = {path.name for path in out.iterdir()}
    assert not written & UPLOADS.keys()
    assert {"plan.json", "recommendations.xlsx", "recommendations.zh.xlsx"} <= written
    for words in (
        "No upload files: the plan passes a limit on what a day may change: spend negated, number of changes.",
        "allowed a day: 5.0% (limits.negated_spend)",
        "It holds without the lines that are named above.",
        "Negate search term: ",
        "N101|",
        "more: Summary of the workbook lists them.",
        "adopt apply",
        "--force",
        "未生成上传文件：本计划超出了一天内改动的上限：否定涉及的花费、改动数量。",
        "去掉以下",
    ):
        assert words in done.stderr


def test_the_plan_names_the_limits_and_the_lines(stopped: Run) -> None:
    done, out = stopped
    plan = json.loads(done.stdout)
    assert plan == _plan(out)
    assert plan["withheld"] == [{"code": "over_limits", "detail": "negated_spend, changes"}]
    spend, changes = plan["limits"]
    assert (spend["limit"], spend["allowed"]) == ("negated_spend", 0.05)
    assert (changes["limit"], changes["allowed"], changes["drop"]) == ("changes", 300, [])
    assert set(spend["drop"]) <= {one["key"] for one in plan["actions"] if one["consent"] == "safe"}


def test_the_workbook_lists_every_line_to_drop(stopped: Run) -> None:
    _, out = stopped
    cells, (limit, _) = _summary(out), _plan(out)["limits"]
    assert "Limits that this plan passes" in cells
    assert set(limit["drop"]) <= cells


def test_with_force_all_is_written_and_a_warning_stays(forced: Run) -> None:
    done, out = forced
    assert done.returncode == 0, done.stderr
    written = {path.name for path in out.iterdir()}
    assert written & UPLOADS.keys() == _UPLOADS
    assert {"plan.json", "recommendations.xlsx"} <= written
    said = "Over a limit of yours, and written for upload all the same"
    assert said in done.stderr
    assert any(said in cell for cell in _summary(out))
    plan = _plan(out)
    assert plan["withheld"] == []
    assert {"code": "over_limits", "detail": "negated_spend, changes"} in plan["warnings"]
    assert [one["limit"] for one in plan["limits"]] == ["negated_spend", "changes"]


def test_force_makes_another_plan_than_the_one_it_overrules(stopped: Run, forced: Run) -> None:
    stop, force = _plan(stopped[1]), _plan(forced[1])
    assert stop["digest"] != force["digest"]
    assert stop["actions"] == force["actions"]


def test_a_report_that_lost_most_orders_is_stopped_by_the_defaults_and_a_quiet_run_says_so(
    tmp_path: Path,
) -> None:
    frame = fastexcel.read_excel(next(SAMPLE.glob("Sponsored*.xlsx"))).load_sheet(0).to_polars()
    lost = [name for name in frame.columns if name.startswith("7 Day") and frame.schema[name].is_numeric()]
    kept = pl.int_range(pl.len()) % 10 == 0
    frame.with_columns(pl.when(kept).then(pl.col(name)).otherwise(0) for name in lost).write_csv(
        tmp_path / "report.csv"
    )
    (tmp_path / "adopt.toml").write_text(_OWN, encoding="utf-8")
    done = adopt("daily", tmp_path, "--as-of", DAY, "-q")
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert done.stderr.startswith("No upload files: the plan passes a limit")
    assert "limits.negated_spend" in done.stderr
