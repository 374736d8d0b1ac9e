"""A seller's folder: every file of it read, refused or left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adopt.reports.identify import identify
from adopt.reports.refusal import Refusal
from adopt.schema import Reading

_OURS = ("negatives.xlsx", "bids.xlsx", "recommendations*.xlsx", "plan.json", "adopt.toml")


@dataclass(frozen=True)
class Folder:
    """A seller's folder, read.

    Attributes:
        path: the folder.
        readings: the files that could be used, by name.
        refusals: the others, by name.
        skipped: files that aren't meant as input: hidden ones, Excel's temporary ones, adopt's own output.
    """

    path: Path
    readings: tuple[Reading, ...]
    refusals: tuple[Refusal, ...]
    skipped: tuple[Path, ...]


def read_folder(folder: Path, sellers: Sequence[Mapping[str, str]] = ()) -> Folder:
    """Read all files of a folder (not of the folders inside it), in the order of their names.

    Args:
        folder: today's downloads.
        sellers: column names of search term reports that the seller gave, as for `identify`.
    """
    files = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.name)
    skipped = tuple(path for path in files if not is_input(path))
    results = [identify(path, sellers) for path in files if path not in skipped]
    return Folder(
        path=folder,
        readings=tuple(result for result in results if isinstance(result, Reading)),
        refusals=tuple(result for result in results if isinstance(result, Refusal)),
        skipped=skipped,
    )


def is_input(path: Path) -> bool:
    """Whether a file of a folder is meant as input: not hidden, not Excel's temporary one, not adopt's own."""
    return not path.name.startswith((".", "~$")) and not any(path.match(pattern) for pattern in _OURS)
