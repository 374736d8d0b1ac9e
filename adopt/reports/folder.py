"""A seller's folder: every file of it read, refused or left alone, with the folders and archives inside it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from adopt.errors import InputError
from adopt.reports.identify import identify_each
from adopt.reports.refusal import Refusal, RefusedError
from adopt.reports.sources import Note
from adopt.reports.unpack import is_archive, unpacked
from adopt.schema import Reading

if TYPE_CHECKING:  # whoever reads one file needn't pay for settings
    from adopt.settings import Settings


SETTINGS = "adopt.toml"
_OURS = (
    "negatives.xlsx",
    "keywords.xlsx",
    "bids.xlsx",
    "budgets.xlsx",
    "placements.xlsx",
    "launch.xlsx",
    "states.xlsx",
    "undo-*.xlsx",
    "recommendations*.xlsx",
    "overview.xlsx",
    "overview.??.xlsx",
    "checklist*.csv",
    "checklist*.md",
    "labels-*.xlsx",
    "shipping-confirmation*.txt",
    "plan.json",
    "accepted.json",
    "results.json",
    "undone.json",
    SETTINGS,
)
_SYSTEM = ("thumbs.db", "desktop.ini")
"""What Windows hides in folders; the first has the form of an old workbook."""
_PLAN = "plan.json"
_MOST_FILES = 5_000

Names = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Folder:
    """A seller's folder, read.

    Attributes:
        path: the folder.
        readings: the files that could be used, by place.
        refusals: the others, by place.
        skipped: files that aren't meant as input: hidden ones, Excel's temporary ones, adopt's own output.
        own: settings of the folders inside that have an adopt.toml, by folder.
        notes: (code, detail) of what was told of the files as a whole.
    """

    path: Path
    readings: tuple[Reading, ...]
    refusals: tuple[Refusal, ...]
    skipped: tuple[Path, ...]
    own: Mapping[Path, Settings] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def owner(self, path: Path) -> Path | None:
        """The innermost folder around a file that has settings of its own."""
        return next((place for place in path.parents if place in self.own), None)


def read_folder(folder: Path, sellers: Names = ()) -> Folder:
    """Read all files of a folder, of the folders inside it and of the archives in them, in the order of their places.

    Left alone are hidden folders and those that a run has written into.

    Args:
        folder: today's downloads.
        sellers: column names of search term reports that the seller gave, as for `identify`.

    Raises:
        InputError: there are thousands of files: it isn't a folder of downloads.
        SettingsError: an adopt.toml inside is wrong.
    """
    files = _files(folder)
    empty = Folder(folder, (), (), tuple(path for path in files if not is_input(path)), _own(folder, files))
    results = [
        result
        for path in files
        if is_input(path)
        for result in read_file(path, _sellers(empty, path) or sellers)
    ]
    return replace(
        empty,
        readings=tuple(result for result in results if isinstance(result, Reading)),
        refusals=tuple(result for result in results if isinstance(result, Refusal)),
    )


def read_file(path: Path, sellers: Names = ()) -> Iterator[Reading | Refusal]:
    """What a file is; of an archive, what each file in it is; of a report of several countries, each country's part."""
    if not is_archive(path):
        yield from identify_each(path, sellers)
        return
    try:
        with unpacked(path) as members:
            for shown, file in members:
                if is_input(shown):
                    for result in read_file(file, sellers):
                        yield replace(result, path=shown / result.path.relative_to(file))
    except RefusedError as error:
        yield replace(error.refusal, path=path)


def inputs(folder: Path) -> list[Path]:
    """The files of a folder, and of the folders inside it, that are meant as input.

    Raises:
        InputError: as `read_folder`.
    """
    return [path for path in _files(folder) if is_input(path)]


def is_input(path: Path) -> bool:
    """Whether a file of a folder is meant as input: not hidden, not Excel's temporary one, not the system's, not adopt's own."""
    left_alone = path.name.startswith((".", "~$")) or path.name.lower() in _SYSTEM
    return not left_alone and not any(path.match(pattern) for pattern in _OURS)


def _own(folder: Path, files: Sequence[Path]) -> dict[Path, Settings]:
    inside = [path for path in files if path.name == SETTINGS and path.parent != folder]
    if not inside:
        return {}
    from adopt.settings import load_settings  # as above

    return {path.parent: load_settings(path) for path in inside}


def _sellers(folder: Folder, path: Path) -> Names:
    owner = folder.owner(path)
    return tuple(folder.own[owner].headers.values()) if owner else ()


def _files(folder: Path) -> list[Path]:
    found: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not _left_alone(Path(place, name))]
        found += [Path(place, name) for name in names]
        if len(found) > _MOST_FILES:
            raise InputError(
                "{folder} holds more than {n} files: is it the folder of your downloads? Name that one",
                folder=folder,
                n=f"{_MOST_FILES:,}",
            )
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _left_alone(folder: Path) -> bool:
    return folder.name.startswith((".", "__MACOSX")) or (folder / _PLAN).is_file()
