"""Files that a command writes to be read: what can't be written is told in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adopt.errors import SettingsError


def write(file: Path, text: str) -> None:
    """Writes a text in UTF-8, and makes the folders around it.

    Raises:
        SettingsError: it can't be written.
    """
    make_folder(file.parent)
    with _told(file):
        file.write_text(text, encoding="utf-8", newline="\n")


def make_folder(folder: Path) -> None:
    """Makes a folder that isn't there; asked before long work, so that none is done for nothing.

    Raises:
        SettingsError: it can't be made.
    """
    with _told(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _told(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SettingsError("{file}: can't be written ({why})", file=place, why=error.strerror) from error
