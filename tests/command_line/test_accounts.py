"""One folder, several accounts: each gets its own plan, and none of them another's rows."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.run import DAY, SAMPLE, adopt
from tests.command_line.test_trouble import BULK, CONSOLE, HEADER

EUROS = HEADER + "2026-11-20,,EUR,pans,group,steel pan,BROAD,blue pan,100,5,€5.50,€0.00,0,0\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Downloads of an American account, half of them in an archive, and of a German one, in a folder inside."""
    folder = tmp_path / "reports"
    (folder / "de").mkdir(parents=True)
    shutil.copy(SAMPLE / "adopt.toml", folder)
    shutil.copy(CONSOLE, folder)
    with zipfile.ZipFile(folder / "us.zip", "w") as archive:
        archive.write(BULK, f"downloads/{BULK.name}")
    (folder / "de" / "report.csv").write_text(EUROS, encoding="utf-8")
    (folder / "de" / "adopt.toml").write_text('marketplace = "DE"\ntarget_acos = 0.2\n', encoding="utf-8")
    return folder


def plans(out: Path) -> dict[str, Any]:
    return {
        path.parent.relative_to(out).as_posix(): json.loads(path.read_text(encoding="utf-8"))
        for path in out.rglob("plan.json")
    }


def names(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_each_account_has_its_own_plan(folder: Path, tmp_path: Path) -> None:
    done = adopt("daily", folder, "--as-of", DAY, "--json")
    assert done.returncode == 0, done.stderr
    found = plans(folder / "adopt-out")
    (american,) = [name for name in found if name.endswith("USD")]
    assert set(found) == {american, "EUR"}
    assert american.split("-")[0] == BULK.name.split("-")[1]
    assert [entry["file"] for entry in found["EUR"]["inputs"]] == ["report.csv"]
    assert {entry["file"] for entry in found[american]["inputs"]} == {CONSOLE.name, BULK.name}
    assert found["EUR"]["settings"]["target_acos"] == 0.2
    assert found[american]["settings"]["target_acos"] != 0.2
    assert found["EUR"]["withheld"] == [{"code": "no_bulk", "detail": ""}]
    assert sorted(json.loads(done.stdout), key=str) == sorted(found.values(), key=str)
    assert f"us.zip/downloads/{BULK.name}" in done.stderr.replace("\n", "")

    alone = tmp_path / "alone"
    alone.mkdir()
    for path in (CONSOLE, BULK, SAMPLE / "adopt.toml"):
        shutil.copy(path, alone)
    adopt("daily", alone, "--as-of", DAY, "--out", tmp_path / "out")
    (same,) = plans(tmp_path / "out").values()
    assert same == found[american]


def test_an_account_that_fails_doesn_t_keep_the_others_from_their_plan(folder: Path) -> None:
    whole = (folder / "de" / "report.csv").read_text(encoding="utf-8")
    (folder / "de" / "report.csv").write_text(whole.replace("2026-11-20", "2026-12-24"), encoding="utf-8")
    done = adopt("daily", folder, "--as-of", DAY)
    assert done.returncode == 3
    assert "No plan for EUR" in done.stderr
    assert "2026-12-24" in done.stderr
    (only,) = plans(folder / "adopt-out")
    assert only.endswith("USD")


def test_a_damaged_file_stops_the_account_that_it_lies_beside(folder: Path) -> None:
    (folder / "de" / "report.xlsx").write_bytes(CONSOLE.read_bytes()[:9000])
    done = adopt("daily", folder, "--as-of", DAY)
    assert done.returncode == 3
    assert "report.xlsx" in done.stderr
    assert len(plans(folder / "adopt-out")) == 1


def test_nothing_of_an_earlier_run_stays_where_this_one_doesn_t_write(folder: Path) -> None:
    out = folder / "adopt-out"
    (out / "infra").mkdir(parents=True)
    (out / "infra" / "plan.json").write_text("{}", encoding="utf-8")
    adopt("daily", folder, "--as-of", DAY)
    several = names(out)
    german = shutil.move(folder / "de", folder.parent / "de")
    adopt("daily", folder, "--as-of", DAY)
    single = names(out)
    assert "overview.xlsx" in several
    assert "overview.xlsx" not in single
    assert {name.split("/")[-1] for name in several} <= {*single, "plan.json", "overview.xlsx"}
    assert {name for name in single if "/" in name} == {"infra/plan.json"}
    shutil.move(german, folder / "de")
    adopt("daily", folder, "--as-of", DAY)
    assert names(out) == several


def test_the_last_of_a_run_is_a_line_for_each_account(folder: Path) -> None:
    done = adopt("daily", folder, "--as-of", DAY, "--lang", "both", "--json")
    out = folder / "adopt-out"
    assert {path.name for path in out.iterdir() if path.is_file()} == {"overview.xlsx", "overview.zh.xlsx"}
    *_, first, second, wrote, also = done.stderr.splitlines()
    assert [wrote, also] == [f"已写入 {out / name}" for name in ("overview.xlsx", "overview.zh.xlsx")]
    assert first.split()[:4] == ["EUR", "DE", "EUR", "1"]
    assert first.split()[-2:] == ["未写出", "没有批量下载文件"]
    assert second.split()[1:4] == ["US", "USD", "60"]
    assert "已写入 3 个" in second
    assert isinstance(json.loads(done.stdout), list)
    again = adopt("daily", folder, "--as-of", DAY, "--lang", "both", "--json")
    assert (again.stdout, again.stderr) == (done.stdout, done.stderr)


def test_an_account_without_a_plan_has_its_line_and_its_reason(folder: Path) -> None:
    whole = (folder / "de" / "report.csv").read_text(encoding="utf-8")
    (folder / "de" / "report.csv").write_text(whole.replace("2026-11-20", "2026-12-24"), encoding="utf-8")
    done = adopt("daily", folder, "--as-of", DAY)
    assert "EUR" in done.stderr.splitlines()[-3]
    assert "no plan" in done.stderr.splitlines()[-3]
    quiet = adopt("daily", folder, "--as-of", DAY, "-q")
    assert [line[:15] for line in quiet.stderr.splitlines()] == ["No plan for EUR"]
    assert (folder / "adopt-out" / "overview.xlsx").is_file()


def test_an_overview_that_can_t_be_written_keeps_no_account_from_its_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopt("daily", folder, "--as-of", DAY, "-q")
    overview, replaced = folder / "adopt-out" / "overview.xlsx", Path.replace
    before = overview.read_bytes()

    def open_in_excel(self: Path, target: Path) -> Path:
        if self == overview:
            raise PermissionError(13, "Permission denied", str(self))
        return replaced(self, target)

    monkeypatch.setattr(Path, "replace", open_in_excel)
    shutil.rmtree(folder / "adopt-out" / "EUR")
    done = adopt("daily", folder, "--as-of", DAY, "-q")
    assert done.returncode == 2
    assert done.stderr.startswith(f"{overview}: the overview can't be written (Permission denied)")
    assert len(plans(folder / "adopt-out")) == 2
    assert overview.read_bytes() == before


def test_identify_reads_archives_and_inner_folders(folder: Path) -> None:
    done = adopt("identify", folder, "--json")
    assert done.returncode == 0
    places = [Path(entry["path"]).relative_to(folder).as_posix() for entry in json.loads(done.stdout)]
    assert places == [CONSOLE.name, "de/report.csv", f"us.zip/downloads/{BULK.name}"]
