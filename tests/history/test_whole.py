"""A file is written wholly or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from adopt.history.whole import whole


def test_what_is_written_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")
    with whole(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.write_bytes(b"old")

    def half() -> None:
        with whole(path) as file:
            file.write(b"half of")
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError, match="the power went"):
        half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
