from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adopt.errors import SettingsError, UnsafePlanError
from adopt.schema import Bulk
from adopt.write import outputs
from adopt.write.outputs import write_outputs


def _names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def _content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_everything_is_written(tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk) -> None:
    written = write_outputs(make_plan([action(), action("B301")]), bulk, tmp_path / "out", ("en", "zh"))
    assert _names(written) == [
        "negatives.xlsx",
        "bids.xlsx",
        "recommendations.xlsx",
        "recommendations.zh.xlsx",
        "plan.json",
    ]
    assert sorted(_content(tmp_path / "out")) == sorted(_names(written))


def test_files_without_rows_are_not_written(tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk) -> None:
    assert _names(write_outputs(make_plan([action()]), bulk, tmp_path)) == [
        "negatives.xlsx",
        "recommendations.xlsx",
        "plan.json",
    ]


@pytest.mark.parametrize("reasons", [(("no_bulk", ""),), ()])
def test_without_a_download_there_is_no_upload_file(
    tmp_path: Path, make_plan: Any, action: Any, reasons: tuple[tuple[str, str], ...]
) -> None:
    written = write_outputs(make_plan([action()], withheld=reasons), None, tmp_path, ("zh",))
    assert _names(written) == ["recommendations.xlsx", "plan.json"]


def test_stale_files_of_an_earlier_run_go_and_others_stay(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk
) -> None:
    (tmp_path / "mine.xlsx").write_text("mine")
    write_outputs(make_plan([action(), action("B301")]), bulk, tmp_path, ("en", "zh"))
    write_outputs(make_plan([action()]), bulk, tmp_path)
    assert sorted(_content(tmp_path)) == ["mine.xlsx", "negatives.xlsx", "plan.json", "recommendations.xlsx"]


def test_an_unsafe_plan_changes_nothing(tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk) -> None:
    write_outputs(make_plan([action()]), bulk, tmp_path)
    before = _content(tmp_path)
    with pytest.raises(UnsafePlanError):
        write_outputs(make_plan([action(to_text="old mat")]), bulk, tmp_path)
    assert _content(tmp_path) == before


def test_a_failure_while_moving_puts_everything_back(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(make_plan([action()]), bulk, tmp_path)
    before = _content(tmp_path)
    move = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target == tmp_path / "plan.json" and self.parent.name != "old":
            raise PermissionError(13, "Permission denied", str(target))
        return move(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(SettingsError, match=r"plan\.json: can't be written \(Permission denied\)"):
        write_outputs(make_plan([action(), action("B301")]), bulk, tmp_path)
    monkeypatch.undo()
    assert _content(tmp_path) == before


def test_a_file_that_another_program_has_open_leaves_everything_as_it_was(
    tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(make_plan([action(), action("B301")]), bulk, tmp_path)
    before = _content(tmp_path)
    book, move, remove = tmp_path / "recommendations.xlsx", Path.replace, Path.unlink

    def locked(self: Path, target: Path) -> Path:
        if self == book:
            raise PermissionError(13, "Permission denied", str(book))
        return move(self, target)

    def held(self: Path, *, missing_ok: bool = False) -> None:
        if self == book:
            raise PermissionError(13, "Permission denied", str(book))
        remove(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "replace", locked)
    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(SettingsError, match=r"recommendations\.xlsx: can't be written \(Permission denied\)"):
        write_outputs(make_plan([action()]), bulk, tmp_path)
    monkeypatch.undo()
    assert _content(tmp_path) == before


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path, make_plan: Any) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(SettingsError, match="out: can't be written"):
        write_outputs(make_plan(), None, tmp_path / "out")


def test_the_same_plan_gives_the_same_bytes(tmp_path: Path, make_plan: Any, action: Any, bulk: Bulk) -> None:
    plan = make_plan([action(), action("N102"), action("B301")])
    for name in ("one", "two"):
        write_outputs(plan, bulk, tmp_path / name, ("en", "zh"))
    assert _content(tmp_path / "one") == _content(tmp_path / "two")


def test_places_are_sheet_rows(make_plan: Any, action: Any, bulk: Bulk) -> None:
    sheets = outputs.upload_sheets(make_plan([action(), action("N102")]), bulk)
    assert outputs._placed(sheets) == {
        "N101:yoga mat": "negatives.xlsx: 2",
        "N102:b0abcdefgh": "negatives.xlsx: 3",
    }
