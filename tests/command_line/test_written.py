"""What a command can't write is told in words, and long work isn't done for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from adopt.cli import main
from adopt.cli.written import make_folder, write
from adopt.errors import SettingsError
from tests.command_line.run import DAY, SAMPLE


def test_a_text_is_written_with_the_folders_around_it(tmp_path: Path) -> None:
    file = tmp_path / "new" / "folder" / "page.html"
    write(file, "价格\nprice\n")
    assert file.read_bytes() == "价格\nprice\n".encode()


def test_what_is_no_folder_is_named(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    write(file, "")
    with pytest.raises(SettingsError, match=r"below: can't be written \(Not a directory\)"):
        make_folder(file / "below")
    with pytest.raises(SettingsError, match=r"page\.html: can't be written"):
        write(file / "other", "")
    with pytest.raises(SettingsError, match=rf"{tmp_path.name}: can't be written \(Is a directory\)"):
        write(tmp_path, "")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["backtest", str(SAMPLE), "--as-of", DAY, "--out", "{file}/page.html"], id="backtest"),
        pytest.param(["lab", "run", "--tuning", "--out", "{file}/lab"], id="laboratory"),
        pytest.param(["lab", "outside", "--tuning", "--out", "{file}/lab"], id="worlds of others"),
    ],
)
def test_a_place_that_can_t_be_written_ends_a_command_before_its_work(
    command: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.touch()
    done = CliRunner().invoke(main, [word.format(file=file) for word in command])
    assert done.exit_code == 2
    assert "can't be written" in done.stderr
