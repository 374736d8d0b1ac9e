"""Files that take a plan back don't outlive it in its folder: they would be uploaded one day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from adopt.history.course import write_undone
from adopt.schema import Undoing
from adopt.write import remove_review

DIGEST, OTHER = "ab" * 32, "cd" * 32


def undone(out: Path) -> Path:
    folder = out / "undo"
    folder.mkdir()
    (folder / "undo-bids.xlsx").write_bytes(b"rows")
    write_undone(folder, DIGEST, Undoing(date(2026, 11, 23), ("a",)))
    return folder


def test_they_stay_with_their_plan_and_go_with_another(tmp_path: Path) -> None:
    folder = undone(tmp_path)
    remove_review(tmp_path, DIGEST)
    assert (folder / "undo-bids.xlsx").is_file()
    remove_review(tmp_path, OTHER)
    assert not folder.exists()


def test_what_is_the_sellers_own_stays(tmp_path: Path) -> None:
    folder = undone(tmp_path)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    remove_review(tmp_path)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]
    (folder / "undo-bids.xlsx").write_bytes(b"without the plan's name beside it")
    remove_review(tmp_path, OTHER)
    assert (folder / "undo-bids.xlsx").is_file()
