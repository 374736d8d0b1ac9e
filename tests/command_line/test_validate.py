"""``adopt validate`` as a user calls it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adopt.cli import main
from adopt.words.rules import sheet_rules
from tests.bulksheet.sheets import changed, created, with_cells, written
from tests.command_line.run import SAMPLE, adopt

DAY = "2026-11-01"
DOWNLOAD = next(SAMPLE.glob("bulk-*.xlsx"))


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, words), "--as-of", DAY])


def test_a_sound_sheet_ends_with_0(tmp_path: Path) -> None:
    done = run(written(tmp_path, created()), "--marketplace", "us")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "20 rows have an Operation; 0 rows have none and are ignored" in done.stderr
    assert "Nothing that Amazon would refuse was found: 0 errors, 0 warnings, 0 notes." in done.stderr


def test_the_newest_download_of_a_folder_is_taken(tmp_path: Path) -> None:
    sheet = written(tmp_path, created())
    assert f"IDs are compared with {DOWNLOAD.name}." in run(sheet, "--bulk", SAMPLE).stderr
    (tmp_path / "none").mkdir()
    none = adopt("validate", sheet, "--bulk", tmp_path / "none")
    assert (none.returncode, "there is no bulk download in" in none.stderr) == (3, True)


def test_a_fault_is_told_with_its_place_and_what_to_do(tmp_path: Path) -> None:
    rows = with_cells(created(), 5, bid="0.01", match_type="Exact")
    done = run(written(tmp_path, rows), "--marketplace", "US")
    assert done.exit_code == 4
    assert "Error bid_limits: Bid, row 5\n" in done.stderr
    assert (
        "The bid is outside the marketplace's limits: 0.02 – 1,000. Write a bid within them. There: '0.01'"
        in done.stderr
    )
    assert "Note spelling: Match Type, row 5\n" in done.stderr
    assert (
        "Amazon would refuse some of it, or damage what is there: 1 error, 0 warnings, 1 note." in done.stderr
    )


def test_many_faults_of_a_rule_stand_together(tmp_path: Path) -> None:
    rows = [
        one | {"product": "Sponsored Brands"} if at not in {3, 5} else one for at, one in enumerate(created())
    ]
    done = run(written(tmp_path, rows))
    assert "Error token: Product, 18 rows: 2–4, 6, 8–21\n" in done.stderr
    assert "No marketplace is given" in done.stderr


def test_both_languages(tmp_path: Path) -> None:
    done = run(written(tmp_path, with_cells(changed(), 2, portfolio_id=None)), "--lang", "both")
    assert done.exit_code == 0
    assert "A blank Portfolio ID takes the campaign out of its portfolio" in done.stderr
    assert "Portfolio ID 留空会把广告活动移出它所在的广告组合" in done.stderr
    assert "没有发现亚马逊会拒绝的内容" in done.stderr


def test_json_has_every_fault(tmp_path: Path) -> None:
    rows = [one | {"product": None} for one in changed()]
    done = run(written(tmp_path, rows), "--json", "--marketplace", "DE")
    assert done.exit_code == 4
    told = json.loads(done.stdout)
    assert (told["rows"], told["ignored"], told["refused"], told["marketplace"]) == (13, 0, True, "DE")
    assert told["counts"]["error"] == 13
    missing = [fault for fault in told["faults"] if fault["rule"] == "missing"]
    assert [fault["row"] for fault in missing] == list(range(2, 15))
    assert missing[0] == {
        "row": 2,
        "column": "Product",
        "rule": "missing",
        "value": None,
        "detail": None,
        "level": "error",
        "sure": "H",
        "what": sheet_rules()["missing"].what,
        "do": sheet_rules()["missing"].do,
    }


def test_ids_are_compared_with_a_download(tmp_path: Path) -> None:
    path = written(tmp_path, changed())
    done = run(path, "--bulk", DOWNLOAD)
    assert done.exit_code == 4
    assert "Error unknown_entity: Campaign ID" in done.stderr
    assert f"IDs are compared with {DOWNLOAD.name}." in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("none.xlsx",), 3, "Error: none.xlsx: there is no such file"),
        ((SAMPLE / "adopt.toml",), 3, "isn't a bulk sheet"),
        ((SAMPLE / "BusinessReport-11-22-26.csv",), 3, "isn't a bulk sheet"),
        ((DOWNLOAD, "--bulk", SAMPLE / "BusinessReport-11-22-26.csv"), 3, "isn't a bulk download"),
        ((DOWNLOAD, "--marketplace", "XX"), 2, "XX; expected one of US, CA"),
        ((), 2, "Missing argument 'FILE'"),
    ],
)
def test_what_can_not_be_checked_is_said(words: tuple[str | Path, ...], code: int, said: str) -> None:
    done = run(*words)
    assert done.exit_code == code
    assert said in done.stderr


def test_as_a_process_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, changed())
    done = adopt("validate", path.name, "--as-of", DAY, "--lang", "zh", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    assert "13 行填写了“操作”" in done.stderr
    help_text = adopt("validate", "--help").stdout
    assert "4 when Amazon would refuse something" in " ".join(help_text.split())
