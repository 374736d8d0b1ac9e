"""A report is found by its bytes wherever a run would have read it."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from adopt.reports.by_digest import reading_of
from tests.reports.archives import packed


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_it_is_found_in_archives_however_deep(csv: Path, tmp_path: Path, depth: int) -> None:
    place = Path(shutil.copy(csv, tmp_path / "renamed.csv"))
    for n in range(depth):
        inner = place.replace(tmp_path.parent / f"inner-{depth}-{n}{place.suffix}")
        place = packed(tmp_path / f"{n}.zip", {f"in/{inner.name}": inner})
    found = reading_of(digest(csv), "made.csv", (tmp_path,))
    assert found is not None
    assert found.digest == digest(csv)


def test_a_damaged_archive_inside_one_hides_no_file_beside_it(csv: Path, tmp_path: Path) -> None:
    broken = packed(tmp_path.parent / "broken.zip", {"x.csv": csv})
    data = bytearray(broken.read_bytes())
    data[45] ^= 0xFF
    broken.write_bytes(data)
    packed(tmp_path / "today.zip", {"a.zip": broken, "b.csv": csv})
    assert reading_of(digest(csv), "made.csv", (tmp_path,)) is not None
    assert reading_of("0" * 64, "made.csv", (tmp_path,)) is None


def test_what_a_run_leaves_alone_in_an_inner_archive_is_left_alone(csv: Path, tmp_path: Path) -> None:
    inner = packed(tmp_path.parent / "hidden.zip", {".made.csv": csv})
    packed(tmp_path / "today.zip", {"inner.zip": inner})
    assert reading_of(digest(csv), "made.csv", (tmp_path,)) is None
