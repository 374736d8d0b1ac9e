"""Archives stand for the files in them."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adopt.reports import Refusal, read_folder
from adopt.reports.folder import read_file
from adopt.reports.unpack import is_archive
from adopt.schema import Reading
from tests.reports.archives import packed

Report = Callable[..., list[list[Any]]]
Write = Callable[..., Path]


def test_files_in_archives_and_inner_folders_are_read(csv: Path, tmp_path: Path) -> None:
    inner = packed(tmp_path.parent / "inner.zip", {"deep/搜索词.csv": csv, "__MACOSX/._x": csv})
    packed(tmp_path / "today.zip", {"us/a.csv": csv, "inner.zip": inner, "plan.json": csv})
    (tmp_path / "ads").mkdir()
    shutil.copy(csv, tmp_path / "ads" / "b.csv")
    folder = read_folder(tmp_path)
    places = [reading.path.relative_to(tmp_path).as_posix() for reading in folder.readings]
    assert places == ["ads/b.csv", "today.zip/inner.zip/deep/搜索词.csv", "today.zip/us/a.csv"]
    assert not folder.refusals
    assert [reading.rejected["file"].to_list() for reading in folder.readings] == [
        ["b.csv"],
        ["搜索词.csv"],
        ["a.csv"],
    ]
    assert len({reading.digest for reading in folder.readings}) == 1
    assert len({reading.totals for reading in folder.readings}) == 1


def test_a_name_in_the_code_page_of_chinese_windows(csv: Path, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"plain.csv": csv})
    name = "报告.csv".encode("gb18030")
    path.write_bytes(path.read_bytes().replace(b"plain.csv", name.ljust(9, b"v")))
    (result,) = read_file(path)
    assert result.path.name.startswith("报告.csv")


def test_a_path_that_leads_out_of_the_archive_leads_nowhere(csv: Path, tmp_path: Path) -> None:
    (result,) = read_file(packed(tmp_path / "a.zip", {"../../../etc/a.csv": csv}))
    assert result.path == tmp_path / "a.zip" / "etc" / "a.csv"


def test_a_workbook_is_no_archive(workbook: Write, report: Report, tmp_path: Path) -> None:
    assert not is_archive(workbook({"a": report({})}))
    assert is_archive(packed(tmp_path / "a.zip", {"a.xlsx": workbook({"a": report({})})}))


def test_a_damaged_archive_is_refused(csv: Path, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.csv": csv})
    whole = bytearray(path.read_bytes())
    whole[60] ^= 0xFF
    path.write_bytes(whole)
    (result,) = read_file(path)
    assert isinstance(result, Refusal)
    assert (result.path, result.reason, result.detail) == (path, "damaged_part", "a.csv")


def test_a_locked_archive_is_refused(csv: Path, tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.csv": csv})
    whole = path.read_bytes()
    place = whole.index(b"PK\x01\x02")
    path.write_bytes(whole[: place + 8] + b"\x01" + whole[place + 9 :])
    (result,) = read_file(path)
    assert isinstance(result, Refusal)
    assert result.reason == "locked_archive"


def test_an_archive_that_unpacks_to_far_more_than_fits_is_refused(
    csv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adopt.reports.unpack._MOST_BYTES", 10)
    (result,) = read_file(packed(tmp_path / "a.zip", {"a.csv": csv}))
    assert isinstance(result, Refusal)
    assert result.reason == "huge_archive"


def test_folders_that_a_run_wrote_are_left_alone(csv: Path, tmp_path: Path) -> None:
    for place in ("adopt-out/US-USD", ".adopt/x", "old"):
        (tmp_path / place).mkdir(parents=True)
        shutil.copy(csv, tmp_path / place / "report.csv")
    (tmp_path / "adopt-out" / "US-USD" / "plan.json").write_text("{}", encoding="utf-8")
    (reading,) = read_folder(tmp_path).readings
    assert isinstance(reading, Reading)
    assert reading.path == tmp_path / "old" / "report.csv"


def test_a_report_packed_by_gzip_is_read(csv: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.csv.gz"
    path.write_bytes(gzip.compress(csv.read_bytes()))
    (result,), (plain,) = read_file(path), read_file(csv)
    assert isinstance(result, Reading), result
    assert isinstance(plain, Reading), plain
    assert (result.path, result.totals, result.digest) == (path / "report.csv", plain.totals, plain.digest)


def test_half_a_packed_report_is_damaged(csv: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.csv.gz"
    path.write_bytes(gzip.compress(csv.read_bytes() * 50_000)[:-20])
    (result,) = read_file(path)
    assert isinstance(result, Refusal), result
    assert (result.path, result.reason) == (path, "damaged")


def test_a_packed_report_that_is_far_too_large_is_refused(
    csv: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adopt.reports.unpack._MOST_BYTES", 10)
    path = tmp_path / "report.csv.gz"
    path.write_bytes(gzip.compress(csv.read_bytes()))
    (result,) = read_file(path)
    assert isinstance(result, Refusal), result
    assert (result.path, result.reason) == (path, "huge_archive")
