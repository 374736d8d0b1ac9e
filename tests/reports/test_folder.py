from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from adopt.reports import Refusal, identify, read_folder

Report = Callable[..., list[list[Any]]]
Write = Callable[..., Path]


def test_files_are_read_refused_or_left_alone(csv_file: Write, report: Report, tmp_path: Path) -> None:
    for name in (
        "b.csv",
        "a.csv",
        ".hidden.csv",
        "~$open.xlsx",
        "Thumbs.db",
        "desktop.ini",
        "negatives.xlsx",
        "keywords.xlsx",
        "bids.xlsx",
        "plan.json",
    ):
        csv_file(report({}), name=name)
    csv_file([["x"]], name="c.csv")
    csv_file(report({}), name="recommendations-2026-11-22.xlsx")
    (tmp_path / "inner").mkdir()
    folder = read_folder(tmp_path)
    assert [reading.path.name for reading in folder.readings] == ["a.csv", "b.csv"]
    assert [refusal.path.name for refusal in folder.refusals] == ["c.csv"]
    assert len(folder.skipped) == 9


def test_an_empty_folder_is_no_error(tmp_path: Path) -> None:
    folder = read_folder(tmp_path)
    assert (folder.readings, folder.refusals, folder.skipped) == ((), (), ())


@pytest.mark.parametrize(
    ("header", "kind", "reason"),
    [
        ("Product,Entity,Operation,Campaign ID,Bid", "upload", "upload_sheet"),
        ("a,b,c", None, "unknown_report"),
    ],
)
def test_other_reports_are_named(tmp_path: Path, header: str, kind: str | None, reason: str) -> None:
    path = tmp_path / "file.csv"
    path.write_text(header + "\n" + ",".join("1" * (header.count(",") + 1)) + "\n")
    refusal = identify(path)
    assert isinstance(refusal, Refusal)
    assert (refusal.kind, refusal.reason) == (kind, reason)
