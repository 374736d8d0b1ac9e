from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from adopt.settings import load_settings
from tests.command_line.run import SAMPLE, adopt, adopt_process


def test_help_lists_every_command() -> None:
    done = adopt_process("--help")
    assert done.returncode == 0
    for command in ("daily", "identify", "history", "init", "explain"):
        assert command in done.stdout


@pytest.mark.parametrize("command", ["daily", "identify", "history", "init", "explain"])
def test_every_command_has_help(command: str) -> None:
    done = adopt(command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage:")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from adopt.cli import main; main(['--help'], standalone_mode=False); "
        "heavy = {'polars', 'deltalake', 'openpyxl', 'sklearn', 'scipy', 'numpy', 'statsmodels', 'pydantic', 'rich', 'babel'}; "
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True,
                          cwd=Path(__file__).parents[2])  # fmt: skip
    assert done.stdout.endswith("heavy: []\n")


def test_identify_as_json() -> None:
    done = adopt("identify", *sorted(SAMPLE.glob("*.xlsx")), *SAMPLE.glob("*.csv"), "--json")
    assert done.returncode == 0, done.stderr
    rows = {row["kind"]: row for row in json.loads(done.stdout)}
    assert set(rows) > {"search_term", "bulk", "business", "fba_inventory_planning"}
    console = rows["search_term"]
    assert (console["language"], console["marketplace"], console["currency"]) == ("en", "US", "USD")
    assert (console["first_day"], console["last_day"], console["rejected"]) == ("2026-09-23", "2026-11-21", 0)
    assert set(console["totals"]) == {"impressions", "clicks", "spend", "orders", "sales"}
    assert console["totals"]["clicks"] == rows["bulk"]["totals"]["clicks"]


def test_identify_shows_a_table_and_refuses_with_three(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing\n", encoding="utf-8")
    done = adopt("identify", SAMPLE, tmp_path / "notes.txt", tmp_path / "missing.xlsx")
    assert done.returncode == 3
    for words in ("search term report", "bulk download", "notes.txt", "missing.xlsx"):
        assert words in done.stderr


def test_identify_shows_a_dash_where_a_report_has_no_such_column() -> None:
    lines = adopt("identify", SAMPLE).stderr.splitlines()
    totals = {line.split("  ")[0]: line.split()[-4:] for line in lines[1:8]}
    assert totals["FBA Inventory.csv"] == totals["account-performance.json"] == ["-"] * 4
    assert totals["BusinessReport-11-22-26.csv"] == ["-", "-", "-", "88,154.11"]
    assert totals["Sponsored Products Search term report.xlsx"] == [
        "13,028",
        "10,407.78",
        "1,161",
        "32,729.64",
    ]
    (bulk,) = (told for name, told in totals.items() if name.startswith("bulk-"))
    assert bulk == ["13,028", "10,407.78", "1,161", "32,729.64"]


@pytest.mark.parametrize(("language", "said"), [("en", "there is no such file"), ("zh", "没有这个文件")])
def test_identify_shows_no_table_of_nothing(language: str, said: str, tmp_path: Path) -> None:
    done = adopt("identify", tmp_path / "missing.xlsx", "--lang", language)
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert said in line


def test_init_writes_settings_that_load_and_never_overwrites(tmp_path: Path) -> None:
    assert adopt("init", tmp_path).returncode == 0
    path = tmp_path / "adopt.toml"
    assert load_settings(path) == load_settings()
    path.write_text("target_acos = 0.2\n", encoding="utf-8")
    done = adopt("init", tmp_path)
    assert done.returncode == 2
    assert "already" in done.stderr
    assert path.read_text(encoding="utf-8") == "target_acos = 0.2\n"


@pytest.mark.parametrize("code", ["N101", "N102", "U101", "H201", "H202", "B301", "n101"])
def test_explain(code: str) -> None:
    english, chinese = adopt("explain", code), adopt("explain", code, "--lang", "zh")
    assert english.returncode == chinese.returncode == 0
    assert code.upper() in english.stdout
    assert code.upper() in chinese.stdout
    assert english.stdout != chinese.stdout


def test_explain_an_unknown_code() -> None:
    done = adopt_process("explain", "X999")
    assert done.returncode == 2
    assert "N101" in done.stderr
