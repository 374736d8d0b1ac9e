"""What goes wrong is said in one sentence, with the right exit code, and nothing is written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.command_line.run import DAY, SAMPLE, adopt, adopt_process

CONSOLE = next(SAMPLE.glob("Sponsored*.xlsx"))
BULK = next(SAMPLE.glob("bulk-*.xlsx"))
HEADER = (
    "Date,Portfolio name,Currency,Campaign Name,Ad Group Name,Targeting,Match Type,Customer Search Term,Impressions,"
    "Clicks,Spend,7 Day Total Sales ,7 Day Total Orders (#),7 Day Total Units (#)\n"
)


def _row(day: str = "2026-11-20", clicks: str = "5", currency: str = "USD") -> str:
    return f"{day},,{currency},pans,group,steel pan,BROAD,blue pan,100,{clicks},$5.50,$0.00,0,0\n"


def _refused(folder: Path, code: int, *words: str, more: tuple[str, ...] = ()) -> None:
    before = {path for path in folder.rglob("*") if path.is_file()}
    done = adopt("daily", folder, "--as-of", DAY, *more)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr
    assert {path for path in folder.rglob("*") if path.is_file()} == before


def test_an_empty_folder(tmp_path: Path) -> None:
    _refused(tmp_path, 3, "there are no reports in", str(tmp_path), "search term report", "bulk download")


def test_an_empty_folder_in_chinese(tmp_path: Path) -> None:
    done = adopt("daily", tmp_path, "--as-of", DAY, "--lang", "zh")
    assert done.returncode == 3
    assert done.stderr.startswith("错误：")
    assert "搜索词" in done.stderr


def test_what_is_wrong_with_a_file_is_said_in_the_readers_language(tmp_path: Path) -> None:
    (tmp_path / "report.xlsx").write_bytes(CONSOLE.read_bytes()[:300_000])
    done = adopt_process("daily", tmp_path, "--as-of", DAY, "--lang", "zh")
    assert done.returncode == 3
    assert "report.xlsx：文件损坏或未下载完整" in done.stderr
    assert "damaged" not in done.stderr
    assert done.stderr.count("重新下载") == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert adopt("daily", tmp_path / "nowhere").returncode == 2


def test_a_folder_of_wrong_files(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("call the carrier\n", encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    _refused(tmp_path, 3, "no search terms found", "notes.txt", "photo.png")


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_a_truncated_workbook(tmp_path: Path, share: float) -> None:
    whole = CONSOLE.read_bytes()
    (tmp_path / "report.xlsx").write_bytes(whole[: int(len(whole) * share)])
    shutil.copy(BULK, tmp_path)
    _refused(tmp_path, 3, "report.xlsx", "download")


def test_one_bad_row_is_shown_and_the_rest_is_used(tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    path.write_text(HEADER + _row() * 3 + _row(clicks="many") + _row(), encoding="utf-8")
    done = adopt("daily", tmp_path, "--as-of", DAY, "-v")
    assert done.returncode == 0, done.stderr
    for words in ("report.csv", "row 5", "Clicks", "many", "not a number"):
        assert words in done.stderr


def test_a_report_in_another_currency_than_the_settings(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text(HEADER + _row(currency="EUR"), encoding="utf-8")
    (tmp_path / "adopt.toml").write_text('marketplace = "US"\n', encoding="utf-8")
    _refused(tmp_path, 3, "currency", "EUR", "USD", "report.csv", "adopt.toml")


def test_a_report_that_may_be_of_two_accounts(tmp_path: Path) -> None:
    shutil.copy(CONSOLE, tmp_path / "report.xlsx")
    for account in ("a1", "b2"):
        shutil.copy(BULK, tmp_path / f"bulk-{account}-20260923-20261121-1.xlsx")
    _refused(tmp_path, 3, "report.xlsx may belong to several accounts", "bulk-a1", "bulk-b2")


def test_a_report_of_another_account(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text(HEADER + _row(), encoding="utf-8")
    shutil.copy(BULK, tmp_path)
    _refused(tmp_path, 3, "different accounts", "pans")


def test_a_report_of_two_currencies_is_two_plans(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text(HEADER + _row() + _row(currency="CAD"), encoding="utf-8")
    done = adopt("daily", tmp_path, "--as-of", DAY, "--json")
    assert done.returncode == 0, done.stderr
    plans = {plan["currency"]: plan for plan in json.loads(done.stdout)}
    assert {name: plan["inputs"][0]["rows"] for name, plan in plans.items()} == {"CAD": 1, "USD": 1}
    assert plans["CAD"]["digest"] != plans["USD"]["digest"]


def test_a_report_from_the_future(tmp_path: Path) -> None:
    (tmp_path / "report.csv").write_text(HEADER + _row(day="2026-12-24"), encoding="utf-8")
    _refused(tmp_path, 3, "2026-12-24", DAY)


def test_a_decimal_comma_is_never_read_as_thousands(tmp_path: Path) -> None:
    text = (
        HEADER.replace(",", ";") + "2026-11-20;;EUR;pans;group;steel pan;BROAD;blue pan;100;5;5,50;0,00;0;0\n"
    )
    (tmp_path / "report.csv").write_text(text, encoding="utf-8")
    done = adopt("identify", tmp_path / "report.csv", "--json")
    assert '"spend": 5.5' in done.stdout


def test_wrong_settings(tmp_path: Path) -> None:
    shutil.copy(CONSOLE, tmp_path)
    (tmp_path / "adopt.toml").write_text("target_acos = 30\n", encoding="utf-8")
    _refused(tmp_path, 2, "adopt.toml", "target_acos", "30")
    (tmp_path / "adopt.toml").write_text("tarket_acos = 0.3\n", encoding="utf-8")
    _refused(tmp_path, 2, "tarket_acos")
    (tmp_path / "adopt.toml").write_text("target_acos = \n", encoding="utf-8")
    _refused(tmp_path, 2, "adopt.toml", "TOML")


def test_settings_that_are_not_there(tmp_path: Path) -> None:
    shutil.copy(CONSOLE, tmp_path)
    _refused(tmp_path, 2, "none.toml", "adopt init", more=("--config", "none.toml"))


def test_the_current_folder_is_named_by_its_place(tmp_path: Path) -> None:
    done = adopt("daily", cwd=tmp_path)
    assert done.returncode == 3
    assert f"there are no reports in {tmp_path.resolve()}. Put" in done.stderr.replace("\n", " ")
