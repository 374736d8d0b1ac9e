"""A Delta Lake table whose folder may have any name: spaces, Chinese, accents.

Its files are named by URIs, in which the folder's own name is percent-encoded, and Polars takes these for paths
(https://github.com/pola-rs/polars/issues/20944). What is below the folder is named as it lies on disk.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from deltalake import DeltaTable

if TYPE_CHECKING:
    from deltalake.table import FilePruningPredicateType, FilterType


class LocalTable(DeltaTable):
    """A table in a folder of this machine, its files named by their paths."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._folder = path.resolve()

    def file_uris(
        self,
        partition_filters: FilterType | None = None,
        *,
        file_pruning_predicate: FilePruningPredicateType | None = None,
    ) -> list[str]:
        """Paths of the files of this version."""
        uris = super().file_uris(partition_filters, file_pruning_predicate=file_pruning_predicate)
        root = self._root()
        return [f"{self._folder}/{uri.removeprefix(root)}" for uri in uris]

    def broken_file(self) -> str | None:
        """Name of a file of this version that is missing or not as long as the log says; None where all are whole."""
        added = pl.DataFrame(self.get_add_actions()).select("path", "size_bytes")
        sizes = {path.rpartition("/")[2]: size for path, size in added.iter_rows()}
        paths = map(Path, self.file_uris())
        return next((path.name for path in paths if _size(path) != sizes[path.name]), None)

    def _root(self) -> str:
        """How the names of all files begin."""
        root = self.table_uri.removeprefix("file://")
        # A Windows URI has a slash before the drive, which the files' names haven't.
        return root[1:] if root[2:3] == ":" else root


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None
