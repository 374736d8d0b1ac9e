from __future__ import annotations

import json
import shutil
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from tests.command_line.run import DAY, SAMPLE, adopt, adopt_process


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run") / "out"
    done = adopt_process("daily", SAMPLE, "--as-of", DAY, "--out", folder, "--lang", "both", "--json")
    assert done.returncode == 0, done.stderr
    (folder.parent / "stdout").write_text(done.stdout, encoding="utf-8")
    (folder.parent / "stderr").write_text(done.stderr, encoding="utf-8")
    return folder


def _sheet(path: Path) -> pl.DataFrame:
    book = fastexcel.read_excel(path)
    assert book.sheet_names == ["Sponsored Products Campaigns"]
    return book.load_sheet(0, dtypes="string").to_polars()


def test_the_files_are_there(out: Path) -> None:
    names = {path.name for path in out.iterdir()}
    assert names == {
        "negatives.xlsx",
        "keywords.xlsx",
        "bids.xlsx",
        "recommendations.xlsx",
        "recommendations.zh.xlsx",
        "checklist.csv",
        "checklist.md",
        "checklist.zh.csv",
        "checklist.zh.md",
        "plan.json",
    }


def test_stdout_is_the_plan_and_nothing_else(out: Path) -> None:
    stdout = (out.parent / "stdout").read_text(encoding="utf-8")
    assert stdout == (out / "plan.json").read_text(encoding="utf-8")
    assert json.loads(stdout)["as_of"] == DAY


def test_the_screen_says_it_in_both_languages(out: Path) -> None:
    stderr = (out.parent / "stderr").read_text(encoding="utf-8")
    for words in ("Negate", "of loss a week", "否定", "每周约止损", "wrote", "已写入"):
        assert words in stderr


def test_what_to_act_on_is_all_told_or_counted(out: Path) -> None:
    stderr = (out.parent / "stderr").read_text(encoding="utf-8")
    assert "act on 6" in stderr
    assert "  and 1 more to act on: see the sheet Checks" in stderr
    assert "  另有 1 项须立即处理，见“检查”工作表" in stderr


def test_uploads_hold_the_safe_actions_of_the_plan_and_only_them(out: Path) -> None:
    plan = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    safe = [action for action in plan["actions"] if action["consent"] == "safe"]
    bids, negatives = _sheet(out / "bids.xlsx"), _sheet(out / "negatives.xlsx")
    wanted = {action["target_id"] for action in safe if action["code"] == "B301"}
    found = set(bids["Keyword ID"].drop_nulls()) | set(bids["Product Targeting ID"].drop_nulls())
    assert found == wanted
    joined = [action for action in safe if action["entity"].startswith("Neg") and action["ad_group_id"]]
    assert negatives.height == len(joined) > 0
    keywords = _sheet(out / "keywords.xlsx")
    made = [action["to"] for action in safe if action["code"].startswith("H")]
    texts = keywords.select(pl.coalesce("Keyword Text", "Product Targeting Expression")).to_series()
    assert texts.to_list() == [new["text"] for new in made]
    assert keywords["Bid"].cast(pl.Float64).to_list() == [new["bid"] for new in made]
    assert set(keywords["Operation"]) == {"Create"}


def test_every_upload_row_refers_to_the_download(out: Path) -> None:
    download = next(SAMPLE.glob("bulk-*.xlsx"))
    known = (
        fastexcel.read_excel(download).load_sheet("Sponsored Products Campaigns", dtypes="string").to_polars()
    )
    for name in ("negatives.xlsx", "keywords.xlsx", "bids.xlsx"):
        rows = _sheet(out / name)
        for column in ("Campaign ID", "Ad Group ID", "Keyword ID", "Product Targeting ID"):
            assert set(rows[column].drop_nulls()) <= set(known[column].drop_nulls())


def test_the_same_inputs_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert (
        adopt_process("daily", SAMPLE, "--as-of", DAY, "--out", again, "--lang", "both", "-q").returncode == 0
    )
    for path in out.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_without_a_bulk_download_uploads_are_withheld_and_it_says_what_to_download(tmp_path: Path) -> None:
    shutil.copy(next(SAMPLE.glob("Sponsored*.xlsx")), tmp_path)
    done = adopt("daily", tmp_path, "--as-of", DAY)
    assert done.returncode == 0, done.stderr
    written = {path.name for path in (tmp_path / "adopt-out").iterdir()}
    assert written == {"recommendations.xlsx", "checklist.csv", "checklist.md", "plan.json"}
    for words in ("no bulk download", "Bulk operations", "zero impressions", "search term data"):
        assert words in done.stderr
    plan = json.loads((tmp_path / "adopt-out" / "plan.json").read_text(encoding="utf-8"))
    assert any(action["consent"] == "safe" for action in plan["actions"])


def test_uploads_of_an_earlier_run_do_not_survive_a_run_without_them(tmp_path: Path) -> None:
    shutil.copy(next(SAMPLE.glob("Sponsored*.xlsx")), tmp_path)
    old = tmp_path / "adopt-out" / "bids.xlsx"
    old.parent.mkdir()
    old.write_bytes(b"yesterday's")
    assert adopt("daily", tmp_path, "--as-of", DAY, "-q").returncode == 0
    assert not old.exists()


def test_quiet_is_quiet(tmp_path: Path) -> None:
    done = adopt("daily", SAMPLE, "--as-of", DAY, "--out", tmp_path / "o", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
