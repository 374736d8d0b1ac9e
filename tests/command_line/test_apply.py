from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.after.books import small_book
from tests.command_line.run import DAY, SAMPLE, adopt

NEXT = "2026-11-23"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    downloads = tmp_path_factory.mktemp("downloads")
    for path in SAMPLE.iterdir():
        shutil.copy(path, downloads)
    done = adopt("daily", downloads, "--as-of", DAY, "--lang", "both")
    assert done.returncode == 0, done.stderr
    folder = downloads / "adopt-out"
    for words in (f"run: adopt apply {folder / 'recommendations.xlsx'}", "保存后运行：adopt apply"):
        assert words in done.stderr
    return folder


def _plan(out: Path) -> tuple[str, dict[str, list[str]]]:
    found = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    keys: dict[str, list[str]] = {}
    for action in found["actions"]:
        keys.setdefault(action["consent"], []).append(action["key"])
    return found["digest"], keys


def test_the_workbook_as_it_is_gives_the_files_of_the_run(out: Path) -> None:
    done = adopt("apply", out / "recommendations.xlsx", "--as-of", NEXT, "--lang", "both", "--json")
    assert done.returncode == 0, done.stderr
    _, keys = _plan(out)
    told = json.loads(done.stdout)
    assert [row["key"] for row in told["accepted"]] == sorted(keys["safe"])
    assert sorted(told["open"]) == sorted(keys["ask"])
    assert told["files"] == [
        str(out / "accepted" / name) for name in ("negatives.xlsx", "keywords.xlsx", "bids.xlsx")
    ]
    safe, ask = len(keys["safe"]), len(keys["ask"])
    for words in (
        f"{safe + ask:,} rows: {safe:,} accepted, 0 declined, {ask:,} left open, 0 taken out, 0 refused.",
        f"共 {safe + ask:,} 行：接受 {safe:,}",
        "wrote",
        "Bulk operations > Upload",
    ):
        assert words in done.stderr
    assert json.loads((out / "accepted.json").read_text(encoding="utf-8"))["on"] == NEXT


def test_what_cant_be_followed_is_said_by_its_row_even_when_quiet(out: Path, tmp_path: Path) -> None:
    digest, keys = _plan(out)
    rows: list[dict[str, object]] = [
        {"Key": keys["safe"][0], "Accept": "maybe"},
        {"Key": keys["safe"][1], "Accept": "是"},
        {"Key": keys["ask"][0], "Accept": None, "Your value": "0.5"},
    ]
    book = small_book(tmp_path / "book.xlsx", digest, rows)
    words = ("--as-of", NEXT, "--plan", out, "--bulk", out.parent, "--out", tmp_path / "o", "--lang", "both")
    done = adopt("apply", book, *words, "-q")
    assert done.returncode == 0, done.stderr
    for said in (
        "Decide today, row 3, Accept: 'maybe': expected Yes or No, or an empty cell",
        "Decide today, row 5, Your value: '0.5': a value of your own, but Accept is empty: write Yes or No",
        "Decide today，第 3 行，接受：“maybe”：应为“是”或“否”，或留空",
    ):
        assert said in done.stderr
    assert "wrote" not in done.stderr
    loud = adopt("apply", book, *words)
    gone = len(keys["safe"]) + len(keys["ask"]) - 3
    assert f"1 accepted, 0 declined, 0 left open, {gone:,} taken out, 2 refused." in loud.stderr
    assert f"{gone:,} rows aren't in the workbook any more: they aren't accepted." in loud.stderr


def test_nothing_accepted_writes_nothing_and_says_so(out: Path, tmp_path: Path) -> None:
    digest, keys = _plan(out)
    book = small_book(tmp_path / "book.xlsx", digest, [{"Key": keys["safe"][0], "Accept": "No"}])
    target = tmp_path / "o"
    target.mkdir()
    (target / "bids.xlsx").write_text("earlier")
    done = adopt("apply", book, "--as-of", NEXT, "--plan", out, "--bulk", out.parent, "--out", target)
    assert done.returncode == 0, done.stderr
    assert "Nothing is accepted: nothing was written." in done.stderr
    assert [path.name for path in target.iterdir()] == ["accepted.json"]


def test_an_old_plan_a_lost_download_and_a_lost_file(out: Path, tmp_path: Path) -> None:
    old = adopt("apply", out / "recommendations.xlsx", "--as-of", "2026-11-26")
    assert (old.returncode, "apply.max_age_days is 3" in old.stderr) == (3, True)
    forced = adopt("apply", out / "recommendations.xlsx", "--as-of", "2026-11-26", "--force", "-q")
    assert (forced.returncode, forced.stderr) == (0, "")
    lost = adopt("apply", out / "recommendations.xlsx", "--as-of", NEXT, "--bulk", tmp_path, "--lang", "zh")
    assert (lost.returncode, "请用 --bulk 指明" in lost.stderr) == (3, True)
    assert adopt("apply", tmp_path / "none.xlsx").returncode == 2


def test_a_damaged_workbook_ends_in_a_sentence_in_either_language(out: Path, tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    with zipfile.ZipFile(out / "recommendations.xlsx") as source, zipfile.ZipFile(book, "w") as target:
        for name in source.namelist():
            said = source.read(name)
            target.writestr(name, said[: len(said) // 2] if "worksheets/sheet" in name else said)
    done = adopt("apply", book, "--as-of", NEXT, "--plan", out, "--bulk", out.parent)
    assert (done.returncode, "is damaged or only half saved" in done.stderr) == (3, True)
    assert "Traceback" not in done.stderr
    chinese = adopt("apply", book, "--as-of", NEXT, "--plan", out, "--bulk", out.parent, "--lang", "zh")
    assert (chinese.returncode, "已损坏或未保存完整" in chinese.stderr) == (3, True)


def test_a_level_that_bids_carry_though_it_was_declined_is_said(tmp_path: Path) -> None:
    for path in SAMPLE.iterdir():
        shutil.copy(path, tmp_path)
    own = (tmp_path / "adopt.toml").read_text(encoding="utf-8")
    (tmp_path / "adopt.toml").write_text(
        f"tacos_low = 0.05\ntacos_high = 0.08\n{own}\n[tacos]\nsteer = true\n", encoding="utf-8"
    )
    assert adopt("daily", tmp_path, "--as-of", DAY).returncode == 0
    out = tmp_path / "adopt-out"
    digest, keys = _plan(out)
    rows = [{"Key": key, "Accept": "No" if key.startswith("T401") else "Yes"} for key in keys["safe"]]
    book = small_book(out / "recommendations.xlsx", digest, rows)
    done = adopt("apply", book, "--as-of", DAY, "--json", "--lang", "both")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["carried"] == [key for key in keys["safe"] if key.startswith("T401")] != []
    assert "you didn't accept it, but the bids" in done.stderr
    assert "您没有接受，但您接受的竞价" in done.stderr
