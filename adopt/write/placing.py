"""Files put into a folder in place of older ones: all of them, or none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adopt.errors import SettingsError
from adopt.say import later

_NOTHING_CHANGED = later(
    "{file}: can't be written ({why}); close it if another program has it open, or name another folder; "
    "nothing was changed"
)


@contextmanager
def or_say(folder: Path, sentence: str = _NOTHING_CHANGED) -> Iterator[None]:
    """What keeps a file from being written, as a sentence."""
    try:
        yield
    except OSError as error:
        where = error.filename2 or error.filename or folder
        raise SettingsError(sentence, file=where, why=error.strerror) from error


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A folder beside ``folder``, on the same disk, that is gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".adopt-", dir=folder))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


def place(names: list[str], made: Path, folder: Path, own: set[str]) -> tuple[Path, ...]:
    """Put the new files in place of all our ``own`` old ones; if one can't be moved, all old ones come back."""
    old = made / "old"
    old.mkdir()
    placed: list[str] = []
    try:
        for name in sorted(own):
            if (folder / name).exists():
                (folder / name).replace(old / name)
        for name in names:
            (made / name).replace(folder / name)
            placed.append(name)
    except OSError:
        _put_back(old, placed, folder)
        raise
    return tuple(folder / name for name in names)


def _put_back(old: Path, placed: list[str], folder: Path) -> None:
    """Undo `place`: the new files that it has ``placed`` go, and the old ones come back."""
    for name in placed:
        if not (old / name).exists():
            (folder / name).unlink(missing_ok=True)
    for file in old.iterdir():
        file.replace(folder / file.name)
